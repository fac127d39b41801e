import { html } from 'hono/html'
import type { Problem, Severity } from '../problem.ts'
import type { Text } from '../text/text.ts'
import { foundIn } from '../content/acceptance.ts'
import { none, type Html } from './html.ts'
import type { ProblemActions } from './problem-actions.ts'
import { byGroup, groupOf, problemGroups } from './problem-group.ts'
import { canOpen } from './source-file.ts'

/** Where the list stands, and what can be done there with one press. */
export type ListTools = {
  actions: ProblemActions
  back: 'issue' | 'source' | 'preview'
  /** Of the preview: how it is looked at, to come back to. */
  view?: string
  /** Whose files are named after them; empty on the page of one file. */
  partners: readonly { id: string; short: string }[]
  /** Whether there is a mail: without one nothing can be said to be in order. */
  complete: boolean
  /** Found by a check that somebody asked for: what blocks there does not stop sending by itself. */
  onRequest?: true
}

/**
 * What blocks, what needs a look, tips; in each the groups in their order, and apart what only the
 * maintainer can solve: it stands under the same level, so that nothing that blocks is out of sight.
 * What was accepted with a reason and what is in order fold away at the end. The same words at several
 * places are said once, with a link to each place.
 */
export function problemList(
  problems: readonly Problem[],
  issueId: string,
  text: Text,
  tools?: ListTools,
  noneWords: string = text.screens.problems.none,
): Html {
  const t = text.screens.problems
  const open = problems.filter((found) => !found.accepted)
  const accepted = problems.filter((found) => found.accepted)
  const levels = (['blocks', 'warns', 'tip'] as const).flatMap((level) => {
    const own = open.filter(({ severity }) => severity === level).toSorted(byGroup)
    return own.length === 0 ? [] : [{ level, own }]
  })
  return html`${levels.length === 0 ? html`<p class="calm">${icon('good')} ${noneWords}</p>` : none}
  ${levels.map(
    ({ level, own }) =>
      html`<h3 class="level">${t.levels[level]}</h3>
        ${list(
          own.filter((found) => !isForMaintainer(found)),
          issueId,
          text,
          tools,
        )}
        ${forMaintainer(own.filter(isForMaintainer), level, issueId, text, tools)}`,
  )}
  ${
    accepted.length === 0
      ? none
      : html`<details
          class="accepted"
          id="${tools?.onRequest ? 'accepted-on-request' : 'accepted'}"
        >
          <summary>${t.accepted(accepted.length)}</summary>
          ${list(accepted, issueId, text)}
        </details>`
  }
  ${tools?.complete === true ? inOrder(open, text) : none}`
}

function isForMaintainer({ owner }: Problem): boolean {
  return owner === 'maintainer'
}

/** With what to do about it for whoever cannot solve it: whom to ask, and what to tell them. */
function forMaintainer(
  problems: readonly Problem[],
  level: Severity,
  issueId: string,
  text: Text,
  tools?: ListTools,
): Html {
  if (problems.length === 0) return none
  const t = text.screens.problems.maintainer
  return html`<div class="for-maintainer">
    <h4>${t.heading}</h4>
    <p>${level === 'blocks' && !tools?.onRequest ? t.askBlocking : t.ask}</p>
    ${list(problems, issueId, text, tools)}
  </div>`
}

/** The groups that nothing is open in, with what was looked at. */
function inOrder(open: readonly Problem[], text: Text): Html {
  const t = text.screens.problems
  const troubled = new Set(open.map(groupOf))
  const fine = problemGroups.filter((group) => !troubled.has(group))
  if (fine.length === 0) return none
  return html`<details class="accepted" id="in-order">
    <summary>${t.fine} (${fine.length})</summary>
    <dl class="in-order">
      ${fine.map(
        (group) =>
          html`<div>
            <dt>${icon('good')} ${t.groups[group]}</dt>
            <dd>${t.checked[group]}</dd>
          </div>`,
      )}
    </dl>
  </details>`
}

