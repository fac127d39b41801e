import { html } from 'hono/html'
import { commandLine } from '../../command-line.ts'
import type { Alarm } from '../../dispatch/alarms.ts'
import type { JobEnd, JobState } from '../../dispatch/background.ts'
import { blocks } from '../../problem.ts'
import { formatNumber } from '../../render/format.ts'
import type { Text } from '../../text/text.ts'
import { isInterrupted, peopleOf, possibleActions, sendsMail } from '../dispatch-actions.ts'
import type { DispatchDetail, DispatchView, IssueDispatch } from '../dispatch-view.ts'
import { none, type Html } from '../html.ts'
import type { Countdown } from '../countdown-view.ts'
import { alarmPanel } from './alarms.ts'
import { command } from './command-line.ts'
import { countdownPanel } from './countdown.ts'
import { logSection } from './dispatch-log.ts'
import { dispatchNumbers, outcomes, saidReason } from './dispatch-numbers.ts'
import { nameOrField } from './name-field.ts'
import type { IssueSummary } from '../issue-summary.ts'
import { page } from '../layout.ts'
import { momentWords, wallWords } from '../moments.ts'
import { stateTag, stoppedWords } from '../next-step.ts'
import { problemCounts } from '../problem-list.ts'

export type DispatchScreen = {
  summary: IssueSummary
  dispatch: IssueDispatch
  /** Distinct people it would go to now; undefined once it has begun. */
  recipients: number | undefined
  countdown: Countdown | undefined
  transport: 'file' | 'smtp' | 'sendgrid'
  /** Whether the daemon sends what is due. */
  sends: boolean
  /** Whether this process sends what somebody starts here. */
  canSend: boolean
  /** About this issue, and about none in particular. */
  alarms: readonly Alarm[]
  /** Why the daemon did not send it though its moment has come. */
  held: keyof Text['screens']['dispatch']['held'] | undefined
  /** What was just decided, as the address says. */
  done: string | undefined
  /** Of whoever sits here, as they gave it before; empty when they did not. */
  name: string
  now: number
  zone: string
  version: number
  text: Text
}

