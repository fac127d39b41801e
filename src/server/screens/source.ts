import { html, raw } from 'hono/html'
import type { Problem } from '../../problem.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'
import { leftWords, nextControl, nextStepLink } from '../next-problem.ts'
import { noticePanel } from '../notice-panel.ts'
import type { ShownNotice } from '../notices.ts'
import type { ProblemActions } from '../problem-actions.ts'
import { icon, problemCounts, problemList, shortFile } from '../problem-list.ts'
import type { Left } from '../problems-left.ts'
import type { ShownPicture } from '../pictures.ts'
import type { ShownVersion } from '../shown-versions.ts'
import type { SourceFile } from '../source-file.ts'
import { pictureFold } from './pictures.ts'
import { writingFold } from './writing-help.ts'
import { earlierVersions, previousButton, previousVersion } from './versions.ts'

export type SourceScreen = {
  issueId: string
  issueTitle: string
  source: SourceFile
  /** The place to put the caret, as a link gave it. */
  line: number | undefined
  column: number | undefined
  /** Of this file only. */
  problems: readonly Problem[]
  /** Of the whole issue. */
  left: Left
  versions: readonly ShownVersion[]
  /** Of the issue; undefined beside a file that shows none. */
  pictures: readonly ShownPicture[] | undefined
  /** Names of pictures that the texts use and that are not there. */
  missing: readonly string[]
  zone: string
  state:
    | { kind: 'open' }
    | { kind: 'saved'; at: string }
    /** The file changed on disk since the editor opened: `mine` is what was not saved. */
    | { kind: 'conflict'; mine: string }
    | { kind: 'failed'; why: string; mine: string }
  version: number
  /** What came of the last press on a button. */
  notice: ShownNotice | undefined
  actions: ProblemActions
  text: Text
}

export function sourcePage(screen: SourceScreen): Html {
  const { issueId, source, text, state } = screen
  const t = text.screens.source
  const short = shortFile(source.file, issueId)
  const fault = isFault(state)
  // What is not saved waits for a choice: no other button may make it.
  const tools = fault
    ? undefined
    : ({ actions: screen.actions, partners: [], back: 'source', complete: false } as const)
  return page({
    title: short,
    text,
    fault,
    current: 'overview',
    issue: { id: issueId, title: screen.issueTitle, tab: 'source' },
    width: 'desk',
    scripts: ['editor.js', 'pictures.js'],
    body: html`<div class="desk-head">
        <h1 class="file-title">${short}</h1>
      </div>
      ${isLast(screen) ? none : noticePanel(screen.notice, { ...screen, back: 'source' }, text)}
      ${fault ? errorSummary(screen) : none}
      <div class="desk-columns editor-columns">
        <div>
          ${editor(screen)}
          ${state.kind === 'saved' ? previousVersion({ ...screen, file: source.file }) : none}
          ${fault ? none : folds(screen)}
        </div>
        <section class="panel" id="problems" aria-labelledby="problems-title">
          <h2 id="problems-title">${t.problems}</h2>
          <p class="counts">${problemCounts(screen.problems, text)}</p>
          <p class="quiet">
            ${t.wholeIssue(leftWords(screen.left, text))}
            ${nextStepLink(screen.left, issueId, text)}
          </p>
          ${problemList(screen.problems, issueId, text, tools, t.noProblems)}
        </section>
      </div>`,
  })
}

function isFault(
  state: SourceScreen['state'],
): state is Extract<SourceScreen['state'], { mine: string }> {
  return state.kind === 'conflict' || state.kind === 'failed'
}

/** Told beside the buttons and not above the text: that is where the eyes are. */
function isLast({ notice }: SourceScreen): boolean {
  return notice?.notice.kind === 'last'
}

function folds(screen: SourceScreen): Html {
  const { source, pictures, problems, text } = screen
  const { file } = source
  const isWanted = lacksPicture(problems)
  return html`${pictures === undefined ? none : pictureFold({ ...screen, pictures, file, isWanted })}
  ${file.endsWith('.md') ? writingFold(text) : none} ${earlierVersions({ ...screen, file })}`
}

