import type { MarkdownIt, StateInline } from 'markdown-it'
import { parseOf, sourceOffset } from './parse.ts'
import { isPlaceholder } from './unfinished-text.ts'

/**
 * Words in brackets that became no link or picture: `Lees [het plan].`, `[het plan] (https://…)`,
 * `[het plan](adres met spaties)`. Readers see the brackets. Runs where the rule for links gave up.
 */
export function unfinishedLinks(md: MarkdownIt): void {
  md.inline.ruler.after('link', 'unfinished_link', (state: StateInline, silent: boolean) => {
    if (silent || state.src[state.pos] !== '[' || state.linkLevel > 0) return false
    const parse = parseOf(state.env)
    if (parse.imageDepth > 0) return false
    words.lastIndex = state.pos
    const [all, said = ''] = words.exec(state.src) ?? []
    const [before, end] = [state.src[state.pos - 1] ?? '', state.pos + (all?.length ?? 0)]
    if (all === undefined || end > state.posMax || isNoLink(said)) return false
    // What stands in brackets twice, and the second half of [words][name].
    if (before === '[' || before === ']' || state.src[end] === ']') return false
    const after = state.src.slice(end, Math.min(end + 12, state.posMax))
    const isNumber = /^\(tel:[+\d .-]{3,40}\)/i.test(state.src.slice(end, end + 50))
    const reason = isNumber
      ? 'telephone'
      : /^\s{1,2}\((?:https?:|mailto:|tel:|www\.)/i.test(after)
        ? 'gap'
        : after.startsWith('(')
          ? 'address'
          : 'no-address'
    const found = said.trim().replaceAll(/\s+/g, ' ').slice(0, 60)
    const kind = before === '!' ? 'picture' : 'link'
    const from = sourceOffset(parse.origin, end - 1) + (reason === 'address' || isNumber ? 2 : 1)
    parse.remark('link/unfinished', { found, reason, kind }, { from, to: from })
    return false
  })
}

/** Bounded, so that a text of only brackets stays quick. */
const words = /\[([^[\]]{1,200})\]/y

/** A note, a box to tick, and what an editor puts in brackets in the words of another. */
function isNoLink(said: string): boolean {
  return (
    isPlaceholder(said) || !/\p{L}/u.test(said) || /^\s*(?:x|sic|red\.?|…|\.\.\.)\s*$/iu.test(said)
  )
}
