import { createHash } from 'node:crypto'
import type { Inspection } from '../check/inspect-issue.ts'

/** The issue with its mail as it is sent: the preview's has marks of the file and line of each block. */
export function mailOf(inspection: Inspection): Inspection {
  const editions = inspection.editions.map(({ variant, rendered }) => ({
    variant,
    rendered: { ...rendered, html: unmarked(rendered.html), web: unmarked(rendered.web) },
  }))
  return { ...inspection, editions }
}

/** The same for the same mail and web page, whatever else changed in the files. */
export function versionOf(inspection: Inspection): string {
  const hash = createHash('sha256')
  for (const { rendered } of mailOf(inspection).editions) {
    for (const part of [rendered.subject, rendered.html, rendered.text, rendered.web]) {
      hash.update(part).update('\0')
    }
  }
  return hash.digest('hex')
}

function unmarked(html: string): string {
  return html.replaceAll(/ data-source="[^"]*"/g, '')
}
