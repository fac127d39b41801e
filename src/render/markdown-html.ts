import type { Token } from 'markdown-it'
import type { Language } from '../config.ts'
import { escapeHtml } from './html.ts'
import { hyphenate } from './hyphenate.ts'
import { safeUrl } from './safe-url.ts'

/**
 * Markdown tokens as HTML, for mail and web page alike; they differ in how elements are dressed.
 * Headings go down one level, because the template owns h1 and the title of an item is h2.
 */
export function markdownHtml(tokens: readonly Token[], how: HtmlHow): string {
  const context: Walk = { how, inHeading: false, inCell: false, inButton: false, links: [] }
  return tokens.map((token) => blockHtml(token, context)).join('')
}

export type HtmlHow = {
  language: Language
  /** Attributes of an element, such as ` style="margin:0"` in mail and nothing on the web. */
  dress(element: Element): string
  image(src: string, alt: string): string
  /** A link as a button, with `labelPlace` where its words come. */
  button(href: string): string
  /** The agenda, figures or action box that a container asks for. */
  block(name: 'agenda' | 'figures' | 'action', argument: string, place: TokenPlace): string
  field(name: string, fallback: string | undefined): string
  /** File name for `data-source` markers; the preview only. */
  markerFile: string | undefined
}
export type TokenPlace = { line?: number; column?: number }
export type Element =
  | 'p'
  | 'h3'
  | 'h4'
  | 'ul'
  | 'ol'
  | 'li'
  | 'blockquote'
  | 'hr'
  | 'table'
  | 'th'
  | 'td'
  | 'thRight'
  | 'tdRight'
  | 'a'
  | 'code'
  | 'pre'
  | 'card'

/** A character that no text holds. */
export const labelPlace = '\u0000'

type Walk = {
  how: HtmlHow
  inHeading: boolean
  inCell: boolean
  inButton: boolean
  /** What closes each open link: nothing where a refused address left only its words. */
  links: { close: string }[]
}

function blockHtml(token: Token, walk: Walk): string {
  const { how } = walk
  const open = (tag: string, element: Element, more = '') =>
    `<${tag}${how.dress(element)}${more}${marker(token, how)}>`
  switch (token.type) {
    case 'inline':
      return (token.children ?? []).map((child) => inlineHtml(child, walk)).join('')
    case 'paragraph_open':
      return token.hidden || walk.inButton ? '' : open('p', 'p')
    case 'paragraph_close':
      return token.hidden || walk.inButton ? '' : '</p>'
    case 'heading_open':
      walk.inHeading = true
      return open(headingTag(token), headingTag(token))
    case 'heading_close':
      walk.inHeading = false
      return `</${headingTag(token)}>`
    case 'bullet_list_open':
      return open('ul', 'ul')
    case 'ordered_list_open': {
      const start = token.attrGet('start')
      return open('ol', 'ol', start === null ? '' : ` start="${escapeHtml(String(start))}"`)
    }
    case 'list_item_open':
      return open('li', 'li')
    case 'blockquote_open':
      return open('blockquote', 'blockquote')
    case 'bullet_list_close':
    case 'ordered_list_close':
    case 'list_item_close':
    case 'blockquote_close':
    case 'thead_open':
    case 'thead_close':
    case 'tbody_open':
    case 'tbody_close':
    case 'tr_open':
    case 'tr_close':
    case 'table_close':
      return `<${token.type.endsWith('close') ? '/' : ''}${token.tag}>`
    case 'hr':
      return open('hr', 'hr')
    case 'table_open':
      return open('table', 'table')
    case 'th_open':
      walk.inCell = true
      return open('th', toTheRight(token) ? 'thRight' : 'th', ' scope="col"')
    case 'td_open':
      walk.inCell = true
      return open('td', toTheRight(token) ? 'tdRight' : 'td')
    case 'th_close':
    case 'td_close':
      walk.inCell = false
      return `</${token.tag}>`
    case 'fence':
    case 'code_block':
      return `${open('pre', 'pre')}${escapeHtml(token.content)}</pre>`
    case 'container_open':
      return containerOpen(token, walk)
    case 'container_close':
      if (token.info === 'button') walk.inButton = false
      return token.info === 'card' ? '</div>' : ''
    default:
      throw new Error(`No HTML for the Markdown token ${token.type}`)
  }
}

function containerOpen(token: Token, walk: Walk): string {
  const { how } = walk
  const argument = argumentOf(token)
  switch (token.info) {
    case 'button':
      walk.inButton = true
      return ''
    case 'card':
      return `<div${how.dress('card')}${marker(token, how)}>`
    case 'agenda':
    case 'figures':
    case 'action':
      return how.block(token.info, argument, placeOf(token))
    default:
      return ''
  }
}

function inlineHtml(token: Token, walk: Walk): string {
  const { how } = walk
  switch (token.type) {
    case 'text':
    case 'text_special':
    case 'html_inline':
      return textHtml(token.content, walk)
    case 'softbreak':
      return '\n'
    case 'hardbreak':
      return '<br>'
    case 'strong_open':
    case 'strong_close':
    case 'em_open':
    case 'em_close':
    case 's_open':
    case 's_close':
      return `<${token.type.endsWith('close') ? '/' : ''}${token.tag}>`
    case 'code_inline':
      return `<code${how.dress('code')}>${escapeHtml(token.content)}</code>`
    case 'image':
      return how.image(String(token.attrGet('src') ?? ''), token.content)
    case 'field': {
      const { name, fallback } = token.meta as { name: string; fallback?: string }
      return how.field(name, fallback)
    }
    case 'link_open':
      return linkOpen(token, walk)
    case 'link_close':
      return walk.links.pop()?.close ?? ''
    default:
      throw new Error(`No HTML for the Markdown token ${token.type}`)
  }
}

/** Inside `:::button` the words of the link become the label; a button holds no other markup. */
function linkOpen(token: Token, walk: Walk): string {
  const { how } = walk
  const href = safeUrl(String(token.attrGet('href') ?? ''))
  if (href === undefined) {
    walk.links.push({ close: '' })
    return ''
  }
  if (walk.inButton) {
    const [before = '', after = ''] = how.button(href).split(labelPlace)
    walk.links.push({ close: after })
    return before
  }
  walk.links.push({ close: '</a>' })
  return `<a href="${escapeHtml(href)}"${how.dress('a')}>`
}

function textHtml(text: string, { how, inHeading, inCell }: Walk): string {
  return escapeHtml(inHeading || inCell ? hyphenate(text, how.language) : text)
}

/** A heading 1 is reported as wrong; until it is mended it may not outrank the title of its item. */
function headingTag(token: Token): 'h3' | 'h4' {
  return Number(token.tag.slice(1)) <= 2 ? 'h3' : 'h4'
}

function toTheRight(token: Token): boolean {
  return String(token.attrGet('style') ?? '').includes('right')
}

function marker(token: Token, { markerFile }: HtmlHow): string {
  const { line, column } = placeOf(token)
  if (markerFile === undefined || line === undefined) return ''
  return ` data-source="${escapeHtml(`${markerFile}:${line}:${column ?? 1}`)}"`
}

export function placeOf(token: Token): TokenPlace {
  return (token.meta as TokenPlace | null) ?? {}
}

/** What follows the name of a container: ids, or nothing. */
export function argumentOf(token: Token): string {
  return (token.meta as { argument?: string } | null)?.argument?.trim() ?? ''
}
