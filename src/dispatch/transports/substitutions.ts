import type { RecipientFields } from '../../render/rendered.ts'
import { interleaved, piecesOf } from '../content-pieces.ts'
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

/** `nonce` is random per request: a key can be in nobody's text or name. */
export function substituted(
  content: MailContent,
  recipients: RecipientFields[],
  nonce: string,
): Substituted {
  const pieces = piecesOf(content)
  const filled = recipients.map(pieces.fill)
  const values = recipients.map((): Record<string, string> => ({}))
  let count = 0
  return { html: joined('html'), text: joined('text'), values }

  function joined(part: 'html' | 'text'): string {
    const { fixed, order, sources } = pieces[part]
    const keys = sources.map((_, source) => {
      const first = filled[0]?.[part][source] ?? ''
      if (filled.every((one) => one[part][source] === first)) return first
      // Fixed width and closed by a dash: no key is the beginning of another.
      const key = `-${nonce}${String(count++).padStart(3, '0')}-`
      for (const [index, one] of values.entries()) one[key] = filled[index]?.[part][source] ?? ''
      return key
    })
    return interleaved(
      fixed,
      order.map((source) => keys[source] ?? ''),
    )
  }
}