export function dispatchPage(screen: DispatchScreen): Html {
  const { summary, text, dispatch, zone } = screen
  const { detail, log } = dispatch
  const t = text.screens.dispatch
  const at = `/issues/${encodeURIComponent(summary.issueId)}`
  const begun = detail !== undefined && detail.state !== 'missed'
  const follows = begun ? isMoving(detail) || isBusy(dispatch.job) : true
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
      ${countdownPanel(screen.countdown, screen)} ${alarmPanel(screen.alarms, text)}
      ${flash(screen)} ${jobNotice(screen)} ${begun ? after(detail, screen) : before(screen)}
      ${log.length === 0 ? none : logSection(log, zone, text)} ${follows ? poller(at) : none}
      ${follows ? html`<p><a href="${at}/dispatch">${text.dispatchPage.refresh}</a></p>` : none}
    </div>`,
  })
}

/** What was just decided; only words of ours, whatever the address says. */
function flash({ done, dispatch, text }: DispatchScreen): Html {
  if (done === TOO_LATE) return html`<p class="notice" role="alert">${tooLate(dispatch, text)}</p>`
  const words: Record<string, string> = text.dispatchPage.done
  if (done === undefined || !Object.hasOwn(words, done)) return none
  return html`<p class="flash" role="status">${words[done]}</p>`
}

/** In the address after a Stop that came when sending had begun. */
export const TOO_LATE = 'too-late'

/** What did not happen, and what can still be done about it. */
function tooLate({ detail }: IssueDispatch, text: Text): string {
  const t = text.countdown.tooLate
  if (detail === undefined) return t.preparing
  if (detail.state === 'preparing') return t.preparing
  return possibleActions(detail).includes('cancel') ? t.sending : t.over
}

/** What became of what was started here, as far as the numbers do not say it. */
function jobNotice({ dispatch: { job, detail }, text }: DispatchScreen): Html {
  const words = jobWords(job, detail, text)
  return words === undefined ? none : html`<p class="notice">${words}</p>`
}

function jobWords(
  job: JobState | undefined,
  detail: DispatchDetail | undefined,
  text: Text,
): string | undefined {
  const t = text.dispatchPage.doing
  switch (job?.kind) {
    case 'waiting':
      return t.waiting
    case 'sending':
      return undefined
    case 'failed':
      return t.failed
    case 'ended':
      return endWords(job.end, detail, text)
    case undefined:
      return interruptedWords(detail, text)
  }
}

function endWords(end: JobEnd, detail: DispatchDetail | undefined, text: Text): string | undefined {
  const t = text.dispatchPage.doing
  const megabytes = (bytes: number) => formatNumber(Math.ceil(bytes / 1024 / 1024), text)
  switch (end.kind) {
    case 'disk-short':
      return t['disk-short'](megabytes(end.freeBytes), megabytes(end.neededBytes))
    case 'locked':
    case 'begun':
    case 'changed':
    case 'differs':
    case 'restored':
    case 'secret-lost':
      return t[end.kind]
    case 'not-started':
      return interruptedWords(detail, text)
    case 'ran': {
      const words = interruptedWords(detail, text)
      return words === undefined || end.reason === undefined
        ? words
        : `${words} ${text.screens.dispatch.because(saidReason(end.reason, text))}`
    }
  }
}

/** Nobody is at it; undefined when somebody is, or when there is nothing left to be at. */
function interruptedWords(detail: DispatchDetail | undefined, text: Text): string | undefined {
  if (detail === undefined || !isInterrupted(detail)) return undefined
  const t = text.dispatchPage.doing
  return detail.waiting === detail.total ? t.notStarted : t.interrupted
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

function after(detail: DispatchDetail, screen: DispatchScreen): Html {
  const { summary, zone, text, transport } = screen
  const t = text.screens.dispatch
  return html`${dispatchNumbers(detail, text)}
    ${
      detail.reason === undefined
        ? none
        : html`<p class="notice">${t.because(saidReason(detail.reason, text))}</p>`
    }
    ${detail.state === 'done_with_holds' ? html`<p class="notice">${t.holds}</p>` : none}
    ${decisions(detail, screen)} ${withoutVersion(detail, text)}
    ${readers(detail, summary.issueId, text)}
    <dl class="facts">
      ${detail.dueAt === undefined ? none : fact(t.due, momentWords(detail.dueAt, zone, text))}
      ${fact(t.started, momentWords(detail.createdAt, zone, text))}
      ${
        detail.finishedAt === undefined
          ? none
          : fact(t.finished, momentWords(detail.finishedAt, zone, text))
      }
    </dl>
    ${
      transport === 'file'
        ? html`<p>
            <a href="/outbox?issue=${encodeURIComponent(summary.issueId)}">${t.outboxLink}</a>
          </p>`
        : none
    }`
}

/** The buttons that this state has, each with its number; pausing at once, the others ask first. */
function decisions(detail: DispatchDetail, screen: DispatchScreen): Html {
  const { canSend, name, text, summary } = screen
  const t = text.dispatchPage
  const at = `/issues/${encodeURIComponent(summary.issueId)}/dispatch`
  const possible = possibleActions(detail)
  if (possible.length === 0) return none
  const asked = possible.filter((action) => action !== 'pause')
  const missing = !canSend && asked.some(sendsMail)
  return html`<section class="decisions" aria-labelledby="decide-title">
    <h2 id="decide-title">${t.decide}</h2>
    ${
      possible.includes('pause')
        ? html`<form method="post" action="${at}/pause" class="pause">
            <input type="hidden" name="version" value="${detail.version}" />
            ${nameOrField(name, 'pause-name', t.name)}
            <button>${t.actions.pause}</button>
          </form>`
        : none
    }
    ${missing ? html`<p class="notice">${t.cannotSend}</p>` : none}
    <p class="actions">
      ${asked
        .filter((action) => canSend || !sendsMail(action))
        .map((action) => {
          const { count } = peopleOf(action, detail)
          const label = t.open[action](formatNumber(count, text), count)
          return html`<a class="button quiet-button" href="${at}/${action}">${label}</a> `
        })}
    </p>
  </section>`
}

/** Of whoever joined since, those who cannot have it. */
function withoutVersion({ joined }: DispatchDetail, text: Text): Html {
  const { without } = joined
  if (without === 0) return none
  return html`<p class="quiet">
    ${text.dispatchPage.withoutVersion(formatNumber(without, text), without)}
  </p>`
}

/** Who already has it, apart from who may have it. */
function readers({ state, sent, unsure }: DispatchDetail, issueId: string, text: Text): Html {
  const t = text.dispatchPage.received
  if (sent + unsure === 0) return none
  const at = `/issues/${encodeURIComponent(issueId)}/dispatch`
  return html`<p class="readers">
      ${sent === 0 ? none : t.got(formatNumber(sent, text), sent)}
      ${unsure === 0 ? none : t.unsure(formatNumber(unsure, text), unsure)}
      <a href="${at}/received">${t.open}</a>
    </p>
    ${
      // While it goes on, more people get the mistake than the correction would reach.
      sent === 0 || !['settling', 'done', 'done_with_holds', 'cancelled'].includes(state)
        ? none
        : html`<p class="actions">
            <a class="button quiet-button" href="${at}/correction"
              >${text.dispatchPage.correction.open(formatNumber(sent, text))}</a
            >
          </p>`
    }`
}

function before(screen: DispatchScreen): Html {
  const { summary, recipients, transport, sends, canSend, held, zone, text } = screen
  const { stopped } = summary
  const t = text.screens.dispatch
  const at = `/issues/${encodeURIComponent(summary.issueId)}`
  const blocking = summary.problems.filter(blocks).length
  const count = recipients ?? 0
  const corrects = summary.issue?.corrects
  return html`${
      stopped === undefined
        ? none
        : html`<section class="next" aria-labelledby="stopped-title">
            <h2 id="stopped-title">${text.screens.next.heading}</h2>
            <p class="next-words">${stoppedWords(stopped, zone, text)}</p>
            <a class="button" href="${at}/schedule">${text.countdown.planAgain}</a>
          </section>`
    }
    ${
      corrects === undefined
        ? none
        : html`<p class="notice">${text.dispatchPage.correction.goesTo(corrects.issueId)}</p>`
    }
    <dl class="facts">
      ${fact(
        t.due,
        summary.planned === undefined ? t.noMoment : momentWords(summary.planned.at, zone, text),
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
            ${missedNotice(screen)}
            ${
              count === 0
                ? html`<p class="notice">${t.nobody}</p>
                    ${command(commandLine('import', '--help'))}`
                : canSend
                  ? html`<p>${text.dispatchPage.send.explain}</p>
                      <p class="actions">
                        <a class="button" href="${at}/dispatch/send"
                          >${text.dispatchPage.send.open}</a
                        >
                      </p>`
                  : html`<p class="notice">${text.dispatchPage.cannotSend}</p>`
            }`
    }
    <h2>${t.bySelf}</h2>
    ${held ? html`<p class="notice">${t.held[held]}</p>` : none}
    <p>
      ${
        summary.planned?.isChanged
          ? html`${text.screens.next.planAgain(wallWords(summary.planned.wall, text))}
              <a href="${at}/schedule">${text.screens.next.openPlanAgain}</a>`
          : summary.dueAt === undefined
            ? t.setMoment
            : !sends
              ? t.doesNotGoBySelf
              : blocking > 0
                ? t.heldBySelf
                : t.goesBySelf
      }
    </p>`
}

function missedNotice({ dispatch: { detail }, text }: DispatchScreen): Html {
  if (detail?.state !== 'missed') return none
  const reason = saidReason(detail.reason ?? 'late', text)
  return html`<p class="notice">${text.screens.dispatch.missed(reason)}</p>`
}

function fact(term: string, value: string): Html {
  return html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`
}

/** Whether its numbers can change by themselves. */
function isMoving({ state }: DispatchDetail): boolean {
  return ['preparing', 'sending', 'settling', 'cancelling'].includes(state)
}

function isBusy(job: JobState | undefined): boolean {
  return job?.kind === 'waiting' || job?.kind === 'sending'
}
