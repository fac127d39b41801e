import type { PersonalDatum } from './personal-datum.ts'

/** "06-12345678", "010 123 45 67", "+31 (0)6 12 34 56 78": ten digits from 0, or nine after +31. */
const written =
  /(?<![\p{L}\p{N}.,/+-])(?:(?:\+|00)31[ .-]?(?:\(0\)[ .-]?)?|\(?0)[1-9](?:[ ).-]{0,2}\d){8}(?![\p{L}\p{N}]|[.,/-]\d)/gu

/**
 * Dutch telephone numbers of people and places. Not those of the ranges 0800 and 090x (services),
 * 085, 087, 088 (companies), and nothing that begins as a date.
 */
export function telephoneNumbers(text: string): PersonalDatum[] {
  return [...text.matchAll(written)]
    .filter(([raw]) => !/^\d{1,2}[-.]\d{1,2}[-.](?:19|20)\d\d/.test(raw))
    .filter(([raw]) => !/^0[89]/.test(nationalNumber(raw)))
    .map(({ 0: raw, index }) => {
      const number = nationalNumber(raw)
      return { raw, index, masked: `${number.slice(0, 2)}…${number.slice(-2)}` }
    })
}

/** Digits alone, with 0031 and +31 as 0: how two ways to write one number compare. */
export function nationalNumber(raw: string): string {
  return raw
    .replace(/^(?:\+|00)31/, '0')
    .replace('(0)', '')
    .replaceAll(/\D/g, '')
}
