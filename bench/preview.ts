/**
 * How long somebody waits: from the start of the process to the first page, and from a save to the
 * new words in the preview, both end to end with the real command and a real browser.
 *
 *   node bench/preview.ts [saves]
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../test/support/chromium.ts'
import { projectCopy } from '../test/support/local-face.ts'

const TARGET_FIRST_PAGE = 2000
const TARGET_SAVE = 300
const saves = Number(process.argv[2] ?? 20)
const cli = resolve(import.meta.dirname, '../src/cli.ts')
const edited = 'newsletters/2023-10/var/gvb.md'

const root = projectCopy()
const browser = await launchChromium()
const began = performance.now()
const server = spawn(process.execPath, [cli, 'start', '--no-open', '--no-send', '--port', '0'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'ignore'],
})
try {
  const address = await firstLine(server)
  await firstPage(address)
  report('process start to first page', [performance.now() - began], TARGET_FIRST_PAGE)
  const [first = 0, ...later] = await savesToPreview(address, browser)
  report('first save to preview', [first], TARGET_SAVE)
  report('save to preview', later, TARGET_SAVE)
} finally {
  server.kill('SIGTERM')
  await browser.close()
  rmSync(root, { recursive: true, force: true })
}

function firstLine({ stdout }: ChildProcess): Promise<string> {
  return new Promise((done) => stdout?.once('data', (line: Buffer) => done(String(line).trim())))
}

async function firstPage(address: string): Promise<void> {
  const opened = await fetch(address, { redirect: 'manual' })
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const page = await fetch(new URL('/', address), { headers: { cookie } })
  if (!(await page.text()).includes('</html>')) throw new Error('The first page is not complete')
}

/** Milliseconds from the end of each write to when the browser shows the new words; the first save first. */
async function savesToPreview(address: string, from: Browser): Promise<number[]> {
  const page = await from.newPage()
  await page.goto(address)
  await page.goto(new URL('/issues/2023-10/preview', address).href)
  // They read before they write.
  await page.waitForTimeout(3000)
  const path = join(root, edited)
  const before = readFileSync(path, 'utf8')
  const times: number[] = []
  for (let turn = 0; turn <= saves; turn++) {
    const word = `opgeslagen-${turn}`
    // Somebody reads between two saves.
    await page.waitForTimeout(400)
    const seen = page.waitForFunction(
      (wanted) =>
        [...document.querySelectorAll('iframe')].some(
          (frame) =>
            !frame.classList.contains('is-loading') &&
            frame.contentDocument?.body?.textContent.includes(wanted),
        ),
      word,
      { polling: 'raf' },
    )
    const saved = performance.now()
    writeFileSync(path, `${before}\n${word}.\n`)
    await seen
    times.push(performance.now() - saved)
  }
  return times
}

function report(what: string, times: number[], target: number): void {
  const sorted = times.toSorted((a, b) => a - b)
  const middle = Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)
  const p95 = Math.round(sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0)
  const worst = Math.round(sorted.at(-1) ?? 0)
  const verdict = worst <= target ? 'within' : middle <= target ? 'median within' : 'over'
  const figures =
    times.length === 1
      ? `${worst} ms`
      : `median ${middle} ms, p95 ${p95} ms, worst ${worst} ms of ${times.length}`
  process.stdout.write(`${what}: ${figures} (${verdict} the target of ${target} ms)\n`)
}
