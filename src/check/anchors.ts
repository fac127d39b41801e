import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { TEMPLATE } from './filled-mail.ts'

/**
 * Every link within the mail has its target as `<a name>`: Gmail on the web and Outlook on Windows
 * ignore an `id` alone.
 */
export function checkAnchors({ mails }: CheckInput): Problem[] {
  return mails.flatMap(({ document }) => {
    const names = new Set(
      document('a[name]')
        .toArray()
        .map((anchor) => document(anchor).attr('name')),
    )
    return document('a[href^="#"]')
      .toArray()
      .filter((link) => !names.has(decode(document(link).attr('href')?.slice(1) ?? '')))
      .map((link) =>
        problem(
          'mail/anchor',
          { found: document(link).text().trim() || (document(link).attr('href') ?? '') },
          { file: TEMPLATE },
        ),
      )
  })
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}
