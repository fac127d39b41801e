import { personNames } from './person-names.ts'
import type { PersonalDatum } from './personal-datum.ts'

/** A street and a house number: "Dorpsstraat 12a", "12 bis", "12-A", "5-2". Bounded, as below. */
const streetAndNumber = String.raw`(?<![\p{L}\p{N}])\p{Lu}[\p{L}'’.-]{2,40}(?: [\p{L}'’.-]{1,30}){0,3} \d{1,5}(?:[ -]?bis|[ -]?[a-zA-Z]{1,2}(?!\p{L})|[ -]I{1,3}(?!\p{L}))?(?:[ -]\d{1,4}(?!\d))?`

/**
 * With its postcode: "Dorpsstraat 12a, 3011 AB". The letters SA, SD and SS are in no postcode.
 * Bounded, so that a hostile text costs no more than a friendly one.
 */
const written = new RegExp(
  String.raw`${streetAndNumber},?\s{1,3}\(?[1-9]\d{3} ?(?!S[ADS])[A-Z]{2}(?![\p{L}\p{N}])`,
  'gu',
)
/** Without: only the word of a street before the number makes it one. */
const short = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:\p{Lu}[\p{L}'’-]{2,40} ){0,2}(?:\p{Lu}\p{L}{2,30}(?:straat|laan|weg|plein|singel|kade|gracht|dijk|hof|pad|steeg|dreef|plantsoen)|(?:Laan|Weg|Plein|Hof) van [\p{L} ]{2,30}) \d{1,4}(?:[ -]?bis|[ -]?[a-zA-Z](?![\p{L}\p{N}])|-\d{1,3})?(?![\p{L}\p{N}]|[.,]\d| (?:t\/m|tot|en \d|uur|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december))`,
  'gu',
)

/** Words that make an address one of a home. */
const home =
  /(?<!\p{L})(?:woon|woont|woonde|wonen|wonend|wonende|woonachtig|woonadres|thuisadres|privéadres|huisadres|woning|huis van (?!de(?!\p{L}))|familie|gezin|bewoner|bewoonster|thuis bij|(?:zijn|haar|hun|mijn) (?:adres|huis|woning))(?!\p{L})/giu

/** Words that make it a place to go to. */
const venue =
  /(?<!\p{L})(?:postbus|locatie|plaats:|(?<!(?:zijn|haar|hun|mijn) )adres:|bezoekadres|postadres|stadhuis|gemeentehuis|raadhuis|kantoor|zaal|theater|schouwburg|congrescentrum|gebouw|hotel|restaurant|café|museum|bibliotheek|buurthuis|huis van de wijk|wijkcentrum|dorpshuis|politiebureau|school|college|kerk|moskee|stadion|sporthal|kazerne|ziekenhuis|loket|bureau|waar:)/giu

/** Said of a meeting, anywhere in the passage. */
const meeting =
  /(?<!\p{L})(?:bijeenkomst|inloop|inloopavond|vindt plaats|welkom|aanvang|themadag|leerhuis|training|congres|symposium|\d{1,2}[.:]\d\d uur|\d{1,2} uur)(?!\p{L})/iu

/** "De Doelen, Schouwburgplein 50": a place by its name, between an article and a comma. */
const named = /(?<!\p{L})(?:De|Het|’t|'t|de|het) \p{Lu}[\p{L}'’ -]{1,40}, $/u

/** How the word of a street ends: "Dorpsstraat", "Laan" of "Laan van Zuid". */
const street =
  /(?:straat|laan|weg|plein|singel|kade|gracht|dijk|hof|pad|steeg|park|plantsoen|boulevard|dreef|haven|markt|wal)$/iu

/**
 * Where people live, as far as it can be told from a visiting address: with a postcode unless the text
 * makes it a place to go to, without one only where the text makes it a home.
 */
export function addresses(text: string): PersonalDatum[] {
  const isMeeting = meeting.test(text)
  const whole = [...text.matchAll(written)].map(({ 0: raw, index }) => datum(raw, index))
  const others = [...text.matchAll(short)]
    .map(({ 0: raw, index }) => datum(raw, index))
    .filter((other) => !whole.some((one) => overlaps(one, other)))
    .filter(({ index }) => kindOf(text, index) === 'home')
  const found = whole.filter(({ raw, index }) => {
    const kind = kindOf(text, index)
    return kind === 'home' || (kind === 'unknown' && !isMeeting && raw.search(venue) < 0)
  })
  return [...found, ...others].toSorted((a, b) => a.index - b.index)
}

function datum(whole: string, at: number): PersonalDatum {
  const start = startOfStreet(whole)
  const raw = whole.slice(start)
  return { raw, index: at + start, masked: `${/^[^\d]+/.exec(raw)?.[0].trim() ?? ''} …` }
}

/** By what stands nearest before it in its sentence. */
function kindOf(text: string, index: number): 'home' | 'venue' | 'unknown' {
  const before = text.slice(Math.max(0, index - 80), index)
  const near = /[^.!?]*$/u.exec(before)?.[0] ?? ''
  const isBesideName = personNames(near).some((name) =>
    /^[,:;( ]{1,3}$/.test(near.slice(name.index + name.raw.length)),
  )
  const atHome = lastOf(home, near)
  const atVenue = lastOf(venue, near)
  if (isBesideName || (atHome >= 0 && atHome >= atVenue)) return 'home'
  if (before.search(venue) >= 0 || named.test(before)) return 'venue'
  return 'unknown'
}

function lastOf(words: RegExp, text: string): number {
  return [...text.matchAll(words)].at(-1)?.index ?? -1
}

function overlaps(one: PersonalDatum, other: PersonalDatum): boolean {
  return one.index < other.index + other.raw.length && other.index < one.index + one.raw.length
}

/** "Zij woont Dorpsstraat 12": not at the first capital, but at that of the street. */
function startOfStreet(whole: string): number {
  const words = [...whole.matchAll(/\p{Lu}[\p{L}’'.-]*(?= )/gu)]
  const streetWord = words.find(([word]) => street.test(word)) ?? words.at(-1)
  return streetWord?.index ?? 0
}
