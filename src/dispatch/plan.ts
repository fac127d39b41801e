import type { Expression, Transaction } from 'kysely'
import type { Database, Store } from '../store/store.ts'
import type { DecisionRow, DispatchRow, Tables } from '../store/tables.ts'
import { contentHash, listHash, type Frozen } from './content-hash.ts'
import { noteDecision, type By } from './decision.ts'
import { EVERYONE, setFirstApart, type FirstPeople } from './first-batch.ts'
import { moveDispatch, type Mover } from './move.ts'
import type { Ports } from './ports.ts'
import { isStopped } from './stop-planned.ts'
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
  /** When and in which words it was scheduled; undefined when somebody sends it by hand. */
  due: { wall: string; zone: string; at: number } | undefined
  /** With how many people were to get each when it was decided. */
  variants: { key: string; frozen: Frozen; count: number }[]
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
  /** More people than was agreed to, or somebody for whom no variant was made; nothing is planned. */
  | { kind: 'changed' }

/** What somebody decided on a screen. */
export type Decision = By & Pick<DecisionRow, 'action' | 'people'>

/**
 * Writes the snapshot: dispatch, frozen variants with their pictures, batches and one row per
 * recipient. First a row in `preparing`, whose unique index makes every second planner stop; then
 * all the rest in one transaction that ends in `sending`. A crash between the two leaves
 * `preparing` without `prepared_at`, which the next planner discards and builds again. `decision` is
 * written with the snapshot, so that nobody is said to have decided what is not there.
 */
export async function planDispatch(
  store: Store,
  plan: Plan,
  ports: Ports,
  decision?: Decision,
): Promise<Planned> {
  const mover: Mover = { ports, actor: 'plan' }
  const dispatchId = ports.newId()
  const existing = await store.db.transaction().execute(async (trx) => {
    const found = await regularDispatch(trx, plan.issueId, plan.listId)
    if (found !== undefined && !(await makeRoom(trx, found, plan, mover))) return found
    const written = await trx
      .insertInto('dispatch')
      .values(dispatchRow(dispatchId, plan, ports.now()))
      // The unique index decides, also between two machines at the same moment.
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (written.numInsertedOrUpdatedRows !== 1n) {
      return regularDispatch(trx, plan.issueId, plan.listId)
    }
    if (!(await isStopped(trx, plan))) return 'mine'
    // Looked at after the row is there: from then on nobody can stop it without seeing it.
    await trx.deleteFrom('dispatch').where('id', '=', dispatchId).execute()
    return undefined
  })
  if (existing === undefined) return { kind: 'stopped' }
  if (existing !== 'mine') return { kind: 'exists', dispatch: existing }
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
  if (await isStopped(store.db, plan)) return { kind: 'stopped' }
  const other = await regularDispatch(store.db, plan.issueId, plan.listId)
  if (other === undefined) throw new Error(`The dispatch of ${plan.issueId} was discarded`)
  return { kind: 'exists', dispatch: other }
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
    return (await moveDispatch(trx, 'D2', dispatchId, mover)) ? 'changed' : 'overtaken'
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
  await insertVariants(trx, dispatchId, plan, ports)
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

/** The one regular dispatch of an issue, whatever its state, if there is one. */
export function regularDispatch(
  db: Store['db'] | Transaction<Tables>,
  issueId: string,
  listId: string,
): Promise<DispatchRow | undefined> {
  return db
    .selectFrom('dispatch')
    .selectAll()
    .where('issue_id', '=', issueId)
    .where('list_id', '=', listId)
    .where('kind', '=', 'regular')
    .where('status', '<>', 'discarded')
    .executeTakeFirst()
}

/**
 * True when the dispatch found there was discarded, because nothing of it was ever sent. Only a person
 * sends what was missed; a moment that comes by itself makes no room for itself.
 */
async function makeRoom(
  trx: Transaction<Tables>,
  found: DispatchRow,
  { due }: Plan,
  mover: Mover,
): Promise<boolean> {
  if (found.status === 'missed')
    return due === undefined && moveDispatch(trx, 'D10', found.id, mover)
  if (found.status !== 'preparing' || found.prepared_at !== null) return false
  return moveDispatch(trx, 'D2', found.id, mover)
}

function dispatchRow(id: string, plan: Plan, now: number): DispatchRow {
  const variantHash = new Map(plan.variants.map(({ key, frozen }) => [key, contentHash(frozen)]))
  const ordered = [...variantHash].toSorted(([a], [b]) => (a < b ? -1 : 1)).flat()
  return {
    id,
    issue_id: plan.issueId,
    list_id: plan.listId,
    kind: 'regular',
    status: 'preparing',
    due_wall: plan.due?.wall ?? null,
    tz: plan.due?.zone ?? null,
    due_at: plan.due?.at ?? null,
    tzdb: process.versions['tz'] ?? null,
    grace_ms: plan.graceMs,
    content_hash: listHash(ordered),
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

async function insertVariants(
  trx: Transaction<Tables>,
  dispatchId: string,
  plan: Plan,
  ports: Ports,
): Promise<void> {
  for (const { key, frozen } of plan.variants) {
    const id = ports.newId()
    const { subject, preheader, html, text, web, images } = frozen
    await trx
      .insertInto('variant')
      .values({
        id,
        dispatch_id: dispatchId,
        key,
        content_hash: contentHash(frozen),
        subject,
        preheader,
        html,
        text,
        web,
      })
      .execute()
    for (const image of images) {
      await trx
        .insertInto('variant_image')
        .values({
          variant_id: id,
          cid: image.cid,
          file_name: image.fileName,
          content_type: image.contentType,
          bytes: image.bytes,
        })
        .execute()
    }
  }
}
