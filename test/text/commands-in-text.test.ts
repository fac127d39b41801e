import { expect, test } from 'vitest'
import { commandLine } from '../../src/command-line.ts'
import { en } from '../../src/text/en.ts'
import { nl } from '../../src/text/nl.ts'

const bare = /(?<!npx )\brondbrief (?:[-$<]|[a-z]+\b)/

test.each([
  ['nl', nl],
  ['en', en],
])('every command in the %s texts can be typed as it stands', (_, text) => {
  const found = sentences(text)
  expect(found.length).toBeGreaterThan(500)
  expect(found.some((sentence) => sentence.includes(commandLine('restored')))).toBe(true)
  expect(found.filter((sentence) => bare.test(sentence))).toEqual([])
})

/** Every text of the catalogue; of a function, what stands in its source. */
function sentences(part: unknown): string[] {
  if (typeof part === 'string') return [part]
  if (typeof part === 'function') return [String(part)]
  if (typeof part !== 'object' || part === null) return []
  return Object.values(part).flatMap(sentences)
}