function editor(screen: SourceScreen): Html {
  const { issueId, source, line, column, problems, state, text } = screen
  const t = text.screens.source
  const shown = isFault(state) ? state.mine : source.text
  const at = `/issues/${encodeURIComponent(issueId)}`
  const here = problems.find((found) => found.line === line && found.column === column)
  const about = [screen.notice && !isLast(screen) && 'notice-words', here && 'here']
    .filter(Boolean)
    .join(' ')
  const told = isFault(state)
    ? t.unsaved
    : state.kind === 'saved'
      ? t.savedAt(state.at)
      : isLast(screen)
        ? text.screens.problems.notice.last
        : ''
  return html`<form class="editor" id="editor" method="post" action="${at}/source">
    <input type="hidden" name="file" value="${source.file}" />
    <input type="hidden" name="version" value="${source.version}" />
    <input type="hidden" name="line" value="${line ?? ''}" />
    <input type="hidden" name="column" value="${column ?? ''}" />
    <label class="editor-label" for="text">${source.editable ? t.label : t.labelReadOnly}</label>
    ${source.editable ? none : html`<p class="quiet">${source.file.endsWith('.csv') ? t.readOnly.table : t.readOnly.design}</p>`}
    <div class="code">
      ${gutter(shown, problems, line)}
      ${area(
        html`id="text" name="text" spellcheck="true" autocapitalize="off" autocomplete="off"
        lang="${text.screens.lang}" ${source.editable ? '' : 'readonly'} data-line="${line ?? ''}"
        ${isFault(state) ? 'data-unsaved' : ''} data-column="${column ?? ''}"
        ${about ? raw(`aria-describedby="${about}"`) : ''}`,
        shown,
      )}
    </div>
    <div class="editor-actions">
      ${here ? problemHere(here, text) : none}
      <div class="bar-told">
        <p role="status" class="quiet" id="unsaved" data-unsaved="${t.unsaved}">${told}</p>
        <p role="status" class="quiet" id="inserted"></p>
        ${state.kind === 'saved' ? previousButton({ ...screen, file: source.file }) : none}
        ${isLast(screen) ? nextStepLink(screen.left, issueId, text) : none}
      </div>
      <div class="actions">
        ${
          source.editable
            ? html`<button class="button" type="submit">
                ${state.kind === 'conflict' ? t.saveMine : t.save}
              </button>`
            : none
        }
        ${isFault(state) ? none : nextControl(screen.left, issueId, source.editable, text, 'next-problem')}
        ${
          source.editable && !isFault(state)
            ? html`<button class="quiet-button" type="submit" name="then" value="preview">
                ${t.toPreview}
              </button>`
            : html`<a class="button quiet-button" href="${at}/preview">${t.toPreview}</a>`
        }
      </div>
    </div>
  </form>`
}

/** What is the matter where the caret is, read out with the field. */
function problemHere(found: Problem, text: Text): Html {
  const { title, fix } = text.problems[found.code](found.values)
  return html`<p id="here" class="here ${found.severity}" tabindex="0">
    ${icon(found.severity)}
    <span><strong>${title}</strong> ${found.accepted ? none : fix}</span>
  </p>`
}

/** A browser drops the first line end in a textarea: here it gets one to drop. */
function area(attributes: Html, words: string): Html {
  return html`${raw('<textarea ')}${attributes}${raw('>\n')}${words}${raw('</textarea>')}`
}

/** Every line once more, invisible, behind the text box: so its number stands beside it even when it wraps. */
function gutter(text: string, problems: readonly Problem[], line: number | undefined): Html {
  const worst = new Map<number, string>()
  for (const found of problems.toReversed()) {
    if (found.line !== undefined && !found.accepted) worst.set(found.line, found.severity)
  }
  const lines = text.split('\n')
  return html`<div class="gutter" aria-hidden="true" id="gutter">
    ${lines.map((words, at) => {
      const marks = [worst.get(at + 1), at + 1 === line ? 'is-here' : undefined].filter(Boolean)
      return html`<div class="${marks.join(' ')}">${words}</div>`
    })}
  </div>`
}

function errorSummary({ state, source, issueId, text }: SourceScreen): Html {
  const t = text.screens.source
  if (state.kind === 'conflict') {
    const query = new URLSearchParams({ file: source.file })
    return html`<section
      class="error-summary"
      role="alert"
      tabindex="-1"
      autofocus
      aria-labelledby="error-title"
    >
      <h2 id="error-title">${t.conflictTitle}</h2>
      <p>${t.conflict}</p>
      <ul>
        <li><a href="#text">${t.conflictMine}</a></li>
        <li><a href="#theirs">${t.conflictTheirs}</a></li>
      </ul>
      <label for="theirs">${t.theirsLabel}</label>
      ${area(html`id="theirs" class="theirs" readonly rows="10"`, source.text)}
      <p>
        <a class="button quiet-button" href="/issues/${encodeURIComponent(issueId)}/source?${query}"
          >${t.takeTheirs}</a
        >
      </p>
    </section>`
  }
  return html`<section
    class="error-summary"
    role="alert"
    tabindex="-1"
    autofocus
    aria-labelledby="error-title"
  >
    <h2 id="error-title">${t.failedTitle}</h2>
    <p>${state.kind === 'failed' ? state.why : ''}</p>
  </section>`
}

function lacksPicture(problems: readonly Problem[]): boolean {
  return problems.some(({ code, accepted }) => code === 'image/missing' && !accepted)
}
