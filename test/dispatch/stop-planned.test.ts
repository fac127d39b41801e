import { describe, expect, onTestFinished, test } from 'vitest'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { planDispatch, type Planned } from '../../src/dispatch/plan.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { planAgain, stoppedMoment, stopPlanned } from '../../src/dispatch/stop-planned.ts'
import type { Store } from '../../src/store/store.ts'
import { setUp } from '../support/dispatch-data.ts'
import { addPeople } from '../support/dispatch-fixture.ts'
import { bothDatabases, kinds } from '../support/store-kinds.ts'

const databases = bothDatabases()
const due = { wall: '2028-12-04T10:00', zone: 'Europe/Amsterdam', at: 1_859_533_200_000 }

describe.each(kinds)('on %s', (kind) => {
  test('of a Stop and a beginning at the same moment exactly one happens, whoever comes first', async () => {
    const outcomes: string[] = []
    for (let round = 0; round < 40; round++) {
      const { store, planned, plan } = await scheduled()
      const stop = () => stopPlanned(store, planned, systemPorts, { person: 'Noor' })
      const begin = () => planDispatch(store, plan, systemPorts)
      const both = await together(round, stop, begin)
      const stopped = both.includes('stopped')
      const begun = both.some((one) => (one as Planned).kind === 'planned')
      expect([stopped, begun]).toEqual([stopped, !stopped])
      const rows = await store.db.selectFrom('recipient').select('ref').execute()
      expect(rows).toHaveLength(begun ? 3 : 0)
      const decided = await store.db.selectFrom('decision').select('action').execute()
      expect(decided).toEqual(stopped ? [{ action: 'stop' }] : [])
      expect(await checkInvariants(store)).toEqual([])
      outcomes.push(stopped ? 'stopped' : 'begun')
      await store.close()
    }
    // Both happen, or nothing was tried.
    expect(new Set(outcomes).size).toBe(2)
  }, 60_000)

  test('a moment that was taken back is not gone by, and may be chosen again', async () => {
    const { store, planned, plan } = await scheduled()
    onTestFinished(() => store.close())
    const begin = () => planDispatch(store, plan, systemPorts)
    expect(await stopPlanned(store, planned, systemPorts, {})).toBe('stopped')
    expect(await begin()).toEqual({ kind: 'stopped' })
    await planAgain(store.db, planned)
    expect((await begin()).kind).toBe('planned')
    expect(await stopPlanned(store, planned, systemPorts, {})).toBe('begun')
  })

  test('what a crash left half written is stopped as well, and nobody goes on with it', async () => {
    const { store, planned, plan } = await scheduled()
    onTestFinished(() => store.close())
    const random = () => {
      throw new Error('The power went')
    }
    const crash = { ...systemPorts, random }
    await expect(planDispatch(store, plan, crash)).rejects.toThrow('The power went')
    expect(await states(store)).toEqual(['preparing'])
    expect(await stopPlanned(store, planned, systemPorts, { person: 'Noor' })).toBe('stopped')
    expect(await states(store)).toEqual(['discarded', 'discarded'])
    expect(await planDispatch(store, plan, systemPorts)).toEqual({ kind: 'stopped' })
    expect(await checkInvariants(store)).toEqual([])
  })

  test('who took it back is known however long it took to write down', async () => {
    const { store, planned } = await scheduled()
    onTestFinished(() => store.close())
    let at = due.at - 60_000
    const slow = { ...systemPorts, now: () => at++ }
    await stopPlanned(store, planned, slow, { person: 'Noor' })
    const { issueId, listId } = planned
    expect((await stoppedMoment(store.db, issueId, listId))?.person).toBe('Noor')
  })

  test('somebody may still send it by hand', async () => {
    const { store, planned, plan } = await scheduled()
    onTestFinished(() => store.close())
    await stopPlanned(store, planned, systemPorts, {})
    const byHand = { ...plan, due: undefined }
    expect((await planDispatch(store, byHand, systemPorts)).kind).toBe('planned')
  })

  async function states(store: Store) {
    const rows = await store.db.selectFrom('dispatch').select('status').execute()
    return rows.map(({ status }) => status)
  }

  async function scheduled() {
    const store = await databases.emptyStore(kind)
    await addPeople(store, 3)
    const { plan } = setUp('', store, 3)
    const { issueId, listId, graceMs } = plan
    return { store, plan: { ...plan, due }, planned: { issueId, listId, graceMs, due } }
  }
})

type Act = () => Promise<unknown>

function together(round: number, stop: Act, begin: Act): Promise<unknown[]> {
  switch (round % 3) {
    case 0:
      return Promise.all([stop(), begin()])
    case 1:
      // While its list is being written.
      return Promise.all([begin(), stop()])
    default:
      return begin().then(async (begun) => [begun, await stop()])
  }
}
