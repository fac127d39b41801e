import { html, raw } from 'hono/html'
import { blocks, type Problem } from '../../problem.ts'
import { formatNumber, formatTime } from '../../render/format.ts'
import type { Text } from '../../text/text.ts'
import type { ChosenMoment } from '../chosen-moment.ts'
import type { Countdown } from '../countdown-view.ts'
import { none, type Html } from '../html.ts'
import type { Planned } from '../issue-state.ts'
import type { IssueSummary } from '../issue-summary.ts'
import { page } from '../layout.ts'
import { momentWords, wallWords } from '../moments.ts'
import { stateTag, stoppedWords } from '../next-step.ts'
import type { Changes } from '../../dispatch/changes-since.ts'
import { shortFingerprint } from '../../dispatch/fingerprint.ts'
import { icon, problemCounts } from '../problem-list.ts'
import type { Saved } from '../save-source.ts'
import { goesFirst } from '../../dispatch/first-batch.ts'
import { firstWords } from '../../dispatch/progress-line.ts'
import { countdownPanel, countdownPoller } from './countdown.ts'
import type { SegmentCount } from './issue.ts'
import { nameOrField } from './name-field.ts'
import { sendingMoment } from './sending-moment.ts'

export type ScheduleScreen = {
  summary: IssueSummary
  segments: SegmentCount[]
  /** Distinct people over all of them. */
  recipients: number | undefined
  countdown: Countdown | undefined
  /** Of whoever sits here, as they gave it before. */
  name: string
  /** Moments to choose from, the first one proposed. */
  proposals: string[]
  /** The series that the first proposal comes from. */
  series: string | undefined
  chosen: ChosenMoment
  /** Whether somebody chose it, or it is what the screen begins with. */
  isChosen: boolean
  /** Of the whole issue, as this page saw it; empty while no mail can be made. */
  seen: string
  /** In the words, since it was planned; undefined when what was planned still leaves. */
  changes: Changes | undefined
  /** Of `issue.md`, as this page saw it. */
  fileVersion: string
  /** Why what was asked did not happen. */
  refused: Refused | undefined
  now: number
  transport: 'file' | 'smtp' | 'sendgrid'
  sends: boolean
  zone: string
  version: number
  text: Text
}

export type Refused =
  | { kind: 'blocked' | 'nobody' | 'begun' | 'changed' | 'unreadable' | 'moved' }
  /** What was chosen says why. */
  | { kind: 'moment' }
  | { kind: 'file'; why: Extract<Saved, { kind: 'refused' }>['why'] }

export function schedulePage(screen: ScheduleScreen): Html {
  const { summary, text, version } = screen
  const t = text.screens.schedule
  const { issueId } = summary
  return page({
    title: t.heading(summary.title),
    text,
    current: 'overview',
    fault: isFault(screen),
    issue: { id: issueId, title: summary.title, tab: 'schedule' },
    live: { issueId, version },
    body: html`<div class="title-row">
        <h1>${t.heading(summary.title)}</h1>
        ${stateTag(summary.state, text)}
      </div>
      ${errorSummary(screen)}
      ${summary.sending === undefined ? html`${live(screen)} ${choice(screen)}` : begun(screen)}`,
  })
}

/** Follows what is saved elsewhere; the choice below it is left alone while somebody makes it. */
function live(screen: ScheduleScreen): Html {
  const { summary, chosen } = screen
  const query = new URLSearchParams(
    chosen.kind === 'unreadable'
      ? { moment: 'other', day: chosen.day, time: chosen.time }
      : { moment: chosen.wall },
  )
  return html`<div
    id="live"
    hx-get="${address(summary.issueId, 'schedule')}?${query}"
    hx-trigger="saved from:body"
    hx-select="#live"
    hx-swap="outerMorph"
  >
    ${screen.changes === undefined ? countdownPanel(screen.countdown, screen) : none}
    ${state(screen)} ${answers(screen)}
    ${countdownPoller(`${address(summary.issueId, 'schedule')}?${query}`, {
      counting: screen.countdown !== undefined,
      dueAt: summary.dueAt,
      now: screen.now,
    })}
  </div>`
}

function isFault({ refused, chosen, isChosen }: ScheduleScreen): boolean {
  return refused !== undefined || (isChosen && chosen.kind !== 'ok')
}

