import { sql, type Transaction } from 'kysely'
import type { Database, Store } from '../store/store.ts'
import type { BatchState, RecipientState, Tables } from '../store/tables.ts'
import { noteInLedger } from './ledger-log.ts'
import { moveDispatch, type Mover } from './move.ts'
import type { Ports } from './ports.ts'

/**
 * A mail that is wrong, or that no server takes, should reach a few people and not all of them. So of
 * a larger dispatch the first people go alone, those of the own organisation before others: their
 * batches have a `seq` below 0, and `dispatch.claim_below` is 0. When all of them were answered, and
 * nothing in those answers is a reason to stop, it becomes `EVERYONE` (`judgeFirst`), once and for good.
 * That is the whole guard of a claim: a comparison, however many batches there are.
 */
export const EVERYONE = 2_147_483_647

/** How many go first. */
export const FIRST_PEOPLE = 20

/** How many go before the rest, and at which domain the own organisation is. */
export type FirstPeople = { people: number; domain: string }

/** Of a list that is hardly longer than the first, nothing would be gained. */
export function goesFirst(total: number, people = FIRST_PEOPLE): boolean {
  return total > 2 * people
}

/** Reasons of a pause that the first batch gives. Whoever goes on after one goes on with all. */
const STOPS = ['first-unsure', 'first-refused'] as const

/**
 * Sets the first people apart, in the transaction of the snapshot and after its rows: they are a
 * handful, so that they may come out of any order.
 */
export async function setFirstApart(
  trx: Transaction<Tables>,
  dispatchId: string,
  { issueId, first, batchSize, onUnknown }: FirstOf,
  total: number,
  ports: Pick<Ports, 'newId'>,
): Promise<void> {
  // What cannot wait, and is sent again rather than asked about, waits for nobody.
  if (first === undefined || onUnknown === 'resend' || !goesFirst(total, first.people)) return
  const people = await firstPeople(trx, dispatchId, issueId, first)
  const batches = [...Map.groupBy(people, ({ variant }) => variant)].flatMap(([variant, own]) =>
    Array.from({ length: Math.ceil(own.length / batchSize) }, (_, i) => ({
      variant,
      members: own.slice(i * batchSize, (i + 1) * batchSize),
    })),
  )
  for (const [at, { variant, members }] of batches.entries()) {
    const id = ports.newId()
    const seq = at - batches.length
    await trx
      .insertInto('batch')
      .values({
        id,
        dispatch_id: dispatchId,
        variant_id: variant,
        seq,
        size: members.length,
        status: 'ready',
        not_before: 0,
        attempts: 0,
      })
      .execute()
    const refs = members.map(({ ref }) => ref)
    await trx.updateTable('recipient').set({ batch_id: id }).where('ref', 'in', refs).execute()
  }
  await shrink(trx, [...Map.groupBy(people, ({ batch }) => batch)])
  await trx.updateTable('dispatch').set({ claim_below: 0 }).where('id', '=', dispatchId).execute()
}

type FirstOf = {
  issueId: string
  first?: FirstPeople | undefined
  batchSize: number
  onUnknown?: 'hold' | 'resend'
}
type First = { ref: string; batch: string; variant: string }

/** Of the own organisation as far as there are, and then any, in an order that says nothing of them. */
async function firstPeople(
  trx: Transaction<Tables>,
  dispatchId: string,
  issueId: string,
  { people, domain }: FirstPeople,
): Promise<First[]> {
  // A subquery and no join: a server without statistics of the new rows looked up every subscriber.
  const { rows: found } = await sql<{ ref: string }>`
    select ref from (
      select (select r.ref from recipient r join batch b on b.id = r.batch_id
              where r.issue_id = ${issueId} and r.email_key = s.email_key
                and b.dispatch_id = ${dispatchId}) as ref
      from subscriber s where s.email like ${`%@${domain}`}
    ) as own
    where ref is not null limit ${sql.lit(people)}`.execute(trx)
  const { rows: own } =
    found.length === 0
      ? { rows: [] }
      : await sql<First>`select r.ref, b.id as batch, b.variant_id as variant
          from recipient r join batch b on b.id = r.batch_id
          where r.ref in (${sql.join(found.map(({ ref }) => ref))})`.execute(trx)
  if (own.length === people) return own
  const { rows: some } = await sql<First>`
    select r.ref, b.id as batch, b.variant_id as variant
    from recipient r join batch b on b.id = r.batch_id
    where r.issue_id = ${issueId} and b.dispatch_id = ${dispatchId}
    order by r.issue_id, r.email_key limit ${sql.lit(2 * people)}`.execute(trx)
  const known = new Set(own.map(({ ref }) => ref))
  return [...own, ...some.filter(({ ref }) => !known.has(ref))].slice(0, people)
}

