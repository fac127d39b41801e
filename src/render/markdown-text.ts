import type { Token } from 'markdown-it'
import { protect } from './protect.ts'
import { safeUrl } from './safe-url.ts'
import { indented, paragraph, underlined } from './text-layout.ts'
import { argumentOf, placeOf, type TokenPlace } from './markdown-html.ts'

/**
 * Markdown tokens as plain text: blocks of wrapped lines with an empty line between them. Links
 * become numbers; their addresses are collected in `how.links`, to be listed below the item.
 */
export function markdownText(tokens: readonly Token[], how: TextHow): string {
  return blocks(tokens, how, 0)
    .filter((block) => block !== '')
    .join('\n\n')
}

export type TextHow = {
  /** Addresses in order of appearance; a link adds itself and is numbered by its place. */
  links: string[]
  image(alt: string): string
  block(name: 'agenda' | 'figures' | 'action', argument: string, place: TokenPlace): string
  field(name: string, fallback: string | undefined): string
}

function blocks(tokens: readonly Token[], how: TextHow, depth: number): string[] {
  const found: string[] = []
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at]
    if (token === undefined) break
    const end = closingOf(tokens, at)
    found.push(blockText(token, tokens.slice(at + 1, end), how, depth))
    at = end + 1
  }
  return found
}

function blockText(token: Token, inner: Token[], how: TextHow, depth: number): string {
  switch (token.type) {
    case 'paragraph_open':
    case 'th_open':
    case 'td_open':
      return paragraph(inlineOf(inner, how))
    case 'heading_open':
      return underlined(inlineOf(inner, how), '-')
    case 'inline':
      return paragraph(inlineText(token, how))
    case 'bullet_list_open':
    case 'ordered_list_open':
      return listText(token, inner, how, depth)
    case 'blockquote_open':
      return indented(blocks(inner, how, depth).join('\n\n'), '> ', '> ')
    case 'table_open':
      return tableText(inner, how)
    case 'hr':
      return '* * *'
    case 'fence':
    case 'code_block':
      return indented(protect(token.content.trimEnd()), '    ', '    ')
    case 'container_open':
      return containerText(token, inner, how, depth)
    default:
      throw new Error(`No plain text for the Markdown token ${token.type}`)
  }
}

function containerText(token: Token, inner: Token[], how: TextHow, depth: number): string {
  const argument = argumentOf(token)
  const content = blocks(inner, how, depth)
  const isBlock = token.info === 'agenda' || token.info === 'figures' || token.info === 'action'
  const block = isBlock ? how.block(token.info as 'agenda', argument, placeOf(token)) : ''
  return [block, ...content].filter((part) => part !== '').join('\n\n')
}

function listText(token: Token, inner: Token[], how: TextHow, depth: number): string {
  const first = Number(token.attrGet('start') ?? 1)
  const items: string[] = []
  for (let at = 0; at < inner.length;) {
    const end = closingOf(inner, at)
    const mark = token.type === 'bullet_list_open' ? '- ' : `${first + items.length}. `
    const content = blocks(inner.slice(at + 1, end), how, depth + 1).join('\n')
    items.push(indented(content, mark, ' '.repeat(mark.length)))
    at = end + 1
  }
  return items.join('\n')
}

/** Each row as "heading: value" lines: columns of plain text do not survive a narrow screen. */
function tableText(inner: Token[], how: TextHow): string {
  const rows = splitRows(inner).map((row) => row.map((cell) => inlineOf(cell, how)))
  const [head = [], ...body] = rows
  return body
    .map((row) =>
      row
        .map((cell, at) => paragraph(head[at] === '' || !head[at] ? cell : `${head[at]}: ${cell}`))
        .join('\n'),
    )
    .join('\n\n')
}

function splitRows(tokens: Token[]): Token[][][] {
  const rows: Token[][][] = []
  for (const token of tokens) {
    if (token.type === 'tr_open') rows.push([])
    else if (token.type === 'inline') rows.at(-1)?.push([token])
  }
  return rows
}

function inlineOf(tokens: readonly Token[], how: TextHow): string {
  return tokens.map((token) => (token.type === 'inline' ? inlineText(token, how) : '')).join(' ')
}

function inlineText(token: Token, how: TextHow): string {
  const open: string[] = []
  return (token.children ?? [])
    .map((child): string => {
      switch (child.type) {
        case 'text':
        case 'text_special':
        case 'html_inline':
        case 'code_inline':
          return protect(child.content)
        case 'softbreak':
          return ' '
        case 'hardbreak':
          return '\n'
        case 'image':
          return child.content === '' ? '' : how.image(protect(child.content))
        case 'field': {
          const { name, fallback } = child.meta as { name: string; fallback?: string }
          return how.field(name, fallback)
        }
        case 'link_open':
          open.push(String(child.attrGet('href') ?? ''))
          return ''
        case 'link_close':
          return linkMark(open.pop() ?? '', how)
        default:
          return ''
      }
    })
    .join('')
}

/** " [3]" after the words of a link; nothing for an address that HTML leaves out too. */
function linkMark(href: string, how: TextHow): string {
  const url = safeUrl(href)
  if (url === undefined || url.startsWith('#')) return ''
  const known = how.links.indexOf(url)
  return ` [${known === -1 ? how.links.push(url) : known + 1}]`
}

/** The place of the token that closes the one at `at`, or `at` itself when it stands alone. */
function closingOf(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.nesting !== 1) return at
  let depth = 0
  for (let next = at; next < tokens.length; next += 1) {
    depth += tokens[next]?.nesting ?? 0
    if (depth === 0) return next
  }
  return tokens.length
}
