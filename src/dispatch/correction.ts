import { sql, type Expression, type SqlBool } from 'kysely'
import type { Correction, Issue } from '../issue/issue.ts'
import { problem, type Problem } from '../problem.ts'
import type { Database, Store } from '../store/store.ts'
import type { CorrectionRow } from '../store/tables.ts'
import { audience, audienceAmong, nobody, type Audience } from '../subscribers/audience.ts'
import type { Segment } from '../subscribers/segments.ts'
import { regularDispatch } from './regular-dispatch.ts'

/**
 * Whom an issue goes to: its segments, or for a correction exactly those who got what it corrects.
 * Either way only who may be mailed now and is not suppressed.
 */
export async function issueAudience(
  store: Store,
  listId: string,
  issue: Pick<Issue, 'segments' | 'corrects' | 'file' | 'places'> | undefined,
  segments: readonly Segment[],
): Promise<{ audience: Audience; problems: Problem[] }> {
  if (issue?.corrects !== undefined) {
    const found = await gotMistake(store, listId, issue.corrects)
    if (found.kind === 'none') {
      const { issueId, version } = issue.corrects
      const values = { found: issueId, ...(version !== undefined && { version }) }
      const place = issue.places?.['corrects'] ?? { file: issue.file }
      return {
        audience: nobody,
        problems: [problem(`correction/${found.why}`, values, place)],
      }
    }
    return { audience: await correctionAudience(store, segments, found), problems: [] }
  }
  const named = new Set(issue?.segments.map(({ value }) => value))
  const segmentIds = segments.filter(({ id }) => named.has(id)).map(({ id }) => id)
  return {
    audience: await audience(store, segments, { purpose: 'newsletter', segmentIds }),
    problems: [],
  }
}

type Got = {
  kind: 'got'
  /** Over the columns of `subscriber`. */
  among: Expression<SqlBool>
  /** How many recipients of the ledger that are. */
  count: number
}

/**
 * Whoever has the mail as the ledger knows it, and with `unsure` whoever may have it. An address and a
 * person both count: who changed address since then reads the correction where they read now.
 */
export async function gotMistake(
  { db }: Pick<Store, 'db'>,
  listId: string,
  { issueId, version, unsure }: Correction,
): Promise<Got | { kind: 'none'; why: 'not-sent' | 'still-sending' | 'version-unknown' }> {
  const original = await regularDispatch(db, issueId, listId)
  if (original === undefined || original.prepared_at === null)
    return { kind: 'none', why: 'not-sent' }
  if (['preparing', 'sending', 'paused', 'cancelling'].includes(original.status)) {
    return { kind: 'none', why: 'still-sending' }
  }
  const variants = await db
    .selectFrom('variant')
    .select(['id', 'content_hash'])
    .where('dispatch_id', '=', original.id)
    .execute()
  const wrong = variants.filter(({ content_hash }) => content_hash.startsWith(version ?? ''))
  if (wrong.length === 0) return { kind: 'none', why: 'version-unknown' }
  const readers = readersOf(
    db,
    original.id,
    wrong.map(({ id }) => id),
    unsure,
  )
  const { count } = await readers
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (Number(count) === 0) return { kind: 'none', why: 'not-sent' }
  const among = sql<SqlBool>`(subscriber.email_key in (${readers.select('recipient.email_key')})
    or subscriber.id in (${readers.select('recipient.subscriber_id').where('recipient.subscriber_id', 'is not', null)}))`
  return { kind: 'got', among, count: Number(count) }
}

function readersOf(db: Database, dispatchId: string, variantIds: string[], unsure: boolean) {
  return db
    .selectFrom('recipient')
    .innerJoin('batch', 'batch.id', 'recipient.batch_id')
    .where('batch.dispatch_id', '=', dispatchId)
    .where('batch.variant_id', 'in', variantIds)
    .where((eb) =>
      eb.or([
        eb('recipient.state', '=', 'submitted'),
        ...(unsure
          ? [
              eb.and([
                eb('recipient.state', '=', 'planned'),
                eb('batch.status', 'in', ['in_doubt', 'held', 'fencing']),
              ]),
            ]
          : []),
      ]),
    )
}

/** Everyone of them is counted or is excluded: who is not on the list any more was erased. */
async function correctionAudience(
  store: Store,
  segments: readonly Segment[],
  { among, count }: Got,
): Promise<Audience> {
  const found = await audienceAmong(store, segments, 'newsletter', among)
  const { excluded } = found
  const known = found.count + excluded.reduce((sum, one) => sum + one.count, 0)
  if (known >= count) return found
  const erased = excluded.find(({ reason }) => reason === 'erased')?.count ?? 0
  const others = excluded.filter(({ reason }) => reason !== 'erased')
  const gone = { reason: 'erased', count: erased + count - known } as const
  return { ...found, excluded: [...others, gone] }
}

/** So much of a hash is shown and asked for: enough to tell two versions of one mail apart. */
const SHOWN_HASH = 12

/** The versions that somebody got, the most read first. */
export async function sentVersions(
  store: Pick<Store, 'db'>,
  dispatchId: string,
): Promise<{ hash: string; subject: string; readers: number }[]> {
  const rows = await store.db
    .selectFrom('recipient')
    .innerJoin('batch', 'batch.id', 'recipient.batch_id')
    .innerJoin('variant', 'variant.id', 'batch.variant_id')
    .select(['variant.content_hash as hash', 'variant.subject'])
    .select((eb) => eb.fn.countAll<number>().as('readers'))
    .where('batch.dispatch_id', '=', dispatchId)
    .where('recipient.state', '=', 'submitted')
    .groupBy(['variant.content_hash', 'variant.subject'])
    .execute()
  return rows
    .map(({ hash, subject, readers }) => ({
      hash: hash.slice(0, SHOWN_HASH),
      subject,
      readers: Number(readers),
    }))
    .toSorted((a, b) => b.readers - a.readers || (a.hash < b.hash ? -1 : 1))
}

/** What this issue corrects is kept with the dispatch: its file may change, what went out does not. */
export async function noteCorrection(
  { db }: Pick<Store, 'db'>,
  issueId: string,
  { issueId: corrects, version, unsure }: Correction,
  at: number,
): Promise<void> {
  const told = { corrects, version: version ?? null, unsure: unsure ? 1 : 0, at }
  await db
    .insertInto('correction')
    .values({ issue_id: issueId, ...told })
    .onConflict((conflict) => conflict.column('issue_id').doUpdateSet(told))
    .execute()
}

/** Every correction that was made of an issue and every issue that one corrects. */
export function correctionsAbout(
  { db }: Pick<Store, 'db'>,
  issueId: string,
): Promise<CorrectionRow[]> {
  return db
    .selectFrom('correction')
    .selectAll()
    .where((eb) => eb.or([eb('corrects', '=', issueId), eb('issue_id', '=', issueId)]))
    .orderBy('at')
    .execute()
}
