import type { PersonalDatum } from './personal-datum.ts'

/**
 * Street, number and postcode: "Dorpsstraat 12a, 3011 AB". The letters SA, SD and SS are in no
 * postcode. Bounded, so that a hostile text costs no more than a friendly one.
 */
const written =
  /(?<![\p{L}\p{N}])\p{Lu}[\p{L}'’.-]{2,40}(?: [\p{L}'’.-]{1,30}){0,3} \d{1,5}(?: ?[a-zA-Z]{1,2}|[ -]\d{1,4})?,?\s{1,3}[1-9]\d{3} ?(?!S[ADS])[A-Z]{2}(?![\p{L}\p{N}])/gu

/** Words before an address that make it a place to go to rather than a home. */
const venue =
  /\b(?:postbus|locatie|bezoekadres|postadres|stadhuis|gemeentehuis|raadhuis|kantoor|zaal|theater|congrescentrum|gebouw|hotel|museum|bibliotheek|buurthuis|wijkcentrum|politiebureau|school|stadion|kazerne|waar:)/i

/** How the word of a street ends: "Dorpsstraat", "Laan" of "Laan van Zuid". */
const street =
  /(?:straat|laan|weg|plein|singel|kade|gracht|dijk|hof|pad|steeg|park|plantsoen|boulevard|dreef|haven|markt|wal)$/iu

/** Where people live, as far as it can be told from a visiting address. */
export function addresses(text: string): PersonalDatum[] {
  return [...text.matchAll(written)]
    .filter(
      ({ 0: raw, index }) => !venue.test(`${text.slice(Math.max(0, index - 80), index)} ${raw}`),
    )
    .map(({ 0: whole, index }) => {
      const start = startOfStreet(whole)
      const raw = whole.slice(start)
      return { raw, index: index + start, masked: `${/^[^\d]+/.exec(raw)?.[0].trim() ?? ''} …` }
    })
}

/** "Zij woont Dorpsstraat 12": not at the first capital, but at that of the street. */
function startOfStreet(whole: string): number {
  const words = [...whole.matchAll(/\p{Lu}[\p{L}’'.-]*(?= )/gu)]
  const named = words.find(([word]) => street.test(word)) ?? words.at(-1)
  return named?.index ?? 0
}
