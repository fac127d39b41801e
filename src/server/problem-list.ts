import { html } from 'hono/html'
import type { Problem, Severity } from '../problem.ts'
import type { Text } from '../text/text.ts'
import { none, type Html } from './html.ts'
import { canOpen } from './source-file.ts'

/**
 * Worst first, as `inspectIssue` sorted them; what was accepted with a reason folds away at the
 * end. The same words at several places are said once, with a link to each place.
 */
export function problemList(problems: readonly Problem[], issueId: string, text: Text): Html {
  const t = text.screens.problems
  const open = problems.filter((found) => !found.accepted)
  const accepted = problems.filter((found) => found.accepted)
  return html`${
    open.length === 0
      ? html`<p class="calm">${icon('good')} ${t.none}</p>`
      : list(open, issueId, text)
  }
  ${
    accepted.length === 0
      ? none
      : html`<details class="accepted" id="accepted">
          <summary>${t.accepted(accepted.length)}</summary>
          ${list(accepted, issueId, text)}
        </details>`
  }`
}

function list(problems: readonly Problem[], issueId: string, text: Text): Html {
  const groups = Map.groupBy(problems, (found) =>
    JSON.stringify([said(found, text), found.severity, found.accepted]),
  )
  return html`<ul class="problems">
    ${[...groups.values()].map((group) => row(group, issueId, text))}
  </ul>`
}

function said(found: Problem, text: Text) {
  return text.problems[found.code](found.values)
}

/** "1 blokkeert, 2 let op" */
export function problemCounts(problems: readonly Problem[], text: Text): Html {
  const t = text.screens.problems
  const open = problems.filter((found) => !found.accepted)
  const count = (severity: Severity) => open.filter((found) => found.severity === severity).length
  const levels = (['blocks', 'warns', 'tip'] as const).filter((level) => count(level) > 0)
  if (levels.length === 0) return html`<span class="tag good">${icon('good')} ${t.noneShort}</span>`
  return html`${levels.map(
    (level) =>
      html`<span class="tag ${level}">${icon(level)} ${t.count[level](count(level))}</span> `,
  )}`
}

export function sourceHref(
  issueId: string,
  place: { file: string; line?: number | undefined; column?: number | undefined },
): string {
  const query = new URLSearchParams({ file: place.file })
  if (place.line !== undefined) query.set('line', String(place.line))
  if (place.column !== undefined) query.set('column', String(place.column))
  return `/issues/${encodeURIComponent(issueId)}/source?${query}`
}

/** The path without the folder that everything of this issue is in. */
export function shortFile(file: string, issueId: string): string {
  const folder = `newsletters/${issueId}/`
  return file.startsWith(folder) ? file.slice(folder.length) : file
}

function severityTag(severity: Severity, text: Text): Html {
  return html`<span class="tag ${severity}"
    >${icon(severity)} ${text.commands.severity[severity]}</span
  >`
}

function row(group: Problem[], issueId: string, text: Text): Html {
  const [found] = group
  if (!found) return none
  const words = said(found, text)
  const places = group.flatMap((one) => place(one, issueId, group.length > 1, text))
  return html`<li class="problem ${found.accepted ? 'is-accepted' : found.severity}">
    <p class="problem-head">${severityTag(found.severity, text)} <strong>${words.title}</strong></p>
    <p>${found.accepted ? text.commands.accepted(found.accepted.reason) : words.fix}</p>
    ${found.accepted || !words.why ? none : html`<p class="quiet">${words.why}</p>`}
    ${
      places.length === 0
        ? none
        : html`<ul class="places">
            ${places.map((one) => html`<li>${one}</li>`)}
          </ul>`
    }
  </li>`
}

/** Among many places the name is enough. */
function place(found: Problem, issueId: string, oneOfMany: boolean, text: Text): Html[] {
  const { file, line, column } = found
  if (file === undefined) return []
  const t = text.screens.problems
  const short = shortFile(file, issueId)
  if (!canOpen(file)) return [html`<span class="quiet">${t.at(short, line)}</span>`]
  const label = oneOfMany ? t.at(short, line) : t.goTo(short, line)
  return [html`<a href="${sourceHref(issueId, { file, line, column })}">${label}</a>`]
}

const shapes = {
  good: 'M3 8.5l3.2 3.2L13 5',
  blocks: 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2zM5 8h6',
  warns: 'M8 1.8l6.6 12H1.4zM8 6.2v3.6M8 11.6v.6',
  tip: 'M8 1.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM8 7v4.4M8 4.4v.6',
  wait: 'M8 1.5a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM8 4.4V8l2.6 1.8',
}

/** The drawing beside a word: never the only cue. */
export function icon(name: keyof typeof shapes): Html {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d="${shapes[name]}" />
  </svg>`
}
