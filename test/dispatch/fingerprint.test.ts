import { expect, test } from 'vitest'
import { readConfig, type Config } from '../../src/config.ts'
import { shortFingerprint, wholeIssue } from '../../src/dispatch/fingerprint.ts'
import { loadIssue } from '../../src/issue/load-issue.ts'
import { readSegments } from '../../src/subscribers/segments.ts'
import { textFor } from '../../src/text/text.ts'
import { copyProject, edit } from '../support/project-copy.ts'

const ISSUE = '2023-03'
const HEAD = `newsletters/${ISSUE}/issue.md`
const ITEM = `newsletters/${ISSUE}/riec/informatie.md`

async function fingerprint(root: string, change: Partial<Config> = {}): Promise<string> {
  const read = readConfig(root, {})
  if (read.kind !== 'ok') throw new Error('The settings cannot be read')
  const { issue } = await loadIssue(read.config, ISSUE)
  const { segments } = await readSegments(root)
  if (issue === undefined) throw new Error('There is no issue')
  const whole = await wholeIssue({ ...read.config, ...change }, textFor('nl'), issue, segments)
  return whole?.fingerprint ?? ''
}

test('it is the same for the same issue, at whatever moment that leaves', async () => {
  const root = copyProject()
  const before = await fingerprint(root)
  expect(before).toMatch(/^[0-9a-f]{64}$/)
  edit(root, HEAD, '\n', '\nsend_at: 2028-12-04T06:00\n')
  expect(await fingerprint(root)).toBe(before)
  edit(root, HEAD, '\n', '\n# een opmerking voor wie dit leest\n')
  expect(await fingerprint(root)).toBe(before)
  expect(shortFingerprint(before)).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/)
})

test('a word, a reader, a sender or the looks make it another', async () => {
  const seen = new Set([await fingerprint(copyProject())])
  const changed: [string, string | RegExp, string][] = [
    [HEAD, /^subject: .*$/m, 'subject: Iets anders'],
    [HEAD, /^preheader: .*$/m, 'preheader: Iets anders'],
    [HEAD, 'segments: [nieuwsbrief-alle]', 'segments: [gemeenten]'],
    // Nobody may be in the segment that no longer sees it.
    [ITEM, '\n', '\nsegments: [gemeenten]\n'],
    ['rondbrief.yaml', /reply_to: .*/, 'reply_to: anders@example.org'],
    ['templates/newsletter.mjml', '<mj-body', '<mj-body css-class="x"'],
    ['subscribers/segments.yaml', 'everyone: ja', 'who: { not: { area: Rotterdam } }'],
  ]
  for (const [file, from, to] of changed) {
    const root = copyProject()
    edit(root, file, from, to)
    seen.add(await fingerprint(root))
  }
  expect(seen.size).toBe(changed.length + 1)
})