/** What went wrong and where to put it right; it gets the focus. */
function errorSummary(screen: ScheduleScreen): Html {
  if (!isFault(screen)) return none
  const { refused, proposals, text } = screen
  const [next = ''] = proposals
  const t = text.screens.schedule
  const words =
    refused === undefined || refused.kind === 'moment'
      ? momentFault(screen)
      : refused.kind === 'file'
        ? text.screens.source.failed[refused.why]
        : refused.kind === 'moved'
          ? text.countdown.moved
          : t.refused[refused.kind]
  return html`<section
    class="error-summary"
    role="alert"
    tabindex="-1"
    autofocus
    aria-labelledby="error-title"
  >
    <h2 id="error-title">${t.notPlanned}</h2>
    <p>${words}</p>
    ${
      screen.chosen.kind === 'ok'
        ? none
        : html`<ul>
            <li>
              <a href="?moment=${encodeURIComponent(next)}">${t.takeNext(wallWords(next, text))}</a>
            </li>
            <li><a href="#moment">${t.chooseOther}</a></li>
          </ul>`
    }
  </section>`
}

function momentFault({ chosen, proposals, text }: ScheduleScreen): string {
  const t = text.screens.schedule
  const next = wallWords(proposals[0] ?? '', text)
  return chosen.kind === 'past' ? t.past(wallWords(chosen.wall, text), next) : t.noSuchMoment(next)
}

/** Sending has begun: there is nothing to plan any more. */
function begun({ summary, zone, text }: ScheduleScreen): Html {
  const t = text.screens.schedule
  return html`<p>${sendingMoment(summary, zone, text)}. ${t.begun}</p>
    <p class="actions">
      <a class="button quiet-button" href="${address(summary.issueId, 'dispatch')}"
        >${text.screens.next.openDispatch}</a
      >
    </p>`
}

/** What it is planned for now, with the way out. */
function state(screen: ScheduleScreen): Html {
  const { summary, recipients, now, text } = screen
  const t = text.screens.schedule
  const { planned } = summary
  if (summary.stopped !== undefined) {
    return html`<section class="next" aria-labelledby="planned-title">
      <h2 id="planned-title">${text.screens.next.heading}</h2>
      <p class="next-words">${stoppedWords(summary.stopped, screen.zone, text)}</p>
      <a class="button" href="#moment">${text.countdown.planAgain}</a>
    </section>`
  }
  if (planned === undefined) return none
  const moment = wallWords(planned.wall, text)
  if (screen.changes !== undefined) return expired(moment, planned, screen.changes, screen)
  // What is about to go has its own way out.
  if (screen.countdown) return none
  const isHeld = summary.problems.some(blocks)
  const count = formatNumber(recipients ?? 0, text)
  const words =
    planned.at <= now
      ? t.wasPlanned(moment)
      : isHeld
        ? t.heldPlanned(moment)
        : !screen.sends
          ? t.offPlanned(moment)
          : t.isPlanned(moment, count, recipients ?? 0)
  return html`<section class="next" aria-labelledby="planned-title">
    <h2 id="planned-title">${t.planned}</h2>
    <p class="next-words">${words}</p>
    <p class="quiet">${agreedWords(planned, screen)}</p>
    ${wayOut(planned, screen)}
  </section>`
}

/** It does not leave as it is: what is different, and the two things that can be done. */
function expired(moment: string, planned: Planned, changes: Changes, screen: ScheduleScreen): Html {
  const { summary, text } = screen
  const t = text.screens.schedule.expired
  const { gone, come } = changes
  const part = (heading: string, sentences: readonly string[]) =>
    sentences.length === 0
      ? none
      : html`<h3>${heading}</h3>
          <ul class="changes">
            ${sentences.slice(0, SHOWN).map((one) => html`<li>${shortened(one)}</li>`)}
            ${sentences.length > SHOWN ? html`<li>${t.more(sentences.length - SHOWN)}</li>` : none}
          </ul>`
  return html`<section class="next" aria-labelledby="planned-title">
    <h2 id="planned-title">${t.heading}</h2>
    <p class="next-words">${t.words(moment)}</p>
    <p class="quiet">${agreedWords(planned, screen)}</p>
    ${
      summary.issue?.sendAt === planned.wall
        ? none
        : html`<p>
            ${
              summary.issue?.sendAt === undefined
                ? t.momentGone
                : t.momentMoved(wallWords(summary.issue.sendAt, text))
            }
          </p>`
    }
    ${part(t.gone, gone)} ${part(t.come, come)}
    ${gone.length + come.length === 0 ? html`<p>${t.noWords}</p>` : none}
    <p><a class="button" href="#answers-title">${t.again}</a></p>
    ${wayOut(planned, screen)}
  </section>`
}

