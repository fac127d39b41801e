import { expressionBuilder, sql, type Expression, type SqlBool } from 'kysely'
import type { Tables } from '../store/tables.ts'
import type { Condition } from './condition.ts'

/**
 * The condition as an expression over the columns of `subscriber`, for SQLite and PostgreSQL alike.
 * It is never null: three-valued logic would make `not` lose everyone of whom something is unknown.
 */
export function segmentSql(condition: Condition): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'subscriber'>()
  switch (condition.kind) {
    case 'everyone':
      return sql<SqlBool>`1 = 1`
    case 'all':
      return eb.and([sql<SqlBool>`1 = 1`, ...choicesLast(condition.of).map(segmentSql)])
    case 'any':
      return eb.or([sql<SqlBool>`1 = 0`, ...condition.of.map(segmentSql)])
    case 'not':
      return eb.not(eb.parens(segmentSql(condition.of)))
    case 'attribute':
      if (condition.values.length === 0) return sql<SqlBool>`1 = 0`
      return sql<SqlBool>`coalesce(${sql.ref(condition.attribute)}, '') in (${sql.join(condition.values)})`
    case 'choice': {
      const chosen = condition.values.map((value) => containing(`${condition.choice}:${value} `))
      const none = eb('choices', 'not like', `% ${condition.choice}:%`)
      return eb.or([sql<SqlBool>`1 = 0`, ...chosen, ...(condition.whenNone ? [none] : [])])
    }
  }

  /** Names hold no `%` or `_` and are in lower case, so LIKE means the same everywhere. */
  function containing(word: string): Expression<SqlBool> {
    return eb('choices', 'like', `% ${word}%`)
  }
}

/** Looking through a text costs more than comparing: whom the rest leaves out needs it not. */
function choicesLast(parts: readonly Condition[]): Condition[] {
  return parts.toSorted((one, other) => rank(one) - rank(other))
}

function rank({ kind }: Condition): number {
  return kind === 'choice' ? 1 : 0
}
