import type { Token } from 'markdown-it'
import { contentOrigin, sourceOffset, type Parse } from './parse.ts'
import { greetingBefore, meantField } from './recipient-field.ts'
import { withoutCode } from './running-text.ts'

/** A field of another program, and ours that does the same, where there is one. */
export type ForeignField = { found: string; at: number; suggestion?: string }

/** `{{voornaam}}` of a program for newsletters or letters: readers would see it as it was typed. */
export function checkForeignFields(tokens: readonly Token[], parse: Parse): void {
  for (const token of tokens) {
    if (token.type !== 'inline') continue
    const origin = contentOrigin(token)
    for (const { found, at, suggestion } of foreignFields(withoutCode(token.content))) {
      const from = sourceOffset(origin, at)
      parse.remark(
        'personal/foreign-field',
        { found, ...(suggestion !== undefined && { suggestion }) },
        { from, to: from + found.length },
      )
    }
  }
}

/** Those in this text. Names side by side, as in `{{voornaam}} {{achternaam}}`, are one. */
export function foreignFields(text: string): ForeignField[] {
  const fields: (ForeignField & { kind: FieldKind })[] = []
  for (const { 0: found, index, groups = {} } of text.matchAll(written)) {
    const inside = Object.values(groups).find((one) => one !== undefined) ?? ''
    const [typed = '', ...rest] = inside.split('|')
    const kind = kindOf(typed.trim())
    if (!/\p{L}/u.test(inside) || (kind === 'other' && !isCertain(found, typed.trim()))) continue
    const before = fields.at(-1)
    const gap = before && text.slice(before.at + before.found.length, index)
    const isNext = gap !== undefined && /^ {0,2}$/.test(gap)
    if (before !== undefined && isNext && isPerson(before.kind) && isPerson(kind)) {
      fields[fields.length - 1] = { ...before, found: text.slice(before.at, index) + found }
    } else {
      const suggestion = ours(kind, rest.join('|'), text.slice(0, index))
      fields.push({ found, at: index, kind, ...(suggestion !== undefined && { suggestion }) })
    }
  }
  return fields
}

/** Whether this begins with what is no HTML, though it has its brackets. */
export function isAngledField(text: string): boolean {
  return /^(?:<<[\p{L}_][\p{L}\p{N}_.-]{0,40}>>|<(?:voornaam|achternaam|naam|firstname|lastname)>)/iu.test(
    text,
  )
}

type FieldKind = 'name' | 'greeting' | 'other' | 'known'

/** As Mustache, Mailchimp, others, Word, templates and people write them. */
const written = new RegExp(
  [
    /\{\{\{?(?<mustache>[^{}\n]{1,80})\}?\}\}/,
    /\*\|(?<bars>[A-Z][A-Z0-9_:]{1,30})\|\*/,
    /(?<![\p{L}\p{N}%])%%?(?<percent>[\p{L}_]{2,30})%%?(?![\p{L}\p{N}])/u,
    /<<[ ]?(?<doubled>[\p{L}_][\p{L}\p{N}_.-]{0,40})[ ]?>>/u,
    /«[ ]?(?<word>[\p{L}_][\p{L}\p{N}_.-]{0,40})[ ]?»/u,
    /(?<!\{)\$?\{[ ]?(?<braced>[\p{L}_][\p{L}\p{N}_. -]{0,40})\}(?!\})/u,
    /<(?<tag>voornaam|achternaam|naam|firstname|lastname)>/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'giu',
)

/** Those that nothing else is written as; the others also stand around a quotation or a word. */
function isCertain(found: string, typed: string): boolean {
  if (found.startsWith('%')) return typed === typed.toUpperCase() && /^%.*%$/.test(found)
  return /^(?:\{\{|\*\||<<\S)/.test(found)
}

function isPerson(kind: FieldKind): boolean {
  return kind === 'name' || kind === 'greeting'
}

function kindOf(typed: string): FieldKind {
  const meant = meantField(typed.split(/[.:]/).at(-1) ?? '')
  if (meant !== undefined) return meant === 'name' ? 'name' : 'greeting'
  return otherWords.has(typed.toLowerCase().replaceAll(/[^\p{L}]/gu, '')) ? 'known' : 'other'
}

/** With the words for who has no name that the other program had, as in `{{naam|lezer}}`. */
function ours(kind: FieldKind, rest: string, before: string): string | undefined {
  if (!isPerson(kind)) return undefined
  if (kind === 'greeting' && greetingBefore(before) === undefined) return '[[salutation]]'
  const [, words = 'lezer'] =
    /^\s*(?:default\s*:?)?\s*["']?(\p{L}[\p{L} ]{0,40}?)["']?\s*$/u.exec(rest) ?? []
  return `[[name|${words}]]`
}

/** What other programs know of a reader, and Rondbrief does not put in a text. */
const otherWords = new Set(
  'email emailadres mailadres organisatie bedrijf bedrijfsnaam company functie adres straat postcode plaats woonplaats gemeente telefoon geslacht tussenvoegsel titel datum unsubscribe afmelden afmeldlink'.split(
    ' ',
  ),
)
