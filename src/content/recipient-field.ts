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
    const isGreeted = greetingBefore(state.src.slice(0, state.pos)) !== undefined
    const meant = meantField(name)
    const values = { found, options: Object.keys(textFields).join(', ') }
    const suggestion = meant && { suggestion: fieldFor(isGreeted ? 'name' : meant, fallback) }
    parse.remark('personal/field-unknown', { ...values, ...suggestion }, range)
    state.pending += found
  } else if (!textFields[name].always && (fallback ?? '').trim() === '') {
    // Where it is to be typed.
    const end = from + 2 + typed.length + (fallback === undefined ? 0 : 1)
    parse.remark('personal/fallback-missing', { found: name }, { from: end, to: range.to })
    state.pending += found
  } else {
    const greeting =
      name === 'salutation' ? greetingBefore(state.src.slice(0, state.pos)) : undefined
    if (greeting !== undefined) {
      const values = { found: `${greeting}${found}`, suggestion: found, greeting: greeting.trim() }
      parse.remark('personal/salutation-twice', values, {
        from: from - greeting.length,
        to: range.to,
      })
    }
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

/** The field that somebody meant by a word of their own or of another program, or by a slip. */
export function meantField(typed: string): keyof typeof textFields | undefined {
  const word = typed.toLowerCase().replaceAll(/[^\p{L}]/gu, '')
  const said = otherNames.find(({ words }) => words.split(' ').includes(word))?.field
  const near = said ?? didYouMean(typed.trim(), Object.keys(textFields))
  return near !== undefined && isTextField(near) ? near : undefined
}

const otherNames = [
  {
    field: 'name',
    words:
      'naam name voornaam achternaam roepnaam volledigenaam firstname lastname fullname fname lname contactnaam username lezer',
  },
  {
    field: 'salutation',
    words:
      'aanhef briefaanhef aanhefregel begroeting begroetingsregel salutation greeting greetingline',
  },
]

/** `[[name|lezer]]`: what may be empty always gets words for when it is, those that are there first. */
function fieldFor(name: keyof typeof textFields, fallback = ''): string {
  const words = fallback.trim() || (textFields[name].always ? '' : 'lezer')
  return words === '' ? `[[${name}]]` : `[[${name}|${words}]]`
}

/** "Beste " right before an offset, which `[[salutation]]` says too. */
export function greetingBefore(text: string): string | undefined {
  return greetings.exec(text.slice(-60))?.[0]
}

const greetings =
  /(?<![\p{L}\p{N}])(?:beste|hallo|geachte|dag|hoi|hi|hey|lieve|waarde|dear|hello)(?: (?:heer|mevrouw|heer[ ]?\/[ ]?mevrouw|lezer|lezers))?[ ]{1,3}$/iu

function isTextField(name: string): name is keyof typeof textFields {
  return Object.hasOwn(textFields, name)
}
