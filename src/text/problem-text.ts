import type { ProblemCode, ProblemValues } from '../problem.ts'

/** What is wrong, why it matters, and one thing to do about it. */
export type ProblemText = { title: string; why: string; fix: string }

/** A code without words does not compile. */
export type ProblemTexts = Record<ProblemCode, (values: ProblemValues) => ProblemText>

/** ` 'gevonden'`, with the space before it, or nothing where the problem names nothing. */
export function quoted(value: string | number | undefined): string {
  return value === undefined || value === '' ? '' : ` '${value}'`
}

/** The link to make of a number of which a part is shown: `06…78` -> `[06…78](tel:+316…78)`. */
export function telephoneLink(found: string | number | undefined): string {
  return `[${found}](tel:+31${String(found).replace(/^0/, '')})`
}

/** `2023-04-03` as people write it; anything else as it is. */
export function dateIn(locale: string, value: string | number | undefined): string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return String(value ?? '')
  const moment = new Date(`${value}T12:00:00Z`)
  if (Number.isNaN(moment.getTime())) return value
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(moment)
}

/** `2022-09` as people write it; anything else as it is. */
export function monthIn(locale: string, value: string | number | undefined): string {
  if (typeof value !== 'string' || !/^\d{4}-(?:0[1-9]|1[0-2])$/.test(value))
    return String(value ?? '')
  const moment = new Date(`${value}-15T12:00:00Z`)
  const parts = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(locale, parts).format(moment)
}

/** `102400` as people write it; anything else as it is. */
export function numberIn(locale: string, value: string | number | undefined): string {
  return typeof value === 'number'
    ? new Intl.NumberFormat(locale).format(value)
    : String(value ?? '')
}

/** The day of the week of an ISO date, in words. */
export function weekdayIn(locale: string, value: string | number | undefined): string {
  const moment = new Date(`${value}T12:00:00Z`)
  if (Number.isNaN(moment.getTime())) return String(value ?? '')
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(moment)
}

/** `gmail.android` of the caniemail data as people know it; anything else as it is. */
export function mailProgram(client: string | number | undefined): string {
  const [family = '', platform = ''] = String(client ?? '').split('.')
  const name = families[family]
  if (name === undefined) return String(client ?? '')
  if (platform === 'outlook-com') return 'Outlook.com'
  if (platform === 'windows-mail') return 'Windows Mail'
  return `${name} (${platforms[platform] ?? platform})`
}

const families: Record<string, string> = {
  aol: 'AOL',
  'apple-mail': 'Apple Mail',
  fastmail: 'Fastmail',
  'free-fr': 'Free.fr',
  gmail: 'Gmail',
  gmx: 'GMX',
  hey: 'HEY',
  'ionos-1and1': 'IONOS',
  laposte: 'La Poste',
  'mail-ru': 'Mail.ru',
  orange: 'Orange',
  outlook: 'Outlook',
  protonmail: 'Proton Mail',
  rainloop: 'RainLoop',
  'samsung-email': 'Samsung Email',
  sfr: 'SFR',
  't-online-de': 'T-Online',
  thunderbird: 'Thunderbird',
  'web-de': 'WEB.DE',
  'wp-pl': 'WP',
  yahoo: 'Yahoo',
}
/** The same words in Dutch and English. */
const platforms: Record<string, string> = {
  android: 'Android',
  ios: 'iPhone',
  macos: 'Mac',
  windows: 'Windows',
  'desktop-webmail': 'webmail',
  'mobile-webmail': 'mobile webmail',
}
