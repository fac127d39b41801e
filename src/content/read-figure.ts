import { basename } from 'node:path/posix'
import type { Problem } from '../problem.ts'
import { readYaml, type Fields } from '../yaml-fields.ts'
import { readAcceptances } from './acceptance.ts'
import type { Figure, FigureRow } from './figure.ts'
import { readSource } from './source-text.ts'

/** Some five hundred rows. YAML takes time with the square of the number of keys. */
const LENGTH_LIMIT = 32_000

/**
 * One file of `newsletters/figures/` -> a figure. A row that has no label or number is reported and
 * left out; a figure without rows is nothing to show and gives `figure/empty`.
 *
 * ```yaml
 * title: Deelnemers Burgernet per gemeente
 * unit: deelnemers            # or euro
 * year: 2022                  # municipality names are those of this year
 * row_header: Gemeente
 * note: De peildatum staat niet in het jaarverslag.
 * source: Jaarverslag 2022, regel 487 tot en met 493
 * rows:
 *   - label: Alblasserdam
 *     value: 2420
 *     area: GM0482            # where the row is a municipality
 *     label_in_source: Alblasterdam
 * total:                      # only where the source prints one
 *   value: 396101
 *   source_line: 541
 * accepted: []
 * ```
 */
export function readFigure(
  bytes: Buffer,
  file: string,
): { figure: Figure | undefined; problems: Problem[] } {
  const { text, problems: inSource } = readSource(bytes, file, LENGTH_LIMIT)
  if (text === undefined) return { figure: undefined, problems: inSource }
  const { fields, problems } = readYaml(text, file)
  problems.unshift(...inSource)
  if (fields === undefined) return { figure: undefined, problems }
  const title = fields.text('title', { required: true })
  const figure = {
    id: basename(file).replace(/\.ya?ml$/i, ''),
    file,
    unit: fields.text('unit', { required: true }) ?? '',
    year: yearOf(fields),
    note: fields.text('note'),
    rowHeader: fields.text('row_header', { required: true }) ?? '',
    rows: fields.maps('rows').flatMap((row) => rowOf(row) ?? []),
    totalInSource: totalInSource(fields.map('total')),
    source: fields.text('source'),
    accepted: readAcceptances(fields),
  }
  if (figure.rows.length === 0) fields.report('figure/empty', { found: title ?? figure.id }, 'rows')
  fields.close()
  if (title === undefined || figure.rows.length === 0) return { figure: undefined, problems }
  return { figure: { ...figure, title }, problems }
}

function rowOf(fields: Fields): FigureRow | undefined {
  const label = fields.text('label', { required: true })
  const value = fields.number('value', { required: true })
  const area = fields.text('area')
  const labelInSource = fields.text('label_in_source')
  if (value !== undefined && !Number.isFinite(value)) fields.wrong('value', 'number')
  if (label === undefined || value === undefined || !Number.isFinite(value)) return undefined
  return { label, value, area, labelInSource, line: fields.place().line ?? 1 }
}

function yearOf(fields: Fields): number | undefined {
  const year = fields.number('year')
  if (year === undefined || (Number.isInteger(year) && year >= 1800 && year <= 2200)) return year
  fields.wrong('year', 'number')
  return undefined
}

function totalInSource(fields: Fields | undefined): Figure['totalInSource'] {
  const value = fields?.number('value', { required: true })
  const sourceLine = fields?.number('source_line')
  if (fields === undefined || value === undefined) return undefined
  return { value, line: fields.place('value').line ?? 1, sourceLine }
}
