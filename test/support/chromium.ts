import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

export const chromiumPath =
  process.env['RONDBRIEF_CHROMIUM'] ?? usual.find((path) => existsSync(path))

/** The Chromium of this machine: `RONDBRIEF_CHROMIUM`, or the first in the usual places. */
export function launchChromium(): Promise<Browser> {
  if (chromiumPath === undefined) {
    throw new Error('No Chromium found: install it, or set RONDBRIEF_CHROMIUM to its path')
  }
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
