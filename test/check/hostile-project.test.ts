import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { inspectIssue } from '../../src/check/inspect-issue.ts'
import { readConfig } from '../../src/config.ts'
import { checkMessages } from '../../src/dispatch/check-message.ts'
import { catalogue } from '../../src/problem.ts'
import { textFor } from '../../src/text/text.ts'
import { copyProject } from '../support/project-copy.ts'

/** What may stand in the file of a partner: front matter and text, both hostile. */
const fragments = fc.constantFrom(
  '---\n', '---js\n', 'title: ', 'title: x\n', 'rubric: nieuws\n', 'image:\n', '  src: ', '  alt: ',
  'link:\n', '  url: ', '  text: ', 'accepted:\n', '  - code: ', 'segments: [', ']', '\n', '\r\n', '\t',
  '- ', '? ', ': ', '&a ', '*a', '!!js/function ', '!!binary ', '<<: ', '|\n', '>\n', '"', "'", '{', '}',
  '{{name}}', '[[name|', ']]', '<script>', ':::card\n', ':::\n', '../../x', '\0', '\uFEFF', '\u202E',
  'javascript:x', '__proto__: ', 'constructor: ', '1e999', '0x7f', '2023-03-32', '~', 'é',
) // prettier-ignore
const sources = fc
  .array(fc.oneof(fragments, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 40 })
  .map((parts) => parts.join(''))

/** Names that a disk takes and a program may stumble over. */
const names = fc
  .array(
    fc.constantFrom(
      'a', ' ', '.', '..', '-', '_', '$', '%2e', '%', '#', '?', '&', "'", ';', '`', '{{name}}', '[[x]]',
      '<b>', 'é', 'e\u0301', '\u202E', '中', '🎉', 'CON', '__proto__', 'constructor', '--help', '\n', '"', '*', '|', '\\',
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''))
  .filter((name) => name !== '.' && name !== '..' && Buffer.byteLength(name) < 200) // prettier-ignore

describe('whatever lies in the folder of an issue', () => {
  test('it is read, rendered and checked without a throw, within a second', async () => {
    const root = copyProject()
    const folder = join(root, 'newsletters/2023-03')
    const read = readConfig(root, {})
    if (read.kind === 'invalid') throw new Error('The settings cannot be read')
    const inspect = async () => {
      const found = await inspectIssue(read.config, textFor('nl'), '2023-03', {
        knownSegments: [],
        knownThemes: [],
      })
      return [...found.problems, ...(await checkMessages(read.config, found))]
    }
    // Loading MJML is not what is measured.
    await inspect()
    await fc.assert(
      fc.asyncProperty(names, sources, sources, async (name, contribution, head) => {
        const files = [
          {
            path: join(folder, 'riec', `${name}.md`),
            bytes: `---\ntitle: x\n---\n${contribution}`,
          },
          { path: join(folder, 'var', `${name}.md`), bytes: contribution },
          { path: join(folder, 'images', name), bytes: head },
          { path: join(root, 'newsletters/figures', `${name}.yaml`), bytes: contribution },
        ].filter(({ path, bytes }) => written(path, bytes))
        try {
          const problems = await quick(inspect)
          for (const { code, values } of problems) {
            expect(Object.hasOwn(catalogue, code)).toBe(true)
            const words = Object.values(textFor('nl').problems[code](values)).join(' ')
            expect(words).not.toMatch(/\[object|NaN/)
          }
        } finally {
          for (const { path } of files) rmSync(path, { force: true })
        }
      }),
      { numRuns: 12 },
    )
  }, 120_000)

  test.each([String.raw`\uD800`, String.raw`\0`, String.raw`\uFFFF`, String.raw`\uE000`])(
    'what YAML writes as "%s" breaks nothing, wherever it stands',
    async (escape) => {
      const root = copyProject()
      const read = readConfig(root, {})
      if (read.kind === 'invalid') throw new Error('The settings cannot be read')
      for (const file of globSync('newsletters/**/*.{md,yaml}', { cwd: root })) {
        const path = join(root, file)
        const source = readFileSync(path, 'utf8')
        const keys =
          /^( *(?:- )?(?:title|rubric|subject|preheader|text|place|note|unit|label|row_header|source|reason): )[^\n'"|>]+$/gm
        writeFileSync(path, source.replaceAll(keys, `$1"x${escape}x"`))
      }
      const found = await inspectIssue(read.config, textFor('nl'), '2023-03', {
        knownSegments: [],
        knownThemes: [],
      })
      await checkMessages(read.config, found)
      expect(found.issue?.title).toMatch(/^x.x$/)
      expect(found.editions[0]?.rendered.html).not.toBe('')
    },
  )

  test('a hostile head of an issue or agenda is a problem, not a throw', async () => {
    const root = copyProject()
    const read = readConfig(root, {})
    if (read.kind === 'invalid') throw new Error('The settings cannot be read')
    const folder = join(root, 'newsletters/1999-01')
    mkdirSync(folder, { recursive: true })
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    await fc.assert(
      fc.asyncProperty(sources, sources, async (head, agenda) => {
        writeFileSync(join(folder, 'issue.md'), `---\ntitle: x\n${head}`)
        writeFileSync(join(root, 'newsletters/agenda.yaml'), agenda)
        const found = await inspectIssue(read.config, textFor('nl'), '1999-01', {
          knownSegments: [],
        })
        await checkMessages(read.config, found)
        expect(found.problems.length).toBeGreaterThan(0)
      }),
      { numRuns: 20 },
    )
  }, 120_000)
})

/** Done within a second of this process's own time, however busy the machine is. */
async function quick<T>(work: () => Promise<T>): Promise<T> {
  const from = process.cpuUsage()
  const done = await work()
  const { user, system } = process.cpuUsage(from)
  expect((user + system) / 1000).toBeLessThan(1000)
  return done
}

/** False where this disk does not take the name. */
function written(path: string, bytes: string): boolean {
  try {
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, bytes, { flag: 'wx' })
    return true
  } catch {
    return false
  }
}
