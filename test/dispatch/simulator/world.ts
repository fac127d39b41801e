import type { Kysely } from 'kysely'
import type { Ports } from '../../../src/dispatch/ports.ts'
import type { Store } from '../../../src/store/store.ts'
import type { Tables } from '../../../src/store/tables.ts'

/** How often what goes wrong, from 0 to 1, at each effect. All nought: nothing goes wrong any more. */
export type Faults = { kill: number; freeze: number; storage: number; clock: number }
export const noFaults: Faults = { kill: 0, freeze: 0, storage: 0, clock: 0 }

/** Every choice of one run of the simulator: the same seed gives the same run, to the last step. */
export type Rng = {
  /** From 0 up to 1. */
  next(): number
  chance(p: number): boolean
  /** Whole, from `min` up to and including `max`. */
  between(min: number, max: number): number
  pick<T>(from: readonly [T, ...T[]]): T
}

/** One process of the simulated computer. */
export type Process = {
  store: Store
  ports: Ports
  /** A place where it may be killed, frozen or refused by the disk. Never resolves in a dead process. */
  effect(name: string): Promise<void>
  /** Resolves when it is killed; what it was doing then never goes on. */
  killed: Promise<'killed'>
  signal: AbortSignal
  /** SIGTERM. */
  stop(): void
}

export type World = {
  rng: Rng
  faults: Faults
  /** Milliseconds that never go back; the wall clock of the processes may be off. */
  time(): number
  sleep(ms: number): Promise<void>
  newProcess(): Process
  /** Runs `scenario`, with time that passes only when everyone waits. */
  run(scenario: () => Promise<void>): Promise<void>
}

const START = 1_800_000_000_000
/** Far more than any run needs; one that gets here goes round in circles. */
const MAX_STEPS = 60_000

export function newWorld(seed: number, store: Store): World {
  const rng = newRng(seed)
  const timers: { at: number; order: number; resolve(): void }[] = []
  let [time, offset, order, ids] = [0, 0, 0, 0]
  const never = new Promise<never>(() => undefined)

  const world: World = {
    rng,
    faults: noFaults,
    time: () => time,
    sleep: (ms) =>
      new Promise((resolve) => {
        timers.push({ at: time + Math.max(ms, 0), order: order++, resolve })
      }),
    newProcess,
    run,
  }
  return world

  async function run(scenario: () => Promise<void>): Promise<void> {
    let ended = false
    const running = scenario().finally(() => {
      ended = true
    })
    // Fails in `await running`, not as an unhandled rejection.
    running.catch(() => undefined)
    for (let step = 0; ; step++) {
      // Everything here is promises over synchronous calls: one turn and all that can go on has.
      await new Promise((resolve) => setImmediate(resolve))
      if (ended) break
      if (step > MAX_STEPS) throw new Error('I7: it goes round in circles')
      let first = 0
      for (let i = 1; i < timers.length; i++) {
        const [a, b] = [timers[i], timers[first]]
        if (a && b && (a.at < b.at || (a.at === b.at && a.order < b.order))) first = i
      }
      const [next] = timers.splice(first, 1)
      if (next === undefined) throw new Error('I7: everyone waits and nothing will happen')
      time = Math.max(time, next.at)
      next.resolve()
    }
    await running
  }

  function newProcess(): Process {
    const stop = new AbortController()
    let alive = true
    let die: (value: 'killed') => void = () => undefined
    const killed = new Promise<'killed'>((resolve) => {
      die = resolve
    })
    const kill = (): Promise<never> => {
      alive = false
      die('killed')
      return never
    }
    const effect = async (): Promise<void> => {
      if (!alive) return never
      const { faults } = world
      if (rng.chance(faults.kill)) return kill()
      if (rng.chance(faults.clock)) offset += rng.between(-7_200_000, 7_200_000)
      if (rng.chance(faults.freeze)) await world.sleep(rng.between(1_000, 120_000))
      if (!alive) return never
    }
    const ports: Ports = {
      now: () => START + time + offset,
      monotonic: () => time,
      newId: () => (ids++).toString(16).padStart(24, '0'),
      random: (bytes) => Buffer.alloc(bytes, (ids++).toString(16)),
      async wait(ms, signal) {
        await Promise.race([world.sleep(ms), aborted(signal)])
        if (!alive) return never
      },
    }
    const guarded = new Proxy(store.db, {
      get(db, key) {
        if (key === 'transaction') return () => ({ execute: transaction })
        const value: unknown = Reflect.get(db, key)
        return typeof value === 'function' ? (value.bind(db) as unknown) : value
      },
    })
    return {
      // Its steps are turns of the event loop, so a commit may not wait for one.
      store: { ...store, db: guarded, nextTurn: () => Promise.resolve() },
      ports,
      effect,
      killed,
      signal: stop.signal,
      stop: () => stop.abort(),
    }

    /** May be cut off before it, just before its commit, and just after; or fail at each of these. */
    async function transaction<T>(
      work: Parameters<ReturnType<Kysely<Tables>['transaction']>['execute']>[0],
    ): Promise<T> {
      await effect()
      if (rng.chance(world.faults.storage)) throw storageError()
      const cut = rng.chance(world.faults.kill)
        ? 'kill'
        : rng.chance(world.faults.storage) && 'fail'
      let result: unknown
      try {
        result = await store.db.transaction().execute(async (trx) => {
          const made: unknown = await work(trx)
          if (cut) throw new CutOff()
          return made
        })
      } catch (error) {
        if (!(error instanceof CutOff)) throw error
        if (cut === 'kill') return kill()
        throw storageError()
      }
      await effect()
      // The commit is there, but whoever made it does not hear of it.
      if (rng.chance(world.faults.storage)) throw storageError()
      return result as T
    }
  }
}

class CutOff extends Error {}

function storageError(): Error {
  return Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR' })
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** mulberry32: 32 bits of state, enough for choices that only have to differ. */
function newRng(seed: number): Rng {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    chance: (p) => p > 0 && next() < p,
    between: (min, max) => min + Math.floor(next() * (max - min + 1)),
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
  }
}
