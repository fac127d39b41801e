import MarkdownIt, { type Token } from 'markdown-it'
import { problem, type Place, type Problem } from '../problem.ts'
import { withoutForbidden } from '../yaml-fields.ts'
import { containers } from './container.ts'
import type { Body } from './contribution.ts'
import { lineAt, lineStarts, newParse, type Range } from './parse.ts'
import { trackPositions } from './positions.ts'
import { checkProfile, wordsIn } from './profile.ts'
import { rawHtml } from './raw-html.ts'
import { recipientFields } from './recipient-field.ts'
import { BYTES_LIMIT } from './source-text.ts'
import { typesetTokens } from './typography.ts'
import { unfinishedLinks } from './unfinished-link.ts'

/**
 * Markdown -> tokens and everything that is wrong with it. `source` begins on line `firstLine` of
 * `file`. No input makes it throw or take longer than a second; one that is too large gives no
 * tokens.
 *
 * Every block token with a map, and every `link_open`, `image` and `field`, carries
 * `meta.line` and `meta.column` of the author's file, from 1.
 */
export function parseMarkdown(
  source: string,
  file: string,
  firstLine: number,
): { body: Body; problems: Problem[] } {
  const text = source.replaceAll(/\r\n?/g, '\n')
  const empty: Body = { source: text, firstLine, tokens: [], words: 0 }
  if (text.length > BYTES_LIMIT) {
    const values = { found: Math.ceil(text.length / 1000), limit: BYTES_LIMIT / 1000 }
    return { body: empty, problems: [problem('markdown/too-large', values, { file })] }
  }
  const { parse, env } = newParse(text)
  const tokens = parser.parse(text, env)
  const parts = countParts(tokens)
  if (parts > PARTS_LIMIT) {
    const values = { found: parts, limit: PARTS_LIMIT, unit: 'parts' }
    return { body: empty, problems: [problem('markdown/too-large', values, { file })] }
  }
  checkProfile(tokens, parse)
  const positionOf = positions(text, firstLine)
  const words = finish(tokens, positionOf)
  const problems = parse.remarks
    .sort((a, b) => a.range.from - b.range.from)
    .map(({ code, values, range }) => problem(code, values, placeOf(range, file, positionOf)))
  return { body: { ...empty, tokens: withoutUnknown(tokens), words }, problems }
}

/**
 * In one text. Every part is an element of the mail that every check looks at, and so many do not fit
 * in the 100 kB that Gmail shows.
 */
const PARTS_LIMIT = 5000

const parser = new MarkdownIt({ html: false, linkify: false, typographer: false })
// Every link becomes a token: a dangerous one is reported and loses its address in the profile,
// where markdown-it would leave the author with brackets and no explanation.
parser.validateLink = () => true
parser.use(containers).use(recipientFields).use(rawHtml).use(unfinishedLinks).use(trackPositions)
parser.core.ruler.at('smartquotes', typesetTokens)

type Position = { line: number; column: number }
type PositionOf = (offset: number) => Position

function positions(text: string, firstLine: number): PositionOf {
  const starts = lineStarts(text)
  return (offset) => {
    const { line, column } = lineAt(starts, offset)
    return { line: firstLine + line, column: column + 1 }
  }
}

function placeOf({ from, to }: Range, file: string, positionOf: PositionOf): Place {
  return { file, ...positionOf(from), ...(to > from && { end: positionOf(to) }) }
}

/** Paragraphs, headings, list items, cells, and the links, bold words and code in them. */
function countParts(tokens: readonly Token[]): number {
  return tokens.reduce((count, { nesting, hidden, type, children }) => {
    const isPart = (nesting === 1 && !hidden) || type === 'code_inline'
    return count + (isPart ? 1 : 0) + (children === null ? 0 : countParts(children))
  }, 0)
}

/** Offsets become lines and columns; no text keeps a forbidden character. Counts the words. */
function finish(tokens: Token[], positionOf: PositionOf): number {
  let words = 0
  for (const token of tokens) {
    if (token.content !== '') token.content = withoutForbidden(token.content)
    for (const attribute of token.attrs ?? []) attribute[1] = withoutForbidden(String(attribute[1]))
    const target =
      token.type === 'image' ? (token.meta?.['target'] as Range | undefined) : undefined
    if (token.meta !== null) token.meta = publicMeta(token.meta, positionOf)
    // Where the name of its file stands, for who looks whether it is there.
    if (target !== undefined) token.meta = { ...token.meta, target: positionOf(target.from) }
    if (token.children === null) continue
    finish(token.children, positionOf)
    if (token.type === 'inline') words += countWords(wordsIn(token.children))
  }
  return words
}

function publicMeta(
  meta: Record<string, unknown>,
  positionOf: PositionOf,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const key of ['name', 'argument', 'fallback']) {
    const value = meta[key]
    if (typeof value === 'string') kept[key] = withoutForbidden(value)
  }
  const { offset } = meta
  return typeof offset === 'number' ? Object.assign(kept, positionOf(offset)) : kept
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.,-]*/gu)?.length ?? 0
}

/** Containers that nobody registered leave what is inside them. */
function withoutUnknown(tokens: Token[]): Token[] {
  return tokens.filter(
    (token) => !(/^container_(open|close)$/.test(token.type) && token.meta?.['name'] === ''),
  )
}