/** The batches that they came out of; one that nobody is left in is none. */
async function shrink(trx: Transaction<Tables>, left: [string, First[]][]): Promise<void> {
  for (const [batch, { length }] of left) {
    await trx
      .updateTable('batch')
      .set((eb) => ({ size: eb('size', '-', length) }))
      .where('id', '=', batch)
      .execute()
    await trx.deleteFrom('batch').where('id', '=', batch).where('size', '=', 0).execute()
  }
}

/** `judgeFirst` in a transaction of its own. Whether still only the first people may be claimed. */
export async function firstGoOn(
  store: Pick<Store, 'db'>,
  dispatchId: string,
  mover: Mover,
): Promise<boolean> {
  return store.db.transaction().execute(async (trx) => {
    await judgeFirst(trx, dispatchId, mover)
    return onlyFirst(trx, dispatchId)
  })
}

export async function onlyFirst(db: Database, dispatchId: string): Promise<boolean> {
  const { claim_below } = await db
    .selectFrom('dispatch')
    .select('claim_below')
    .where('id', '=', dispatchId)
    .executeTakeFirstOrThrow()
  return claim_below !== EVERYONE
}

/**
 * What the answers to the first people come to: all may be claimed, or the dispatch pauses (D3), or
 * there is not enough to judge by. An address that is refused alone is no reason to stop, nor is
 * one that is asked to come back later; nobody knowing whether somebody has it is, and so is a mail
 * that is refused oftener than it is taken.
 */
export async function judgeFirst(
  trx: Transaction<Tables>,
  dispatchId: string,
  mover: Mover,
): Promise<void> {
  const dispatch = await trx
    .selectFrom('dispatch')
    .select('claim_below')
    .where('id', '=', dispatchId)
    .where('status', '=', 'sending')
    .executeTakeFirst()
  if (dispatch === undefined || dispatch.claim_below === EVERYONE) return
  const batches = await trx
    .selectFrom('batch')
    .select(['status', 'attempts', 'not_before'])
    .where('dispatch_id', '=', dispatchId)
    .where('seq', '<', dispatch.claim_below)
    .execute()
  const open = batches.filter(({ status }) => !['accepted', 'rejected', 'split'].includes(status))
  if (open.some(({ status }) => status === 'in_doubt')) {
    return stop(trx, dispatchId, 'first-unsure', mover)
  }
  // `not_before` is only set by an answer: not now. Whoever is held was in doubt, and then it paused.
  const answered = open.every(
    ({ status, attempts, not_before }) =>
      status === 'held' || (status === 'ready' && attempts > 0 && not_before > 0),
  )
  if (!answered) return
  const { taken, refused, later } = await outcomes(trx, dispatchId, dispatch.claim_below)
  if (refused > taken + later) return stop(trx, dispatchId, 'first-refused', mover)
  // Those who are to come back later tell which it is.
  if (refused > taken || (taken === 0 && later > 0)) return
  await openRest(trx, dispatchId, mover)
}

async function outcomes(
  trx: Transaction<Tables>,
  dispatchId: string,
  below: number,
): Promise<{ taken: number; refused: number; later: number }> {
  const rows = await trx
    .selectFrom('recipient')
    .innerJoin('batch', 'batch.id', 'recipient.batch_id')
    .select((eb) => ['recipient.state', 'batch.status', eb.fn.countAll<number>().as('count')])
    .where('batch.dispatch_id', '=', dispatchId)
    .where('batch.seq', '<', below)
    .groupBy(['recipient.state', 'batch.status'])
    .execute()
  const count = (state: RecipientState, status?: BatchState) =>
    rows
      .filter((row) => row.state === state && (status === undefined || row.status === status))
      .reduce((sum, row) => sum + Number(row.count), 0)
  return {
    taken: count('submitted'),
    refused: count('rejected'),
    later: count('planned', 'ready'),
  }
}

/** D3: a person looks first. */
async function stop(
  trx: Transaction<Tables>,
  dispatchId: string,
  reason: (typeof STOPS)[number],
  mover: Mover,
): Promise<void> {
  await moveDispatch(trx, 'D3', dispatchId, { ...mover, why: reason }, { reason })
}

/** In `ledger_log.why` where a transition has its id: the state stays what it is. */
export const REST_OPENED = 'rest-opened'

async function openRest(
  trx: Transaction<Tables>,
  dispatchId: string,
  { ports, actor }: Mover,
): Promise<void> {
  await trx
    .updateTable('dispatch')
    .set({ claim_below: EVERYONE })
    .where('id', '=', dispatchId)
    .execute()
  const about = { actor, dispatch_id: dispatchId, batch_id: null }
  const states = { from_state: 'sending', to_state: 'sending' }
  await noteInLedger(trx, { ...about, ...states, why: REST_OPENED }, ports)
}

/** Before D4: whoever goes on after looking at the first people goes on with all. */
export async function goOnWithAll(trx: Transaction<Tables>, dispatchId: string): Promise<void> {
  await trx
    .updateTable('dispatch')
    .set({ claim_below: EVERYONE })
    .where('id', '=', dispatchId)
    .where('status', '=', 'paused')
    .where('reason', 'in', STOPS)
    .execute()
}