/** Of a longer list the first say enough. */
const SHOWN = 6
const LONGEST = 280

function shortened(sentence: string): string {
  return sentence.length > LONGEST ? `${sentence.slice(0, LONGEST)}…` : sentence
}

/** Who agreed to it, when, and to which version. */
function agreedWords(
  { person, since, fingerprint }: Planned,
  { zone, text }: ScheduleScreen,
): string {
  const t = text.screens.schedule
  return t.agreed(
    person,
    momentWords(since, zone, text),
    shortFingerprint(fingerprint).replace('-', '\u2011'),
  )
}

function wayOut({ wall }: Planned, { summary, name, text }: ScheduleScreen): Html {
  return html`<form method="post" action="${address(summary.issueId, 'schedule')}/stop">
    <input type="hidden" name="wall" value="${wall}" />
    <input type="hidden" name="name" value="${name}" />
    <button class="quiet-button">${text.screens.schedule.unplan}</button>
  </form>`
}

/** Everything that is about to be agreed to, each with the way to change it. */
function answers(screen: ScheduleScreen): Html {
  const { summary, chosen, segments, recipients, transport, sends, text } = screen
  const t = text.screens.schedule
  const at = address(summary.issueId)
  return html`<section aria-labelledby="answers-title">
    <h2 id="answers-title">${t.check}</h2>
    <dl class="answers">
      ${answer(
        t.moment,
        chosen.kind === 'ok'
          ? html`<strong>${wallWords(chosen.wall, text)}</strong> ${remarks(chosen, text)}`
          : html`${t.noMoment}`,
        { href: '#moment', label: t.change, what: t.moment },
      )}
      ${answer(
        t.recipients,
        html`<ul>
            ${segments.map(({ title, count }) => html`<li>${title}: ${people(count, text)}</li>`)}
          </ul>
          ${
            segments.length === 0
              ? text.screens.issue.noSegments
              : segments.length > 1 && recipients !== undefined
                ? text.screens.issue.together(formatNumber(recipients, text), recipients)
                : none
          }
          ${goesFirst(recipients ?? 0) ? html`<p class="quiet">${firstWords(text)}</p>` : none}`,
        { href: `${at}#audience-title`, label: t.look, what: t.recipients },
      )}
      ${answer(t.subject, html`${summary.issue?.subject || text.screens.preview.noSubject}`, {
        href: `${at}/preview`,
        label: t.look,
        what: t.subject,
      })}
      ${
        screen.seen === ''
          ? none
          : answer(
              t.fingerprint,
              html`<code>${shortFingerprint(screen.seen)}</code>
                <p class="quiet">${t.fingerprintHint}</p>`,
            )
      }
      ${answer(text.screens.problems.heading, problemCounts(summary.problems, text), {
        href: `${at}#problems`,
        label: t.look,
        what: text.screens.problems.heading,
      })}
      ${answer(
        t.whoSends,
        html`${sends ? t.thisLaptop : t.nobodySends}
          <p class="quiet">${text.screens.issue.transports[transport]}</p>`,
      )}
    </dl>
    ${planButton(screen)}
  </section>`
}

function answer(
  term: string,
  value: Html,
  change?: { href: string; label: string; what: string },
): Html {
  return html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
    <dd class="change">
      ${change === undefined ? none : html`<a href="${change.href}">${change.label}<span class="hidden"> ${change.what}</span></a>`}
    </dd>
  </div>`
}

