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

const recentPlate = plates(recent, '[BDFGHJKLMNPRSTVWXZ]')
const oldPlate = plates(old, '[A-Z]')
const vehicle =
  /\b(?:kenteken|auto|bestelauto|bestelbus|busje|voertuig|wagen|scooter|brommer|bromfiets|motor|aanhanger)/i

/** Plates with their hyphens; those of before 1991 only where the text speaks of a vehicle. */
export function numberPlates(text: string): PersonalDatum[] {
  return [
    ...text.matchAll(recentPlate),
    ...(vehicle.test(text) ? text.matchAll(oldPlate) : []),
  ].map(({ 0: raw, index }) => ({ raw, index, masked: `${raw.split('-')[0]}-…` }))
}

function plates(codes: string[], letter: string): RegExp {
  const forms = codes.map((code) => code.replaceAll('X', letter).replaceAll('9', String.raw`\d`))
  return new RegExp(String.raw`(?<![\p{L}\p{N}-])(?:${forms.join('|')})(?![\p{L}\p{N}]|-)`, 'gu')
}
