import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'cheerio'
import type { Language } from '../../src/config.ts'
import { textFor, type Text } from '../../src/text/text.ts'

/** The catalogue with every sentence between marks: what a page says without them leaked in. */
export function markedText(language: Language): Text {
  return mark(textFor(language)) as Text
}

/** What a person can see or hear of a page, without what is between marks. */
export function wordsOf(page: string): string[] {
  const $ = load(page)
  // What an example becomes is what stands marked beside it, taken apart.
  $('script, style, noscript, .gutter, pre, textarea, code, .sample-shown').remove()
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

/** Everything that people wrote in the project, with runs of white space as one space. */
export function filesOf(root: string): string {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(md|yaml|csv|eml)$/.test(name) && statSync(join(root, name)).isFile())
    .map(
      (name) =>
        `${name.replaceAll('\\', '/')}\n${readFileSync(join(root, name), 'utf8').replaceAll(/\s+/g, ' ')}`,
    )
    .join('\n')
}
