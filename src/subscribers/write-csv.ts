import { guardFormula } from './formula-guard.ts'

/** For Dutch Excel: byte order mark, `;`, RFC 4180 quoting and line ends, formulas made harmless. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map(csvLine).join('')}`
}

/** One record with its line end, for a list that is written piece by piece. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cellText).join(';')}\r\n`
}

function cellText(value: string): string {
  const guarded = guardFormula(value)
  return /[;"\r\n,\t]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}
