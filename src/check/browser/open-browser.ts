import { existsSync } from 'node:fs'
import type { Browser } from 'playwright-core'

export type OpenedBrowser =
  | { kind: 'open'; browser: Browser }
  | { kind: 'none' }
  /** It is there and does not start; `reason` is its own first line. */
  | { kind: 'failed'; reason: string }

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
  // On every Windows computer, and made of the same parts.
  String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
]

/** Path of the Chromium of this computer: `RONDBRIEF_CHROMIUM`, or the first in the usual places. */
export function findBrowser(env: NodeJS.ProcessEnv): string | undefined {
  const named = env['RONDBRIEF_CHROMIUM']
  return (named === undefined ? usual : [named]).find((path) => existsSync(path))
}

/** Nothing is ever downloaded. */
export async function openBrowser(env: NodeJS.ProcessEnv): Promise<OpenedBrowser> {
  const executablePath = findBrowser(env)
  if (executablePath === undefined) return { kind: 'none' }
  try {
    // Only this option needs it, and loading it takes longer than all other checks together.
    const { chromium } = await import('playwright-core')
    const browser = await chromium.launch({
      executablePath,
      // Chromium refuses its own sandbox to root. What it shows runs no script and asks no network.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--no-first-run',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
    return { kind: 'open', browser }
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    return { kind: 'failed', reason }
  }
}
