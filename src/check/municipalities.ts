import { existsOn, type Area } from '../content/areas.ts'
import type { Figure } from '../content/figure.ts'
import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { issueDate } from './issue-date.ts'
import { misspelled, namesIn } from './municipality-names.ts'
import type { Passage } from './passages.ts'
import { sentencesIn } from './sentences.ts'

/** Names of municipalities against the dated list: in tables by code, in sentences by likeness. */
export function checkMunicipalities({ issue, areas, passages }: CheckInput): Problem[] {
  const date = issueDate(issue)
  const figureFiles = new Set(issue.figureData.map(({ file }) => file))
  // Rows of a figure belong to its own year and are looked at by themselves.
  const sentences = passages.filter((passage) => !figureFiles.has(passage.placeOf('').file))
  return [
    ...issue.figureData.flatMap((figure) => inFigure(figure, areas)),
    ...sentences.flatMap((passage) => misspellings(passage, areas)),
    ...(date === undefined ? [] : sentences.flatMap((passage) => retired(passage, areas, date))),
  ]
}

function inFigure(figure: Figure, areas: readonly Area[]): Problem[] {
  return figure.rows.flatMap((row) => {
    const place = { file: figure.file, line: row.line, column: 1 }
    const area = areaOf(row, areas)
    if (area === undefined) {
      if (row.area === undefined && !/gemeente/i.test(figure.rowHeader)) return []
      const suggestion = misspelled(row.label, areas)[0]?.area.name
      const reason = suggestion === undefined ? 'unknown' : 'spelling'
      // Without any list there is nothing to compare with.
      return areas.length === 0
        ? []
        : [report({ reason, found: row.label, ...(suggestion && { suggestion }) }, place)]
    }
    const found: Problem[] = []
    for (const spelling of new Set([row.label, row.labelInSource ?? row.label])) {
      if (spelling === area.name) continue
      const reason = misspelled(spelling, areas).length > 0 ? 'spelling' : 'code'
      found.push(report({ reason, found: spelling, suggestion: area.name }, place))
    }
    if (figure.year !== undefined && !existedIn(area, figure.year)) {
      found.push(outOfTime(area, `${figure.year}-12-31`, areas, place))
    }
    return found
  })
}

function areaOf(row: Figure['rows'][number], areas: readonly Area[]): Area | undefined {
  return row.area === undefined
    ? areas.find(({ name }) => name === row.label)
    : areas.find(({ code }) => code === row.area)
}

function existedIn(area: Area, year: number): boolean {
  return (area.validFrom ?? '') <= `${year}-12-31` && `${year}-01-01` <= (area.validTo ?? '9999')
}

function misspellings(passage: Passage, areas: readonly Area[]): Problem[] {
  return misspelled(passage.text, areas).map(({ found, area }) =>
    report({ reason: 'spelling', found, suggestion: area.name }, passage.placeOf(found)),
  )
}

/**
 * Brielle is still a town: only where it is named as a municipality ("de gemeenten Brielle en …",
 * "de burgemeester van Brielle"), and not as one of the past, is its name one that is gone. A sentence
 * is about the years that it names, and else about the day of the issue.
 */
function retired(passage: Passage, areas: readonly Area[], date: string): Problem[] {
  if (!governs.test(passage.text) || ofThePast.test(passage.text)) return []
  return sentencesIn(passage.text).flatMap(({ text }) => {
    const years =
      text.match(/(?<![\p{L}\p{N}.,-])20\d\d(?![\p{L}\p{N}]|[.,-]\d)/gu)?.map(Number) ?? []
    const about = years.length === 0 ? date : `${Math.max(...years)}-12-31`
    return areas
      .filter((area) => isGone(area, years, date) && isGovernedIn(text, area, areas))
      .map((area) => outOfTime(area, about, areas, passage.placeOf(area.name)))
  })
}

/** What existed on the day of the issue may be named in a sentence about the years before it began. */
function isGone(area: Area, years: readonly number[], date: string): boolean {
  if (years.length === 0) return !existsOn(area, date)
  return area.validTo === undefined
    ? !existsOn(area, date)
    : !years.some((year) => existedIn(area, year))
}

const governs = /gemeente|burgemeester|wethouder/i
const ofThePast =
  /voormalig|vroeger|toenmalig|destijds|voorheen|eerder|fusie|fuse(?:er|ren)|gefuseerd|opgegaan|opgingen|ontstaan|samengevoegd|samengegaan|herindeling|herverdeling|opgeheven|heet(?:te)? (?:nu|tot)|\bex-|\boude gemeente|\boud-(?!beijerland)/i

/** The name follows the word, with only other names between them. */
function isGovernedIn(text: string, area: Area, areas: readonly Area[]): boolean {
  if (!namesIn(text, area)) return false
  const at = text.toLowerCase().indexOf(area.name.toLowerCase())
  const before =
    /(?:gemeenten?|gemeenteraad|burgemeesters?|wethouders?)(?!\p{L})([^.;()]{0,300})$/iu.exec(
      text.slice(0, Math.max(0, at)),
    )
  if (before === null) return false
  return areas
    .reduce((rest, { name }) => rest.replaceAll(name, ''), before[1] ?? '')
    .split(/[\s,:]+/)
    .every((word) => ['', 'van', 'uit', 'en', 'de', 'als', 'zoals', 'gemeente'].includes(word))
}

function outOfTime(
  area: Area,
  date: string,
  areas: readonly Area[],
  place: ReturnType<Passage['placeOf']>,
): Problem {
  const gone = area.validTo !== undefined && area.validTo < date
  if (!gone) return report({ reason: 'not-yet', found: area.name }, place)
  const successor = areas.find(({ code }) => code === area.successor)?.name
  const values = { reason: 'retired', found: area.name, until: area.validTo ?? '' }
  return report({ ...values, ...(successor && { suggestion: successor }) }, place)
}

function report(values: Problem['values'], place: ReturnType<Passage['placeOf']>): Problem {
  return problem('fact/municipality', values, place)
}
