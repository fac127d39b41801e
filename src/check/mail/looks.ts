import { problem, type Problem } from '../../problem.ts'
import type { CheckInput } from '../check-input.ts'
import { TEMPLATE, type FilledMail } from '../filled-mail.ts'
import { isHidden, isSeen, visibleText, type DocumentNode } from '../visible-text.ts'
import { declaration } from './inline-style.ts'

const place = { file: TEMPLATE }

/** In px (mail.md, section 3): the smallest text there may be, and the smallest to read at length. */
const SMALLEST = 14
const SMALLEST_AT_LENGTH = 16
/** More characters than this in one block are read, not glanced at. */
const AT_LENGTH = 150

/** What a reader needs of the looks of the mail, as far as its own styles tell. */
export function checkLooks({ mails }: CheckInput): Problem[] {
  return mails.flatMap((mail) => [...underlines(mail), ...darkMeta(mail), ...sizes(mail)])
}

/** Colour alone does not show a link to everyone (WCAG 1.4.1); a button shows by its frame. */
function underlines({ document, elements }: FilledMail): Problem[] {
  const bare = elements
    .filter(
      (link) =>
        link.name === 'a' &&
        link.attribs['href'] !== undefined &&
        /none/i.test(declaration(link.attribs['style'], 'text-decoration') ?? '') &&
        isSeen(document, link) &&
        // A button is the link itself, or the cell it fills.
        ![link, ...document(link).parent('td').toArray()].some((around) =>
          isFramed(document, around),
        ),
    )
    .map((link) => visibleText(document, link))
  return [...new Set(bare)].map((found) => problem('mail/link-underline', { found }, place))
}

function isFramed(document: FilledMail['document'], element: DocumentNode): boolean {
  const style = document(element).attr('style')
  return (
    document(element).attr('bgcolor') !== undefined ||
    ['background', 'background-color', 'border'].some((name) => {
      const value = declaration(style, name)
      return value !== undefined && !/^(?:none|transparent|0)/i.test(value)
    })
  )
}

/** Without these two, some programs turn colours around themselves and get plates and logos wrong. */
function darkMeta({ document }: FilledMail): Problem[] {
  return ['color-scheme', 'supported-color-schemes']
    .filter((name) => !/\bdark\b/.test(document(`meta[name="${name}"]`).attr('content') ?? ''))
    .map((found) => problem('mail/dark-meta', { found }, place))
}

function sizes({ document }: FilledMail): Problem[] {
  const tooSmall = new Map<number, string>()
  const visit = (node: DocumentNode, inherited: number): void => {
    if (!('children' in node) || isHidden(node)) return
    const size = 'attribs' in node ? sizeIn(node.attribs['style'], inherited) : inherited
    const own = node.children
      .map((child) => ('data' in child && child.nodeType === 3 ? child.data : ''))
      .join('')
      .replaceAll('\u00AD', '')
      .trim()
    if (own !== '') {
      const limit = own.length > AT_LENGTH ? SMALLEST_AT_LENGTH : SMALLEST
      if (size < limit && !tooSmall.has(size)) tooSmall.set(size, own.slice(0, 40))
    }
    for (const child of node.children) visit(child, size)
  }
  for (const body of document('body').toArray()) visit(body, 16)
  return [...tooSmall].map(([size, found]) =>
    problem(
      'mail/text-size',
      { found, size, limit: SMALLEST, atLength: SMALLEST_AT_LENGTH },
      place,
    ),
  )
}

/** In px; sizes in words are left out of account. */
function sizeIn(style: string | undefined, inherited: number): number {
  const value = declaration(style, 'font-size')
  const [, amount, unit] = /^([\d.]{1,8})\s*(px|pt|em|rem|%)/i.exec(value ?? '') ?? []
  const number = Number(amount)
  const units: Record<string, number> = {
    px: 1,
    pt: 4 / 3,
    em: inherited,
    rem: 16,
    '%': inherited / 100,
  }
  const factor = units[unit?.toLowerCase() ?? '']
  return factor === undefined ? inherited : number * factor
}
