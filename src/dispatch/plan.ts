import type { Expression, Transaction } from 'kysely'
import type { Database, Store } from '../store/store.ts'
import type { DecisionRow, DispatchRow, Tables } from '../store/tables.ts'
import { noteDecision, type By } from './decision.ts'
import { EVERYONE, setFirstApart, type FirstPeople } from './first-batch.ts'
import { areAsFrozen, dropUnread, freezeVariants, type FrozenVariant } from './frozen-variants.ts'
import { moveDispatch, type Mover } from './move.ts'
import type { Ports } from './ports.ts'
import { regularDispatch } from './regular-dispatch.ts'
import { discardUnbegun } from './scheduled.ts'
import {
  forgetListed,
  holdList,
  insertRecipients,
  withListed,
  type RecipientCounts,
} from './snapshot.ts'
import { giveThemeMoves } from './theme-moves.ts'

/** What will be sent to whom, decided; `planDispatch` makes it permanent. */
export type Plan = {
  issueId: string
  listId: string
  graceMs: number
  /** Of all of it (`fingerprint.ts`). */
  fingerprint: string
  /** The scheduled dispatch whose moment has come; undefined when somebody sends it by hand. */
  scheduled: string | undefined
  /** With how many people were to get each when it was decided. */
  variants: (FrozenVariant & { count: number })[]
  recipients: RecipientQuery
  /** How many people the segments named who were left out. */
  excluded: number
  /** To more people than this it does not go; undefined: to whoever `recipients` finds. */
  agreed: number | undefined
  batchSize: number
  /** Undefined: all at once. */
  first?: FirstPeople | undefined
  /** What becomes of people about whom it is not known whether they got it; `hold` by default. */
  onUnknown?: 'hold' | 'resend'
}

/** Everyone who gets it, and the key of the variant. */
export type RecipientQuery = (db: Database) => Expression<PlannedRecipient>

export type PlannedRecipient = {
  id: string
  email: string
  email_key: string
  name: string | null
  variant: string | null
}

export type Planned =
  | { kind: 'planned'; dispatchId: string }
  /** This issue already has its one regular dispatch: go on with that one. */
  | { kind: 'exists'; dispatch: DispatchRow }
  /** Somebody took back the moment that it was planned for; nothing is planned. */
  | { kind: 'stopped' }
  /** It is not what was frozen when its moment was chosen; it stays scheduled. */
  | { kind: 'differs' }
  /** More people than was agreed to, or somebody for whom no variant was made; nothing is planned. */
  | { kind: 'changed' }

/** What somebody decided on a screen. */
export type Decision = By & Pick<DecisionRow, 'action' | 'people'>

/**
 * Writes the snapshot: dispatch, frozen variants with their pictures, batches and one row per
 * recipient. First a row in `preparing`, whose unique index makes every second planner stop; then
 * all the rest in one transaction that ends in `sending`. A crash between the two leaves
 * `preparing` without `prepared_at`: by hand the next planner discards that and builds again, and what
 * was scheduled becomes so again. `decision` is written with the snapshot, so that nobody is said to
 * have decided what is not there.
 */
export async function planDispatch(
  store: Store,
  plan: Plan,
  ports: Ports,
  decision?: Decision,
): Promise<Planned> {
  const begun = await store.db.transaction().execute((trx) => begin(trx, plan, ports))
  if (begun.kind !== 'mine') return begun
  const { dispatchId } = begun
  const snapshot = { store, dispatchId, plan, ports, decision }
  let mine: Written
  try {
    mine = await store.db.transaction().execute(async (trx) => {
      await holdList(store, trx)
      return withListed(store, trx, plan, (counts) => writeSnapshot(trx, snapshot, counts))
    })
  } finally {
    await forgetListed(store)
  }
  if (mine === 'planned') return { kind: 'planned', dispatchId }
  if (mine === 'changed') return { kind: 'changed' }
  const other = await regularDispatch(store.db, plan.issueId, plan.listId)
  if (other !== undefined) return { kind: 'exists', dispatch: other }
  if (plan.scheduled === undefined) throw new Error(`The dispatch of ${plan.issueId} was discarded`)
  return { kind: 'stopped' }
}

type Begun =
  | { kind: 'mine'; dispatchId: string }
  | Exclude<Planned, { kind: 'planned' | 'changed' }>

