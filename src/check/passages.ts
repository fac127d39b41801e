import type { Token } from 'markdown-it'
import type { AgendaEvent } from '../agenda/event.ts'
import type { Body, Places } from '../content/contribution.ts'
import { lineAt, lineStarts } from '../content/parse.ts'
import type { Issue } from '../issue/issue.ts'
import type { Place } from '../problem.ts'
import { nationalNumber } from './personal-data/telephone-numbers.ts'

/** A stretch of text that readers see, and where in its file a piece of it stands. */
export type Passage = {
  text: string
  file: string
  /** `field` is a value of front matter, of the agenda or of a figure; `venue` is where people meet. */
  kind: 'field' | 'venue' | 'heading' | 'paragraph' | 'list-item' | 'cell'
  /** National numbers of the links in it that call, such as `tel:+31101234567`. */
  telephones: string[]
  /** The place of the first occurrence of `found`, or of the passage where it cannot be traced. */
  placeOf(found: string): Place
}

/** Whether it is a value of a file, and no running text, which is looked at where it is parsed. */
export function isField({ kind }: Passage): boolean {
  return kind === 'field' || kind === 'venue'
}

/** Every sentence that people wrote for this issue, in reading order. */
export function passagesOf(issue: Issue): Passage[] {
  const { action } = issue
  return [
    ...headPassages(issue.file, issue.places, {
      title: issue.title,
      subject: issue.subject,
      preheader: issue.preheader,
      action: action && `${action.title} ${action.text} ${action.link.text}`,
    }),
    ...bodyPassages(issue.intro, issue.file),
    ...issue.signedBy.flatMap((name) =>
      headPassages(issue.file, issue.places, { signed_by: name }),
    ),
    ...issue.items.flatMap((item) => [
      ...headPassages(item.file, item.places, {
        title: item.title,
        image: item.image?.alt,
        link: item.link?.text,
      }).map((field) => Object.assign(field, { telephones: numberIn(item.link?.url ?? '') })),
      ...bodyPassages(item.body, item.file),
    ]),
    ...issue.events.flatMap(eventPassages),
    ...issue.figureData.flatMap(({ file, title, note, unit, rowHeader, source, rows }) => [
      passage([title, note].filter(Boolean).join('. '), { file, line: 1, column: 1 }),
      ...headPassages(file, undefined, { unit, rowHeader, source }),
      ...rows.map(({ label, line }) => passage(label, { file, line, column: 1 })),
    ]),
  ]
}

function eventPassages({ file, line, title, place, reason, sources }: AgendaEvent): Passage[] {
  const at = { file, line, column: 1 }
  return [
    passage(title, at),
    ...(place === undefined ? [] : [{ ...passage(place, at), kind: 'venue' as const }]),
    ...(reason === undefined ? [] : [passage(reason, at)]),
    ...sources.flatMap((source) =>
      source.title === undefined ? [] : [passage(source.title, { ...at, line: source.at })],
    ),
  ]
}

/** The paragraphs, headings, items and cells of a body. */
export function bodyPassages(body: Body, file: string): Passage[] {
  const typed = plain(body.source)
  const starts = lineStarts(body.source)
  let row: [number, number] | null = null
  let listDepth = 0
  return body.tokens.flatMap((token, index): Passage[] => {
    if (token.type === 'list_item_open') listDepth += 1
    if (token.type === 'list_item_close') listDepth -= 1
    if (token.type === 'tr_open') row = token.map
    const text = token.type === 'inline' ? visibleText(token) : ''
    if (text.trim() === '') return []
    const [from, to] = token.map ?? row ?? [0, starts.length]
    return [
      {
        text,
        file,
        kind: kindOf(body.tokens[index - 1]?.type, listDepth),
        telephones: telephonesIn(token),
        placeOf: (found) => {
          const start = starts[from] ?? 0
          const offset = start + offsetIn(typed.slice(start, starts[to]), plain(found))
          const { line, column } = lineAt(starts, offset)
          return { file, line: body.firstLine + line, column: column + 1 }
        },
      },
    ]
  })
}

function headPassages(
  file: string,
  places: Places | undefined,
  fields: Record<string, string | undefined>,
): Passage[] {
  return Object.entries(fields).flatMap(([key, text]) =>
    text ? [passage(text, places?.[key] ?? { file, line: 1, column: 1 })] : [],
  )
}

function passage(text: string, place: Place): Passage {
  return { text, file: place.file, kind: 'field', telephones: [], placeOf: () => place }
}

function kindOf(before: string | undefined, listDepth: number): Passage['kind'] {
  if (before === 'heading_open') return 'heading'
  if (before === 'td_open' || before === 'th_open') return 'cell'
  return listDepth > 0 ? 'list-item' : 'paragraph'
}

function telephonesIn(inline: Token): string[] {
  const links = (inline.children ?? []).map((token) => String(token.attrGet('href') ?? ''))
  // With spaces in it the address makes no link, and that is told by itself.
  const unfinished = [...inline.content.matchAll(/\]\((tel:[+\d .-]{3,40})\)/gi)]
  return [...links, ...unfinished.map(([, url = '']) => url)].flatMap(numberIn)
}

function numberIn(url: string): string[] {
  return /^tel:/i.test(url) ? [nationalNumber(url.slice(4))] : []
}

function visibleText(inline: Token): string {
  return (inline.children ?? [])
    .map((token) => {
      switch (token.type) {
        case 'softbreak':
        case 'hardbreak':
          return ' '
        case 'field':
          return String((token.meta as { fallback?: string } | null)?.fallback ?? '')
        default:
          // An image carries its description as content.
          return token.content
      }
    })
    .join('')
}

/** Where the first of these words is when they are not found together; else the beginning. */
function offsetIn(typed: string, wanted: string): number {
  const offset = typed.indexOf(wanted)
  if (offset >= 0) return offset
  const firstWord = wanted.split(' ')[0] ?? wanted
  return firstWord === wanted ? 0 : offsetIn(typed, firstWord)
}

/**
 * Quotation marks and spaces differ between what was typed and what is shown, and a line end is a
 * space there. Keeps every character at its place.
 */
function plain(text: string): string {
  return text.replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"').replaceAll(/\s/g, ' ')
}
