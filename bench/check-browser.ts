/**
 * How long `check --browser` adds for one issue: starting Chromium once, and measuring the mails and
 * the web pages of its variants.
 *
 * `node bench/check-browser.ts`
 */
import { resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { checkInBrowser } from '../src/check/browser/check-in-browser.ts'
import { openBrowser } from '../src/check/browser/open-browser.ts'
import { inspectIssue } from '../src/check/inspect-issue.ts'
import { readConfig } from '../src/config.ts'
import { textFor } from '../src/text/text.ts'

const RUNS = 5
const VARIANTS = 3

const root = resolve(import.meta.dirname, '..')
const read = readConfig(root, {})
if (read.kind !== 'ok') throw new Error('rondbrief.yaml cannot be read')
const { config } = read
for (const id of ['2023-03', '2023-10']) {
  const { editions } = await inspectIssue(config, textFor('nl'), id, {
    knownSegments: [],
    knownThemes: [],
  })
  const [first] = editions
  if (first === undefined) throw new Error(`There is no mail of ${id}`)
  const variants = Array.from({ length: VARIANTS }, () => first.rendered)
  const start: number[] = []
  const measure: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const from = performance.now()
    const opened = await openBrowser(process.env)
    if (opened.kind !== 'open') throw new Error('There is no browser')
    const ready = performance.now()
    await checkInBrowser(opened.browser, variants, config)
    start.push(ready - from)
    measure.push(performance.now() - ready)
    await opened.browser.close()
  }
  report(`${id}: starting the browser`, start)
  report(`${id}: measuring ${VARIANTS} variants`, measure)
}

/** The median, with the fastest and the slowest: a shared machine is never quiet. */
function report(what: string, taken: number[]): void {
  const sorted = taken.toSorted((a, b) => a - b)
  const shown = [sorted[sorted.length >> 1], sorted[0], sorted.at(-1)].map((ms = 0) =>
    ms.toFixed(0),
  )
  const [median = '', fastest = '', slowest = ''] = shown
  process.stdout.write(`${what.padEnd(32)} ${median.padStart(6)} ms   (${fastest} to ${slowest})\n`)
}