/** The row in `preparing`: the scheduled one, when what would be sent is what was frozen; else a new one. */
async function begin(trx: Transaction<Tables>, plan: Plan, ports: Ports): Promise<Begun> {
  const mover: Mover = { ports, actor: 'plan' }
  const found = await regularDispatch(trx, plan.issueId, plan.listId)
  if (plan.scheduled !== undefined) {
    if (found === undefined) return { kind: 'stopped' }
    if (found.id !== plan.scheduled) return { kind: 'exists', dispatch: found }
    const isSame =
      found.content_hash === plan.fingerprint && (await areAsFrozen(trx, found.id, plan.variants))
    if (!isSame) return { kind: 'differs' }
    return (await moveDispatch(trx, 'D18', found.id, mover, { created_at: ports.now() }))
      ? { kind: 'mine', dispatchId: found.id }
      : { kind: 'exists', dispatch: found }
  }
  if (found !== undefined && !(await makeRoom(trx, found, mover)))
    return { kind: 'exists', dispatch: found }
  const dispatchId = ports.newId()
  const written = await trx
    .insertInto('dispatch')
    .values(dispatchRow(dispatchId, plan, ports.now()))
    // The unique index decides, also between two machines at the same moment.
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (written.numInsertedOrUpdatedRows === 1n) return { kind: 'mine', dispatchId }
  const first = await regularDispatch(trx, plan.issueId, plan.listId)
  if (first === undefined) throw new Error(`The dispatch of ${plan.issueId} was discarded`)
  return { kind: 'exists', dispatch: first }
}

type Snapshot = {
  store: Store
  dispatchId: string
  plan: Plan
  ports: Ports
  decision: Decision | undefined
}

type Written = 'planned' | 'changed' | 'overtaken'

/** All of the snapshot behind the row in `preparing`, in one transaction with what decides about it. */
async function writeSnapshot(
  trx: Transaction<Tables>,
  { store, dispatchId, plan, ports, decision }: Snapshot,
  counts: RecipientCounts | undefined,
): Promise<Written> {
  const mover: Mover = { ports, actor: 'plan' }
  // To them it may not go.
  if (counts === undefined || sumOf(counts) > (plan.agreed ?? Infinity)) {
    const back = plan.scheduled === undefined ? 'D2' : 'D21'
    return (await moveDispatch(trx, back, dispatchId, mover)) ? 'changed' : 'overtaken'
  }
  // First: when another planner took this one for the remains of a crash, nothing more is written.
  const at = ports.now()
  const set = { ...numbersOf(plan, counts), prepared_at: at }
  if (!(await moveDispatch(trx, 'D1', dispatchId, mover, set))) return 'overtaken'
  if (decision !== undefined) {
    const { person, why, ...decided } = decision
    const by = { person, why }
    // At the moment of the snapshot, not after it: the log tells first who decided.
    await noteDecision(trx, { issue_id: plan.issueId, ...decided }, by, {
      ...ports,
      now: () => at,
    })
  }
  await freezeVariants(trx, dispatchId, plan.variants, ports)
  await dropUnread(trx, dispatchId, keysOf(plan))
  await insertRecipients(store, trx, { dispatchId, plan, counts, ports })
  await setFirstApart(trx, dispatchId, plan, sumOf(counts), ports)
  await giveThemeMoves(trx, plan.issueId)
  return 'planned'
}

/** Who left the list since it was decided was named and gets nothing. */
function numbersOf(plan: Plan, counts: RecipientCounts) {
  const total = sumOf(counts)
  const left = Math.max(0, sumOf(plan.variants) - total)
  const excluded = plan.excluded + left
  return {
    candidate_count: total + excluded,
    excluded_count: excluded,
    recipient_count: total,
  }
}

export function sumOf(counted: readonly { count: number }[]): number {
  return counted.reduce((sum, { count }) => sum + count, 0)
}

function keysOf({ variants }: Plan): string[] {
  return variants.map(({ key }) => key)
}

/**
 * True when the dispatch found there was discarded, because nothing of it was ever sent: whoever sends
 * by hand does so now, whatever was planned.
 */
async function makeRoom(
  trx: Transaction<Tables>,
  found: DispatchRow,
  mover: Mover,
): Promise<boolean> {
  if (await discardUnbegun(trx, found, { ...mover, why: 'sent by hand' })) return true
  if (found.status !== 'preparing' || found.prepared_at !== null) return false
  return moveDispatch(trx, 'D2', found.id, mover)
}

function dispatchRow(id: string, plan: Plan, now: number): DispatchRow {
  return {
    id,
    issue_id: plan.issueId,
    list_id: plan.listId,
    kind: 'regular',
    status: 'preparing',
    due_wall: null,
    tz: null,
    due_at: null,
    tzdb: process.versions['tz'] ?? null,
    grace_ms: plan.graceMs,
    content_hash: plan.fingerprint,
    prepared_at: null,
    candidate_count: 0,
    excluded_count: 0,
    recipient_count: 0,
    on_unknown: plan.onUnknown ?? 'hold',
    claim_below: EVERYONE,
    reason: null,
    created_at: now,
    finished_at: null,
    version: 1,
  }
}
