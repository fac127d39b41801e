import { html } from 'hono/html'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { momentWords } from '../moments.ts'
import type { ShownVersion } from '../shown-versions.ts'

type Versions = {
  issueId: string
  file: string
  versions: readonly ShownVersion[]
  zone: string
  text: Text
}

/** One press after saving: what was there before. The button stands in the form of the editor. */
export function previousButton({ versions, text }: Versions): Html {
  if (versions.length === 0) return none
  return html`<button class="quiet-button" type="submit" form="previous">
    ${text.screens.versions.previous}
  </button>`
}

/** What that button sends. */
export function previousVersion({ issueId, file, versions }: Versions): Html {
  const [newest] = versions
  if (newest === undefined) return none
  return html`<form
    id="previous"
    method="post"
    action="/issues/${encodeURIComponent(issueId)}/versions"
  >
    <input type="hidden" name="file" value="${file}" />
    <input type="hidden" name="kept" value="${newest.id}" />
  </form>`
}

export function earlierVersions(screen: Versions): Html {
  const { issueId, file, versions, zone, text } = screen
  const t = text.screens.versions
  if (versions.length === 0) return none
  return html`<details class="fold" id="versions">
    <summary>${t.heading(versions.length)}</summary>
    <p class="quiet">${t.explain}</p>
    <ul class="rows">
      ${versions.map(({ id, at, lines, from, words }) => {
        const moment = momentWords(at, zone, text)
        return html`<li class="row">
          <div class="row-title">
            ${t.until(moment)}
            <p class="quiet">
              ${t.differs(lines, from)}${words === '' ? none : html`. ${t.was(shortened(words))}`}
            </p>
          </div>
          ${restoreForm(issueId, file, id, html`${t.putBack} <span class="hidden">${t.until(moment)}</span>`)}
        </li>`
      })}
    </ul>
  </details>`
}

/** In UTF-16 units: about one line of the list. */
const MOST = 60

/** Until the last space before that. */
function shortened(words: string): string {
  return words.length <= MOST ? words : `${words.slice(0, MOST + 1).replace(/\s+\S*$/, '')}…`
}

function restoreForm(issueId: string, file: string, id: string, label: Html): Html {
  return html`<form method="post" action="/issues/${encodeURIComponent(issueId)}/versions">
    <input type="hidden" name="file" value="${file}" />
    <input type="hidden" name="kept" value="${id}" />
    <button class="quiet-button" type="submit">${label}</button>
  </form>`
}
