import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { months } from './dutch-dates.ts'
import { issueDate } from './issue-date.ts'
import type { Passage } from './passages.ts'
import { sentencesIn } from './sentences.ts'

/**
 * Told as past, in a year that had yet to come: "Het Platform heeft in 2023 vijf colleges
 * georganiseerd" in a chapter on 2022. The year reported on is that of the heading above the
 * sentence, or of the title of the item, and otherwise that of the issue.
 */
export function checkTenseYears({ issue, passages }: CheckInput): Problem[] {
  const ofIssue = Number(issueDate(issue)?.slice(0, 4))
  const titles = new Map(issue.items.map(({ file, title }) => [file, lookingBack(title)]))
  let current = { file: '', year: Number.NaN }
  return passages.flatMap((passage) => {
    if (passage.kind === 'field' || passage.kind === 'venue') return []
    if (passage.file !== current.file) {
      current = { file: passage.file, year: titles.get(passage.file) ?? ofIssue }
    }
    if (passage.kind === 'heading') {
      current = { ...current, year: onlyYear(passage.text) ?? current.year }
      return []
    }
    return toldTooEarly(passage, current.year)
  })
}

function toldTooEarly(passage: Passage, reported: number): Problem[] {
  if (!inYear.test(passage.text)) return []
  return sentencesIn(passage.text)
    .flatMap(({ text }) => text.split(/[,;:()]/))
    .flatMap((clause) => {
      const named = inYear.exec(clause)
      const year = Number(named?.[1])
      if (named === null || !(year > reported) || yetToCome.test(clause) || !isPast(clause))
        return []
      const values = { found: named[0].trim(), year: reported }
      return [problem('fact/tense-year', values, passage.placeOf(named[0].trim()))]
    })
}

const parts = [...months, 'het voorjaar van', 'het najaar van', 'de zomer van']
const inYear = new RegExp(
  String.raw`(?<!\p{L})in (?:(?:${parts.join('|')}) )?((?:19|20)\d\d)(?![\d-])`,
  'u',
)
const yetToCome =
  /(?<!\p{L})(?:zal|zullen|zou|zouden|wordt|worden|gaat|gaan|moet|moeten|kan|kunnen|wil|willen|mag|mogen|komt|komen|begint|start|blijft|blijven|gepland|voorgenomen)(?!\p{L})/iu
const perfect = /(?<!\p{L})(?:heeft|hebben|is|zijn)(?!\p{L})/iu
const participle =
  /(?<!\p{L})(?:\p{L}{0,12}ge\p{L}{3,}(?:d|t|en)|(?:ver|be|ont|her)\p{L}{3,}(?:d|t|en))(?!\p{L})\s*\.?\s*$/iu
const past =
  /(?<!\p{L})(?:werd|werden|was|waren|had|hadden|vond|vonden|kwam|kwamen|ging|gingen|kreeg|kregen|nam|namen|deed|deden|stond|stonden|verscheen|verschenen|begon|begonnen|sprak|spraken|bracht|brachten|\p{L}{3,}eerden?)(?!\p{L})/iu

function isPast(clause: string): boolean {
  return past.test(clause) || (perfect.test(clause) && participle.test(clause))
}

function lookingBack(title: string): number | undefined {
  return /terugblik|jaarverslag/i.test(title) ? onlyYear(title) : undefined
}

function onlyYear(text: string): number | undefined {
  const years = new Set(text.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? [])
  return years.size === 1 ? Number([...years][0]) : undefined
}
