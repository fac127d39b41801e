import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { problem, type Problem } from '../problem.ts'

/** A municipality of `subscribers/areas.csv`, with the dates between which its name holds. */
export type Area = {
  /** CBS code, such as GM0482. */
  code: string
  name: string
  /** CBS code of the safety region, such as VR17. */
  safetyRegion: string
  /** ISO dates, both inclusive; undefined: as long as anyone remembers, or until now. */
  validFrom: string | undefined
  validTo: string | undefined
  /** Code of the municipality it became part of. */
  successor: string | undefined
}

export type AreasRead = { areas: Area[]; problems: Problem[] }

export const AREAS_FILE = 'subscribers/areas.csv'
const columns = ['cbs_code', 'name', 'safety_region', 'valid_from', 'valid_to', 'successor']

/** The municipalities of the project; none where it keeps no such file. */
export async function readAreas(root: string): Promise<AreasRead> {
  try {
    return areasOf(await readFile(join(root, AREAS_FILE), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { areas: [], problems: [] }
    return { areas: [], problems: [unreadable('file', AREAS_FILE, 1)] }
  }
}

/** True when `name` was the name of this municipality on that ISO date. */
export function existsOn(area: Area, date: string): boolean {
  return (area.validFrom ?? '') <= date && date <= (area.validTo ?? '9999-12-31')
}

function areasOf(source: string): AreasRead {
  const areas: Area[] = []
  const problems: Problem[] = []
  const rows = parse(source, { bom: true, relax_column_count: true, trim: true })
  const header = rows[0] ?? []
  const missing = columns.filter((name) => !header.includes(name))
  if (missing.length > 0) {
    return { areas, problems: [unreadable('column', missing.join(', '), 1)] }
  }
  for (const [index, row] of rows.entries()) {
    if (index === 0) continue
    const cell = (name: string) => row[header.indexOf(name)] || undefined
    const [code, name] = [cell('cbs_code'), cell('name')]
    const [validFrom, validTo] = [cell('valid_from'), cell('valid_to')]
    const line = index + 1
    if (code === undefined || !/^GM\d{4}$/.test(code)) {
      problems.push(unreadable('code', code ?? '', line))
    } else if (name === undefined) {
      problems.push(unreadable('name', code, line))
    } else if (![validFrom, validTo].every((date) => date === undefined || isDate(date))) {
      problems.push(unreadable('date', [validFrom, validTo].filter(Boolean).join(', '), line))
    } else {
      const safetyRegion = cell('safety_region') ?? ''
      areas.push({ code, name, safetyRegion, validFrom, validTo, successor: cell('successor') })
    }
  }
  return { areas, problems }
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
}

function unreadable(reason: string, found: string, line: number): Problem {
  return problem('areas/unreadable', { reason, found }, { file: AREAS_FILE, line, column: 1 })
}
