import type { MarkdownIt, StateBlock, StateInline, Token } from 'markdown-it'
import {
  contentOrigin,
  parseOf,
  sourceOffset,
  type Origin,
  type Parse,
  type Range,
} from './parse.ts'

/**
 * markdown-it knows on which lines a block stands and nothing about columns, and what is inside a
 * block is parsed from text with all indentation and quote marks taken off. These wrappers around
 * its rules note where everything came from, while the parser still knows:
 *
 * - every block token with a map gets `meta.offset`, where it begins in the source;
 * - every inline token gets `meta.origin`, from which the offset of each of its characters follows;
 * - every `link_open` and `image` gets `meta.offset`, and `meta.label` and `meta.target` as ranges.
 *
 * The rulers have no public way to wrap a rule in place, keeping its name and its alternates.
 */
export function trackPositions(md: MarkdownIt): void {
  for (const rule of md.block.ruler.__rules__) {
    const original = rule.fn
    rule.fn = (state, line, endLine, silent) => {
      const first = state.tokens.length
      const matched = original(state, line, endLine, silent)
      if (matched && !silent) locateBlocks(state, first)
      return matched
    }
  }
  md.block.ruler.__cache__ = null
  for (const rule of md.inline.ruler.__rules__) {
    if (!['link', 'image', 'autolink'].includes(rule.name)) continue
    const original = rule.fn
    rule.fn = (state, silent) => {
      const parse = parseOf(state.env)
      const [start, first] = [state.pos, state.tokens.length]
      if (rule.name === 'image') parse.imageDepth++
      const matched = original(state, silent)
      if (rule.name === 'image') parse.imageDepth--
      if (matched && !silent && parse.imageDepth === 0) locateLink(state, start, first, parse)
      return matched
    }
  }
  md.inline.ruler.__cache__ = null
  md.core.ruler.at('inline', ({ tokens, env }) => {
    for (const token of tokens) {
      if (token.type !== 'inline') continue
      parseOf(env).origin = contentOrigin(token)
      md.inline.parse(token.content, md, env, token.children ?? [])
    }
  })
}

/** Blocks inside this one were located by their own rule, in their own frame of indentation. */
function locateBlocks(state: StateBlock, first: number): void {
  const { tokens } = state
  let cells: Cell[] = []
  for (let at = first; at < tokens.length; at++) {
    const token = tokens[at]
    if (token === undefined || token.meta?.['offset'] !== undefined) continue
    if (token.type === 'inline') {
      const cell = token.map === null ? cells.shift() : undefined
      const origin = cell?.origin ?? originOf(state, token, tokens[at - 1])
      note(token, { origin, offset: sourceOffset(origin, 0) })
    } else if (token.map !== null) {
      const [line] = token.map
      note(token, { offset: startOf(state, line) })
      if (token.type === 'tr_open') {
        cells = cellsOf(state, line)
        note(token, { cells: cells.map(({ origin }) => sourceOffset(origin, 0)) })
      }
      if (token.type === 'reference_definition') define(state, token)
    }
  }
}

function note(token: Token, values: Record<string, unknown>): void {
  token.meta = Object.assign(token.meta ?? {}, values)
}

/** The first character of a line that belongs to the block that is being parsed. */
function startOf(state: StateBlock, line: number): number {
  return (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)
}

/** Every line of the content is the end of its line in the source, but for white space before it. */
function originOf(state: StateBlock, token: Token, before: Token | undefined): Origin {
  const [firstLine] = token.map ?? [0]
  if (before?.type === 'heading_open' && before.markup.startsWith('#')) {
    return [
      { content: 0, source: state.skipSpaces(startOf(state, firstLine) + before.markup.length) },
    ]
  }
  let content = 0
  return token.content.split('\n').map((text, index) => {
    const indent = /^[ \t]*/.exec(text)?.[0].length ?? 0
    const part = { content: content + indent, source: startOf(state, firstLine + index) }
    content += text.length + 1
    return part
  })
}

