import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectIssue } from '../../src/check/inspect-issue.ts'
import { readConfig } from '../../src/config.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { text } from './march.ts'

const item = 'newsletters/2023-03/var/bereik.md'
/** The head of a picture 1200 pixels wide. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
png.writeUInt32BE(1200, 16)
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')

describe('a picture above a text', () => {
  const above = async (files: Record<string, Buffer>, src = 'foto.png') =>
    problems(
      files,
      /^rubric: /m,
      `image:\n  src: ${src}\n  alt: Twintig mensen in een zaal\nrubric: `,
    )

  test('that is there is fine, also as images/foto.png', async () => {
    expect(await above({ 'foto.png': png })).toEqual([])
    expect(await above({ 'foto.png': png }, 'images/foto.png')).toEqual([])
  })

  test('that is not there is reported where it is asked for', async () => {
    expect(await above({})).toMatchObject([
      { code: 'image/missing', values: { found: 'foto.png' }, file: item, line: 4 },
    ])
  })

  test('of another kind, or damaged, is reported', async () => {
    expect(await above({ 'kaart.svg': svg }, 'kaart.svg')).toMatchObject([{ code: 'image/format' }])
    expect(await above({ 'foto.png': Buffer.from('no picture') })).toMatchObject([
      { code: 'image/unreadable' },
    ])
  })

  test('goes by what it is, not by its name', async () => {
    expect(await above({ 'foto.png': svg })).toMatchObject([{ code: 'image/format' }])
  })

  test('that is heavy is reported with its size', async () => {
    const heavy = Buffer.concat([png, Buffer.alloc(300_000)])
    expect(await above({ 'foto.png': heavy })).toMatchObject([
      { code: 'image/heavy', severity: 'warns', values: { kilobytes: 301, limit: 200 } },
    ])
  })

  test('that would be blurred on a phone gets a tip with its width', async () => {
    const small = Buffer.from(png)
    small.writeUInt32BE(600, 16)
    expect(await above({ 'foto.png': small })).toMatchObject([
      { code: 'image/small', severity: 'tip', values: { width: 600, limit: 1120 }, line: 4 },
    ])
  })

  test('cannot be a file elsewhere on this computer', async () => {
    const found = await problems(
      {},
      /^rubric: /m,
      'image:\n  src: foto.png\n  alt: x\nrubric: ',
      (root) => {
        symlinkSync('/etc/hostname', join(root, 'newsletters/2023-03/images/foto.png'))
      },
    )
    expect(found).toMatchObject([{ code: 'issue/file-unreadable', values: { reason: 'outside' } }])
  })
})

test('a picture in a text is reported at its own line and column', async () => {
  expect(
    await problems({}, 'In februari', '![Een zaal vol mensen](foto.png)\n\nIn februari'),
  ).toMatchObject([{ code: 'image/missing', file: item, line: 12, column: 24 }])
})

async function problems(
  files: Record<string, Buffer>,
  from: string | RegExp,
  to: string,
  prepare: (root: string) => void = () => {},
) {
  const root = copyProject()
  const folder = join(root, 'newsletters/2023-03/images')
  mkdirSync(folder, { recursive: true })
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
  edit(root, item, from, to)
  prepare(root)
  const read = readConfig(root, {})
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.problems))
  const inspection = await inspectIssue(read.config, text, '2023-03', {
    knownSegments: ['nieuwsbrief-alle'],
    knownThemes: [],
  })
  return inspection.problems.filter(({ code }) => /^(image|issue)\//.test(code))
}
