import type { RecipientFields } from '../../render/rendered.ts'
import { interleaved, type Pieces } from '../../render/pieces.ts'
import type { MailContent } from '../transport.ts'

/**
 * A provider that takes one content for many recipients substitutes keys by plain text, unescaped.
 * So a template is cut into its fixed parts and its expressions; every expression whose value
 * differs between these recipients becomes a key, and its value is what our own fill gives, which
 * is escaped for HTML and not for plain text.
 */
export type Substituted = {
  html: string
  text: string
  /** One record of key to value per recipient, in the order given. */
  values: Record<string, string>[]
}

type Filled = ReturnType<Pieces['fill']>

/** `nonce` is random per request: a key can be in nobody's text or name. */
export function substituted(
  content: MailContent,
  recipients: RecipientFields[],
  nonce: string,
): Substituted {
  const { pieces } = content
  const filled = recipients.map(pieces.fill)
  const values = recipients.map((): Record<string, string> => ({}))
  /** A value that is the same in the HTML and the text, as a link is, has one key for both. */
  const given: { key: string; of: (one: Filled) => string }[] = []
  return { html: joined('html'), text: joined('text'), values }

  function joined(part: 'html' | 'text'): string {
    const keys = pieces[part].sources.map((_, source) => {
      const of = (one: Filled) => one[part][source] ?? ''
      const first = filled[0] === undefined ? '' : of(filled[0])
      if (filled.every((one) => of(one) === first)) return first
      const same = given.find((other) => filled.every((one) => other.of(one) === of(one)))
      if (same !== undefined) return same.key
      // Fixed width and closed by a dash: no key is the beginning of another.
      const key = `-${nonce}${String(given.length).padStart(3, '0')}-`
      given.push({ key, of })
      for (const [index, one] of filled.entries()) {
        const its = values[index]
        if (its !== undefined) its[key] = of(one)
      }
      return key
    })
    return interleaved(pieces[part], keys)
  }
}
