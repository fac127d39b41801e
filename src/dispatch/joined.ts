import { sql, type SqlBool, type Transaction } from 'kysely'
import type { Config } from '../config.ts'
import { loadIssue } from '../issue/load-issue.ts'
import { variantFor } from '../issue/variants.ts'
import type { Database, Store } from '../store/store.ts'
import type { DispatchRow, Tables } from '../store/tables.ts'
import { anyOf, audienceAmong } from '../subscribers/audience.ts'
import { readSegments } from '../subscribers/segments.ts'
import { decide, type Decided, type Deciding } from './decide.ts'
import { sendAgain } from './editor.ts'
import { sumOf, type RecipientQuery } from './plan.ts'
import type { Ports } from './ports.ts'
import { partnerReaders, variantOf } from './prepare.ts'
import { forgetListed, holdList, insertRecipients, withListed } from './snapshot.ts'

/** Who would get an issue today and was not there when its list was written. */
export type Joined = {
  /** Who can get one of the mails that were frozen; nobody gets what was written since. */
  count: number
  /** Who would see a mix of items that nobody saw, of which there is no mail. */
  without: number
  variants: { key: string; count: number }[]
  recipients: RecipientQuery
}

/** None of a correction, which is for whoever got the mistake. */
export async function joinedSince(
  config: Config,
  store: Store,
  { id, issue_id }: Pick<DispatchRow, 'id' | 'issue_id'>,
): Promise<Joined> {
  const [{ issue }, { segments }] = await Promise.all([
    loadIssue(config, issue_id),
    readSegments(config.root),
  ])
  const named = issue?.segments.map(({ value }) => value) ?? []
  const wanted = segments.filter((segment) => named.includes(segment.id)).map((one) => one.id)
  if (issue === undefined || issue.corrects !== undefined || wanted.length === 0)
    return nobodyJoined
  const among = sql<SqlBool>`(${anyOf(segments, wanted)}) and ${isNew(store.db, issue_id)}`
  const reading = [...segments, ...partnerReaders(issue)]
  const people = await audienceAmong(store, reading, 'newsletter', among)
  const frozen = await store.db
    .selectFrom('variant')
    .select('key')
    .where('dispatch_id', '=', id)
    .execute()
  const sets = people.sets.map((set) => ({ ...set, key: variantFor(issue, set.segments).key }))
  const read = frozen
    .map(({ key }) => ({ variant: { key }, sets: sets.filter((set) => set.key === key) }))
    .filter((one) => one.sets.length > 0)
  const count = read.reduce((sum, one) => sum + sumOf(one.sets), 0)
  return {
    count,
    without: people.count - count,
    variants: read.map(({ variant: { key }, sets: own }) => ({ key, count: sumOf(own) })),
    recipients: (db) =>
      db
        .selectFrom(people.people(db).as('people'))
        .select(['id', 'email', 'email_key', 'name', variantOf(read).as('variant')])
        .where(variantOf(read), 'is not', null),
  }
}

export const nobodyJoined: Joined = {
  count: 0,
  without: 0,
  variants: [],
  recipients: () =>
    sql`select id, email, email_key, name, null as variant from subscriber where 1 = 0`,
}

/** A transport that takes fewer at once splits them before it begins. */
const BATCH_SIZE = 100

/** Everybody had a turn; only then somebody can be added. */
export function hasEnded({ status }: Pick<DispatchRow, 'status'>): boolean {
  return ended.some((one) => one === status)
}

const ended = ['done', 'done_with_holds', 'cancelled', 'settling'] as const

/** Neither this address nor, under an address they had before, this person. */
function isNew(db: Database, issueId: string) {
  const had = db.selectFrom('recipient').where('issue_id', '=', issueId)
  return sql<SqlBool>`subscriber.email_key not in (${had.select('email_key')})
    and subscriber.id not in (${had.select('subscriber_id').where('subscriber_id', 'is not', null)})`
}

/**
 * D14, D15, D16, D6: also sends to whoever joined since, in the same dispatch, so that one address is
 * in an issue once and the numbers stay the numbers of the issue.
 */
export async function sendJoined(
  store: Store,
  dispatchId: string,
  joined: Joined,
  ports: Ports,
  by: Deciding = {},
): Promise<Decided> {
  const question = { action: 'send-joined', from: ended } as const
  try {
    return await decide(store, dispatchId, question, by, ports, async (trx) => {
      await holdList(store, trx)
      return withListed(store, trx, joined, async (counts = []) => {
        const people = sumOf(counts)
        if (people === 0) return 0
        const plan = { issueId: await issueOf(trx, dispatchId), batchSize: BATCH_SIZE }
        const firstSeq = await nextSeq(trx, dispatchId)
        await insertRecipients(store, trx, { dispatchId, plan, counts, ports, firstSeq })
        await countIn(trx, dispatchId, people)
        await sendAgain(trx, dispatchId, { ports, actor: 'editor' })
        return people
      })
    })
  } finally {
    await forgetListed(store)
  }
}

async function countIn(
  trx: Transaction<Tables>,
  dispatchId: string,
  people: number,
): Promise<void> {
  await trx
    .updateTable('dispatch')
    .set((eb) => ({
      candidate_count: eb('candidate_count', '+', people),
      recipient_count: eb('recipient_count', '+', people),
    }))
    .where('id', '=', dispatchId)
    .execute()
}

async function issueOf(trx: Transaction<Tables>, dispatchId: string): Promise<string> {
  const row = await trx
    .selectFrom('dispatch')
    .select('issue_id')
    .where('id', '=', dispatchId)
    .executeTakeFirstOrThrow()
  return row.issue_id
}

async function nextSeq(trx: Transaction<Tables>, dispatchId: string): Promise<number> {
  const { last } = await trx
    .selectFrom('batch')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('dispatch_id', '=', dispatchId)
    .executeTakeFirstOrThrow()
  return Math.max(-1, Number(last ?? -1)) + 1
}
