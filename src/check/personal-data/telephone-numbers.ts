import type { PersonalDatum } from './personal-datum.ts'

/**
 * "06-12345678", "06 - 12 34 56 78", "06/12345678", "(+31) 6 12 34 56 78": ten digits from 0, or nine
 * after +31. A point before it ends a word ("tel.06"), not a number.
 */
const written =
  /(?<![\p{L}\p{N},/+-]|(?<!\p{L})\.)(?:\(?(?:\+|00)31\)?[\s.-]?(?:\(0\)[\s.-]?)?|\(?0)[1-9](?:[\s)./‑–-]{0,3}\d){8}(?![\p{L}\p{N}]|[.,/-]\d)/gu

/** "01-02-2023 10", "07.30 - 09.00": what begins with 0 and is a day or a time. */
const dayOrTime =
  /^\d{1,2}\s?[-./]\s?\d{1,2}\s?[-./]\s?(?:19|20)\d\d|^\d\d\.\d\d\s?[-–/]\s?\d\d\.\d\d/

/**
 * Dutch telephone numbers of people and places. Not those of the ranges 0800 and 090x (services),
 * 085, 087, 088 (companies), and nothing that begins as a date.
 */
export function telephoneNumbers(text: string): PersonalDatum[] {
  return [...text.matchAll(written)]
    .filter(([raw]) => !dayOrTime.test(raw))
    .filter(([raw]) => !/^0[89]/.test(nationalNumber(raw)))
    .map(({ 0: raw, index }) => {
      const number = nationalNumber(raw)
      return { raw, index, masked: `${number.slice(0, 2)}…${number.slice(-2)}` }
    })
}

/** Digits alone, with 0031 and +31 as 0: how two ways to write one number compare. */
export function nationalNumber(raw: string): string {
  return raw
    .replace('(0)', '')
    .replaceAll(/[^\d+]/g, '')
    .replace(/^(?:\+|00)31/, '0')
}