type Cell = { text: string; origin: Origin }

/** The cells of a table row as markdown-it splits them: at each | without a backslash before it. */
function cellsOf(state: StateBlock, line: number): Cell[] {
  const raw = state.src.slice(startOf(state, line), state.eMarks[line])
  const base = startOf(state, line) + raw.length - raw.trimStart().length
  const row = raw.trim()
  const begin = (at: number): Cell => ({ text: '', origin: [{ content: 0, source: base + at }] })
  const cells = [begin(0)]
  let from = 0
  for (let bar = row.indexOf('|'); bar !== -1; bar = row.indexOf('|', bar + 1)) {
    const cell = cells.at(-1)
    if (cell === undefined) break
    if (row[bar - 1] === '\\') {
      cell.text += row.slice(from, bar - 1)
      cell.origin.push({ content: cell.text.length, source: base + bar })
      from = bar
    } else {
      cell.text += row.slice(from, bar)
      from = bar + 1
      cells.push(begin(from))
    }
  }
  const last = cells.at(-1)
  if (last !== undefined) last.text += row.slice(from)
  if (cells[0]?.text === '') cells.shift()
  if (cells.at(-1)?.text === '') cells.pop()
  return cells.map(({ text, origin }) => {
    const indent = text.length - text.trimStart().length
    return { text, origin: origin.map((part) => ({ ...part, content: part.content - indent })) }
  })
}

function define({ src, env }: StateBlock, token: Token): void {
  const label = String(token.meta?.['label'])
  const { definitions } = parseOf(env)
  if (definitions.has(label)) return
  const gap = /[ \t\n>]*<?/y
  gap.lastIndex = src.indexOf(']:', Number(token.meta?.['offset'])) + 2
  gap.exec(src)
  const end = src.slice(gap.lastIndex).search(/[\s>]|$/)
  definitions.set(label, { from: gap.lastIndex, to: gap.lastIndex + end })
}

function locateLink(state: StateInline, start: number, first: number, parse: Parse): void {
  let at = first
  while (at < state.tokens.length && !isLink(state.tokens[at])) at++
  const token = state.tokens[at]
  if (token === undefined) return
  const { label, target } = rangesOf(state, start, token)
  const inSource = ({ from, to }: Range): Range => ({
    from: sourceOffset(parse.origin, from),
    to: sourceOffset(parse.origin, Math.max(from, to - 1)) + Math.min(1, to - from),
  })
  const defined = parse.definitions.get(String(token.meta?.['label']))
  note(token, {
    offset: sourceOffset(parse.origin, start),
    written: state.src.slice(label.from, label.to),
    label: inSource(label),
    target: target === undefined ? defined : inSource(target),
  })
}

function isLink(token: Token | undefined): boolean {
  return token?.type === 'link_open' || token?.type === 'image'
}

/** Positions in the content; no target when the link refers to a definition elsewhere. */
function rangesOf(
  state: StateInline,
  start: number,
  token: Token,
): { label: Range; target?: Range } {
  if (token.markup === 'autolink') {
    const inside = { from: start + 1, to: state.pos - 1 }
    return { label: inside, target: inside }
  }
  const { parseLinkLabel, parseLinkDestination } = state.md.helpers
  const bracket = token.type === 'image' ? start + 1 : start
  const end = parseLinkLabel(state, bracket, token.type === 'link_open')
  const label = { from: bracket + 1, to: end }
  if (token.meta?.['label'] !== undefined) return { label }
  let from = end + 2
  while (/\s/.test(state.src[from] ?? '')) from++
  const { ok, pos } = parseLinkDestination(state.src, from, state.posMax)
  if (!ok) return { label, target: { from, to: from } }
  const angled = state.src[from] === '<' ? 1 : 0
  return { label, target: { from: from + angled, to: pos - angled } }
}
