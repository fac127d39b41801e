/**
 * How long `check` takes on the March issue: the whole process, and once more in a process that is
 * warm, by its parts. Beside the process stands what no check can go without: starting Node.js, and
 * loading MJML. Promised: all checks of one issue with three versions within 150 ms warm, and 50
 * issues in one process within 5 s.
 *
 * `node bench/check.ts`
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { checkIssue } from '../src/check/check-issue.ts'
import { inspectIssue } from '../src/check/inspect-issue.ts'
import { readPictureFiles } from '../src/check/picture-files.ts'
import { openSpeller } from '../src/check/speller.ts'
import { readConfig } from '../src/config.ts'
import { readAreas } from '../src/content/areas.ts'
import { loadIssue } from '../src/issue/load-issue.ts'
import { variantFor, variantsFor } from '../src/issue/variants.ts'
import type { Rendered } from '../src/render/rendered.ts'
import { renderVariant } from '../src/render/render-variant.ts'
import { openTemplates } from '../src/render/templates.ts'
import { textFor } from '../src/text/text.ts'

const root = resolve(import.meta.dirname, '..')
const issueId = '2023-03'

report(
  'cold: rondbrief check 2023-03',
  runs(9, () => node('bin/rondbrief.js', 'check', issueId)),
)
report(
  '  beside it: node, doing nothing',
  runs(9, () => node('-e', '')),
)
report(
  '  beside it: node, loading mjml',
  runs(9, () => node('-e', 'import("mjml")')),
)

const read = readConfig(root, {})
if (read.kind !== 'ok') throw new Error('rondbrief.yaml cannot be read')
const { config } = read
const text = textFor('nl')
const knownSegments = ['nieuwsbrief-alle']
report(
  'warm: the same, in one process',
  await runsOf(40, () => inspectIssue(config, text, issueId, { knownSegments, knownThemes: [] })),
)

const { issue } = await loadIssue(config, issueId)
const { templates } = await openTemplates(root)
if (issue === undefined || templates === undefined) throw new Error('The March issue is not there')
const variant = variantFor(issue, [])
const some = {
  ...issue,
  items: issue.items.map((item, at) => ({ ...item, segments: [['a'], ['b']][at] ?? [] })),
}
const three = variantsFor(some, [[], ['a'], ['a', 'b']])
const rendered: Rendered[] = []
for (const one of three) {
  rendered.push(await renderVariant(some, one, { config, text, templates }))
}
const { areas } = await readAreas(root)
const pictures = await readPictureFiles(root, issue)
const speller = await openSpeller()
report('  of which reading the issue', await runsOf(40, () => loadIssue(config, issueId)))
report('  of which reading the templates', await runsOf(40, () => openTemplates(root)))
report(
  '  of which rendering it',
  await runsOf(40, () => renderVariant(issue, variant, { config, text, templates })),
)
report(
  `all checks, on ${rendered.length} versions`,
  await runsOf(40, async () =>
    checkIssue({
      issue: some,
      rendered,
      config,
      knownSegments,
      knownThemes: [],
      areas,
      pictures,
      speller,
    }),
  ),
)

const folder = manyIssues(50)
try {
  report(
    'cold: rondbrief check, 50 issues',
    runs(3, () => nodeIn(folder, join(root, 'bin/rondbrief.js'), 'check')),
  )
} finally {
  rmSync(folder, { recursive: true })
}

/** The project with its March issue so many times, under so many months. */
function manyIssues(count: number): string {
  const copy = mkdtempSync(join(tmpdir(), 'rondbrief-bench-'))
  for (const part of ['rondbrief.yaml', 'templates', 'subscribers', 'newsletters']) {
    cpSync(join(root, part), join(copy, part), { recursive: true })
  }
  const march = join(copy, 'newsletters', issueId)
  for (let at = 0; at < count - 2; at += 1) {
    const month = String((at % 12) + 1).padStart(2, '0')
    cpSync(march, join(copy, 'newsletters', `${2010 + Math.floor(at / 12)}-${month}`), {
      recursive: true,
    })
  }
  return copy
}

function node(...args: string[]): void {
  nodeIn(root, ...args)
}

function nodeIn(cwd: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd })
  if (status !== 0) throw new Error(stderr.toString())
}

/** In ms. */
type Runs = { wall: number[]; processor?: number[] }

function runs(count: number, once: () => void): Runs {
  const wall = Array.from({ length: count }, () => {
    const from = performance.now()
    once()
    return performance.now() - from
  })
  return { wall }
}

/** Wall and processor time of each run: on a busy machine only the second says what the work costs. */
async function runsOf(count: number, once: () => Promise<unknown>): Promise<Runs> {
  for (let warming = 0; warming < 10; warming += 1) await once()
  const wall: number[] = []
  const processor: number[] = []
  for (let run = 0; run < count; run += 1) {
    const from = performance.now()
    const used = process.cpuUsage()
    await once()
    const { user, system } = process.cpuUsage(used)
    wall.push(performance.now() - from)
    processor.push((user + system) / 1000)
  }
  return { wall, processor }
}

/** The median, with the fastest and the slowest: a shared machine is never quiet. */
function report(what: string, { wall, processor }: Runs): void {
  const [median, fastest, slowest] = spread(wall)
  const used = processor === undefined ? '' : `   processor ${spread(processor).join(' / ')}`
  const line = `${what.padEnd(36)} ${median.padStart(8)} ms   (${fastest} to ${slowest})${used}`
  process.stdout.write(`${line}\n`)
}

function spread(taken: readonly number[]): [median: string, fastest: string, slowest: string] {
  const sorted = taken.toSorted((a, b) => a - b)
  const shown = (ms = 0) => ms.toFixed(1)
  return [shown(sorted[sorted.length >> 1]), shown(sorted[0]), shown(sorted.at(-1))]
}
