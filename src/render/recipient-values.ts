import Handlebars from 'handlebars'
import { withoutPrivateUse } from './protect.ts'
import { recipientFields, type RecipientFields } from './rendered.ts'
import { ofRecipients, safeUrl } from './safe-url.ts'
import { paragraph } from './text-layout.ts'

/**
 * What the expressions of a mail see of one recipient after another. Values are data: HTML and
 * braces in a name are shown, never run. Throws when an address is not a web or mail address and
 * when a field is missing; both are bugs in what called us.
 */
export function recipientValues(): (fields: RecipientFields) => { html: object; text: object } {
  const checkedValues = checker()
  return (fields) => {
    const values = checkedValues(fields)
    return { html: escaped(values), text: inLines(values) }
  }
}

/**
 * Only the fields of the allow-list, as one line of text without characters that turn it around. What it
 * gives holds until the next recipient. A value that is that of the recipient before, as most are, was
 * checked then.
 */
function checker(): (fields: RecipientFields) => RecipientFields {
  const given: Partial<RecipientFields> = {}
  const values = {} as RecipientFields
  return (fields) => {
    for (const name of recipientFields) {
      const value = fields[name]
      if (typeof value === 'string' && value === given[name]) continue
      values[name] = checked(name, value)
      given[name] = value
    }
    return values
  }
}

const addresses: readonly string[] = ['unsubscribeUrl', 'preferencesUrl', 'webUrl']

function checked(name: keyof RecipientFields, value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`The recipient field ${name} is not text`)
  if (addresses.includes(name) && safeUrl(value, ofRecipients) === undefined) {
    throw new Error(`The recipient field ${name} is not an address that may stand in a mail`, {
      cause: value,
    })
  }
  // Nearly every value is plain, and to look once is cheaper than to replace three times.
  return isPlain(value) ? value : oneLine(value)
}

function isPlain(value: string): boolean {
  return !/[\uE000-\uE003\p{Cc}\u202A-\u202E\u2066-\u2069]|^\s|\s$/u.test(value)
}

function oneLine(value: string): string {
  return withoutPrivateUse(value)
    .replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .trim()
}

/** The one value that may be longer than a line. */
function inLines(values: RecipientFields): RecipientFields {
  const { themesMoved } = values
  return themesMoved === '' ? values : { ...values, themesMoved: paragraph(themesMoved) }
}

/** Braces too: what a mail service substitutes later must find none in a name. */
function escaped(values: RecipientFields): Record<keyof RecipientFields, unknown> {
  const result = {} as Record<keyof RecipientFields, unknown>
  for (const name of recipientFields) {
    const value = values[name]
    // An empty value stays a plain '', so that a fallback takes its place.
    result[name] = /[&<>"'`={}]/.test(value) ? new Handlebars.SafeString(safe(value)) : value
  }
  return result
}

function safe(value: string): string {
  return Handlebars.escapeExpression(value).replaceAll('{', '&#123;').replaceAll('}', '&#125;')
}
