import { html } from 'hono/html'
import type { Problem } from '../../problem.ts'
import { dateParts, formatDate, formatList } from '../../render/format.ts'
import type { ComingStep } from '../../schedule/coming-steps.ts'
import type { PlannedIssue } from '../../schedule/planned-issues.ts'
import { dayOf } from '../../schedule/series.ts'
import type { OccurrenceRow } from '../../store/tables.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { problemList } from '../problem-list.ts'

export type Coming = {
  /** In the order of days. */
  steps: ComingStep[]
  /** The first date of a series that has no issue yet. */
  next: PlannedIssue | undefined
  /** Dates that went by without an issue, oldest first. */
  passed: OccurrenceRow[]
  /** What is wrong with `series.yaml`. */
  problems: Problem[]
}

/** More would hide the first ones. */
const SHOWN = 6

/** *Binnenkort*: what there is to do, and the one button that begins the next issue. */
export function comingSection(coming: Coming, text: Text): Html {
  const { steps, next, passed, problems } = coming
  if (steps.length + passed.length + problems.length === 0 && next === undefined) return none
  const t = text.screens.coming
  return html`<section aria-labelledby="coming-title">
    <h2 id="coming-title">${t.heading}</h2>
    ${problems.length === 0 ? none : problemList(problems, '-', text)}
    ${passedQuestion(passed, text)}
    ${
      steps.length === 0
        ? html`<p class="quiet">${t.nothing}</p>`
        : html`<ul class="rows">
            ${steps.slice(0, SHOWN).map((step) => row(step, text))}
          </ul>`
    }
    ${next === undefined ? none : makeForm(next, text)}
  </section>`
}

function row({ date, step, issueId, isMade }: ComingStep, text: Text): Html {
  const t = text.screens.coming
  const { weekday, dayAndMonth } = dateParts(date, text)
  const issue = text.screens.overview.issueNamed(issueId)
  const href = `/issues/${encodeURIComponent(issueId)}`
  return html`<li class="row">
    <span class="coming-day"><time datetime="${date}">${weekday} ${dayAndMonth}</time></span>
    <span class="row-title">${t.steps[step]}</span>
    ${isMade ? html`<a class="coming-issue" href="${href}">${issue}</a>` : html`<span class="quiet">${issue}</span>`}
  </li>`
}

function makeForm({ seriesId, wall, series }: PlannedIssue, text: Text): Html {
  const t = text.screens.coming
  const day = dayOf(wall)
  return html`<form class="actions" method="post" action="/issues">
    <input type="hidden" name="series" value="${seriesId}" />
    <input type="hidden" name="day" value="${day}" />
    <button class="quiet-button">${t.make(formatDate(day, text))}</button>
    <span class="quiet">${series.title}</span>
  </form>`
}

/** However many went by, one question with one answer. */
function passedQuestion(passed: readonly OccurrenceRow[], text: Text): Html {
  const last = passed.at(-1)
  if (last === undefined) return none
  const t = text.screens.coming
  const dates = passed.map(({ wall }) => formatDate(dayOf(wall), text))
  return html`<form class="notice" method="post" action="/occurrences/skip">
    <p>
      ${text.commands.schedule.passed(passed.length, formatList(dates, text))} ${t.passedWhatNow}
    </p>
    <input type="hidden" name="until" value="${last.due_at}" />
    <button class="quiet-button">${t.skip(passed.length)}</button>
  </form>`
}
