import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { tablesOf, type WrittenTable } from './tables.ts'

/** One column, one way to write numbers: "207,144" among "108.010" is off by a factor thousand. */
export function checkNumberFormats({ issue }: CheckInput): Problem[] {
  return tablesOf(issue).flatMap((table) => {
    const width = Math.max(0, ...table.rows.map(({ cells }) => cells.length))
    return Array.from({ length: width }, (_, column) => column).flatMap((column) =>
      inColumn(table, column),
    )
  })
}

/** The rarer separator is the suspect; where both are as common, the one that is not Dutch. */
function inColumn({ rows, file }: WrittenTable, column: number): Problem[] {
  const cells = rows.map(({ cells: row, line }) => ({ text: row[column] ?? '', line }))
  return pairs.flatMap(([dutch, foreign]) => {
    const [usual, other] = [dutch, foreign].map(({ form }) =>
      cells.filter(({ text }) => form.test(text.replaceAll(/[€*\s]/g, ''))),
    )
    if (!usual?.length || !other?.length) return []
    const [suspects, separator] =
      other.length <= usual.length ? [other, dutch.separator] : [usual, foreign.separator]
    return suspects.map(({ text, line }) =>
      problem(
        'fact/number-format',
        { found: text, suggestion: text.replaceAll(/[.,]/g, separator) },
        { file, line, column: 1 },
      ),
    )
  })
}

const pairs = [
  [
    { form: /^-?\d{1,3}(?:\.\d{3})+$/, separator: '.' },
    { form: /^-?\d{1,3}(?:,\d{3})+$/, separator: ',' },
  ],
  [
    { form: /^-?\d+,\d{1,2}%?$/, separator: ',' },
    { form: /^-?\d+\.\d{1,2}%?$/, separator: '.' },
  ],
] as const
