import { isLocalDate } from '../agenda/local-date.ts'
import { readSource } from '../content/source-text.ts'
import { NEWSLETTERS } from '../issue/list-issues.ts'
import { readProjectFile } from '../issue/project-file.ts'
import { blocks, type Problem } from '../problem.ts'
import { readYaml, type Fields } from '../yaml-fields.ts'
import { readRule } from './read-rule.ts'
import { ruleDates, shifted, steps, type Exception, type Lead, type Series } from './series.ts'

/**
 * Beside the agenda and not among the settings: editors change it through the year, and a slip in
 * it must not close every screen, as one in `rondbrief.yaml` does.
 */
export const SERIES_FILE = `${NEWSLETTERS}/series.yaml`

/** The series of a project; none while there is no file for them. */
export async function loadSeries(root: string): Promise<SeriesRead> {
  const found = await readProjectFile(root, SERIES_FILE)
  if (found.kind === 'refused') return { series: [], problems: [found.problem] }
  return found.kind === 'missing' ? { series: [], problems: [] } : readSeries(found.bytes)
}

/** True when something of the file had to be left out, so that what it gives is not all it means. */
export function isIncomplete(problems: readonly Problem[]): boolean {
  return problems.some((found) => blocks(found) || found.code === 'series/rule-missing')
}

export type SeriesRead = { series: Series[]; problems: Problem[] }

/**
 * `newsletters/series.yaml` -> its series, in the order of the file. One without an id, a time or a
 * rule is left out with a problem at its own line; the others stay.
 */
export function readSeries(bytes: Buffer): SeriesRead {
  const { text, problems: unseen } = readSource(bytes, SERIES_FILE)
  if (text === undefined) return { series: [], problems: unseen }
  const { fields, problems } = readYaml(text, SERIES_FILE)
  problems.unshift(...unseen)
  if (fields === undefined) return { series: [], problems }
  const series: Series[] = []
  for (const entry of fields.maps('series')) {
    const one = seriesOf(entry)
    if (one === undefined) continue
    if (series.some(({ id }) => id === one.id)) {
      entry.report('series/duplicate', { found: one.id }, 'id')
    } else series.push(one)
  }
  fields.close()
  return { series, problems }
}

function seriesOf(fields: Fields): Series | undefined {
  const id = seriesId(fields)
  const at = time(fields)
  const from = date(fields, 'from')
  const until = date(fields, 'until')
  const dates = fields.texts('dates').filter(({ value }) => {
    if (isLocalDate(value)) return true
    fields.wrong('dates', 'date')
    return false
  })
  const rule = readRule(fields, from, dates.length > 0)
  const series: Omit<Series, 'id' | 'at' | 'rule'> = {
    title: fields.text('title') ?? id ?? '',
    file: SERIES_FILE,
    line: fields.place().line ?? 1,
    dates: dates.map(({ value }) => value),
    from,
    until,
    exceptions: [],
    lead: leadOf(fields.map('deadlines')),
  }
  const exceptions = fields.maps('except')
  if (id === undefined || at === undefined || rule === undefined) {
    for (const entry of exceptions) exceptionOf(entry)
    return undefined
  }
  const known = { ...series, id, at, rule }
  return { ...known, exceptions: exceptionsOf(exceptions, known) }
}

/** Becomes part of the name of an issue where a month has more than one. */
function seriesId(fields: Fields): string | undefined {
  const id = fields.text('id', { required: true })
  if (id === undefined || /^(?=.{1,20}$)[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) return id
  fields.wrong('id', 'name')
  return undefined
}

function time(fields: Fields): string | undefined {
  const found = fields.text('at', { required: true })
  if (found === undefined || /^([01]\d|2[0-3]):[0-5]\d$/.test(found)) return found
  fields.wrong('at', 'time')
  return undefined
}

function date(fields: Fields, key: string, required = false): string | undefined {
  const found = fields.text(key, { required })
  if (found === undefined || isLocalDate(found)) return found
  fields.wrong(key, 'date')
  return undefined
}

/** Counted back from sending on a Tuesday, these fall on working days. */
const usualLead: Lead = { new: 22, remind: 14, deliver: 11, compose: 8, approve: 4 }

function leadOf(fields: Fields | undefined): Lead {
  if (fields === undefined) return usualLead
  const lead = { ...usualLead }
  let least = Infinity
  for (const step of steps) {
    const found = fields.number(step)
    // Half a year of work for one issue is a slip of the keyboard.
    const isSound = found === undefined || (Number.isInteger(found) && found >= 0 && found <= 180)
    if (!isSound) fields.wrong(step, 'days')
    const wanted = isSound ? (found ?? lead[step]) : lead[step]
    if (wanted > least) fields.report('series/steps', { found: step }, step)
    lead[step] = Math.min(wanted, least)
    least = lead[step]
  }
  return lead
}

/** An exception for a day that the rule does not give is most likely a slip. */
function exceptionsOf(entries: readonly Fields[], series: Omit<Series, 'exceptions'>): Exception[] {
  const whole = { ...series, exceptions: [] }
  const sent = new Set<string>()
  return entries.flatMap((entry) => {
    const exception = exceptionOf(entry)
    if (exception === undefined) return []
    const found = exception.date
    if (!ruleDates(whole, found, found).includes(found)) {
      const near = ruleDates(whole, shifted(found, -31), shifted(found, 31))
      const suggestion = near.toSorted((a, b) => daysApart(a, found) - daysApart(b, found))[0]
      entry.report(
        'series/exception-unknown',
        { found, ...(suggestion !== undefined && { suggestion }) },
        'date',
      )
      return []
    }
    if (exception.to !== undefined) {
      const taken = ruleDates(whole, exception.to, exception.to).length > 0
      if (taken || sent.has(exception.to)) {
        entry.report('series/same-day', { found: exception.to }, 'to')
      }
      sent.add(exception.to)
    }
    return [exception]
  })
}

function exceptionOf(fields: Fields): Exception | undefined {
  const found = date(fields, 'date', true)
  const to = date(fields, 'to')
  // For whoever reads the file.
  fields.text('reason')
  return found === undefined ? undefined : { date: found, to }
}

function daysApart(a: string, b: string): number {
  return Math.abs(Temporal.PlainDate.from(a).until(b, { largestUnit: 'day' }).days)
}
