import type { Token } from 'markdown-it'
import { checkBareAddresses } from './bare-addresses.ts'
import { ambiguousLinks, linkTextFindings } from './link-text.ts'
import { isRefusal, targetFindings } from './link.ts'
import { checkForeignFields } from './foreign-fields.ts'
import { checkLooseEmphasis } from './loose-emphasis.ts'
import { checkLooseMarks } from './loose-marks.ts'
import { checkLooseTables } from './loose-tables.ts'
import { checkPastedMail } from './pasted-mail.ts'
import { checkUnfinishedText } from './unfinished-text.ts'
import type { Parse, Range } from './parse.ts'

/**
 * Checks parsed Markdown against what an item may hold: headings in order and with words, tables
 * whose cells mean something, links that say where they go and may be followed, and images with a
 * description. A link that may not be followed loses its address; its words stay.
 */
export function checkProfile(tokens: Token[], parse: Parse): void {
  checkHeadings(tokens, parse)
  checkLooseMarks(tokens, parse)
  checkForeignFields(tokens, parse)
  checkBareAddresses(tokens, parse)
  checkLooseTables(tokens, parse)
  checkPastedMail(tokens, parse)
  checkUnfinishedText(tokens, parse)
  checkLooseEmphasis(tokens, parse)
  checkTables(tokens, parse)
  const inlines = tokens.filter((token) => token.type === 'inline')
  checkLinks(inlines, parse)
  for (const { children } of inlines) {
    for (const token of children ?? []) if (token.type === 'image') checkImage(token, parse)
  }
}

function checkHeadings(tokens: Token[], parse: Parse): void {
  let previous = 1
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue
    const level = Number(token.tag.slice(1))
    const words = tokens[at + 1]
    const found = (words?.content ?? '').replaceAll('\n', ' ')
    const range =
      words === undefined || found === ''
        ? afterMarks(token, parse.source)
        : rangeOf(words, found.length)
    if (!/[\p{L}\p{N}]/u.test(wordsIn(words?.children ?? []))) {
      parse.remark('content/heading-empty', { found }, range)
    } else if (level === 1) {
      parse.remark('content/heading-h1', { found }, range)
    } else if (level > previous + 1 || level > 3) {
      const expected = Math.min(previous + 1, 3)
      parse.remark('content/heading-skipped', { found, level, expected }, range)
    }
    previous = Math.min(Math.max(level, 1), 3)
  }
}

/** Where the words of a heading are typed: behind its hashes and a space. */
function afterMarks(token: Token, source: string): Range {
  const { from } = rangeOf(token)
  const marks = /#{1,6}[ \t]?/y
  marks.lastIndex = from
  return emptyAt(marks.test(source) ? marks.lastIndex : from)
}

function checkTables(tokens: Token[], parse: Parse): void {
  let header: Token[] | undefined
  let columns = 0
  let row: { open: Token; cells: Token[] } | undefined
  for (const [at, token] of tokens.entries()) {
    const words = tokens[at + 1]
    if (token.type === 'tr_open') row = { open: token, cells: [] }
    else if ((token.type === 'th_open' || token.type === 'td_open') && words) row?.cells.push(words)
    else if (token.type === 'table_close') header = undefined
    else if (token.type === 'tr_close' && row !== undefined && header === undefined) {
      header = row.cells
      columns = header.length
      // The corner above a column of row labels may be empty.
      const empty = header.findIndex((cell, index) => index > 0 && cell.content === '')
      const without = header.every((cell) => cell.content === '') ? 0 : empty
      const cell = header[without]
      if (cell !== undefined)
        parse.remark('table/header-missing', { column: without + 1 }, emptyAt(rangeOf(cell).from))
    } else if (token.type === 'tr_close' && row !== undefined) {
      checkRow(row.open, row.cells, columns, parse)
    }
  }
}

function checkRow(open: Token, cells: Token[], columns: number, parse: Parse): void {
  const starts = open.meta?.['cells'] as number[] | undefined
  const count = starts?.length ?? columns
  if (count !== columns) {
    // The first cell too many, or the end of the row that lacks one.
    const at = starts?.[columns] ?? endOfRow(open, parse.source)
    parse.remark('table/cell-count', { count, columns }, emptyAt(at))
  }
  const [first] = cells
  if (first?.content === '' && cells.some((cell) => cell.content !== '')) {
    const found = cells.find((cell) => cell.content !== '')?.content ?? ''
    parse.remark('table/label-missing', { found }, emptyAt(rangeOf(first).from))
  }
}

