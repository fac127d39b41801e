import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { months } from './dutch-dates.ts'
import { issueDate } from './issue-date.ts'
import { isField, type Passage } from './passages.ts'
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
    if (isField(passage)) return []
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
  'iu',
)
const yetToCome =
  /(?<!\p{L})(?:zal|zullen|zou|zouden|wordt|worden|gaat|gaan|moet|moeten|kan|kunnen|wil|willen|mag|mogen|komt|komen|begint|start|blijft|blijven|gepland|voorgenomen)(?!\p{L})/iu
const perfect = /(?<!\p{L})(?:(?:heeft|hebben)|(is|zijn))(?!\p{L})/iu
const prefix =
  '(?:aan|af|op|uit|in|mee|na|door|over|voor|toe|terug|samen|bij|vast|deel|rond|om|weg)?'
/** At the end of the clause, or with only a phrase after it: "gehouden in de wijk". */
const atEnd =
  /(?<!\p{L})(\p{L}{0,12}ge\p{L}{3,}(?:d|t|en)|(?:ver|be|ont|her)\p{L}{3,}(?:d|t|en))(?!\p{L})\s*\.?\s*$/iu
const beforePhrase = new RegExp(
  String.raw`(?<!\p{L})(?!(?:de|het|een|geen|alle|elke|deze|die|met|voor|van|in|op|aan|bij|tussen|door|over|naar|uit|zonder|\d+|twee|drie|vier|vijf|zes|tien)\s)[\p{L}\d]+\s+` +
    String.raw`(${prefix}ge\p{L}{3,}(?:d|t|en)|(?:ver|be|ont)\p{L}{3,}(?:d|t))\s+` +
    String.raw`(?:in|op|bij|met|voor|van|aan|door|over|naar|tijdens|onder|tegen|uit|rond|binnen|tussen)(?!\p{L})`,
  'giu',
)
/** Look like a participle: nouns, and what something may be in a year to come. */
const noParticiple =
  /^(?:gemeenten|gebied(?:en)?|gesprekken|gevolgen|gezinnen|gebouwen|gevallen|gevaren|gelden|geweld|geduld|getallen|gedachten|gebruiken|geschillen|geluiden|gezichten|getuigen|gegeven|gebeurtenissen|gemeenschappen|gedupeerden|gelegenheden|gehandicapten|omgevingen|regeringen|beleid|beeld(?:en)?|bestand(?:en)?|besluit(?:en)?|bericht(?:en)?|bedrijven|bewijzen|bezit|belangen|verband(?:en)?|verbod(?:en)?|verenigingen|verhalen|verzet|vergaderingen|ontmoetingen|bekend|gereed|bereid|verplicht|verwacht|bedoeld|beperkt|gericht|gebaseerd|geschikt|gevestigd|geopend|gesloten|gewenst|gelegen|geldig|gekoppeld|gebonden|aangewezen|verantwoord|verkrijgbaar)$/iu
/** "In 2024 zijn alle gemeenten aangesloten" may be a plan: so it is by then. */
const result =
  /^(?:aangesloten|afgerond|ingericht|opgeleverd|bereikt|gerealiseerd|ingevoerd|geïmplementeerd|vastgesteld|ontwikkeld|uitgevoerd|opgelost|verdwenen|verbeterd|versterkt|vernieuwd|toegenomen|afgenomen|gedaald|gestegen|gehalveerd|verdubbeld)$/iu
const past =
  /(?<!\p{L})(?:werd|werden|was|waren|had|hadden|vond|vonden|kwam|kwamen|ging|gingen|kreeg|kregen|nam|namen|deed|deden|stond|stonden|verscheen|verschenen|begon|begonnen|sprak|spraken|bracht|brachten|\p{L}{3,}eerden?)(?!\p{L})/iu

/** Told as what has been, by its verb or by a participle beside an auxiliary. */
export function isPast(clause: string): boolean {
  if (past.test(clause)) return true
  const auxiliary = perfect.exec(clause)
  if (auxiliary === null) return false
  const ofState = auxiliary[1] !== undefined
  const phrases = [...clause.matchAll(beforePhrase)].map((match) => match[1] ?? '')
  return [atEnd.exec(clause)?.[1] ?? '', ...phrases].some(
    (word) => word !== '' && !noParticiple.test(word) && !(ofState && result.test(word)),
  )
}

function lookingBack(title: string): number | undefined {
  return /terugblik|jaarverslag/i.test(title) ? onlyYear(title) : undefined
}

function onlyYear(text: string): number | undefined {
  const years = new Set(text.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g) ?? [])
  return years.size === 1 ? Number([...years][0]) : undefined
}
