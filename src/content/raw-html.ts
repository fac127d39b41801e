import type { MarkdownIt, StateInline } from 'markdown-it'
import { isAngledField } from './foreign-fields.ts'
import { parseOf, sourceOffset } from './parse.ts'

/** Reports HTML, which is shown as text. `a < b`, `<https://…>` and code are not HTML. */
export function rawHtml(md: MarkdownIt): void {
  md.inline.ruler.after('autolink', 'raw_html', (state: StateInline, silent: boolean) => {
    if (silent || state.src[state.pos] !== '<') return false
    const parse = parseOf(state.env)
    const ahead = state.src.slice(state.pos, Math.min(state.pos + LENGTH_LIMIT, state.posMax))
    const end = ahead.indexOf('>')
    if (end === -1 || !html.test(ahead) || parse.imageDepth > 0) return false
    if (isAngledField(ahead) || isAngledField(state.src.slice(state.pos - 1, state.pos + 60)))
      return false
    if (closesBefore(ahead, state.src.slice(Math.max(0, state.pos - LENGTH_LIMIT), state.pos)))
      return false
    const from = sourceOffset(parse.origin, state.pos)
    const tag = ahead.slice(0, Math.min(end + 1, QUOTE_LENGTH))
    const found = tag.replaceAll(/\s+/g, ' ')
    const to = sourceOffset(parse.origin, state.pos + tag.length - 1) + 1
    parse.remark('markdown/raw-html', { found }, { from, to })
    return false
  })
}

/** What is opened and closed again is one fault. */
function closesBefore(tag: string, before: string): boolean {
  const [, name] = /^<\/([a-z][a-z0-9-]*)/i.exec(tag) ?? []
  return name !== undefined && before.toLowerCase().includes(`<${name.toLowerCase()}`)
}

/** A tag longer than this is not looked for, so that a text of only `<a` stays quick. */
const LENGTH_LIMIT = 1000
const QUOTE_LENGTH = 60

/** The beginning of a tag, a closing tag, a comment, a declaration or a processing instruction. */
const html = /^<(?:\/?[a-z][a-z0-9-]{0,40}(?=[\s/>])|!--|!\[CDATA\[|![a-z]|\?)/i