function endOfRow(open: Token, source: string): number {
  const { from } = rangeOf(open)
  const end = source.indexOf('\n', from)
  return from + source.slice(from, end === -1 ? source.length : end).trimEnd().length
}

function checkLinks(inlines: Token[], parse: Parse): void {
  const links: { text: string; url: string; quote: string; label: Range }[] = []
  for (const inline of inlines) {
    const children = inline.children ?? []
    const kept: Token[] = []
    let refused = false
    for (const [at, token] of children.entries()) {
      if (token.type === 'link_open')
        refused = checkLink(token, children.slice(at + 1, closing(children, at)))
      const bound = token.type === 'link_open' || token.type === 'link_close'
      if (!bound || !refused) kept.push(token)
    }
    inline.children = kept
  }
  for (const { link, first } of ambiguousLinks(links)) {
    const values = { found: link.quote, target: link.url, other: first.url }
    parse.remark('content/link-text-ambiguous', values, link.label)
  }

  function checkLink(token: Token, inside: Token[]): boolean {
    const { label, target, written } = token.meta as {
      label: Range
      target?: Range
      written: string
    }
    const url = String(token.attrGet('href'))
    const text = wordsIn(inside)
    const quote = written.replaceAll(/\s+/g, ' ')
    const address = target === undefined ? url : parse.source.slice(target.from, target.to)
    const targets = targetFindings(url, address)
    for (const { code, values } of targets) {
      const said = code === 'link/target-empty' ? { ...values, text: quote } : values
      parse.remark(code, said, target ?? label)
    }
    if (targets.some(isRefusal)) return true
    for (const { code, values } of linkTextFindings(text, url, quote)) {
      parse.remark(code, values, code === 'link/front-page' ? (target ?? label) : label)
    }
    links.push({ text, url, quote, label })
    return false
  }
}

function checkImage(token: Token, parse: Parse): void {
  const { label, target } = token.meta as { label: Range; target?: Range }
  const src = String(token.attrGet('src'))
  const alt = wordsIn(token.children ?? []).trim()
  const decorative = saysDecorative(alt)
  // What cannot be a file of the issue is never fetched: it could tell who opened the mail.
  if (!isImageFile(src))
    parse.remark('image/missing', { found: src, reason: 'elsewhere' }, target ?? label)
  if (!isImageFile(src)) token.attrSet('src', '')
  if (alt === '') parse.remark('image/alt-missing', { found: src, where: 'text' }, label)
  else if (tellsNothing(alt)) parse.remark('image/alt-filename', { found: alt }, label)
  token.content = decorative ? '' : alt
  if (decorative) token.children = []
}

/** A file in the folder of the issue: no address, and no way out of the folder. */
export function isImageFile(src: string): boolean {
  return (
    src !== '' && !/^[a-z][a-z0-9+.-]*:|^[\\/#?]|\\/i.test(src) && !src.split('/').includes('..')
  )
}

/**
 * The word that says there is nothing to describe, also in the quotation marks or brackets in which a
 * message names it.
 */
export function saysDecorative(alt: string): boolean {
  return /^['"‘’“”`[(]*(?:decoratief|decorative)['"‘’“”`\])]*\.?$/i.test(alt.trim())
}

/** `IMG_2034.jpg`, `DSC00012`, "foto" and the like say nothing about what is to be seen. */
export function tellsNothing(alt: string): boolean {
  return (
    /^[^\s]{1,200}\.(jpe?g|png|gif|webp|svg|avif|heic|bmp|tiff?)$/i.test(alt) ||
    /^(img|dsc[nf]?|pict|image|foto|afbeelding|screenshot|schermafbeelding|whatsapp image)[ _-]?\d[\d _.-]*$/i.test(
      alt,
    ) ||
    /^(?:(?:een|de|het|an?|the) )?(?:foto|afbeelding|plaatje|beeld|illustratie|logo|photo|picture|image)[.!]?$/i.test(
      alt,
    )
  )
}

/** The words that are seen or read aloud: text, code, and the descriptions of images. */
export function wordsIn(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'softbreak' || token.type === 'hardbreak') return ' '
      if (token.type === 'image') return wordsIn(token.children ?? [])
      return token.type === 'field' ? 'x' : token.content
    })
    .join('')
}

function closing(tokens: readonly Token[], from: number): number {
  let at = from + 1
  while (at < tokens.length && tokens[at]?.type !== 'link_close') at++
  return at
}

function emptyAt(from: number): Range {
  return { from, to: from }
}

function rangeOf(token: Token, length = 1): Range {
  const from = Number(token.meta?.['offset'] ?? 0)
  return { from, to: from + length }
}
