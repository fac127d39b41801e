import { html } from 'hono/html'
import { commandLine } from '../../command-line.ts'
import { blocks } from '../../problem.ts'
import { formatNumber } from '../../render/format.ts'
import type { Text } from '../../text/text.ts'
import type { DispatchView } from '../dispatch-view.ts'
import { none, type Html } from '../html.ts'
import { command } from './command-line.ts'
import type { IssueSummary } from '../issue-summary.ts'
import { page } from '../layout.ts'
import { momentWords } from '../moments.ts'
import { stateTag } from '../next-step.ts'
import { problemCounts } from '../problem-list.ts'

export type DispatchScreen = {
  summary: IssueSummary
  dispatch: DispatchView | undefined
  /** Distinct people it would go to now. */
  recipients: number | undefined
  transport: 'file' | 'smtp' | 'sendgrid'
  sends: boolean
  /** Why the daemon did not send it though its moment has come. */
  held: keyof Text['screens']['dispatch']['held'] | undefined
  zone: string
  version: number
  text: Text
}

export function dispatchPage(screen: DispatchScreen): Html {
  const { summary, text, dispatch } = screen
  const t = text.screens.dispatch
  const at = `/issues/${encodeURIComponent(summary.issueId)}`
  return page({
    title: t.heading(summary.title),
    text,
    current: 'overview',
    issue: { id: summary.issueId, title: summary.title, tab: 'dispatch' },
    live: { issueId: summary.issueId, version: screen.version },
    body: html`<div
      id="live"
      hx-get="${at}/dispatch"
      hx-trigger="saved from:body"
      hx-select="#live"
      hx-swap="outerMorph"
    >
      <div class="title-row">
        <h1>${t.heading(summary.title)}</h1>
        ${stateTag(summary.state, text)}
      </div>
      ${dispatch ? progress(dispatch, screen) : before(screen)}
      ${dispatch && !moving(dispatch) ? none : poller(at)}
    </div>`,
  })
}

/** Asks again while anything can change by itself; it goes when the page no longer has it. */
function poller(at: string): Html {
  return html`<div
    hx-get="${at}/dispatch"
    hx-trigger="every 5s"
    hx-target="#live"
    hx-select="#live"
    hx-swap="outerMorph"
  ></div>`
}

/** "1.234 verstuurd, 3 mislukt" */
export function dispatchSentence(dispatch: DispatchView, zone: string, text: Text): Html {
  const t = text.screens.dispatch
  const parts = outcomes(dispatch)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => t.sentence[name](formatNumber(count, text)))
  const when = dispatch.finishedAt ?? dispatch.createdAt
  return html`${parts.join(', ') || t.nothingYet}
    <span class="quiet">${momentWords(when, zone, text)}</span>`
}

function progress(dispatch: DispatchView, { summary, zone, text }: DispatchScreen): Html {
  const t = text.screens.dispatch
  const done = dispatch.total - dispatch.waiting - dispatch.underWay
  return html`<p role="status">
      ${t.progress(formatNumber(done, text), formatNumber(dispatch.total, text))}
    </p>
    <progress
      max="${dispatch.total}"
      value="${done}"
      aria-label="${t.heading(summary.title)}"
    ></progress>
    ${reasonWords(dispatch.reason, text)}
    <table class="numbers">
      <caption>
        ${t.caption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t.outcome}</th>
          <th scope="col">${t.people}</th>
        </tr>
      </thead>
      <tbody>
        ${outcomes(dispatch)
          .filter(([name, count]) => name === 'sent' || count > 0)
          .map(
            ([name, count]) =>
              html`<tr>
                <th scope="row">${t.outcomes[name]}</th>
                <td>${formatNumber(count, text)}</td>
              </tr>`,
          )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${t.total}</th>
          <td>${formatNumber(dispatch.total, text)}</td>
        </tr>
      </tfoot>
    </table>
    ${failures(dispatch, text)} ${whatNow(dispatch, summary.issueId, text)}
    <dl class="facts">
      ${dispatch.dueAt === undefined ? none : fact(t.due, momentWords(dispatch.dueAt, zone, text))}
      ${fact(t.started, momentWords(dispatch.createdAt, zone, text))}
      ${
        dispatch.finishedAt === undefined
          ? none
          : fact(t.finished, momentWords(dispatch.finishedAt, zone, text))
      }
    </dl>
    <p><a href="/outbox?issue=${encodeURIComponent(summary.issueId)}">${t.outboxLink}</a></p>`
}

