import { textAsMeant } from '../content/source-text.ts'
import { keptVersions } from '../issue/kept-versions.ts'
import type { SourceFile } from './source-file.ts'

/** An earlier version as the page offers it. */
export type ShownVersion = {
  id: string
  /** When it was replaced, in ms since the epoch. */
  at: number
  /** How many lines differ from what is there now, and the first of them. */
  lines: number
  from: number
  /** What stood there then, of the first line with words; empty where there was none. */
  words: string
}

/** Newest first, each once, without what is there now. */
export function shownVersions(root: string, { file, text }: SourceFile): ShownVersion[] {
  const seen = new Set([text])
  return keptVersions(root, file).flatMap(({ id, at, bytes }) => {
    const before = (textAsMeant(bytes) ?? '').replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
    if (seen.has(before)) return []
    seen.add(before)
    return [{ id, at, ...difference(before.split('\n'), text.split('\n')) }]
  })
}

function difference(
  before: string[],
  now: string[],
): Pick<ShownVersion, 'lines' | 'from' | 'words'> {
  const shorter = Math.min(before.length, now.length)
  let head = 0
  while (head < shorter && before[head] === now[head]) head++
  let tail = 0
  while (tail < shorter - head && before.at(-1 - tail) === now.at(-1 - tail)) tail++
  const words = before.slice(head, before.length - tail).find((line) => /\w/.test(line))
  return {
    lines: Math.max(before.length, now.length) - head - tail,
    from: head + 1,
    words: words?.trim() ?? '',
  }
}