function list(problems: readonly Problem[], issueId: string, text: Text, tools?: ListTools): Html {
  if (problems.length === 0) return none
  const groups = Map.groupBy(problems, (found) =>
    JSON.stringify([said(found, text), found.severity, found.accepted]),
  )
  return html`<ul class="problems">
    ${[...groups.values()].map((group) => row(group, issueId, text, tools))}
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

function row(group: Problem[], issueId: string, text: Text, tools?: ListTools): Html {
  const [found] = group
  if (!found) return none
  const words = said(found, text)
  const places = group.flatMap((one) => place(one, issueId, group.length > 1, text, tools))
  return html`<li class="problem ${found.accepted ? 'is-accepted' : found.severity}">
    <p class="problem-head">
      ${found.accepted ? severityTag(found.severity, text) : none}
      <span class="tag ${found.accepted ? 'plain' : found.severity}"
        >${found.accepted ? none : icon(found.severity)}
        ${text.screens.problems.groups[groupOf(found)]}</span
      >
      ${writersOf(group, tools).map((short) => html`<span class="tag plain">${text.screens.problems.writer(short)}</span> `)}
      <strong>${linked(words.title, issueId)}</strong>
    </p>
    <p>${found.accepted ? text.commands.accepted(found.accepted.reason) : words.fix}</p>
    ${found.accepted || !words.why ? none : html`<p class="quiet">${words.why}</p>`}
    ${
      isForMaintainer(found) && !found.accepted
        ? html`<p class="quiet">
            ${text.screens.problems.maintainer.code} <code>${found.code}</code>
          </p>`
        : none
    }
    ${
      places.length === 0
        ? none
        : html`<ul class="places">
            ${places.map((one) => html`<li>${one}</li>`)}
          </ul>`
    }
    ${tools === undefined ? none : acceptForms(group, issueId, text, tools)}
  </li>`
}

/** A place in another file that the words name, as a link to it. */
function linked(words: string, issueId: string): Html {
  const [all, file = '', line] =
    /(newsletters\/[\w./-]+\.(?:md|yaml))(?:, \p{L}+ (\d+))?/u.exec(words) ?? []
  if (all === undefined || !canOpen(file)) return html`${words}`
  const at = words.indexOf(all)
  const href = sourceHref(issueId, { file, line: line === undefined ? undefined : Number(line) })
  return html`${words.slice(0, at)}<a href="${href}">${all}</a>${words.slice(at + all.length)}`
}

/** The partners who wrote what it is about: whom to ask, where asking is needed. */
function writersOf(group: readonly Problem[], tools?: ListTools): string[] {
  const files = group.filter(({ owner }) => owner === 'author').map(({ file = '' }) => file)
  const folders = new Set(files.map((file) => /^newsletters\/[^/]+\/([^/]+)\//.exec(file)?.[1]))
  return (tools?.partners ?? []).filter(({ id }) => folders.has(id)).map(({ short }) => short)
}

/** One reason counts for every place in the same file. */
function acceptForms(group: Problem[], issueId: string, text: Text, tools: ListTools): Html[] {
  const t = text.screens.problems
  const files = new Map(group.map((one) => [one.file, one]))
  // A form for each of many files would hide the rest: the page of each file has its own.
  if (files.size > 2) return []
  return [...files.values()]
    .filter((one) => tools.actions(one).accept)
    .map(
      (one) =>
        html`<details class="accept">
          <summary>
            ${t.accept.summary}${files.size > 1 ? html` (${shortFile(one.file ?? '', issueId)})` : none}
          </summary>
          <form method="post" action="/issues/${encodeURIComponent(issueId)}/accept">
            ${about(one, tools)}
            <label>
              ${t.accept.label}
              <input name="reason" required maxlength="300" autocomplete="off" />
            </label>
            <p class="quiet">${t.accept.hint}</p>
            <button type="submit">${t.accept.button}</button>
          </form>
        </details>`,
    )
}

/** Which problem a form is about, and where to go back to. */
function about(found: Problem, { back, view }: ListTools): Html[] {
  const { code, file = '', line = '', column = '' } = found
  const here = { code, file, line, column, found: foundIn(found), back }
  const fields = view === undefined ? here : { ...here, view }
  return Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )
}

function fixButton(found: Problem, issueId: string, text: Text, tools: ListTools): Html {
  const { fix } = tools.actions(found)
  if (fix === undefined) return none
  return html`<form method="post" action="/issues/${encodeURIComponent(issueId)}/fix">
    ${about(found, tools)}
    <button class="quiet-button" type="submit">
      ${text.screens.problems.fix[fix.kind](fix.suggestion ?? '')}
    </button>
  </form>`
}

/** Among many places the name is enough. */
function place(
  found: Problem,
  issueId: string,
  oneOfMany: boolean,
  text: Text,
  tools?: ListTools,
): Html[] {
  const { file, line, column } = found
  if (file === undefined) return []
  const t = text.screens.problems
  const short = shortFile(file, issueId)
  if (!canOpen(file)) return [html`<span class="quiet">${t.at(short, line)}</span>`]
  const label = oneOfMany ? t.at(short, line) : t.goTo(short, line)
  const link = lacksItem(found)
    ? html`<a href="/issues/${encodeURIComponent(issueId)}#contributions">${t.toContributions}</a>`
    : html`<a href="${sourceHref(issueId, { file, line, column })}">${label}</a>`
  if (tools === undefined) return [link]
  return [
    html`${link} ${addPicture(found, issueId, text, tools)}
    ${fixButton(found, issueId, text, tools)}`,
  ]
}

/** Put right by a new file, and not in the one that it is said of. */
function lacksItem({ code, accepted }: Problem): boolean {
  return !accepted && (code === 'issue/empty' || code === 'issue/partner-missing')
}

/** To where a missing picture can be added. */
function addPicture(found: Problem, issueId: string, text: Text, { back }: ListTools): Html {
  if (found.code !== 'image/missing' || found.accepted || found.file === undefined) return none
  const page = back === 'source' ? '' : sourceHref(issueId, { file: found.file })
  return html`<a href="${page}#picture">${text.screens.problems.addPicture}</a>`
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
