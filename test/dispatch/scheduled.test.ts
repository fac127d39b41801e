import { describe, expect, onTestFinished, test } from 'vitest'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { planDispatch, type Plan, type Planned } from '../../src/dispatch/plan.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { regularDispatch } from '../../src/dispatch/regular-dispatch.ts'
import {
  missScheduled,
  putBackOnSchedule,
  scheduledIssue,
  scheduleIssue,
  stoppedMoment,
  takeBack,
  WHOLE,
} from '../../src/dispatch/scheduled.ts'
import type { Store } from '../../src/store/store.ts'
import { frozen, setUp } from '../support/dispatch-data.ts'
import { addPeople } from '../support/dispatch-fixture.ts'
import { bothDatabases, kinds } from '../support/store-kinds.ts'

const databases = bothDatabases()
const due = { wall: '2028-12-04T10:00', zone: 'Europe/Amsterdam', at: 1_859_533_200_000 }
const later = { wall: '2028-12-05T10:00', zone: 'Europe/Amsterdam', at: 1_859_619_600_000 }

describe.each(kinds)('on %s', (kind) => {
  test('of a Stop and a beginning at the same moment exactly one happens, whoever comes first', async () => {
    const outcomes: string[] = []
    for (let round = 0; round < 40; round++) {
      const house = await scheduled()
      const both = await together(round, house.stop, house.begin)
      const stopped = both.includes('stopped')
      const begun = both.some((one) => (one as Planned).kind === 'planned')
      expect([stopped, begun]).toEqual([stopped, !stopped])
      const rows = await house.store.db.selectFrom('recipient').select('ref').execute()
      expect(rows).toHaveLength(begun ? 3 : 0)
      const decided = await house.decided()
      expect(decided).toEqual(stopped ? ['schedule', 'stop'] : ['schedule'])
      expect(await checkInvariants(house.store)).toEqual([])
      outcomes.push(stopped ? 'stopped' : 'begun')
      await house.store.close()
    }
    // Both happen, or nothing was tried.
    expect(new Set(outcomes).size).toBe(2)
  }, 60_000)

  test('a moment that was taken back is not gone by, and may be chosen again', async () => {
    const house = await open()
    expect(await house.stop()).toBe('stopped')
    expect(await house.begin()).toEqual({ kind: 'stopped' })
    await house.schedule()
    expect(await house.begin()).toMatchObject({ kind: 'exists' })
    expect((await house.begin({ scheduled: await house.id() })).kind).toBe('planned')
    expect(await house.stop()).toBe('begun')
  })

  test('what leaves is what was frozen: a letter, a picture or a reader that changed keeps it back', async () => {
    const house = await open()
    const [variant] = house.plan.variants
    const [image] = frozen.images
    if (variant === undefined || image === undefined) throw new Error('There is a mail')
    const withFrozen = (change: Partial<typeof frozen>) => ({
      variants: [{ ...variant, frozen: { ...frozen, ...change } }],
    })
    const bytes = Buffer.from(image.bytes)
    bytes[bytes.length - 1] = 0
    for (const change of [
      withFrozen({ html: frozen.html.replace('Kaart', 'kaart') }),
      withFrozen({ subject: `${frozen.subject}.` }),
      withFrozen({ images: [{ ...image, bytes }] }),
      { fingerprint: 'of another issue' },
    ]) {
      expect(await house.begin(change)).toEqual({ kind: 'differs' })
      expect(await house.states()).toEqual(['scheduled'])
    }
    expect((await house.begin()).kind).toBe('planned')
  })

  test('whoever joined since in a mix of segments that nobody was in gets the same issue', async () => {
    const house = await open()
    const [variant] = house.plan.variants
    if (variant === undefined) throw new Error('There is a mail')
    // The mail with other items, which nobody would have got when it was planned.
    const other = { key: 'other', frozen: { ...frozen, html: '<p>Iets anders</p>' }, count: 0 }
    expect(await house.begin({ variants: [variant, other] })).toMatchObject({
      kind: 'planned',
    })
    expect(await house.variants()).toEqual(['all', 'other'])
  })

  test('the whole issue is kept to show what changed, and is sent to nobody', async () => {
    const house = await open()
    expect(await house.variants()).toEqual(['all', WHOLE])
    await house.begin()
    expect(await house.variants()).toEqual(['all'])
  })

  test('what a crash left half written waits for its moment again, with what was frozen', async () => {
    const house = await open()
    await house.crash()
    expect(await house.states()).toEqual(['preparing'])
    expect(await putBackOnSchedule(house.store, await house.id(), systemPorts)).toBe(true)
    expect(await house.states()).toEqual(['scheduled'])
    expect(await house.variants()).toEqual(['all', WHOLE])
    expect((await house.begin()).kind).toBe('planned')
    expect(await checkInvariants(house.store)).toEqual([])
  })

  test('what a crash left half written is stopped as well, and nobody goes on with it', async () => {
    const house = await open()
    await house.crash()
    expect(await house.stop()).toBe('stopped')
    expect(await house.states()).toEqual(['discarded'])
    expect(await house.begin()).toEqual({ kind: 'stopped' })
    expect(await checkInvariants(house.store)).toEqual([])
  })

  test('of two who plan it the last one counts, and of the first nothing leaves any more', async () => {
    const house = await open()
    expect(await house.schedule(later)).toBe('scheduled')
    expect(await house.begin()).toMatchObject({ kind: 'exists' })
    expect(await house.states()).toEqual(['discarded', 'scheduled'])
    // Of the first nothing is kept but that it was.
    expect(await house.variants()).toEqual(['all', WHOLE])
    // Who meant the moment that they saw stops nothing else.
    expect(await house.stop()).toBe('moved')
    expect(await scheduledIssue(house.store.db, await house.row())).toMatchObject({
      wall: later.wall,
      person: 'Noor',
    })
  })

  test('what was missed is planned anew, and what has begun is not', async () => {
    const house = await open()
    expect(await missScheduled(house.store, await house.id(), 'late', systemPorts)).toBe(true)
    expect(await house.begin()).toMatchObject({ kind: 'exists' })
    expect(await house.schedule(later)).toBe('scheduled')
    expect((await house.begin({ scheduled: await house.id() })).kind).toBe('planned')
    expect(await house.schedule(due)).toBe('begun')
    expect(await house.states()).toEqual(['discarded', 'sending'])
  })

  test('who took it back is known however long it took to write down', async () => {
    const house = await open()
    let at = due.at - 60_000
    const slow = { ...systemPorts, now: () => at++ }
    await house.stop(slow)
    const { issueId, listId } = house.plan
    expect((await stoppedMoment(house.store.db, issueId, listId))?.person).toBe('Noor')
  })

  test('somebody may still send it by hand, planned or taken back', async () => {
    const planned = await open()
    expect((await planned.begin({ scheduled: undefined })).kind).toBe('planned')
    expect(await planned.states()).toEqual(['discarded', 'sending'])
    const stopped = await open()
    await stopped.stop()
    expect((await stopped.begin({ scheduled: undefined })).kind).toBe('planned')
  })

  async function open() {
    const house = await scheduled()
    onTestFinished(() => house.store.close())
    return house
  }

  async function scheduled() {
    const store = await databases.emptyStore(kind)
    await addPeople(store, 3)
    const { plan: byHand } = setUp('', store, 3)
    const { issueId, listId, graceMs, fingerprint } = byHand
    const row = () => regularDispatch(store.db, issueId, listId)
    const schedule = (moment = due) =>
      scheduleIssue(
        store,
        {
          issueId,
          listId,
          graceMs,
          fingerprint,
          due: moment,
          variants: [...byHand.variants, { key: WHOLE, frozen }],
        },
        systemPorts,
        { person: 'Noor', people: 3 },
      )
    await schedule()
    const plan: Plan = { ...byHand, scheduled: (await row())?.id }
    const random = () => {
      throw new Error('The power went')
    }
    return {
      store,
      plan,
      row,
      schedule,
      id: async () => (await row())?.id ?? '',
      /** At the moment of the first planning, unless told otherwise. */
      begin: (change: Partial<Plan> = {}) =>
        planDispatch(store, { ...plan, ...change }, systemPorts),
      crash: () =>
        expect(planDispatch(store, plan, { ...systemPorts, random })).rejects.toThrow('power'),
      stop: (ports: Pick<typeof systemPorts, 'now' | 'newId'> = systemPorts) =>
        takeBack(store, { issueId, listId, wall: due.wall }, ports, { person: 'Noor' }),
      states: () => column(store, 'status'),
      variants: async () => {
        const rows = await store.db.selectFrom('variant').select('key').orderBy('key').execute()
        return rows.map(({ key }) => key)
      },
      decided: async () => {
        const rows = await store.db.selectFrom('decision').select('action').orderBy('at').execute()
        return rows.map(({ action }) => action)
      },
    }
  }

  async function column(store: Store, name: 'status') {
    const rows = await store.db.selectFrom('dispatch').select(name).orderBy('created_at').execute()
    return rows.map((one) => one[name])
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
