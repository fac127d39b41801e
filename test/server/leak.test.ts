import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'cheerio'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { textFor, type Text } from '../../src/text/text.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'
import { sampleOutbox } from '../support/sample-outbox.ts'

/** The catalogue with every sentence between marks: what a page says without them leaked in. */
const marked = mark(textFor('nl')) as Text
const paths = [
  '/?wait',
  '/help',
  '/outbox',
  '/outbox/2023-10/eerste.eml',
  '/issues/2023-10',
  '/issues/2023-10/dispatch',
  '/issues/2023-10/preview',
  '/issues/2023-10/preview?show=inbox&mode=inverted',
  '/issues/2023-10/preview?mode=inverted',
  '/issues/2023-10/source?file=newsletters/2023-10/var/gvb.md',
  '/issues/2023-10/source?file=templates/newsletter.mjml',
  '/issues/2099-01',
]
let face: LocalFace

beforeAll(async () => {
  face = await openLocalFace(sampleOutbox, marked)
})
afterAll(() => face.close())

test('every word on a screen comes from the catalogue or from the files of the newsletter', async () => {
  const written = filesOf(face.root)
  const known = [
    'Rondbrief',
    'Café & <ander> nieuws',
    'j…@example.org',
    'Samira Jansen',
    'templates/newsletter.mjml',
  ]
  for (const path of paths) {
    const page = await (await face.get(path)).text()
    const leaked = wordsOf(page).filter(
      (words) => !written.includes(words) && !known.some((one) => one.includes(words)),
    )
    expect([path, leaked]).toEqual([path, []])
  }
})

/** What a person can see or hear of a page, without what is between marks. */
function wordsOf(page: string): string[] {
  const $ = load(page)
  $('script, style, noscript, .gutter, pre, textarea, code').remove()
  const texts = $('*')
    .contents()
    .toArray()
    .flatMap((node) => (node.nodeType === 3 && 'data' in node ? [node.data] : []))
  const spoken = $('[title], [alt], [placeholder], [aria-label]')
    .toArray()
    .flatMap((node) =>
      ['title', 'alt', 'placeholder', 'aria-label'].map((name) => $(node).attr(name)),
    )
  return [...texts, ...spoken]
    .filter((words) => words !== undefined)
    .flatMap((words) => unmarked(words).split(/\uE010| – | </))
    .map((words) =>
      words.replaceAll(/^[\s:;,.·–()<>/-]+|[\s:;,.·–()<>/-]+$/g, '').replaceAll(/\s+/g, ' '),
    )
    .filter((words) => /\p{L}{2}/u.test(words))
}

/** Marks nest, because one sentence may quote another. */
function unmarked(words: string): string {
  let depth = 0
  let rest = ''
  for (const character of words) {
    if (character === '⟦') depth++
    if (depth === 0) rest += character
    if (character === '⟧' && --depth === 0) rest += '\uE010'
  }
  return rest
}

function mark(value: unknown): unknown {
  if (typeof value === 'string') return `⟦${value}⟧`
  if (typeof value === 'function') {
    return (...given: unknown[]) => mark((value as (...all: unknown[]) => unknown)(...given))
  }
  if (Array.isArray(value)) return value.map(mark)
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, keep(key) ? inner : mark(inner)]),
    )
  }
  return value
}

/** Not for reading: a language tag, an anchor, separators of numbers, a command to copy. */
function keep(key: string): boolean {
  return ['lang', 'locale', 'id', 'numbers'].includes(key)
}

function filesOf(root: string): string {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(md|yaml|eml)$/.test(name) && statSync(join(root, name)).isFile())
    .map(
      (name) =>
        `${name.replaceAll('\\', '/')}\n${readFileSync(join(root, name), 'utf8').replaceAll(/\s+/g, ' ')}`,
    )
    .join('\n')
}
