import type { Area } from '../content/areas.ts'
import type { Store } from '../store/store.ts'
import type { Purpose, SubscriberRow, SubscriptionState } from '../store/tables.ts'
import { choicesOf } from './choices.ts'
import { segmentSql } from './segment-sql.ts'
import type { Segment } from './segments.ts'
import { isMailable, mailableStates } from './subscription.ts'
import { purposes } from './vocabulary.ts'

/** A subscriber as an export shows them; the same words as an import reads. */
export type ExportedSubscriber = {
  email: string
  name: string | null
  organisation: string | null
  organisationType: string | null
  role: string | null
  /** The name of the municipality. */
  area: string | null
  themes: string[]
  partners: string[]
  networks: string[]
  language: string
  /** What they get mail for. */
  receives: Purpose[]
  /** The state of every purpose they were ever asked for, which shows the basis. */
  states: Partial<Record<Purpose, SubscriptionState>>
}

const PAGE = 2000

/**
 * All subscribers, a page at a time; with a segment, only those who get mail in it.
 */
export async function* exportSubscribers(
  { db }: Store,
  areas: readonly Area[],
  segment: Segment | undefined,
): AsyncGenerator<ExportedSubscriber[]> {
  const names = new Map(areas.map(({ code, name }) => [code, name]))
  let after = ''
  while (true) {
    let query = db.selectFrom('subscriber').selectAll().where('id', '>', after)
    if (segment !== undefined) {
      query = query
        .where(segment.purpose, 'in', mailableStates)
        .where(segmentSql(segment.condition))
        .where('email_key', 'not in', (eb) =>
          eb
            .selectFrom('suppression')
            .select('email_key')
            .where('scope', 'in', ['all', segment.purpose]),
        )
    }
    const rows = await query.orderBy('id').limit(PAGE).execute()
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
    yield rows.map((row) => exported(row, names))
  }
}

function exported(row: SubscriberRow, names: ReadonlyMap<string, string>): ExportedSubscriber {
  const { theme, partner, network } = choicesOf(row.choices)
  return {
    email: row.email,
    name: row.name,
    organisation: row.organisation,
    organisationType: row.organisation_type,
    role: row.role,
    area: row.area === null ? null : (names.get(row.area) ?? row.area),
    themes: theme,
    partners: partner,
    networks: network,
    language: row.language,
    receives: purposes.filter((purpose) => isMailable(row[purpose])),
    states: Object.fromEntries(
      purposes.flatMap((purpose) => (row[purpose] === null ? [] : [[purpose, row[purpose]]])),
    ),
  }
}
