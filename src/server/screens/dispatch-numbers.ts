import { html } from 'hono/html'
import { firstWords, handled, progressLine } from '../../dispatch/progress-line.ts'
import type { Progress } from '../../dispatch/progress.ts'
import { formatNumber } from '../../render/format.ts'
import type { Text } from '../../text/text.ts'
import type { DispatchDetail, DispatchView } from '../dispatch-view.ts'
import { none, type Html } from '../html.ts'
import { numbersTable } from './numbers-table.ts'

/** How far a dispatch is: a sentence, a bar, and the same in a table whose rows add up. */
export function dispatchNumbers(detail: DispatchDetail, text: Text): Html {
  const t = text.screens.dispatch
  const pace = detail.running ? detail.pace : { handled: 0, elapsedMs: 0 }
  return html`<p class="progress-line">${progressLine(detail, pace, text)}</p>
    ${bar(detail)} ${firstLine(detail, text)}
    <p class="hidden" role="status">${announced(detail, text)}</p>
    ${numbersTable(
      {
        caption: t.caption,
        head: [t.outcome, t.people],
        rows: outcomes(detail)
          .filter(([name, count]) => name === 'sent' || count > 0)
          .map(([name, count]) => ({ key: name, name: t.outcomes[name], count })),
        total: { name: t.total, count: detail.total },
      },
      text,
    )}
    ${parts(detail, text)} ${failures(detail, text)}`
}

/** While the first people go, the number of others says nothing about how long it takes. */
function firstLine({ first, state }: DispatchDetail, text: Text): Html {
  if (!first || !['sending', 'paused'].includes(state)) return none
  return html`<p>${firstWords(text)}</p>`
}

/** What a screen reader hears by itself: a new sentence at every ten per cent, not every five seconds. */
function announced(detail: DispatchDetail, text: Text): string {
  const t = text.dispatchPage
  const done = handled(detail)
  if (detail.total === 0) return ''
  if (done === detail.total) return t.everyone
  return t.percentDone(String(Math.floor((done / detail.total) * 10) * 10))
}

function parts({ versions, segments }: DispatchDetail, text: Text): Html {
  const t = text.dispatchPage
  return html`${
    segments.length === 0
      ? none
      : html`${breakdown(
            t.perSegment,
            segments.map(({ title, progress }) => ({ name: title, progress })),
            text,
          )}
          <p class="quiet">${t.overlap}</p>`
  }
  ${
    versions.length === 0
      ? none
      : breakdown(
          t.perVersion,
          versions.map(({ subject, progress }, index) => ({
            name: `${t.version(index + 1)}: ${subject}`,
            progress,
          })),
          text,
        )
  }`
}

function breakdown(
  caption: string,
  rows: { name: string; progress: Progress }[],
  text: Text,
): Html {
  const t = text.dispatchPage
  return html`<table class="numbers wide">
    <caption>
      ${caption}
    </caption>
    <thead class="hidden">
      <tr>
        <th scope="col">${caption}</th>
        <th scope="col">${t.bar}</th>
        <th scope="col">${text.screens.dispatch.people}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ name, progress }) =>
          html`<tr>
            <th scope="row">${name}</th>
            <td class="bar-cell">${bar(progress)}</td>
            <td>
              ${t.ofTotal(formatNumber(progress.sent, text), formatNumber(progress.total, text))}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** The same numbers as the table beside it, drawn: what a colour says stands there in words. */
function bar(progress: Progress): Html {
  let at = 0
  const pieces = outcomes(progress).map(([name, count]) => {
    const width = progress.total === 0 ? 0 : (count / progress.total) * 100
    const piece = html`<rect
      class="${name}"
      x="${at.toFixed(2)}"
      width="${width.toFixed(2)}"
      height="4"
    />`
    at += width
    return width === 0 ? none : piece
  })
  return html`<svg
    class="bar"
    viewBox="0 0 100 4"
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
  >
    ${pieces}
  </svg>`
}

function failures({ failures: found }: DispatchView, text: Text): Html {
  if (found.length === 0) return none
  return html`<h2>${text.screens.dispatch.failures}</h2>
    <ul class="rows">
      ${found.map(
        ({ reason, count }) =>
          html`<li class="row">
            <span>${saidReason(reason, text)}</span> <span>${formatNumber(count, text)}</span>
          </li>`,
      )}
    </ul>`
}

/** A reason as the ledger stores it, in words. */
export function saidReason(reason: string, text: Text): string {
  const words: Record<string, string> = text.commands.send.reasons
  return words[reason] ?? reason
}

export function outcomes(progress: Progress) {
  return [
    ['sent', progress.sent],
    ['failed', progress.failed],
    ['skipped', progress.skipped],
    ['unsure', progress.unsure],
    ['notSent', progress.notSent],
    ['underWay', progress.underWay],
    ['waiting', progress.waiting],
  ] as const
}
