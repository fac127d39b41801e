/**
 * One variant rendered: the first time in a process, and after that. Compared with what the preview
 * may take of its 300 ms, and with MJML once per recipient.
 */
import { resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { readConfig } from '../src/config.ts'
import { loadIssue } from '../src/issue/load-issue.ts'
import { variantFor } from '../src/issue/variants.ts'
import { renderVariant } from '../src/render/render-variant.ts'
import { openTemplates } from '../src/render/templates.ts'
import { textFor } from '../src/text/text.ts'

const root = resolve(import.meta.dirname, '..')
const read = readConfig(root, {})
if (read.kind !== 'ok') throw new Error('rondbrief.yaml cannot be read')
const { config } = read
const text = textFor(config.language)
const { issue } = await loadIssue(config, '2023-03')
const { templates } = await openTemplates(root)
if (issue === undefined || templates === undefined) throw new Error('Nothing to render')
const variant = variantFor(issue, [])
// Counted from the start of the process.
const before = performance.now()

const once = async () => {
  const from = performance.now()
  const rendered = await renderVariant(issue, variant, { config, text, templates })
  return { ms: performance.now() - from, rendered }
}
const first = await once()
const warm: number[] = []
for (let round = 0; round < 60; round += 1) warm.push((await once()).ms)
warm.sort((a, b) => a - b)
const [median = 0, slow = 0] = [warm[30], warm[57]]
const { html, text: plain, web, images } = first.rendered
const kilobytes = (value: string) => (Buffer.byteLength(value) / 1000).toFixed(1)
const pictures = images.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1000

print([
  `first render of 2023-03 in a process   ${first.ms.toFixed(0)} ms (charts drawn, patterns loaded)`,
  `loading code, issue and templates      ${before.toFixed(0)} ms before that`,
  `warm render, HTML + text + web page    ${median.toFixed(1)} ms median, ${slow.toFixed(1)} ms at 95%`,
  `  compared with the preview's budget   300 ms from keystroke to preview`,
  `HTML                                   ${kilobytes(html)} KB, compared with 60 KB as goal and 102.4 KB where Gmail clips`,
  `plain text, web page                   ${kilobytes(plain)} KB, ${kilobytes(web)} KB`,
  `pictures                               ${images.length}, ${pictures.toFixed(0)} KB`,
])

function print(lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
