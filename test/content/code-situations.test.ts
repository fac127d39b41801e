import { describe, expect, test } from 'vitest'
import { readContribution } from '../../src/content/read-contribution.ts'
import { situations } from './code-situations.ts'

describe.each(Object.entries(situations))('%s', (code, { good, bad }) => {
  test('is silent where all is well, and so is everything else', () => {
    expect(codesIn(good)).toEqual([])
  })

  test('is reported where it is not', () => {
    expect(codesIn(bad)).toContain(code)
  })
})

function codesIn(source: string | Buffer): string[] {
  return readContribution({
    file: 'newsletters/2023-03/riec/bericht.md',
    issueId: '2023-03',
    partner: 'riec',
    slug: 'bericht',
    bytes: Buffer.from(source),
  }).problems.map((problem) => problem.code)
}
