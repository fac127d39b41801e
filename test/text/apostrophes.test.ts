import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const folder = resolve(import.meta.dirname, '../../src/text/nl')

test('every apostrophe in the Dutch texts is a curly one, as in print', () => {
  const straight = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .flatMap((line, at) => (hasStraight(line) ? [`${name}:${at + 1}: ${line.trim()}`] : [])),
    )
  expect(straight).toEqual([])
})

test.each([
  [String.raw`  what: 'thema\'s',`, true],
  ['  what: "Zo\'n bestand",', true],
  ['  what: "\'s Avonds",', true],
  ["  what: `om 't even`,", true],
  ["  what: 'thema’s',", false],
  ["  what: (n: number) => `${n === 1 ? 'een' : 'meer'}`,", false],
  ["  'xlsx-macros': () => 'Zo’n bestand',", false],
])('%s', (line, expected) => expect(hasStraight(line)).toBe(expected))

/** Between letters, or before the letter of a shortened word; elsewhere it opens or closes a string. */
function hasStraight(line: string): boolean {
  return /\p{L}\\?'\p{L}|(?:["`]|[^:=?([{,|>] )\\?'[snt](?= )/iu.test(line)
}
