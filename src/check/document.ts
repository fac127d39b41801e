import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { TEMPLATE, type FilledMail, type MailElement } from './filled-mail.ts'
import type { DocumentNode } from './visible-text.ts'

const place = { file: TEMPLATE }

/** What screen readers and mail programs need to know about the document as a whole. */
export function checkDocument({ mails, config, preview }: CheckInput): Problem[] {
  return mails.flatMap((mail) => {
    const wholes = [mail.document('html'), content(mail.document)]
    return [
      ...language(
        wholes.map((whole) => whole.attr('lang')),
        config.language,
      ),
      ...direction(wholes.map((whole) => whole.attr('dir'))),
      ...title(mail),
      ...tables(mail),
      ...forbidden(mail),
      // Source markers are only for the screen: they tell names of folders.
      ...(preview !== true && mail.html.includes('data-source=')
        ? [problem('mail/preview-marker', {}, place)]
        : []),
    ]
  })
}

/**
 * Twice, because webmail replaces `<html>` by its own: on the document and on what holds the
 * content.
 */
function language(said: (string | undefined)[], expected: string): Problem[] {
  const wrong = said.find((lang) => lang?.split('-')[0]?.toLowerCase() !== expected)
  const fine = said.every((lang) => lang?.split('-')[0]?.toLowerCase() === expected)
  return fine ? [] : [problem('mail/lang', { found: wrong ?? '' }, place)]
}

function direction(said: (string | undefined)[]): Problem[] {
  const wrong = said.find((dir) => dir !== 'ltr')
  return said.every((dir) => dir === 'ltr')
    ? []
    : [problem('mail/dir', { found: wrong ?? '' }, place)]
}

/** The child of `<body>` that holds most of the text; a hidden preheader may come before it. */
function content(document: FilledMail['document']) {
  const parts = document('body').children()
  const lengths = parts.toArray().map((part) => document(part).text().length)
  return parts.eq(Math.max(0, lengths.indexOf(Math.max(...lengths))))
}

function title({ document }: FilledMail): Problem[] {
  return document('head > title').text().trim() === '' ? [problem('mail/title', {}, place)] : []
}

/** A table either says that it is only layout, or has headers that name its rows or columns. */
function tables({ document, elements }: FilledMail): Problem[] {
  const unmarked = elements.filter((table) => {
    const { role } = table.attribs
    return (
      table.name === 'table' &&
      role !== 'presentation' &&
      role !== 'none' &&
      !hasHeaders(document, table)
    )
  })
  return unmarked.length === 0
    ? []
    : [problem('mail/table-role', { count: unmarked.length }, place)]
}

function hasHeaders(document: FilledMail['document'], table: DocumentNode): boolean {
  const headers = document(table).find('th').toArray()
  return (
    headers.length > 0 && headers.every((header) => document(header).attr('scope') !== undefined)
  )
}

const refused = new Set([
  'script',
  'form',
  'input',
  'button',
  'iframe',
  'video',
  'audio',
  'object',
  'embed',
  'svg',
  'math',
  'base',
  'applet',
])

/** What mail programs strip or take for an attack. */
function forbidden({ elements }: FilledMail): Problem[] {
  const found = new Set(elements.flatMap(forbiddenIn))
  return [...found].map((name) => problem('mail/element-forbidden', { found: name }, place))
}

function forbiddenIn({ name, attribs }: MailElement): string[] {
  const scheme = /^(?:javascript|data|vbscript):/i.exec(attribs['href'] ?? '')?.[0]
  return [
    ...(refused.has(name) ? [name] : []),
    ...(name === 'link' && attribs['rel'] === 'stylesheet' ? ['link[rel="stylesheet"]'] : []),
    ...(name === 'meta' && /^refresh$/i.test(attribs['http-equiv'] ?? '') ? ['meta refresh'] : []),
    ...(name === 'a' && scheme !== undefined ? [scheme] : []),
    ...Object.keys(attribs).filter((attribute) => /^on[a-z]/.test(attribute)),
  ]
}
