import { html } from 'hono/html'
import type { Readers } from '../../dispatch/received.ts'
import { formatNumber } from '../../render/format.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'

export type ReceivedScreen = {
  issueId: string
  title: string
  received: Readers
  unsure: Readers
  /** Whether the addresses are whole, because somebody asked. */
  whole: boolean
  /** What somebody searches for; empty without a search. */
  part: string
  text: Text
}

/**
 * Who has the mail already, and apart from them who may have it. Addresses are shortened until
 * somebody asks; what they ask goes in a form and never into an address bar.
 */
export function receivedPage(screen: ReceivedScreen): Html {
  const { issueId, title, received, unsure, part, whole, text } = screen
  const t = text.dispatchPage.received
  const at = `/issues/${encodeURIComponent(issueId)}/dispatch`
  return page({
    title: t.heading(title),
    text,
    current: 'overview',
    issue: { id: issueId, title, tab: 'dispatch' },
    body: html`<h1>${t.heading(title)}</h1>
      <form class="search" method="post" action="${at}/received">
        <label for="to">${t.search}</label>
        <p class="quiet" id="to-hint">${t.searchHint}</p>
        <div class="search-row">
          <input id="to" name="to" value="${part}" autocomplete="off" aria-describedby="to-hint" />
          ${whole ? html`<input type="hidden" name="whole" value="yes" />` : none}
          <button class="quiet-button">${t.searchButton}</button>
        </div>
      </form>
      ${part === '' ? none : html`<p role="status">${t.found(number(received.total + unsure.total, text), received.total + unsure.total)}</p>`}
      <p class="quiet">${whole ? t.whole : t.masked}</p>
      ${
        whole || received.total + unsure.total === 0
          ? none
          : html`<form method="post" action="${at}/received">
              <input type="hidden" name="to" value="${part}" />
              <input type="hidden" name="page" value="${received.page}" />
              <input type="hidden" name="whole" value="yes" />
              <button class="quiet-button">${t.showWhole}</button>
            </form>`
      }
      ${
        unsure.total === 0
          ? none
          : html`<section aria-labelledby="unsure-title">
              <h2 id="unsure-title">${t.unsureHeading}</h2>
              <p>${t.unsure(number(unsure.total, text), unsure.total)}</p>
              ${readers(unsure, t.unsureHeading, text)} ${paging(screen, unsure, 'unsure')}
            </section>`
      }
      <section aria-labelledby="received-title">
        <h2 id="received-title">${t.receivedHeading}</h2>
        ${
          received.total === 0
            ? html`<p>${t.nobody}</p>`
            : html`<p>${t.got(number(received.total, text), received.total)}</p>
                ${readers(received, t.receivedHeading, text)} ${paging(screen, received, 'page')}`
        }
      </section>
      <p><a href="${at}">${text.dispatchPage.toDispatch}</a></p>`,
  })
}

function readers({ rows }: Readers, caption: string, text: Text): Html {
  const t = text.dispatchPage.received
  const outcomes: Record<string, string> = t.outcomes
  // Only one transport reports back; a column of nothing says nothing.
  const reported = rows.some(({ outcome }) => outcome !== null)
  return html`<table class="numbers readers-table">
    <caption class="hidden">
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t.address}</th>
        ${reported ? html`<th scope="col">${t.outcome}</th>` : none}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ address, outcome }) =>
          html`<tr>
            <td class="address">${address ?? t.erased}</td>
            ${reported ? html`<td>${outcome === null ? t.noOutcome : (outcomes[outcome] ?? outcome)}</td>` : none}
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** Buttons and not links: the next page keeps what was asked, and that may be an address. */
function paging(
  { issueId, whole, part, received, unsure, text }: ReceivedScreen,
  { page: shown, pages }: Readers,
  which: 'page' | 'unsure',
): Html {
  if (pages < 2) return none
  const t = text.screens.outbox
  const at = `/issues/${encodeURIComponent(issueId)}/dispatch/received`
  const to = (target: number, label: string) =>
    target < 1 || target > pages
      ? none
      : html`<form method="post" action="${at}">
          <input type="hidden" name="to" value="${part}" />
          <input type="hidden" name="page" value="${which === 'page' ? target : received.page}" />
          <input type="hidden" name="unsure" value="${which === 'unsure' ? target : unsure.page}" />
          ${whole ? html`<input type="hidden" name="whole" value="yes" />` : none}
          <button class="quiet-button">${label}</button>
        </form>`
  return html`<div class="paging">
    ${to(shown - 1, t.previous)} <span>${t.pageOf(shown, pages)}</span> ${to(shown + 1, t.next)}
  </div>`
}

function number(value: number, text: Text): string {
  return formatNumber(value, text)
}
