import { html } from 'hono/html'
import { blocks } from '../../problem.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { clockWords } from '../moments.ts'
import { problemList } from '../problem-list.ts'
import type { RequestedView } from '../requested-view.ts'
import type { IssueScreen } from './issue.ts'

/** Each with its button, what it is doing or when it was done, and what was found by all of them. */
export function requestedChecks(screen: IssueScreen): Html {
  const { summary, requested, actions, partners, text } = screen
  if (!summary.complete) return none
  const t = text.requested
  const at = `/issues/${encodeURIComponent(summary.issueId)}`
  const { checks, problems } = requested
  const tools = { actions, partners, back: 'issue', complete: false, onRequest: true } as const
  return html`<section id="more-checks" aria-labelledby="more-checks-title">
    <h2 id="more-checks-title">${t.heading}</h2>
    <p>${t.intro}</p>
    <ul class="rows">
      ${checks.map((check) => checkRow(check, screen, at))}
    </ul>
    ${problems.some(blocks) ? html`<p>${t.doesNotHold}</p>` : none}
    ${problems.length === 0 ? none : problemList(problems, summary.issueId, text, tools)}
    ${checks.some(({ state }) => state?.kind === 'running') ? poller(at, text) : none}
  </section>`
}

type Check = RequestedView['checks'][number]

function checkRow(check: Check, screen: IssueScreen, at: string): Html {
  const { kind, state } = check
  const { requested, text } = screen
  const t = text.requested.checks[kind]
  if (kind === 'links' && requested.links === 0) return none
  return html`<li class="row" id="check-${kind}">
    <div class="row-title">
      <strong>${t.title}</strong>
      <p class="quiet">${t.explain}</p>
      <p role="status">${said(check, screen)}</p>
      ${state?.kind === 'running' && state.progress !== undefined ? html`<p>${text.requested.progress(state.progress)}</p>` : none}
    </div>
    ${check.isPossible ? button(check, screen, at) : none}
  </li>`
}

function button({ kind, state }: Check, { requested, text }: IssueScreen, at: string): Html {
  const t = text.requested.checks[kind]
  const { links, sites } = requested
  const isRunning = state?.kind === 'running'
  const isFirst = state === undefined || state.kind === 'stopped'
  const words = isFirst ? t.button(links, sites) : t.again(links, sites)
  return html`<form method="post" action="${at}/checks/${kind}/${isRunning ? 'stop' : 'start'}">
    <button class="quiet-button" type="submit">${isRunning ? t.stop : words}</button>
  </form>`
}

function said(check: Check, { requested, zone, text }: IssueScreen): string {
  const { kind, state, isOld } = check
  const t = text.requested
  const words = t.checks[kind]
  if (!check.isPossible) return failedWords(kind, 'none', '', text)
  switch (state?.kind) {
    case undefined:
      return ''
    case 'running':
      return words.running
    case 'stopped':
      return t.stopped
    case 'broken':
      return t.broken
    case 'failed':
      return failedWords(kind, state.why, state.reason, text)
    case 'done': {
      const time = clockWords(state.at, zone, text)
      const done = state.problems.length === 0 ? words.good(time) : words.done(time)
      if (kind === 'links') {
        return requested.unasked === 0 ? done : `${done} ${t.unasked(requested.unasked)}`
      }
      return isOld ? `${done} ${t.old}` : done
    }
    default:
      return state satisfies never
  }
}

function failedWords(
  kind: Check['kind'],
  why: 'none' | 'failed',
  reason: string,
  { commands, requested }: Text,
): string {
  const words = commands.check
  if (kind === 'browser') {
    const found = why === 'none' ? words.noBrowser : words.browserFailed(reason)
    return `${found} ${requested.browserWhatNow}`
  }
  return why === 'none' ? words.noSpamAssassin : words.spamFailed
}

/** Asks again while one runs; without script the link does. */
function poller(at: string, text: Text): Html {
  return html`<div
      hx-get="${at}"
      hx-trigger="every 2s"
      hx-target="#live"
      hx-select="#live"
      hx-swap="outerMorph"
    ></div>
    <p><a href="${at}#more-checks">${text.requested.refresh}</a></p>`
}
