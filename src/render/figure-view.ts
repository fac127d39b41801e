import type { Figure } from '../content/figure.ts'
import { typeset } from '../content/typography.ts'
import type { Text } from '../text/text.ts'
import { chartAlt, chartRows, figureTotal } from './chart.ts'
import { formatValue } from './format.ts'

/** One figure as templates and plain text show it: a large number, a chart, and every row. */
export type FigureView = {
  id: string
  title: string
  /** "132.040" with "deelnemers in totaal, berekend"; none where a sum means nothing. */
  headline: { value: string; words: string } | undefined
  alt: string
  /** "De hoogste 8 van 25. In de tabel staan ze allemaal." */
  chartNote: string | undefined
  rowHeader: string
  valueHeader: string
  rows: { label: string; value: string }[]
  total: { label: string; value: string } | undefined
  totalInSource: string | undefined
  note: string | undefined
  source: string | undefined
}

export function figureView(data: Figure, text: Text): FigureView {
  const figure = typesetFigure(data)
  const words = text.mail.figures
  const shown = (value: number) => formatValue(value, figure.unit, text)
  const { rows, isTop } = chartRows(figure)
  const total = figureTotal(figure)
  const printed = figure.totalInSource?.value
  const label = total?.isComputed === true ? words.totalComputed : words.total
  return {
    id: figure.id,
    title: figure.title,
    headline: total && {
      value: shown(total.value),
      words: words.headline(figure.unit, total.isComputed),
    },
    alt: chartAlt(figure, text),
    chartNote: isTop ? words.top(rows.length, figure.rows.length) : undefined,
    rowHeader: figure.rowHeader,
    valueHeader: words.value(figure.unit),
    rows: figure.rows.map((row) => ({
      label: row.label,
      value: shown(row.value),
    })),
    total: total && { label, value: shown(total.value) },
    totalInSource:
      printed === undefined || total?.isComputed !== true
        ? undefined
        : words.totalInSource(shown(printed)),
    note: figure.note,
    source: figure.source === undefined ? undefined : words.source(figure.source),
  }
}

/** Quotes and apostrophes of the data as in the text around it. */
export function typesetFigure(figure: Figure): Figure {
  const rows = figure.rows.map((row) => Object.assign({}, row, { label: typeset(row.label) }))
  const { title, note, rowHeader } = figure
  return {
    ...figure,
    title: typeset(title),
    note: note && typeset(note),
    rowHeader: typeset(rowHeader),
    rows,
  }
}
