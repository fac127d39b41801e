import { look } from './look.ts'
import type { Element } from './markdown-html.ts'

/** Inline styles for elements of a text: some mail programs drop the style sheet. */
export function dressForMail(element: Element): string {
  return dresses[element]
}

const { light } = look
const cell = `padding:6px 12px 6px 0;text-align:left;vertical-align:top;border-bottom:1px solid ${light.line}`
const cellRight = `padding:6px 0;text-align:right;vertical-align:top;border-bottom:1px solid ${light.line}`
const style = (css: string, className = '') =>
  `${className === '' ? '' : ` class="${className}"`} style="${css}"`
const heading = (size: number, line: number) =>
  style(`margin:24px 0 6px;font-size:${size}px;line-height:${line}px`)

const dresses: Record<Element, string> = {
  p: style('margin:0 0 16px'),
  h3: heading(18, 26),
  h4: heading(17, 26),
  ul: style('margin:0 0 16px;padding:0 0 0 22px'),
  ol: style('margin:0 0 16px;padding:0 0 0 26px'),
  li: style('margin:0 0 6px'),
  blockquote: style(`margin:0 0 16px;padding:0 0 0 16px;border-left:4px solid ${light.line}`, 'l'),
  hr: style(`margin:24px 0;border:0;border-top:1px solid ${light.line}`, 'l'),
  table: style(
    'margin:0 0 16px;width:100%;border-collapse:collapse;font-size:16px;line-height:24px',
  ),
  th: style(cell, 'l'),
  td: style(cell, 'l'),
  thRight: style(cellRight, 'l'),
  tdRight: style(cellRight, 'l'),
  a: style(`color:${light.link};text-decoration:underline`, 'a'),
  code: style('font-family:Consolas,Menlo,monospace;font-size:16px'),
  pre: style(
    'margin:0 0 16px;font-family:Consolas,Menlo,monospace;font-size:16px;white-space:pre-wrap',
  ),
  card: style(`margin:0 0 16px;padding:16px 20px 2px;background:${light.plate}`, 'p'),
}
