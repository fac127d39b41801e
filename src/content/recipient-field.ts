import type { MarkdownIt, StateInline } from 'markdown-it'
import { didYouMean } from '../did-you-mean.ts'
import { parseOf, sourceOffset } from './parse.ts'

/** The values of a recipient that a text may use. `always`: never empty, so it needs no fallback. */
export const textFields = {
  salutation: { always: true },
  name: { always: false },
} as const

/**
 * `[[name|lezer]]` and `[[salutation]]`: the only way to put something of the recipient in a text.
 * Gives a token `field` with `meta.name` and `meta.fallback`. What is not right stays as it was
 * written and is reported; every other bracket or brace is text.
 */
export function recipientFields(md: MarkdownIt): void {
  md.inline.ruler.before('link', 'recipient_field', recipientField)
}

function recipientField(state: StateInline, silent: boolean): boolean {
  // While markdown-it looks for the end of a link's words, [[ ]] balances as it is.
  if (silent || !state.src.startsWith('[[', state.pos)) return false
  const parse = parseOf(state.env)
  if (parse.imageDepth > 0) return false
  written.lastIndex = state.pos
  const [found, typed = '', fallback] = written.exec(state.src) ?? []
  if (found === undefined || state.pos + found.length > state.posMax) return false
  const from = sourceOffset(parse.origin, state.pos)
  const range = { from, to: from + found.length }
  const name = typed.trim()
  if (!isTextField(name)) {
    const suggestion = didYouMean(name, Object.keys(textFields))
    parse.remark(
      'personal/field-unknown',
      {
        found: name,
        options: Object.keys(textFields).join(', '),
        ...(suggestion !== undefined && { suggestion }),
      },
      { from: from + 2 + typed.length - typed.trimStart().length, to: range.to },
    )
    state.pending += found
  } else if (!textFields[name].always && (fallback ?? '').trim() === '') {
    // Where it is to be typed.
    const end = from + 2 + typed.length + (fallback === undefined ? 0 : 1)
    parse.remark('personal/fallback-missing', { found: name }, { from: end, to: range.to })
    state.pending += found
  } else {
    const token = state.push('field', '', 0)
    token.meta = {
      name,
      offset: from,
      ...(fallback !== undefined && { fallback: fallback.trim() }),
    }
  }
  state.pos += found.length
  return true
}

/** Not before `(`, which makes it a link whose words are in brackets: [[1]](https://…). */
const written = /\[\[([^[\]|\n]{0,60})(?:\|([^[\]\n]{0,200}))?\]\](?!\()/y

function isTextField(name: string): name is keyof typeof textFields {
  return Object.hasOwn(textFields, name)
}