function reasonWords(reason: string | undefined, text: Text): Html {
  if (reason === undefined) return none
  return html`<p class="notice">${text.screens.dispatch.because(saidReason(reason, text))}</p>`
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
function saidReason(reason: string, text: Text): string {
  const words: Record<string, string> = text.commands.send.reasons
  return words[reason] ?? reason
}

function whatNow(dispatch: DispatchView, issueId: string, text: Text): Html {
  const t = text.screens.dispatch
  switch (dispatch.state) {
    case 'paused':
    case 'cancelled':
    case 'cancelling':
      return html`<p>${t.resume}</p>
        ${command(commandLine('send', issueId))}`
    case 'missed':
      return html`<p>${t.missed}</p>
        ${command(commandLine('send', issueId))}`
    case 'done_with_holds':
      return html`<p class="notice">${t.holds}</p>`
    case 'draft':
    case 'scheduled':
    case 'preparing':
    case 'sending':
    case 'settling':
    case 'discarded':
    case 'done':
      return none
    default:
      return dispatch.state satisfies never
  }
}

function before({ summary, recipients, transport, sends, held, zone, text }: DispatchScreen): Html {
  const t = text.screens.dispatch
  const at = `/issues/${encodeURIComponent(summary.issueId)}`
  const blocking = summary.problems.filter(blocks).length
  const count = recipients ?? 0
  return html`<dl class="facts">
      ${fact(
        t.due,
        summary.dueAt === undefined ? t.noMoment : momentWords(summary.dueAt, zone, text),
      )}
      ${fact(t.recipients, recipients === undefined ? t.notCounted : formatNumber(recipients, text))}
      ${fact(t.via, text.screens.issue.transports[transport])}
    </dl>
    ${
      blocking > 0
        ? html`<section class="notice" aria-labelledby="blocked-title">
            <h2 id="blocked-title">${t.blockedHeading}</h2>
            <p>${t.blocked(blocking)} ${problemCounts(summary.problems, text)}</p>
            <p><a href="${at}#problems">${t.toProblems}</a></p>
          </section>`
        : html`<h2>${t.byHand}</h2>
            <p>${t.dryRun}</p>
            ${command(commandLine('send', summary.issueId))}
            ${
              count === 0
                ? html`<p class="notice">${t.nobody}</p>
                    ${command(commandLine('import', '--help'))}`
                : html`<p>${t.forReal(formatNumber(count, text), count)}</p>
                    ${command(commandLine('send', summary.issueId, '--yes-really', '--count', String(count)))}`
            }`
    }
    <h2>${t.bySelf}</h2>
    ${held ? html`<p class="notice">${t.held[held]}</p>` : none}
    <p>${summary.dueAt === undefined ? t.setMoment : sends ? t.goesBySelf : t.doesNotGoBySelf}</p>`
}

function fact(term: string, value: string): Html {
  return html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`
}

function moving(dispatch: DispatchView): boolean {
  return ['preparing', 'sending', 'settling', 'cancelling'].includes(dispatch.state)
}

function outcomes(dispatch: DispatchView) {
  return [
    ['sent', dispatch.sent],
    ['failed', dispatch.failed],
    ['skipped', dispatch.skipped],
    ['unsure', dispatch.unsure],
    ['notSent', dispatch.notSent],
    ['underWay', dispatch.underWay],
    ['waiting', dispatch.waiting],
  ] as const
}
