import { sql } from 'kysely'
import type { PostgresStore } from '../store/postgres.ts'
import type { Store } from '../store/store.ts'
import type { Ports } from './ports.ts'
import type { Transport } from './transport.ts'

/**
 * How fast mails may leave, for all who send through one provider: every batch moves the moment at
 * which the next may go by what its own mails take (a generic cell rate algorithm without a burst).
 * A provider that asks for a pause moves that moment too, so one worker's refusal is everybody's.
 */
export type Budget = {
  /** Takes the room of this many mails; or gives how many milliseconds there is none, taking nothing. */
  take(count: number): Promise<Taken>
  /** This many mails of the room that was taken did not leave. Changes nothing after a pause. */
  giveBack(room: Room, count: number): Promise<void>
  /** Nothing more leaves for this many milliseconds. */
  pause(ms: number): Promise<void>
}

/**
 * `until`, milliseconds of the clock of this budget: when it is used up, earlier when a part was given
 * back. Nobody else has the same, and a pause moves it.
 */
export type Room = { kind: 'room'; until: number }
export type Taken = Room | { kind: 'none'; waitMs: number }

/** `perSecond` undefined: as fast as the provider takes them. */
export function openBudget(
  store: Store,
  transport: Pick<Transport, 'name'>,
  perSecond: number | undefined,
  ports: Ports,
): Budget {
  const cost = (count: number) => (perSecond === undefined ? 0 : (count / perSecond) * 1000)
  return store.kind === 'postgres'
    ? sharedBudget(store, transport.name, cost, ports)
    : ownBudget(cost, ports)
}

/**
 * One process sends, so it can remember; by a clock that never goes back: when somebody set that of the
 * computer back by a day, everybody waited a day.
 */
function ownBudget(cost: (count: number) => number, ports: Ports): Budget {
  let freeAt = -Infinity
  return {
    take(count) {
      const waitMs = freeAt - ports.monotonic()
      if (waitMs > 0) return Promise.resolve({ kind: 'none', waitMs })
      freeAt = ports.monotonic() + cost(count)
      return Promise.resolve({ kind: 'room', until: freeAt })
    },
    giveBack(room, count) {
      if (freeAt === room.until) room.until = freeAt -= cost(count)
      return Promise.resolve()
    },
    pause(ms) {
      freeAt = Math.max(freeAt + 1, ports.monotonic() + ms)
      return Promise.resolve()
    },
  }
}

/** One row for all machines, each change one statement; outside T1, so that claims do not queue for it. */
function sharedBudget(
  { beside }: PostgresStore,
  provider: string,
  cost: (count: number) => number,
  ports: Ports,
): Budget {
  return {
    async take(count) {
      const now = ports.now()
      const until = Math.ceil(now + cost(count))
      const taken = await sql`insert into provider_budget (provider, free_at)
        values (${provider}, ${until}) on conflict (provider) do update set free_at = ${until}
        where provider_budget.free_at <= ${now} returning free_at`.execute(beside)
      if (taken.rows.length > 0) return { kind: 'room', until }
      const row = await beside
        .selectFrom('provider_budget')
        .select('free_at')
        .where('provider', '=', provider)
        .executeTakeFirst()
      // Freed in between: at once again.
      return { kind: 'none', waitMs: Math.max((row?.free_at ?? now) - now, 1) }
    },
    async giveBack(room, count) {
      const back = Math.floor(cost(count))
      const { numUpdatedRows } = await beside
        .updateTable('provider_budget')
        .set((eb) => ({ free_at: eb('free_at', '-', back) }))
        .where('provider', '=', provider)
        .where('free_at', '=', room.until)
        .executeTakeFirst()
      if (numUpdatedRows > 0n) room.until -= back
    },
    async pause(ms) {
      await beside
        .updateTable('provider_budget')
        .set({ free_at: sql`greatest(free_at + 1, ${Math.ceil(ports.now() + ms)}::bigint)` })
        .where('provider', '=', provider)
        .execute()
    },
  }
}
