import { html } from 'hono/html'
import { formatList } from '../render/format.ts'
import type { Stopped } from '../dispatch/scheduled.ts'
import type { Text } from '../text/text.ts'
import type { Html } from './html.ts'
import type { IssueState, NextStep } from './issue-state.ts'
import { clockWords, momentWords, wallWords } from './moments.ts'
import { icon, sourceHref } from './problem-list.ts'

/**
 * The one thing to do next, with the one button that leads there. `title` is that of the issue, on a
 * page where others stand.
 */
export function nextStepPanel(
  step: NextStep,
  issueId: string,
  zone: string,
  text: Text,
  title?: string,
): Html {
  const t = text.screens.next
  const { words, button, href } = said(step, issueId, zone, text)
  return html`<section class="next" aria-labelledby="next-title">
    <h2 id="next-title">${title === undefined ? t.heading : t.headingOf(title)}</h2>
    <p class="next-words">${words}</p>
    <a class="button" href="${href}">${button}</a>
  </section>`
}

function said(
  step: NextStep,
  issueId: string,
  zone: string,
  text: Text,
): { words: string; button: string; href: string } {
  const t = text.screens.next
  const at = `/issues/${encodeURIComponent(issueId)}`
  const head = sourceHref(issueId, { file: `newsletters/${issueId}/issue.md` })
  switch (step.kind) {
    case 'unreadable':
      return { words: t.unreadable, button: t.openHead, href: head }
    case 'follow':
      return { words: t.follow, button: t.openDispatch, href: `${at}/dispatch` }
    case 'decide':
      return { words: t.decide, button: t.openDispatch, href: `${at}/dispatch` }
    case 'solve':
      return {
        words: t.solve(step.count, step.forMaintainer),
        button: t.openProblems,
        href: `${at}#problems`,
      }
    case 'collect':
      return {
        words: t.collect(formatList(step.partners, text), step.partners.length),
        button: t.openContributions,
        href: `${at}#contributions`,
      }
    case 'choose-moment':
      return {
        words:
          step.written === undefined
            ? t.chooseMoment
            : t.momentWritten(wallWords(step.written, text)),
        button: t.openSchedule,
        href: `${at}/schedule`,
      }
    case 'no-readers':
      return { words: t.noReaders, button: t.openImport, href: '/subscribers/import' }
    case 'plan-again':
      return {
        words: t.planAgain(wallWords(step.wall, text)),
        button: t.openPlanAgain,
        href: `${at}/schedule`,
      }
    case 'stopped':
      return {
        words: stoppedWords(step.stopped, zone, text),
        button: text.countdown.planAgain,
        href: `${at}/schedule`,
      }
    case 'wait':
      return {
        words: t.wait(momentWords(step.dueAt, zone, text)),
        button: t.openPreview,
        href: `${at}/preview`,
      }
    case 'done':
      return { words: t.done, button: t.openDispatch, href: `${at}/dispatch` }
    default:
      return step satisfies never
  }
}

/** Which moment was taken back, by whom and when, and that nothing was sent. */
export function stoppedWords({ wall, at, person }: Stopped, zone: string, text: Text): string {
  return text.countdown.stopped(wallWords(wall, text), clockWords(at, zone, text), person)
}

export function stateTag(state: IssueState, text: Text): Html {
  return html`<span class="tag state ${tone[state]}"
    >${icon(drawing[state])} ${text.screens.states[state]}</span
  >`
}

const tone: Record<IssueState, string> = {
  planned: 'plain',
  collecting: 'plain',
  composing: 'plain',
  scheduled: 'good',
  'plan-expired': 'warns',
  missed: 'blocks',
  sending: 'good',
  paused: 'warns',
  stopped: 'warns',
  sent: 'good',
}
const drawing: Record<IssueState, Parameters<typeof icon>[0]> = {
  planned: 'wait',
  collecting: 'wait',
  composing: 'wait',
  scheduled: 'wait',
  'plan-expired': 'warns',
  missed: 'blocks',
  sending: 'wait',
  paused: 'warns',
  stopped: 'warns',
  sent: 'good',
}
