import { html } from 'hono/html'
import { archivedIssues } from '../../dispatch/archive.ts'
import { correctionsAbout } from '../../dispatch/correction.ts'
import type { Store } from '../../store/store.ts'
import type { Text } from '../../text/text.ts'

/**
 * The frozen page with, above the text, what corrects it and what it corrects. Only issues that went
 * out are named; the page itself stays what was sent.
 */
export async function withCorrectionNotes(
  page: string,
  issueId: string,
  store: Pick<Store, 'db'>,
  text: Text,
): Promise<string> {
  const about = await correctionsAbout(store, issueId)
  if (about.length === 0) return page
  const t = text.publicPages.archive
  const archived = new Map((await archivedIssues(store)).map((issue) => [issue.issueId, issue]))
  const notes = about.flatMap(({ issue_id, corrects }) => {
    const isOriginal = corrects === issueId
    const other = archived.get(isOriginal ? issue_id : corrects)
    if (other === undefined) return []
    const words = isOriginal ? t.corrected : t.corrects
    return [
      html`<p class="card">${words} <a href="/archive/${other.issueId}/">${other.subject}</a></p>`,
    ]
  })
  const shown = await html`${notes}`
  // After the opening tag of what is to be read, so that also a screen reader comes across it first.
  return page.replace(/<main\b[^>]*>/, (tag) => `${tag}${shown}`)
}
