import { html } from 'hono/html'
import type { LogEntry } from '../../dispatch/dispatch-log.ts'
import { formatNumber } from '../../render/format.ts'
import type { Text } from '../../text/text.ts'
import type { Html } from '../html.ts'
import { momentWords } from '../moments.ts'
import { saidReason } from './dispatch-numbers.ts'

/** What happened to an issue and who wanted it so, in words; newest first. */
export function logSection(log: readonly LogEntry[], zone: string, text: Text): Html {
  const t = text.dispatchPage
  return html`<section aria-labelledby="log-title">
    <h2 id="log-title">${t.log}</h2>
    ${
      log.length === 0
        ? html`<p class="quiet">${t.logEmpty}</p>`
        : html`<ol class="log">
            ${log.toReversed().map((entry) => {
              const { what, why } = said(entry, text)
              return html`<li>
                <span class="quiet">${momentWords(entry.at, zone, text)}</span>
                <p>${what}${why === undefined ? '' : html` <span class="why">${why}</span>`}</p>
              </li>`
            })}
          </ol>`
    }
  </section>`
}

function said(entry: LogEntry, text: Text): { what: string; why: string | undefined } {
  const t = text.dispatchPage
  switch (entry.kind) {
    case 'decision': {
      const { action, person, why, people } = entry
      const words = t.decided[action](formatNumber(people ?? 0, text), people ?? 0)
      return {
        what: t.said(person ?? t.someone, words),
        why: why === null ? undefined : t.because(why),
      }
    }
    case 'dispatch': {
      // The reason of a move says something to people where the move itself stops something.
      const stops = entry.move === 'D3' || entry.move === 'missed'
      const why = stops && entry.why !== undefined ? saidReason(entry.why, text) : undefined
      return { what: t.moves[entry.move], why: why && t.because(why) }
    }
    case 'batches':
      return { what: t.batches[entry.move](entry.batches), why: undefined }
    case 'rest-opened':
      return { what: t.first.opened, why: undefined }
    case 'ballast':
      return { what: t.ballast, why: undefined }
  }
}
