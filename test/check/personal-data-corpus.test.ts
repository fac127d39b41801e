import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkIssue } from '../../src/check/check-issue.ts'
import type { Problem } from '../../src/problem.ts'
import { heldOut } from './held-out-offences.ts'
import { marchToCheck, project, withItem } from './march.ts'
import { corpus } from './personal-data-corpus.ts'

/**
 * Each block goes through the real check. The counts stand in `docs/controles.md`:
 * `npm test -- test/check/personal-data-corpus.test.ts --update`.
 */
test('data of people are found in invented text, and nothing else is', async () => {
  const march = { ...(await marchToCheck()), rendered: [] }
  const rows = Object.entries(corpus).map(([kind, { found, silent }]) => {
    const reported = (blocks: string[]) => {
      const problems = checkIssue({ ...march, issue: withItem(march.issue, blocks.join('\n\n')) })
      return byBlock(blocks, problems)
    }
    const inFound = reported(found)
    const inSilent = reported(silent)
    const code = `personal-data/${kind}`
    return {
      code,
      found: inFound.filter(({ codes }) => codes.includes(code)).length,
      missed: inFound.filter(({ codes }) => !codes.includes(code)).map(({ block }) => block),
      // As another kind than it is, too.
      wrong: [...inFound, ...inSilent].flatMap(({ block, codes }) =>
        codes.some((other) => other !== code) || (codes.length > 0 && silent.includes(block))
          ? [`${block} (${codes.join(', ')})`]
          : [],
      ),
      silent: silent.length,
    }
  })
  const unexpected = rows.flatMap(({ missed, wrong }) => [...missed, ...wrong])
  expect(unexpected).toEqual([])
  const table = [
    '| Code | Moet gevonden | Gevonden | Moet stil blijven | Vals alarm |',
    '|---|---|---|---|---|',
    ...rows.map(
      ({ code, found, missed, wrong, silent }) =>
        `| \`${code}\` | ${found + missed.length} | ${found} | ${silent} | ${wrong.length} |`,
    ),
  ].join('\n')
  const page = readFileSync(join(project, 'docs/controles.md'), 'utf8')
  const filled = page.replace(/\| Code \| Moet gevonden (?:.*\n)+?(?=\n)/, () => `${table}\n`)
  expect(filled).toContain(table)
  await expect(filled).toMatchFileSnapshot('../../docs/controles.md')
})

test('of sentences that no rule was adjusted to, so many are found as the page says', async () => {
  const march = { ...(await marchToCheck()), rendered: [] }
  const reported = (sentences: string[]) => {
    const issue = withItem(march.issue, sentences.join('\n\n'))
    return byBlock(sentences, checkIssue({ ...march, issue })).filter(({ codes }) =>
      codes.includes('personal-data/named-offence'),
    ).length
  }
  const { named, innocent } = heldOut
  const share = (count: number, of: string[]) =>
    `${count} van ${of.length} (${Math.round((100 * count) / of.length)}%)`
  const row = `| derde stel | ${share(reported(named), named)} | ${share(reported(innocent), innocent)} |`
  expect(readFileSync(join(project, 'docs/controles.md'), 'utf8')).toContain(row)
})

/** What is reported of each block, by the lines it stands on in its file. */
function byBlock(blocks: readonly string[], problems: readonly Problem[]) {
  let line = 10
  return blocks.map((block) => {
    const from = line
    const to = from + block.split('\n').length
    line = to + 1
    const codes = problems
      .filter((found) => found.line !== undefined && found.line >= from && found.line < to)
      .map(({ code }) => code as string)
      .filter((code) => code.startsWith('personal-data/'))
    return { block, codes }
  })
}
