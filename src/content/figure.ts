import type { Acceptance } from './acceptance.ts'

/** One file of `newsletters/figures/`: numbers with their source, shown as a chart and a table. */
export type Figure = {
  /** The file name without its extension. */
  id: string
  file: string
  title: string
  /** What the numbers count: "deelnemers", or "euro", which is written with a € sign. */
  unit: string
  /** The year the figures belong to; municipality names are checked against it. */
  year: number | undefined
  /** Anything a reader must know, such as a missing reference date. */
  note: string | undefined
  /** Header of the first column of the table. */
  rowHeader: string
  rows: FigureRow[]
  /** The total as the source prints it, with its line in this file and its line in the source; undefined where the source gives none. */
  totalInSource: { value: number; line: number; sourceLine?: number | undefined } | undefined
  source: string | undefined
  accepted: Acceptance[]
}

export type FigureRow = {
  label: string
  value: number
  /** CBS code of a municipality, where the row is one. */
  area: string | undefined
  /** How the source spells the label, where that differs. */
  labelInSource: string | undefined
  line: number
}

export function totalOf(figure: Figure): number {
  return figure.rows.reduce((sum, row) => sum + row.value, 0)
}
