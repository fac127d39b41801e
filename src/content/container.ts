import type { MarkdownIt, StateBlock } from 'markdown-it'
import { didYouMean } from '../did-you-mean.ts'
import { parseOf } from './parse.ts'

/** Blocks that are more than text, each with a form in HTML, plain text and on the web. */
export const containerNames = ['agenda', 'button', 'card', 'figures', 'action'] as const

/**
 * `:::name argument` up to a line of `:::`. Blocks of one length nest, and a longer fence holds
 * shorter ones. Only at the beginning of a line, so that 10:30 and ::: in a sentence are text.
 *
 * Gives tokens `container_open` and `container_close` with `info` and `meta.name` the name, and
 * `meta.argument` what follows it. A name that is not registered leaves only what is inside.
 */
export function containers(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'container', container, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  })
}

function container(state: StateBlock, line: number, endLine: number, silent: boolean): boolean {
  const fence = fenceAt(state, line)
  if (fence === undefined) return false
  if (silent) return true
  const { remark } = parseOf(state.env)
  if (fence.name === '') {
    remark('markdown/container-unknown', { found: fence.text, reason: 'nothing-open' }, fence)
    state.line = line + 1
    return true
  }
  const known = containerNames.find((name) => name === fence.name)
  if (known === undefined) {
    const suggestion = didYouMean(fence.name, containerNames)
    const values = { found: fence.name, options: containerNames.join(', ') }
    remark(
      'markdown/container-unknown',
      suggestion === undefined ? values : { ...values, suggestion },
      { from: fence.nameFrom, to: fence.nameFrom + fence.name.length },
    )
  }
  const close = closingLine(state, line, endLine, fence.length)
  if (close === undefined) {
    remark(
      'markdown/container-unclosed',
      { found: fence.name },
      { from: fence.nameFrom, to: fence.nameFrom + fence.name.length },
    )
  }
  const end = close ?? endLine
  const meta = { name: known ?? '', argument: fence.argument }
  const opening = state.push('container_open', 'div', 1)
  Object.assign(opening, {
    info: meta.name,
    meta: { ...meta },
    map: [line, end],
    markup: fence.text,
  })
  const { parentType } = state
  state.parentType = 'container'
  state.md.block.tokenize(state, line + 1, end)
  state.parentType = parentType
  const closing = state.push('container_close', 'div', -1)
  Object.assign(closing, { info: meta.name, meta: { ...meta } })
  state.line = close === undefined ? end : end + 1
  return true
}

type Fence = {
  from: number
  to: number
  length: number
  name: string
  nameFrom: number
  argument: string
  text: string
}

function fenceAt(state: StateBlock, line: number): Fence | undefined {
  if ((state.sCount[line] ?? 0) - state.blkIndent >= 4) return undefined
  const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)
  if (state.src.charCodeAt(from) !== 0x3a) return undefined
  const source = state.src.slice(from, state.eMarks[line])
  const [whole, colons = '', gap = '', name = '', argument = ''] =
    /^(:{3,})([ \t]*)([\p{L}\p{N}_-]*)(?:[ \t]+(.*))?$/u.exec(source.trimEnd()) ?? []
  if (whole === undefined || (name === '' && argument !== '')) return undefined
  const nameFrom = from + colons.length + gap.length
  return {
    from,
    to: from + whole.length,
    length: colons.length,
    name,
    nameFrom,
    argument: argument.trim(),
    text: colons,
  }
}

/** The line that closes a fence opened on `line`: as many blocks of its length are closed as opened. */
function closingLine(
  state: StateBlock,
  line: number,
  endLine: number,
  length: number,
): number | undefined {
  let depth = 1
  for (let next = line + 1; next < endLine; next++) {
    if (!state.isEmpty(next) && (state.sCount[next] ?? 0) < state.blkIndent) return undefined
    const fence = fenceAt(state, next)
    if (fence === undefined || fence.length !== length) continue
    // One inside a list closes nothing outside it.
    if (state.sCount[next] !== state.sCount[line]) continue
    depth += fence.name === '' ? -1 : 1
    if (depth === 0) return next
  }
  return undefined
}
