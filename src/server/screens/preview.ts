import { html, raw } from 'hono/html'
import { countCharacters } from '../../check/count-characters.ts'
import type { Config } from '../../config.ts'
import type { Issue } from '../../issue/issue.ts'
import { blocks, type Problem } from '../../problem.ts'
import type { Rendered } from '../../render/rendered.ts'
import type { Segment } from '../../subscribers/segments.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'
import {
  narrowest,
  previewQuery,
  readers,
  widest,
  widths,
  type PreviewView,
} from '../preview-view.ts'
import { nextStepLink } from '../next-problem.ts'
import { noticePanel } from '../notice-panel.ts'
import type { ShownNotice } from '../notices.ts'
import type { ProblemActions } from '../problem-actions.ts'
import { problemCounts, problemList } from '../problem-list.ts'
import type { Left } from '../problems-left.ts'

export type PreviewScreen = {
  issueId: string
  issue: Issue | undefined
  rendered: Rendered | undefined
  /** Its plain text, filled for the chosen reader. */
  plain: string
  problems: readonly Problem[]
  /** What came of the last press on a button. */
  notice: ShownNotice | undefined
  actions: ProblemActions
  left: Left
  segments: readonly Segment[]
  view: PreviewView
  config: Config
  version: number
  text: Text
}

export function previewPage(screen: PreviewScreen): Html {
  const { issueId, text, version } = screen
  const t = text.screens.preview
  const title = screen.issue?.title || issueId
  return page({
    title: t.heading(title),
    text,
    current: 'overview',
    issue: { id: issueId, title, tab: 'preview' },
    width: 'desk',
    scripts: ['preview.js'],
    live: { issueId, version },
    body: html`<h1 class="hidden">${t.heading(title)}</h1>
      <p class="subject">
        <span class="quiet">${t.subjectIs}</span> ${screen.issue?.subject || t.noSubject}
      </p>
      ${toolbar(screen)}
      <div class="desk-columns">
        <section class="stage" aria-label="${t.stageTitle}">${stage(screen)}</section>
        ${problemPanel(screen)}
      </div>`,
  })
}

/** Swapped as a whole after every save; the frame beside it reloads by itself. */
function problemPanel(screen: PreviewScreen): Html {
  const { problems, issueId, text, config, notice, left, actions } = screen
  const t = text.screens
  const view = previewQuery(screen.view)
  const tools = { actions, partners: config.partners, back: 'preview', view } as const
  return html`<section
    class="panel"
    id="problems"
    aria-labelledby="problems-title"
    hx-get="${address(issueId)}${withNotice(view, notice)}"
    hx-trigger="saved from:body"
    hx-select="#problems"
    hx-swap="outerMorph"
  >
    <h2 id="problems-title">${t.problems.heading}</h2>
    ${noticePanel(notice, { issueId, left, ...tools }, text)}
    <p class="counts">${problemCounts(problems, text)}</p>
    <p class="quiet">
      ${problems.some(blocks) ? t.problems.blocksSending : problems.length > 0 ? t.problems.nothingBlocks : none}
      ${left.isPartial ? t.problems.partial : none} ${nextStepLink(left, issueId, text)}
    </p>
    ${problemList(problems, issueId, text, { ...tools, complete: false })}
  </section>`
}

function withNotice(view: string, notice: ShownNotice | undefined): string {
  const query = new URLSearchParams(view)
  if (notice !== undefined) query.set('notice', notice.name)
  return query.size === 0 ? '' : `?${query}`
}

function toolbar(screen: PreviewScreen): Html {
  const { view, text } = screen
  const t = text.screens.preview
  const framed = view.show === 'mail' || view.show === 'web'
  return html`<div class="toolbar">
    ${choice(t.show, screen, [
      [t.shows.mail, { show: 'mail' }],
      [t.shows.inbox, { show: 'inbox' }],
      [t.shows.text, { show: 'text' }],
      [t.shows.web, { show: 'web' }],
    ])}
    <details class="options" id="options">
      <summary>${t.options}</summary>
      <div class="options-inner">
        ${
          framed
            ? html`${choice(
                t.width,
                screen,
                widths.map((width) => [t.widths[width], { width }]),
              )}
              ${widthForm(screen)}`
            : none
        }
        ${
          view.show === 'mail'
            ? html`${choice(t.mode, screen, [
                [t.modes.light, { mode: 'light' }],
                [t.modes.dark, { mode: 'dark' }],
                [t.modes.inverted, { mode: 'inverted' }, t.invertedTitle],
              ])}
              ${choice(t.images, screen, [
                [t.imagesOn, { images: true }],
                [t.imagesOff, { images: false }],
              ])}`
            : none
        }
        ${view.show === 'web' ? none : readerForm(screen)}
      </div>
    </details>
  </div>`
}

