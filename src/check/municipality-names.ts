import { distance } from 'fastest-levenshtein'
import type { Area } from '../content/areas.ts'

/**
 * Spellings that look like the name of a municipality without being one: "Alblasterdam",
 * "Hendrik Ido Ambacht". Compared word by word, because a window of as many words as the name has
 * leaves no room for accidental likeness. Silent on the names themselves, on words made of them
 * ("Brielse", "Rotterdammer", "Rotterdam-Zuid") and on anything without a capital.
 */
export function misspelled(text: string, areas: readonly Area[]): { found: string; area: Area }[] {
  const words = wordsOf(text)
  const found = new Map<string, Area>()
  for (const { area, parts, joined } of named(areas)) {
    for (let start = 0; start + parts.length <= words.length; start += 1) {
      const window = words.slice(start, start + parts.length)
      if (!looksLike(window, parts)) continue
      const [first, last] = [window[0], window.at(-1)]
      if (first === undefined || last === undefined) continue
      const written = text.slice(first.index, last.index + last.word.length)
      if (isName(written, areas)) continue
      if (isDerived(written, joined)) continue
      found.set(written, area)
    }
  }
  return [...found].map(([written, area]) => ({ found: written, area }))
}

/** True when the name stands in the text, by itself and not as part of another word. */
export function namesIn(text: string, area: Area): boolean {
  const parts = partsOf(area.name)
  const words = wordsOf(text)
  return words.some((_, start) =>
    parts.every((part, index) => words[start + index]?.word.toLowerCase() === part),
  )
}

type Word = { word: string; index: number; separator: string }
type Named = { area: Area; parts: string[]; joined: string }

/** Between the words of a name stand spaces and hyphens, and nothing else. */
function wordsOf(text: string): Word[] {
  const found: Word[] = []
  let end = 0
  for (const match of text.matchAll(/\p{L}+/gu)) {
    found.push({ word: match[0], index: match.index, separator: text.slice(end, match.index) })
    end = match.index + match[0].length
  }
  return found
}

function looksLike(window: readonly Word[], parts: readonly string[]): boolean {
  if (!window.slice(1).every(({ separator }) => /^[\s-]{1,3}$/.test(separator))) return false
  if (!/^\p{Lu}/u.test(window[0]?.word ?? '')) return false
  let away = 0
  for (const [index, part] of parts.entries()) {
    const word = window[index]?.word.toLowerCase() ?? ''
    if (Math.abs(word.length - part.length) > 2) return false
    away += distance(word, part)
  }
  const length = parts.join('').length
  return away <= (length >= 12 ? 2 : length >= 7 ? 1 : 0)
}

/** This name, or another one of the list: Barendrecht is no misspelt Papendrecht. */
function isName(written: string, areas: readonly Area[]): boolean {
  const spaced = written.replaceAll(/\s+/g, ' ')
  return areas.some(({ name }) => name === spaced)
}

/** "Brielse", "Vlaardinger", "Schiedams": made from the name rather than misspelt. */
function isDerived(written: string, joined: string): boolean {
  const word = written.toLowerCase()
  return (
    /(?:s|se|er|ers|enaar|enaren)$/.test(word) &&
    word.startsWith(joined.slice(0, -3)) &&
    !joined.endsWith(word.slice(-2))
  )
}

const split = new WeakMap<readonly Area[], Named[]>()

/** The names of a list, split once however many passages are compared with it. */
function named(areas: readonly Area[]): Named[] {
  const before = split.get(areas)
  if (before !== undefined) return before
  const names = areas.filter(isRecent).map((area) => {
    const parts = partsOf(area.name)
    return { area, parts, joined: parts.join(' ') }
  })
  split.set(areas, names)
  return names
}

/** The names of municipalities long gone are near those of villages: Oud-Beijerland, Zuid-Beijerland. */
function isRecent({ validTo }: Area): boolean {
  return validTo === undefined || validTo >= '2020'
}

function partsOf(name: string): string[] {
  return name.toLowerCase().split(/[\s-]+/)
}
