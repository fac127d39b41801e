import type { PersonalDatum } from './personal-datum.ts'

/** "NL91 ABNA 0417 1643 00": two check digits, four letters of the bank, ten digits. */
const written = /(?<![\p{L}\p{N}])NL[ .-]?\d\d[ .-]?[A-Z]{4}(?:[ .-]?\d){10}(?!\d)/giu

/** Dutch bank accounts whose check digits are right. */
export function bankAccounts(text: string): PersonalDatum[] {
  return [...text.matchAll(written)]
    .filter(([raw]) => remainder(raw) === 1)
    .map(({ 0: raw, index }) => ({ raw, index, masked: `NL…${raw.slice(-2)}` }))
}

/** ISO 7064, MOD 97-10, as ISO 13616 uses it: the first four at the end, letters as 10 to 35. */
function remainder(raw: string): number {
  const plain = raw.replaceAll(/[ .-]/g, '').toUpperCase()
  const turned = plain.slice(4) + plain.slice(0, 4)
  let rest = 0
  for (const character of turned) {
    for (const digit of Number.parseInt(character, 36).toString()) {
      rest = (rest * 10 + Number(digit)) % 97
    }
  }
  return rest
}