/** Links, because a choice must also work without script; the one that is on says so. */
function choice(
  label: string,
  { view, issueId }: PreviewScreen,
  options: [label: string, change: Partial<PreviewView>, explained?: string][],
): Html {
  const here = previewQuery(view)
  return html`<div class="choice" role="group" aria-label="${label}">
    <ul>
      ${options.map(([words, change, explained]) => {
        const query = previewQuery({ ...view, ...change })
        return html`<li>
          <a
            href="${address(issueId)}${query}"
            ${query === here ? raw('aria-current="true"') : ''}
            ${explained === undefined ? '' : html`title="${explained}"`}
            >${words}</a
          >
        </li>`
      })}
    </ul>
  </div>`
}

function widthForm({ view, issueId, text }: PreviewScreen): Html {
  const t = text.screens.preview
  return html`<form class="inline-form" method="get" action="${address(issueId)}">
    ${kept(view, ['width'])}
    <label class="hidden" for="width">${t.widthField}</label>
    <input
      id="width"
      type="number"
      name="width"
      min="${narrowest}"
      max="${widest}"
      value="${view.width}"
    />
    <button type="submit">${t.apply}</button>
  </form>`
}

function readerForm({ view, issueId, segments, text }: PreviewScreen): Html {
  const t = text.screens.preview
  const option = (value: string, label: string, on: boolean) =>
    html`<option value="${value}" ${on ? raw('selected') : ''}>${label}</option>`
  return html`<form class="inline-form" method="get" action="${address(issueId)}">
    ${kept(view, ['segment', 'reader'])}
    <label for="segment">${t.viewAs}</label>
    <select id="segment" name="segment">
      ${option('', t.everySegment, view.segment === '')}
      ${segments.map(({ id, title }) => option(id, title, view.segment === id))}
    </select>
    <select name="reader" aria-label="${t.reader}">
      ${readers.map((reader) => option(reader, t.readers[reader], view.reader === reader))}
    </select>
    <button type="submit">${t.apply}</button>
  </form>`
}

/** The rest of the view, so that a form changes only what it shows. */
function kept(view: PreviewView, except: string[]): Html[] {
  return [...new URLSearchParams(previewQuery(view))]
    .filter(([name]) => !except.includes(name))
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)
}

function address(issueId: string): string {
  return `/issues/${encodeURIComponent(issueId)}/preview`
}

function stage(screen: PreviewScreen): Html {
  const { view, rendered, text, plain, issueId } = screen
  const t = text.screens.preview
  if (!rendered) return html`<p class="empty">${t.nothing}</p>`
  const at = address(issueId)
  switch (view.show) {
    case 'mail':
      return html`${view.mode === 'inverted' ? html`<p class="quiet">${t.invertedNote}</p>` : none}
      ${frame(`${at}/mail${previewQuery({ ...view, show: 'mail', width: 390 })}`, t.frameTitle, screen)}`
    case 'web':
      return frame(`${at}/web/`, t.webTitle, screen)
    case 'text':
      return html`<pre class="plain-text" tabindex="0" role="region" aria-label="${t.shows.text}">
${plain}</pre>`
    case 'inbox':
      return inbox(rendered, screen)
    default:
      return view.show satisfies never
  }
}

/** The width is an attribute, not a style: our own policy forbids inline styles. */
function frame(src: string, title: string, { view, issueId, text }: PreviewScreen): Html {
  return html`<div class="frame-scroll" tabindex="0" role="region" aria-label="${title}">
    <div class="device ${view.show === 'mail' ? view.mode : 'light'}" data-frames>
      <iframe
        src="${src}"
        title="${title}"
        width="${view.width}"
        height="780"
        data-source-page="/issues/${encodeURIComponent(issueId)}/source"
      ></iframe>
    </div>
    <p class="quiet scale-note" data-scale="${text.screens.preview.scaled('{percent}')}"></p>
  </div>`
}

/** How three mail programs list it before anybody opens it. */
function inbox(rendered: Rendered, { config, text }: PreviewScreen): Html {
  const t = text.screens.preview
  const row = (program: string, label: string) =>
    html`<li>
      <p class="quiet">${label}</p>
      <div class="inbox-row ${program}">
        <span class="inbox-from">${config.sender.name}</span>
        <span class="inbox-subject">${rendered.subject || t.noSubject}</span>
        <span class="inbox-preheader">${rendered.preheader}</span>
      </div>
    </li>`
  return html`<ul class="inbox">
      ${row('phone', t.inbox.phone)} ${row('webmail', t.inbox.webmail)}
      ${row('desktop', t.inbox.desktop)}
    </ul>
    <dl class="facts">
      <div>
        <dt>${t.sender}</dt>
        <dd>${config.sender.name} &lt;${config.sender.address}&gt;</dd>
      </div>
      <div>
        <dt>${t.subject}</dt>
        <dd>
          ${rendered.subject || t.noSubject}
          <span class="quiet">${t.characters(countCharacters(rendered.subject))}</span>
        </dd>
      </div>
      <div>
        <dt>${t.preheader}</dt>
        <dd>
          ${rendered.preheader || t.noPreheader}
          <span class="quiet">${t.characters(countCharacters(rendered.preheader))}</span>
        </dd>
      </div>
    </dl>`
}