/** The button names its effect; where there is none, the reason stands in its place. */
function planButton(screen: ScheduleScreen): Html {
  const { summary, chosen, recipients, fileVersion, seen, name, text } = screen
  const t = text.screens.schedule
  const blocking = summary.problems.filter(blocks).length
  const at = address(summary.issueId)
  if (blocking > 0) {
    return html`<p class="notice">
      ${t.blocked(blocking)} <a href="${at}#problems">${text.screens.dispatch.toProblems}</a>
    </p>`
  }
  if (!recipients) return html`<p class="notice">${text.screens.dispatch.nobody}</p>`
  if (chosen.kind !== 'ok') return html`<p class="notice">${t.momentFirst}</p>`
  if (chosen.wall === summary.planned?.wall && !summary.planned.isChanged)
    return html`<p class="calm">${icon('good')} ${t.done}</p>`
  return html`<form method="post" action="${at}/schedule">
    <input type="hidden" name="version" value="${fileVersion}" />
    <input type="hidden" name="moment" value="${chosen.wall}" />
    <input type="hidden" name="seen" value="${seen}" />
    ${nameOrField(name, 'plan-name', text.countdown.name)}
    <button>${t.plan(formatNumber(recipients, text), recipients)}</button>
  </form>`
}

/** Asking changes nothing, so it is a GET: the answer is this page, about the other moment. */
function choice({ summary, chosen, isChosen, proposals, series, text }: ScheduleScreen): Html {
  const t = text.screens.schedule
  const isProposed = chosen.kind === 'ok' && proposals.includes(chosen.wall)
  const typed = chosen.kind === 'unreadable' ? chosen : wallParts(chosen.wall)
  const option = (wall: string, hint: Html) =>
    html`<li>
      <label class="option"
        ><input
          type="radio"
          name="moment"
          value="${wall}"
          ${chosen.kind === 'ok' && chosen.wall === wall ? raw('checked') : ''}
        />
        <span>${wallWords(wall, text)} ${hint}</span></label
      >
    </li>`
  return html`<section id="moment" aria-labelledby="moment-title">
    <h2 id="moment-title">${t.otherMoment}</h2>
    <form class="panel" method="get" action="${address(summary.issueId, 'schedule')}">
      <fieldset>
        <legend>${t.when}</legend>
        <ul>
          ${proposals.map((wall, at) =>
            option(
              wall,
              at > 0
                ? none
                : html`<span class="quiet"
                    >${series === undefined ? t.proposed : t.bySeries(series)}</span
                  >`,
            ),
          )}
          <li>
            <label class="option"
              ><input
                type="radio"
                name="moment"
                value="other"
                ${isProposed ? '' : raw('checked')}
              />
              <span>${t.other}</span></label
            >
            <div class="other">
              <span class="pair">
                <label for="day">${t.day}</label>
                <input
                  id="day"
                  type="date"
                  name="day"
                  value="${isProposed ? '' : typed.day}"
                  ${isChosen && chosen.kind !== 'ok' ? raw('aria-describedby="error-title"') : ''}
                />
              </span>
              <span class="pair">
                <label for="time">${t.time}</label>
                <input id="time" type="time" name="time" value="${isProposed ? '' : typed.time}" />
              </span>
            </div>
          </li>
        </ul>
      </fieldset>
      <button class="quiet-button" type="submit">${t.take}</button>
    </form>
  </section>`
}

/** What the clock change makes of the moment, and why it may be a bad one. */
function remarks({ wall, due, warnings }: Extract<ChosenMoment, { kind: 'ok' }>, text: Text): Html {
  const { note } = text.commands.schedule
  const time = formatTime(wall.slice(11, 16), text)
  const clock =
    due.note === 'skipped'
      ? note.skipped(time, formatTime(due.local.slice(11, 16), text))
      : due.note === 'doubled'
        ? note.doubled(time)
        : undefined
  return html`${clock === undefined ? none : remark(clock, '')}
  ${warnings.map((found) => remark(...said(found, text)))}`
}

function said({ code, values }: Problem, text: Text): [string, string] {
  const { title, why } = text.problems[code](values)
  return [title, why]
}

function remark(words: string, why: string): Html {
  return html`<p class="remark">${icon('warns')} <span>${words} ${why}</span></p>`
}

function people(count: number | undefined, text: Text): string {
  const t = text.screens.issue
  return count === undefined ? t.notCounted : t.people(formatNumber(count, text), count)
}

function wallParts(wall: string): { day: string; time: string } {
  return { day: wall.slice(0, 10), time: wall.slice(11, 16) }
}

function address(issueId: string, part?: string): string {
  const at = `/issues/${encodeURIComponent(issueId)}`
  return part === undefined ? at : `${at}/${part}`
}
