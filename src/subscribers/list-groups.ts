import { sql, type RawBuilder } from 'kysely'
import type { Store } from '../store/store.ts'
import type { Purpose, SubscriptionState, SuppressionReason } from '../store/tables.ts'
import type { ExclusionReason } from './audience.ts'
import { looksAtChoices, type Condition } from './condition.ts'
import { segmentSql } from './segment-sql.ts'
import type { Segment } from './segments.ts'
import { purposes } from './vocabulary.ts'

/** People whom every number tells alike: in the same segments, and mailed or not for the same reason. */
export type ListGroup = {
  people: number
  states: Record<Purpose, SubscriptionState | null>
  /** Why the address is suppressed; null everywhere unless that was asked for. */
  suppressed: Record<Purpose, SuppressionReason | null>
  /** Whether the condition holds for them, per segment in the order given. */
  isIn: boolean[]
}

/**
 * The whole list in groups: some hundreds, however long it is. Who is suppressed is in a state that
 * gets no mail; `withReasons` also tells why, in the same moment, for as long as looking them up takes.
 *
 * People who differ in their choices only stand beside each other in the index
 * (`subscriber_profile`). What looks at nothing else is asked once for all of them; they are told apart
 * where a segment that looks at choices holds somebody. All numbers of nine segments over a million
 * people cost 0.8 s of processor time so, and 10 s with a query for each of them (bench/segments.ts).
 */
export async function listGroups(
  { db }: Pick<Store, 'db'>,
  segments: readonly Segment[],
  { withReasons = false } = {},
): Promise<ListGroup[]> {
  const shared = segments.filter(({ condition }) => !looksAtChoices(condition))
  const personal = segments.filter(({ condition }) => looksAtChoices(condition))
  const everyone = db
    .selectFrom('subscriber')
    .select([
      wordsOf([...purposes.map(stateOf), bitsOf(shared)]).as('alike'),
      ownBits(personal).as('own'),
      sql<string | null>`null`.as('reasons'),
      sql<number>`count(*)`.as('people'),
    ])
    .groupBy([...purposes, 'organisation_type', 'role', 'area', 'language'])
  const rows = await (
    withReasons ? everyone.unionAll(suppressed(db, [...shared, ...personal])) : everyone
  ).execute()

  const counts = new Map<string, number>()
  const add = (key: string, people: number) => counts.set(key, (counts.get(key) ?? 0) + people)
  const width = personal.length
  for (const { alike, own, reasons, people } of rows) {
    if (reasons !== null) {
      add(alike, -Number(people))
      add(`${alike} ${reasons}`, Number(people))
      continue
    }
    const apart = own === null ? 0 : own.length / width
    for (let at = 0; at < apart; at++) add(alike + own?.slice(at * width, (at + 1) * width), 1)
    add(alike + '0'.repeat(width), Number(people) - apart)
  }
  const places = segments.map((one) => [...shared, ...personal].indexOf(one))
  return [...counts].flatMap(([key, people]) => (people === 0 ? [] : [groupOf(key, people)]))

  function groupOf(key: string, people: number): ListGroup {
    const words = key.split(' ')
    const bits = words[purposes.length] ?? ''
    return {
      people,
      states: byPurpose<SubscriptionState>(words),
      suppressed: byPurpose<SuppressionReason>(words.slice(purposes.length + 1)),
      isIn: places.map((place) => bits[place] === '1'),
    }
  }
}

/** Why this group gets nothing for this purpose; undefined: it does. */
export function whyNot(group: ListGroup, purpose: Purpose): ExclusionReason | undefined {
  const reason = group.suppressed[purpose]
  if (reason !== null) return reason
  const state = group.states[purpose]
  if (state === 'confirmed' || state === 'active') return undefined
  return state ?? 'no-consent'
}

/** Those who are suppressed for anything, as `everyone` tells them, and why for each purpose. */
function suppressed(db: Store['db'], segments: readonly Segment[]) {
  const scoped = (scope: Purpose | 'all') =>
    sql`max(case when scope = ${sql.lit(scope)} then reason end)`
  const reasons = purposes.map(
    (purpose) => sql`coalesce(${scoped('all')}, ${scoped(purpose)}, '-')`,
  )
  return db
    .selectFrom((eb) =>
      eb
        .selectFrom('suppression')
        .select(['email_key', wordsOf(reasons).as('reasons')])
        .groupBy('email_key')
        .as('ended'),
    )
    .innerJoin('subscriber', 'subscriber.email_key', 'ended.email_key')
    .select([
      wordsOf([...purposes.map(stateOf), bitsOf(segments)]).as('alike'),
      sql<string | null>`null`.as('own'),
      sql<string | null>`reasons`.as('reasons'),
      sql<number>`count(*)`.as('people'),
    ])
    .groupBy(['alike', 'ended.reasons'])
}

/** The bits of everybody in a row for whom one of these conditions holds, behind each other. */
function ownBits(segments: readonly Segment[]): RawBuilder<string | null> {
  if (segments.length === 0) return sql`null`
  const any: Condition = { kind: 'any', of: segments.map(({ condition }) => condition) }
  return sql`string_agg(${bitsOf(segments)}, '') filter (where ${segmentSql(any)})`
}

/** `0110`: one character per segment. */
function bitsOf(segments: readonly Segment[]): RawBuilder<string> {
  if (segments.length === 0) return sql`''`
  const bits = segments.map(
    ({ condition }) => sql`case when ${segmentSql(condition)} then '1' else '0' end`,
  )
  return sql`${sql.join(bits, sql` || `)}`
}

function wordsOf(words: readonly RawBuilder<unknown>[]): RawBuilder<string> {
  return sql`${sql.join(words, sql` || ' ' || `)}`
}

function stateOf(purpose: Purpose): RawBuilder<string> {
  return sql`coalesce(${sql.ref(purpose)}, '-')`
}

function byPurpose<T>(words: readonly string[]): Record<Purpose, T | null> {
  const entries = purposes.map((purpose, at) => {
    const word = words[at] ?? '-'
    return [purpose, word === '-' ? null : word]
  })
  return Object.fromEntries(entries) as Record<Purpose, T | null>
}
