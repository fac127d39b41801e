import type { FilledMail } from '../filled-mail.ts'
import { declarations } from './inline-style.ts'

/**
 * One thing of HTML or CSS whose support by mail programs is known. `names` are what to look for:
 * `display:flex` for a pair, `12vw` is the unit `vw`, a pseudo is written with its colon.
 */
export type Feature = {
  id: string
  kind: 'property' | 'pair' | 'function' | 'unit' | 'at-rule' | 'pseudo' | 'element' | 'attribute'
  names: string[]
}

type Parsed = Pick<FilledMail, 'document' | 'elements'>

/** The features that a mail uses, by id. What only Outlook reads is a comment and does not count. */
export function usedFeatures(mail: Parsed, features: readonly Feature[]): Set<string> {
  const used = usesOf(mail)
  return new Set(
    features
      .filter(({ kind, names }) => names.some((name) => used[kind].has(name)))
      .map(({ id }) => id),
  )
}

function usesOf({ document, elements: whole }: Parsed): Record<Feature['kind'], Set<string>> {
  const sheets = document('style')
    .toArray()
    .map((style) => withoutNoise(document(style).text()))
  const elements = whole.slice(whole.findIndex(({ name }) => name === 'body'))
  // A template writes the same style on many cells.
  const different = new Set(elements.map(({ attribs }) => attribs['style'] ?? ''))
  const styles = [...different].flatMap((style) => declarations(withoutNoise(style)))
  const all = [...styles, ...sheets.flatMap((sheet) => inSheet(outsideMedia(sheet)))]
  const values = all.map(([, value]) => value)
  return {
    property: new Set(all.map(([name]) => name)),
    pair: new Set(all.map(([name, value]) => `${name}:${value.replace(/\s*!important$/i, '')}`)),
    function: matches(values, /([a-z-]+)\(/g),
    unit: matches(values, /(?<![#\w])[\d.]+(%|[a-z]+)/g),
    'at-rule': new Set(sheets.flatMap(atRules)),
    pseudo: matches(sheets.map(outsideMedia), /(::?[a-z-]+)(?=[^{};]{0,200}\{)/g),
    element: new Set(elements.map(({ name }) => name)),
    attribute: new Set(elements.flatMap(({ attribs }) => Object.keys(attribs))),
  }
}

/** Addresses and comments may hold anything. */
function withoutNoise(css: string): string {
  return css
    .replaceAll(/\/\*(?:[^*]|\*(?!\/))*\*\//g, '')
    .replaceAll(/url\([^)]*\)/gi, 'url()')
    .toLowerCase()
}

/** What stands in a media query is there for the programs that understand the query. */
function outsideMedia(sheet: string): string {
  let depth = 0
  let skipped = -1
  let kept = ''
  for (const [part] of sheet.matchAll(/[^{}]+|[{}]/g)) {
    if (part === '{') depth += 1
    if (part === '}') depth -= 1
    if (skipped < 0 && /@(?:media|supports|keyframes)\b/.test(part)) {
      kept += part.slice(0, part.lastIndexOf('@'))
      skipped = depth
    } else if (skipped < 0) kept += part
    else if (part === '}' && depth === skipped) skipped = -1
  }
  return kept
}

function inSheet(sheet: string): [name: string, value: string][] {
  return [...sheet.matchAll(/\{([^{}]*)\}/g)].flatMap(([, block]) => declarations(block))
}

/** `media` and, for a query by name, `media (prefers-color-scheme)`. */
function atRules(sheet: string): string[] {
  return [...sheet.matchAll(/@([a-z-]+)([^{;]{0,300})/g)].flatMap(([, name = '', query = '']) => [
    name,
    ...[...query.matchAll(/\(([a-z-]+)/g)].map(([, feature]) => `${name} (${feature})`),
  ])
}

function matches(texts: readonly string[], pattern: RegExp): Set<string> {
  return new Set(
    texts.flatMap((text) => [...text.matchAll(pattern)].map(([, found = '']) => found)),
  )
}
