import type { PersonalDatum } from './personal-datum.ts'

/** "123456782", "1234.56.782", "123 456 782". Part of a longer number or word it is something else. */
const written =
  /(?<![\p{L}\p{N}_.,/+#=-])(?:\d{9}|\d{4}([. ])\d\d\1\d{3}|\d{3}([. -])\d{3}\2\d{3})(?![\p{L}\p{N}_]|[.,/-]\d)/gu
const named = /\b(?:bsn|burgerservicenummer|sofinummer)/i

/**
 * Citizen service numbers by their eleven test (Regeling BSN, annex): one in eleven numbers of nine
 * digits passes by chance. Grouped by thousands it is an amount, unless the text speaks of such a
 * number.
 */
export function citizenNumbers(text: string): PersonalDatum[] {
  return [...text.matchAll(written)].flatMap(({ 0: raw, index }) => {
    const about = named.test(text)
    // In dots an amount looks the same: alone in a cell or field nothing tells them apart.
    if (/^\d{3}-/.test(raw) && !about) return []
    if (/^\d{3}\./.test(raw) && !about && text.trim() === raw) return []
    if (!about && isAmount(text, raw, index)) return []
    const plain = raw.replaceAll(/\D/g, '')
    return passesElevenTest(plain) ? [{ raw, index, masked: `…${plain.slice(-3)}` }] : []
  })
}

function isAmount(text: string, raw: string, index: number): boolean {
  return (
    /[€$£]\s?$/.test(text.slice(Math.max(0, index - 3), index)) ||
    /^\s?(?:euro|inwoners|deelnemers|keer)/i.test(text.slice(index + raw.length).slice(0, 12))
  )
}

/** Weights 9 to 2 for the first eight digits and -1 for the last. */
function passesElevenTest(plain: string): boolean {
  const sum = Array.from(plain).reduce(
    (total, digit, at) => total + Number(digit) * (at === 8 ? -1 : 9 - at),
    0,
  )
  return sum % 11 === 0 && Number(plain) > 9_999_999
}
