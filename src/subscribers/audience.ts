import {
  expressionBuilder,
  sql,
  type Expression,
  type RawBuilder,
  type SelectQueryBuilder,
  type SqlBool,
} from 'kysely'
import type { Database, Store } from '../store/store.ts'
import type { Purpose, SubscriberRow, SuppressionReason, Tables } from '../store/tables.ts'
import { segmentSql } from './segment-sql.ts'
import type { Segment } from './segments.ts'
import { mailableStates } from './subscription.ts'

/** Who gets something, counted, and how many people of the chosen segments do not, by reason. */
export type Audience = {
  count: number
  sets: SegmentSet[]
  /** When anything about one of them changed last; ms since the epoch, 0 of nobody. */
  changedAt: number
  excluded: Exclusion[]
  /** The same people one by one, for whoever writes them down; nobody's address is read before. */
  people: PeopleQuery
}

/** People who are in the same segments, of all segments and not only those an issue goes to. */
export type SegmentSet = { bits: string; segments: string[]; count: number }

export type PeopleQuery = (db: Database) => SelectQueryBuilder<Tables, 'subscriber', AudienceRow>

export type AudienceRow = Pick<SubscriberRow, 'id' | 'email' | 'email_key' | 'name'> & {
  /** Tells the set: one character per segment. */
  bits: string
}

export type Exclusion = { reason: ExclusionReason; count: number }
/** A suppression by its reason; or the state of the subscription; or never asked for this purpose. */
export type ExclusionReason = SuppressionReason | 'pending' | 'withdrawn' | 'bounced' | 'no-consent'

/** Of a purpose without any segment, or of a mistake that nobody got. */
export const nobody: Audience = {
  count: 0,
  sets: [],
  changedAt: 0,
  excluded: [],
  people: (db) => peopleQuery(db, [], 'newsletter', sql<SqlBool>`1 = 0`),
}

/**
 * Everyone in one of the wanted segments who may be mailed for this purpose and is not suppressed.
 * Without segments: nobody.
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
  const people: PeopleQuery = (db) => peopleQuery(db, segments, purpose, among)
  return atOneMoment(store, async (db) => ({
    ...(await counted(people(db), segments)),
    excluded: await excluded(db, purpose, among),
    people,
  }))
}

/** Both halves see the same people: SQLite has one writer, which is this connection. */
function atOneMoment<T>(store: Store, read: (db: Database) => Promise<T>): Promise<T> {
  if (store.kind === 'sqlite') return store.db.connection().execute(read)
  return store.beside.transaction().setIsolationLevel('repeatable read').execute(read)
}

/** Over the columns of `subscriber`. */
export function anyOf(segments: readonly Segment[], ids: readonly string[]): Expression<SqlBool> {
  const conditions = ids.map((id) => {
    const segment = segments.find((candidate) => candidate.id === id)
    if (segment === undefined) throw new Error(`There is no segment ${id}; the check comes first`)
    return segment.condition
  })
  return segmentSql({ kind: 'any', of: conditions })
}

function peopleQuery(
  db: Database,
  segments: readonly Segment[],
  purpose: Purpose,
  among: Expression<SqlBool>,
): ReturnType<PeopleQuery> {
  return db
    .selectFrom('subscriber')
    .select(['id', 'email', 'email_key', 'name', membership(segments).as('bits')])
    .where(isMailed(purpose))
    .where(among)
    .where((eb) => eb.not(isSuppressed(db, purpose)))
}

async function counted(
  people: ReturnType<PeopleQuery>,
  segments: readonly Segment[],
): Promise<Pick<Audience, 'count' | 'sets' | 'changedAt'>> {
  const rows = await people
    .clearSelect()
    .select((eb) => [
      membership(segments).as('bits'),
      eb.fn.countAll<number>().as('count'),
      eb.fn.max('changed_at').as('changedAt'),
    ])
    .groupBy('bits')
    .orderBy('bits')
    .execute()
  const sets = rows.map(({ bits, count }) => ({
    bits,
    segments: segments.filter((_, index) => bits[index] === '1').map(({ id }) => id),
    count: Number(count),
  }))
  return {
    count: sets.reduce((sum, set) => sum + set.count, 0),
    sets,
    changedAt: Math.max(0, ...rows.map(({ changedAt }) => Number(changedAt))),
  }
}

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
