/**
 * A spreadsheet runs a cell that begins with one of these as a formula, also from a csv file and
 * also in full width. Such a cell gets one `'` in front on its way out and loses one on its way
 * in; cells that already begin with `'` before such a sign likewise, so that a round trip is equal.
 */
const risky = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

export function guardFormula(cell: string): string {
  return risky.test(cell) ? `'${cell}` : cell
}

export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && risky.test(cell) ? cell.slice(1) : cell
}
