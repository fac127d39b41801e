import { existsSync, rmSync, statSync, writeSync, openSync, closeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { alarms } from '../../src/dispatch/alarms.ts'
import { dispatchLog } from '../../src/dispatch/dispatch-log.ts'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { runDispatch } from '../../src/dispatch/run.ts'
import type { OutgoingBatch } from '../../src/dispatch/transport.ts'
import { BALLAST_BYTES, keepBallast, releaseBallast } from '../../src/store/ballast.ts'
import { accepted, countingProvider, fakeClock } from '../support/counting-provider.ts'
import { planFor, ISSUE } from '../support/dispatch-data.ts'
import { fixture, planned, temporaryFolder } from '../support/dispatch-fixture.ts'
import { canMount, mountSmallDisk } from '../support/small-disk.ts'

const roomEnough = () => Promise.resolve(undefined)

test('the ballast takes real room, is made once, and only where there is room', async () => {
  const folder = await temporaryFolder()
  const tight = () => Promise.resolve({ freeBytes: 1, neededBytes: 2 })
  expect(await keepBallast(folder, tight)).toBe(false)
  expect(existsSync(join(folder, 'ballast'))).toBe(false)
  expect(await keepBallast(folder, roomEnough)).toBe(true)
  const { size, blocks, mtimeMs, mode } = statSync(join(folder, 'ballast'))
  expect(size).toBe(BALLAST_BYTES)
  expect(blocks * 512).toBeGreaterThanOrEqual(BALLAST_BYTES)
  expect(mode & 0o077).toBe(0)
  await keepBallast(folder, roomEnough)
  expect(statSync(join(folder, 'ballast')).mtimeMs).toBe(mtimeMs)
  expect(releaseBallast(folder)).toBe(true)
  expect(releaseBallast(folder)).toBe(false)
})

describe.skipIf(!canMount)('a disk that is full when the answer has to be written down', () => {
  test('lets the ballast go, writes it down, stops, says so, and goes on when there is room', async () => {
    const { made, id, disk } = await house()
    expect(await keepBallast(disk, roomEnough)).toBe(true)
    const provider = countingProvider(1, () => ({ outcome: accepted, reached: true }))
    const filling = {
      ...provider,
      concurrency: 1,
      submit: (batch: OutgoingBatch) => {
        fill(join(disk, 'filler'))
        return provider.submit(batch)
      },
    }
    const clock = fakeClock()
    const { end, reason, progress } = await runDispatch(
      id,
      made.options({ transport: filling, ports: clock }),
    )
    expect({ end, reason }).toEqual({ end: 'storage', reason: 'disk-full' })
    expect(progress).toMatchObject({ sent: 1, waiting: 3, unsure: 0, underWay: 0 })
    expect(existsSync(join(disk, 'ballast'))).toBe(false)
    expect((await dispatchLog(made.store, ISSUE, id)).at(-1)?.kind).toBe('ballast')
    const raised = await alarms(made.store, clock.now())
    expect(raised.map(({ kind }) => kind)).toEqual(['disk-short'])
    expect(await checkInvariants(made.store)).toEqual([])

    rmSync(join(disk, 'filler'))
    const later = await runDispatch(id, made.options({ transport: provider, ports: clock }))
    expect(later.progress).toMatchObject({ sent: 4, unsure: 0 })
    expect([...provider.copies.values()]).toEqual([1, 1, 1, 1])
  })

  test('without ballast leaves that one person in doubt, and sends to nobody else', async () => {
    const { made, id, disk } = await house()
    const provider = countingProvider(1, () => ({ outcome: accepted, reached: true }))
    const filling = {
      ...provider,
      concurrency: 1,
      submit: (batch: OutgoingBatch) => {
        fill(join(disk, 'filler'))
        return provider.submit(batch)
      },
    }
    const { end } = await runDispatch(id, made.options({ transport: filling, ports: fakeClock() }))
    expect(end).toBe('storage')
    expect(provider.copies.size).toBe(1)
    rmSync(join(disk, 'filler'))
    const later = await runDispatch(id, made.options({ transport: provider, ports: fakeClock() }))
    expect(later.progress).toMatchObject({ sent: 3, unsure: 1 })
  })

  async function house() {
    const root = await temporaryFolder()
    const disk = join(root, 'data')
    mountSmallDisk(disk, 40 * 1024)
    const made = await fixture(4, root)
    const id = await planned({ ...made, plan: planFor(made.people, { batchSize: 1 }) })
    return { made, id, disk }
  }

  /** Writes until nothing more fits. */
  function fill(path: string): void {
    const file = openSync(path, 'a')
    try {
      for (const size of [64 * 1024, 1024, 1]) {
        try {
          for (;;) writeSync(file, Buffer.alloc(size, 7))
        } catch {
          // Full for this size; a smaller one may still fit.
        }
      }
    } finally {
      closeSync(file)
    }
  }
})
