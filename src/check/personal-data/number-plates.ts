import type { PersonalDatum } from './personal-datum.ts'

/**
 * Groups of letters and digits of the Dutch sidecodes. Codes 1 to 3 are of before 1991 and look
 * like many other codes; the others use no vowels, so that they form no words.
 */
const recent = [
  'XX-99-XX',
  'XX-XX-99',
  '99-XX-XX',
  '99-XXX-9',
  '9-XXX-99',
  'XX-999-X',
  'X-999-XX',
  'XXX-99-X',
  'X-99-XXX',
  '9-XX-999',
  '999-XX-9',
]
const old = ['XX-99-99', '99-99-XX', '99-XX-99']

const consonant = '[BDFGHJKLMNPRSTVWXZ]'
const recentPlate = plates(recent, consonant, '-', 'gu')
const oldPlate = plates(old, '[A-Z]', '-', 'gu')
/** "16RSL9" and "16-rsl-9": where a vehicle is named beside it. */
const recentLoose = plates(recent, consonant, '-?', 'giu')
const recentSpaced = plates(recent, consonant, ' ', 'gu')
/** Any way of writing, where it is called a plate. */
const anyPlate = plates([...recent, ...old], '[A-Z]', '[ -]?', 'giu')

const vehicle =
  /(?:kenteken|kentekens|plaat|nummerbord|auto|bus|busje|voertuig|wagen|scooter|brommer|bromfiets|motor|motorfiets|aanhanger|camper|caravan|Volkswagen|Opel|Ford|Renault|Peugeot|Toyota|Audi|Mercedes|BMW|Golf|Polo)(?!\p{L})/iu
const called = /(?:kenteken|kentekens|kentekenplaat|nummerplaat|nummerbord)(?!\p{L})[^.;]{0,40}$/iu

/**
 * Plates with their hyphens anywhere; those of before 1991 only where the text speaks of a vehicle,
 * and those without hyphens or capitals only where it does so right beside them.
 */
export function numberPlates(text: string): PersonalDatum[] {
  const found = [
    ...text.matchAll(recentPlate),
    ...(vehicle.test(text)
      ? [
          ...text.matchAll(oldPlate),
          ...[...text.matchAll(recentLoose), ...text.matchAll(recentSpaced)].filter((match) =>
            isBeside(text, match),
          ),
          ...[...text.matchAll(anyPlate)].filter(({ index }) =>
            called.test(text.slice(Math.max(0, index - 60), index)),
          ),
        ]
      : []),
  ].toSorted((a, b) => a.index - b.index)
  return found
    .filter(({ index }, at) => {
      const before = found[at - 1]
      return before === undefined || index >= before.index + before[0].length
    })
    .map(({ 0: raw, index }) => ({ raw, index, masked: `${firstGroup(raw)}-…` }))
}

function isBeside(text: string, { 0: raw, index }: RegExpExecArray): boolean {
  const end = index + raw.length
  return vehicle.test(
    `${text.slice(Math.max(0, index - 40), index)} … ${text.slice(end, end + 25)}`,
  )
}

function firstGroup(raw: string): string {
  return (/^(?:\d+|[A-Z]+)/i.exec(raw)?.[0] ?? '').toUpperCase()
}

function plates(codes: string[], letter: string, between: string, flags: string): RegExp {
  const forms = codes.map((code) =>
    code
      .replaceAll('-', '|')
      .replaceAll('X', letter)
      .replaceAll('9', String.raw`\d`)
      .replaceAll('|', between),
  )
  return new RegExp(String.raw`(?<![\p{L}\p{N}-])(?:${forms.join('|')})(?![\p{L}\p{N}]|-)`, flags)
}
