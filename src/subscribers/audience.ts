import { expressionBuilder, sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import type { Database, Store } from '../store/store.ts'
import type { Purpose, SuppressionReason, Tables } from '../store/tables.ts'
import { segmentSql } from './segment-sql.ts'
import type { Segment } from './segments.ts'
import { mailableStates } from './subscription.ts'

/** Who gets something, and how many people of the chosen segments do not, by reason. */
export type Audience = { members: AudienceMember[]; excluded: Exclusion[] }

export type AudienceMember = {
  subscriberId: string
  email: string
  emailKey: string
  name: string | null
  /** Ids of all segments this person is in, not only of those the issue goes to. */
  segments: string[]
}

export type Exclusion = { reason: ExclusionReason; count: number }
/** A suppression by its reason; or the state of the subscription; or never asked for this purpose. */
export type ExclusionReason = SuppressionReason | 'pending' | 'withdrawn' | 'bounced' | 'no-consent'

/**
 * Everyone in one of the wanted segments who may be mailed for this purpose and is not suppressed,
 * in an order that stays the same as long as the list does. Without segments: nobody.
 */
export async function audience(
  store: Store,
  segments: readonly Segment[],
  wanted: { purpose: Purpose; segmentIds: readonly string[] },
): Promise<Audience> {
  return audienceAmong(store, segments, wanted.purpose, anyOf(segments, wanted.segmentIds))
}

/** The same of whoever `among` is true of, whatever segment they are in. */
export function audienceAmong(
  store: Store,
  segments: readonly Segment[],
  purpose: Purpose,
  among: Expression<SqlBool>,
): Promise<Audience> {
  return atOneMoment(store, async (db) => ({
    members: await members(store, db, segments, purpose, among),
    excluded: await excluded(db, purpose, among),
  }))
}

/** Both halves see the same people: SQLite has one writer, which is this connection. */
function atOneMoment<T>(store: Store, read: (db: Database) => Promise<T>): Promise<T> {
  if (store.kind === 'sqlite') return store.db.connection().execute(read)
  return store.beside.transaction().setIsolationLevel('repeatable read').execute(read)
}

function anyOf(segments: readonly Segment[], ids: readonly string[]): Expression<SqlBool> {
  const conditions = ids.map((id) => {
    const segment = segments.find((candidate) => candidate.id === id)
    if (segment === undefined) throw new Error(`There is no segment ${id}; the check comes first`)
    return segment.condition
  })
  return segmentSql({ kind: 'any', of: conditions })
}

async function members(
  store: Store,
  db: Database,
  segments: readonly Segment[],
  purpose: Purpose,
  inWanted: Expression<SqlBool>,
): Promise<AudienceMember[]> {
  const query = db
    .selectFrom('subscriber')
    .select(['id', 'email', 'email_key', 'name'])
    .select(membership(segments).as('bits'))
    .where(isMailed(purpose))
    .where(inWanted)
    .where((eb) => eb.not(isSuppressed(db, purpose)))
    .orderBy('id')
  const known = new Map<string, string[]>()
  const found: AudienceMember[] = []
  if (store.kind === 'sqlite') {
    // Rows one at a time, as arrays: a list of a million row objects would be in memory beside ours.
    const { sql: text, parameters } = query.compile()
    const statement = store.sqlite.prepare(text)
    statement.setReturnArrays(true)
    const rows = statement.iterate(...(parameters as string[]))
    for (const row of rows as Iterable<unknown> as Iterable<MemberRow>) add(...row)
    return found
  }
  for (let after = ''; ;) {
    const page = await query.where('id', '>', after).limit(PAGE).execute()
    for (const { id, email, email_key, name, bits } of page) add(id, email, email_key, name, bits)
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return found
    after = last.id
  }

  function add(...[subscriberId, email, key, name, bits]: MemberRow): void {
    let inSegments = known.get(bits)
    if (inSegments === undefined) {
      inSegments = segments.filter((_, index) => bits[index] === '1').map(({ id }) => id)
      known.set(bits, inSegments)
    }
    found.push({ subscriberId, email, emailKey: key, name, segments: inSegments })
  }
}

/** Rows that come from a server at once: enough that its answer is no wait. */
const PAGE = 10_000

type MemberRow = [id: string, email: string, key: string, name: string | null, bits: string]

/**
 * `coalesce` keeps the planner away from the index on states: nearly everyone has this state, and
 * fetching rows one by one through an index took three times as long as reading the table.
 */
export function isMailed(purpose: Purpose): Expression<SqlBool> {
  return sql<SqlBool>`coalesce(${sql.ref(purpose)}, '') in (${sql.join(mailableStates)})`
}

/** `in` and not `exists`: the keys are gathered once instead of looked up for every subscriber. */
function isSuppressed(db: Database, purpose: Purpose): Expression<SqlBool> {
  const keys = db
    .selectFrom('suppression')
    .select('email_key')
    .where('scope', 'in', ['all', purpose])
  return expressionBuilder<Tables, 'subscriber'>()('email_key', 'in', keys)
}

/** `0110`: one character per segment, in the order given. */
function membership(segments: readonly Segment[]): RawBuilder<string> {
  if (segments.length === 0) return sql<string>`''`
  const bits = segments.map(
    ({ condition }) => sql`case when ${segmentSql(condition)} then '1' else '0' end`,
  )
  return sql<string>`${sql.join(bits, sql` || `)}`
}

async function excluded(
  db: Database,
  purpose: Purpose,
  inWanted: Expression<SqlBool>,
): Promise<Exclusion[]> {
  const suppression = db
    .selectFrom('suppression')
    .select('suppression.reason')
    .where('suppression.email_key', '=', sql.ref<string>('subscriber.email_key'))
    .where('suppression.scope', 'in', ['all', purpose])
    .orderBy('suppression.scope')
    .limit(1)
  const reason = sql<ExclusionReason>`coalesce((${suppression}), ${sql.ref(purpose)}, 'no-consent')`
  const rows = await db
    .selectFrom('subscriber')
    .select((eb) => [reason.as('reason'), eb.fn.countAll<number>().as('count')])
    .where(inWanted)
    .where((eb) => eb.or([eb.not(isMailed(purpose)), isSuppressed(db, purpose)]))
    .groupBy('reason')
    .orderBy('reason')
    .execute()
  return rows.map((row) => ({ reason: row.reason, count: Number(row.count) }))
}
