import { html } from 'hono/html'
import type { Alarm } from '../../dispatch/alarms.ts'
import type { Problem } from '../../problem.ts'
import type { NoticeTrouble } from '../../subscribers/notice-trouble.ts'
import type { Text } from '../../text/text.ts'
import type { Countdown } from '../countdown-view.ts'
import type { DispatchView } from '../dispatch-view.ts'
import type { IssueSummary } from '../issue-summary.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'
import { nextStepPanel, stateTag } from '../next-step.ts'
import { problemCounts, problemList } from '../problem-list.ts'
import { alarmPanel } from './alarms.ts'
import { comingSection, type Coming } from './coming.ts'
import { countdownPanel, countdownPoller } from './countdown.ts'
import { dispatchSentence } from './dispatch.ts'
import { sendingMoment } from './sending-moment.ts'

export type OverviewScreen = {
  /** The issue people work on now, as far as its files could be read. */
  current: IssueSummary | undefined
  /** The id of the current issue while it is still being read and checked. */
  pending: string | undefined
  /** The others, newest first; only what needs no rendering. */
  others: string[]
  dispatches: DispatchView[]
  /** What is about to go out. */
  countdowns: Countdown[]
  sends: boolean
  /** Of whoever sits here, as they gave it before. */
  name: string
  now: number
  settingsProblems: Problem[]
  /** What somebody has to look at, whatever issue it is about. */
  alarms: readonly Alarm[]
  /** Mails to one person that did not arrive for certain. */
  notices: NoticeTrouble | undefined
  coming: Coming
  zone: string
  version: number
  text: Text
}

export function overviewPage(screen: OverviewScreen): Html {
  const { text, current } = screen
  const t = text.screens.overview
  return page({
    title: t.nav,
    text,
    current: 'overview',
    live: { version: screen.version },
    body: html`<div
      id="live"
      hx-get="/"
      hx-trigger="${screen.pending === undefined ? 'saved from:body' : 'load, saved from:body'}"
      hx-select="#live"
      hx-swap="${screen.pending === undefined ? 'outerMorph' : 'outerHTML'}"
    >
      <div class="title-row">
        <h1>${t.heading}</h1>
        ${
          // Where there is nothing else to do, it is the one button below.
          current === undefined && screen.pending === undefined
            ? none
            : html`<a class="button quiet-button" href="/issues/new">${t.newIssue}</a>`
        }
      </div>
      ${screen.countdowns.map((one) => countdownPanel(one, screen))}
      ${countdownPoller('/?wait', {
        counting: screen.countdowns.length > 0,
        dueAt: current?.dispatch === undefined ? current?.dueAt : undefined,
        now: screen.now,
      })}
      ${alarmPanel(screen.alarms, text)}
      ${
        screen.settingsProblems.length > 0
          ? html`<section class="panel" aria-labelledby="settings-title">
              <h2 id="settings-title">${t.settingsHeading}</h2>
              ${problemList(screen.settingsProblems, current?.issueId ?? '-', text)}
            </section>`
          : none
      }
      ${screen.notices === undefined ? none : noticesPanel(screen.notices, text)}
      ${
        current
          ? currentIssue(current, screen)
          : screen.pending === undefined
            ? empty(text)
            : pendingIssue(screen.pending, text)
      }
      ${comingSection(screen.coming, text)}
      ${
        screen.others.length > 0
          ? html`<section aria-labelledby="others-title">
              <h2 id="others-title">${t.others}</h2>
              <ul class="rows">
                ${screen.others.map((id) => otherRow(id, text))}
              </ul>
            </section>`
          : none
      }
      ${current || screen.pending !== undefined ? dispatches(screen) : none}
    </div>`,
  })
}

function noticesPanel(trouble: NoticeTrouble, text: Text): Html {
  const t = text.commands.keeping.notices
  return html`<section class="panel" aria-labelledby="notices-title">
    <h2 id="notices-title">${t.heading}</h2>
    <p>${t.counts(trouble)}. ${text.commands.whatNow(t.whatNow(trouble))}</p>
  </section>`
}

/** Loads after the page, so that the first page never waits for issues nobody asked for. */
export function issueRow(summary: IssueSummary, text: Text): Html {
  const href = `/issues/${encodeURIComponent(summary.issueId)}`
  return html`<li class="row">
    <a class="row-title" href="${href}">${summary.title}</a>
    <span class="row-tags"
      >${problemCounts(summary.problems, text)} ${stateTag(summary.state, text)}</span
    >
  </li>`
}

function otherRow(id: string, text: Text): Html {
  const href = `/issues/${encodeURIComponent(id)}`
  return html`<li class="row" hx-get="${href}/row" hx-trigger="load" hx-swap="outerHTML">
    <a class="row-title" href="${href}">${text.screens.overview.issueNamed(id)}</a>
  </li>`
}

function currentIssue(summary: IssueSummary, { zone, text }: OverviewScreen): Html {
  const t = text.screens.overview
  const at = `/issues/${encodeURIComponent(summary.issueId)}`
  return html`${nextStepPanel(summary.next, summary.issueId, zone, text, summary.title)}
    <section class="panel" aria-labelledby="current-title">
      <div class="panel-head">
        <h2 id="current-title"><a href="${at}">${summary.title}</a></h2>
        ${stateTag(summary.state, text)}
      </div>
      <dl class="facts">
        <div>
          <dt>${t.moment}</dt>
          <dd>${sendingMoment(summary, zone, text) ?? t.noMoment}</dd>
        </div>
        <div>
          <dt>${t.contributions}</dt>
          <dd>${t.contributionCount(summary.items, summary.partners)}</dd>
        </div>
        <div>
          <dt>${text.screens.problems.heading}</dt>
          <dd>${problemCounts(summary.problems, text)}</dd>
        </div>
      </dl>
      <p class="actions">
        <a class="button quiet-button" href="${at}/preview">${t.openPreview}</a>
        <a class="button quiet-button" href="${at}">${t.openIssue}</a>
      </p>
    </section>`
}

function pendingIssue(issueId: string, text: Text): Html {
  const t = text.screens.overview
  return html`<section class="next" aria-busy="true">
    <p class="next-words">${t.pending(issueId)}</p>
    <a class="button" href="/issues/${encodeURIComponent(issueId)}">${t.openIssue}</a>
    <noscript><meta http-equiv="refresh" content="1;url=/?wait" /></noscript>
  </section>`
}

function empty(text: Text): Html {
  const t = text.screens.overview
  return html`<section class="next">
    <p class="next-words">${t.empty}</p>
    <a class="button" href="/issues/new">${t.newIssue}</a>
  </section>`
}

function dispatches({ dispatches, zone, text }: OverviewScreen): Html {
  const t = text.screens.overview
  return html`<section aria-labelledby="sent-title">
    <h2 id="sent-title">${t.lastDispatches}</h2>
    ${
      dispatches.length === 0
        ? html`<p class="quiet">${t.noDispatches}</p>`
        : html`<ul class="rows">
            ${dispatches.map(
              (dispatch) =>
                html`<li class="row">
                  <a
                    class="row-title"
                    href="/issues/${encodeURIComponent(dispatch.issueId)}/dispatch"
                    >${t.issueNamed(dispatch.issueId)}</a
                  >
                  <span>${dispatchSentence(dispatch, zone, text)}</span>
                </li>`,
            )}
          </ul>`
    }
  </section>`
}
