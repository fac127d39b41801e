/**
 * Makes the two pictures of the README from the real March issue: `node bin/run.js docs/screenshots.ts`.
 * Run it after a change that readers or editors see.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { launchChromium } from '../test/support/chromium.ts'

const root = resolve(import.meta.dirname, '..')
const issue = '2023-03'
const pictures = join(root, 'docs/images')

const face = spawn(process.execPath, ['bin/rondbrief.js', 'start', '--no-open', '--no-send'], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
})
const [url] = (await once(createInterface({ input: face.stdout }), 'line')) as [string]
const browser = await launchChromium()
try {
  const context = await browser.newContext({ colorScheme: null, deviceScaleFactor: 2 })
  const page = await context.newPage()
  await page.setViewportSize({ width: 1280, height: 820 })
  await page.goto(url)
  await page.goto(new URL(`/issues/${issue}/preview?width=360`, url).href)
  const mail = page.frameLocator('iframe').locator('h1')
  await mail.waitFor()
  await page.screenshot({ path: join(pictures, 'preview.png'), scale: 'css' })

  const source = await page.locator('iframe').first().getAttribute('src')
  const phone = await context.newPage()
  await phone.setViewportSize({ width: 360, height: 720 })
  await phone.goto(new URL(source ?? '/', url).href)
  await phone.screenshot({ path: join(pictures, 'phone.png') })
} finally {
  await browser.close()
  face.kill('SIGTERM')
}
