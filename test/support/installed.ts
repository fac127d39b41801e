import { execFileSync } from 'node:child_process'
import { chromiumPath } from './chromium.ts'

/** Programs that some tests need and that not every computer has. */
export const isInstalled: Record<'chromium' | 'spamassassin', boolean> = {
  chromium: chromiumPath !== undefined,
  spamassassin: answers('spamassassin'),
}

function answers(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
