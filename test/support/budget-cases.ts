import type { Budget, Room } from '../../src/dispatch/budget.ts'
import type { fakeClock } from './counting-provider.ts'

/**
 * Two who share a budget of one mail a second; the one gives back while the other asks for a pause.
 * Gives after each case how many milliseconds there is no room.
 */
export async function waitsBesidePauses(
  one: Budget,
  other: Budget,
  clock: ReturnType<typeof fakeClock>,
): Promise<number[]> {
  const waits: number[] = []
  const passAll = async () => {
    const asked = await other.take(1)
    if (asked.kind === 'room') throw new Error('There was room already')
    waits.push(asked.waitMs)
    clock.advance(asked.waitMs)
  }

  // Nobody pauses.
  await one.giveBack(await room(one, 100), 90)
  await passAll()

  // Longer than the room that was taken, and shorter.
  for (const pause of [100_000, 50_000]) {
    const taken = await room(one, 80)
    await other.pause(pause)
    await one.giveBack(taken, 80)
    await passAll()
  }

  // When its time is over, and another took room since.
  const old = await room(one, 10)
  clock.advance(10_000)
  await room(other, 20)
  await one.giveBack(old, 10)
  await passAll()
  return waits
}

/** In milliseconds. Of a pause shorter than the room taken before, the room counts, whole. */
export const WAITS = [10_000, 100_000, 80_001, 20_000]

async function room(budget: Budget, count: number): Promise<Room> {
  const taken = await budget.take(count)
  if (taken.kind === 'none') throw new Error(`No room for ${taken.waitMs} ms`)
  return taken
}
