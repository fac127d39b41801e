import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { chromiumPath } from './test/support/chromium.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: chromiumPath === undefined ? withoutBrowser() : [],
    // Chromium and real servers start inside tests; two cores share the work.
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // What comes is waited for, however busy the machine is: a second is the time of a quiet one.
    expect: { poll: { timeout: 30_000 } },
    maxWorkers: 2,
    reporters: ['default', './test/support/summary-reporter.ts'],
  },
})

/**
 * `npm test` works on a newcomer's machine without Chromium: the files that need one are left out,
 * and it says so. Where CI is set they stay in and fail, because there nobody would read it.
 */
function withoutBrowser(): string[] {
  if (process.env['CI'] !== undefined) return []
  const files = globSync('test/**/*.test.ts').filter((file) =>
    readFileSync(file, 'utf8').includes('/support/chromium.ts'),
  )
  process.stderr.write(
    `No Chromium found, so ${files.length} test files that look at pages in a browser are left out.\n` +
      'Install Chromium, or set RONDBRIEF_CHROMIUM to its path, to run them too.\n',
  )
  return files
}
