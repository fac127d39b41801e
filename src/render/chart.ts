import { totalOf, type Figure, type FigureRow } from '../content/figure.ts'
import type { Text } from '../text/text.ts'
import { mix } from './colour.ts'
import { formatValue } from './format.ts'
import { escapeHtml } from './html.ts'
import type { Identity } from './look.ts'

/** The rows that the chart shows, the highest first. The table beside it always has all rows. */
export type ChartRows = { rows: FigureRow[]; isTop: boolean }

/** Eight bars are read at a glance on a phone; a figure with one or two more still shows them all. */
const mostBars = 10
const topBars = 8

export function chartRows(figure: Figure): ChartRows {
  const sorted = figure.rows.toSorted((a, b) => b.value - a.value)
  const isTop = sorted.length > mostBars
  return { rows: isTop ? sorted.slice(0, topBars) : sorted, isTop }
}

/**
 * A bar chart as SVG, 1120 units wide: twice the width at which mail shows it. The letters are large
 * because a phone of 320 px shows it at little over a quarter. Each name stands above its bar, where
 * a long one has room; there is no axis, because every bar carries its own number.
 */
export function chartSvg(figure: Figure, text: Text, brand: Identity): ChartPicture {
  const colours = coloursOf(brand)
  const { rows } = chartRows(figure)
  const most = Math.max(...rows.map((row) => row.value), 0)
  const height = 2 * margin + rows.length * rowHeight - gap
  const bars = rows.map((row, at) => {
    const top = margin + at * rowHeight
    const share = most === 0 ? 0 : Math.max(row.value, 0) / most
    const value = formatValue(row.value, figure.unit, text)
    const label = shortened(row.label, labelRoom - value.length)
    return [
      `<text x="${margin}" y="${top + letter}" font-size="${letter}" fill="${colours.ink}">${escapeHtml(label)}</text>`,
      `<text x="${width - margin}" y="${top + letter}" font-size="${letter}" font-weight="700" text-anchor="end" fill="${colours.ink}">${escapeHtml(value)}</text>`,
      bar(top + letter + 20, width - 2 * margin, colours.track),
      share === 0
        ? ''
        : bar(top + letter + 20, Math.max(share * (width - 2 * margin), barHeight), colours.bar),
    ].join('')
  })
  const content = `<rect width="${width}" height="${height}" fill="${colours.plate}"/><g font-family="Arimo, Arial, Helvetica, sans-serif">${bars.join('')}</g>`
  return { width, height, content }
}
/**
 * A plate of the brand's own colour, the same in light and dark mode and when a mail program inverts
 * everything but pictures: it never glares and its words always read.
 */
function coloursOf({ colour, onColour }: Identity) {
  return { plate: colour, ink: onColour, bar: onColour, track: mix(colour, onColour, 0.25) }
}

export type ChartPicture = { width: number; height: number; content: string }

/** What the chart says, for who does not see it. */
export function chartAlt(figure: Figure, text: Text): string {
  const { rows, isTop } = chartRows(figure)
  const words = text.mail.figures
  const entries = rows
    .map((row) => words.chartEntry(row.label, formatValue(row.value, figure.unit, text)))
    .join(', ')
  return isTop
    ? words.chartTopAlt(figure.title, rows.length, entries)
    : words.chartAlt(figure.title, entries)
}

/** The sum below the table, and whether it is ours or the one that the source prints. */
export function figureTotal(figure: Figure): { value: number; isComputed: boolean } | undefined {
  // Shares do not add up to a number that means anything.
  if (figure.unit === '%' || figure.rows.length < 2) return undefined
  const value = totalOf(figure)
  return { value, isComputed: figure.totalInSource?.value !== value }
}

const width = 1120
const margin = 56
const letter = 44
const barHeight = 24
const gap = 44
const rowHeight = letter + 20 + barHeight + gap
/** Letters that fit on one line, name and number together. */
const labelRoom = 42

function bar(top: number, length: number, colour: string): string {
  return `<rect x="${margin}" y="${top}" width="${Math.round(length)}" height="${barHeight}" rx="4" fill="${colour}"/>`
}

function shortened(label: string, room: number): string {
  const letters = Array.from(label)
  return letters.length <= room
    ? label
    : `${letters
        .slice(0, room - 1)
        .join('')
        .trimEnd()}…`
}
