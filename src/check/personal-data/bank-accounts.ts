import type { PersonalDatum } from './personal-datum.ts'

/**
 * What follows the two check digits, per country, as the register of ISO 13616 writes it: so many
 * digits (n), letters (a) or either (c).
 */
const structures = {
  AT: '16n', BE: '12n', BG: '4a6n8c', CH: '5n12c', CY: '8n16c', CZ: '20n', DE: '18n', DK: '14n',
  EE: '16n', ES: '20n', FI: '14n', FR: '10n11c2n', GB: '4a14n', GR: '7n16c', HR: '17n', HU: '24n',
  IE: '4a14n', IT: '1a10n12c', LT: '16n', LU: '3n13c', LV: '4a13c', MA: '24n', MT: '4a5n18c',
  NO: '11n', PL: '24n', PT: '21n', RO: '4a16c', SE: '20n', SI: '15n', SK: '20n', TR: '6n16c',
  UA: '6n19c',
} // prettier-ignore

/** One digit too few or too many is a typing error, and still the account of somebody. */
const dutch = String.raw`NL${digits(2)}(?:[\s.-]?[A-Z]){4}${repeated(String.raw`\d`, '9,11')}`
const written = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${dutch}|${Object.entries(structures)
    .map(([country, structure]) => `${country}${digits(2)}${partsOf(structure)}`)
    .join('|')})(?![\p{L}\p{N}])`,
  'giu',
)

/**
 * Bank accounts of Europe, Turkey and Morocco. Those of which the check digits are wrong too, when
 * written in capitals as an account is: one digit beside it is as readable.
 */
export function bankAccounts(text: string): PersonalDatum[] {
  return [...text.matchAll(written)]
    .filter(([raw]) => remainder(raw) === 1 || /^[A-Z]{2}/.test(raw))
    .map(({ 0: raw, index }) => ({
      raw,
      index,
      masked: `${raw.slice(0, 2).toUpperCase()}…${raw.slice(-2)}`,
    }))
}

function partsOf(structure: string): string {
  const characters = { n: String.raw`\d`, a: '[A-Z]', c: '[A-Z0-9]' }
  return structure.replaceAll(/(\d+)([nac])/g, (_, count: string, kind: 'n' | 'a' | 'c') =>
    repeated(characters[kind], count),
  )
}

function digits(count: number): string {
  return repeated(String.raw`\d`, String(count))
}

function repeated(character: string, count: string): string {
  return String.raw`(?:[\s.-]?${character}){${count}}`
}

/** ISO 7064, MOD 97-10, as ISO 13616 uses it: the first four at the end, letters as 10 to 35. */
function remainder(raw: string): number {
  const plain = raw.replaceAll(/[\s.-]/g, '').toUpperCase()
  const turned = plain.slice(4) + plain.slice(0, 4)
  let rest = 0
  for (const character of turned) {
    for (const digit of Number.parseInt(character, 36).toString()) {
      rest = (rest * 10 + Number(digit)) % 97
    }
  }
  return rest
}
