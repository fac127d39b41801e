import type { WrittenDate } from './dutch-dates.ts'

/**
 * The dates of a sentence that may be the day of the event it names at `name`. "Meld u voor 10 maart
 * aan voor de Voorjaarscarrousel" and "de aanmelding sluit op 3 april" give the day of something
 * else: a limit, or what happens to the registration, the invitation or the report.
 */
export function datesOfEvent(
  sentence: string,
  dates: readonly WrittenDate[],
  name: { index: number; length: number } | undefined,
): WrittenDate[] {
  return dates.filter((date) => {
    const before = sentence.slice(Math.max(0, date.index - REACH), date.index)
    const end = date.index + date.text.length
    const after = sentence.slice(end, end + REACH)
    if (isLimit(before) || isLabelled(before, after)) return false
    const clause = { before: lastPart(before), after: firstPart(after) }
    if (!beside.test(clause.before) && !beside.test(clause.after)) return true
    if (name === undefined || name.index > date.index) return false
    // "Aanmelden voor de Voorjaarscarrousel op 24 maart" still says when the event is.
    return !happens.test(sentence.slice(name.index + name.length, date.index).slice(-REACH))
  })
}

/** Characters on either side of a date that are looked at. */
const REACH = 200

/** An event of a day is not until, before or from a date; a plan or an invitation may be for one. */
function isLimit(before: string): boolean {
  if (/(?<!\p{L})(?:ge|in)?(?:plan(?:d|nen)?|agenda|genoteerd|noteer)\s+voor\s+$/iu.test(before))
    return false
  return limit.test(before)
}

const limit =
  /(?<!\p{L})(?:uiterlijk|voor|vóór|tot|tot en met|t\/m|vanaf|na|ná|sinds)\s+(?:(?:op|uiterlijk|(?:\p{L}{2,6}dag)|\d{1,2}[.:]\d\d uur(?: op)?)\s+){0,2}$/iu

/** "Aanmelden: 10 maart", "Deadline voor de Voorjaarscarrousel: 10 maart". */
function isLabelled(before: string, after: string): boolean {
  const label = /([^.;:()]{1,100}):\s*(?:op\s+)?$/u.exec(before)?.[1] ?? ''
  return beside.test(label) && /^\s*(?:$|[.,;)])/u.test(after)
}

/** True for what names something that goes with an event, such as "Evaluatie Voorjaarscarrousel". */
export function isBeside(text: string): boolean {
  return beside.test(text)
}

/** What goes with an event and has days of its own. */
const beside =
  /(?<!\p{L})(?:\p{L}{0,20}aanmeld\p{L}*|meldt?(?=\s(?:u|je|jij|uzelf|jezelf|zich)(?!\p{L}))|\p{L}{0,20}inschrijv\p{L}*|schrijf(?=\s(?:u|je)(?!\p{L}))|opgeven|opgave|geef(?=\s(?:u|je)(?!\p{L}))|registr\p{L}+|afmeld\p{L}*|deadline|sluitingsdatum|uiterste datum|termijn|reageer|reageren|uitnodiging\p{L}*|kaartverkoop|programmaboekje|programma|verslag|presentaties|opnamen?|evalu\p{L}+|terugblik\p{L}*|terug|besproken|besprek\p{L}+|bespreken|vergadering|voorbereid\p{L}*|foto[’']s)(?!\p{L})/iu
const happens =
  /(?<!\p{L})(?:is|zijn|was|waren|kan|kunt|kunnen|sluit|sluiten|gesloten|opent|openen|start|begint|eindigt|verloopt|vervalt|loopt|stopt|gaat|gaan|komt|komen|volgt|volgen|verschijnt|verschijnen|staat|staan|stond|stonden|ontvangt|versturen|sturen|wordt|worden|werd|werden|moet|graag)(?!\p{L})/iu

/** Where another statement begins: "… en de inschrijving sluit op 10 maart". */
const seam =
  /[,;:()–—]|\s(?:en|of|maar|want|dus|die|dat|waar|waarvoor|waaraan|omdat|als)\s(?=\p{L})/u

function lastPart(text: string): string {
  return text.split(seam).at(-1) ?? ''
}

function firstPart(text: string): string {
  return text.split(seam)[0] ?? ''
}
