import { html } from 'hono/html'
import { issueFile } from '../issue/list-issues.ts'
import type { Text } from '../text/text.ts'
import { none, type Html } from './html.ts'
import type { Notice, ShownNotice } from './notices.ts'
import { icon, shortFile, sourceHref, type ListTools } from './problem-list.ts'
import { leftWords, nextControl, nextStepLink } from './next-problem.ts'
import { pictureLine } from './picture-name.ts'
import type { Left } from './problems-left.ts'
import { insertButton } from './screens/pictures.ts'

/** Where it is shown. */
type Shown = {
  issueId: string
  back: ListTools['back']
  /** Of the preview: how it is looked at. */
  view?: string
  left: Left
  /** Beside an editor: names of pictures that are not there. */
  missing?: readonly string[]
}

/**
 * What came of the last press, how many problems are left, and the way to the next. The address leads
 * here, so focus comes with it and a screen reader reads it out.
 */
export function noticePanel(shown: ShownNotice | undefined, where: Shown, text: Text): Html {
  if (shown === undefined) return none
  const { issueId, back, view, left } = where
  const { notice, name } = shown
  const toFill = 'toFill' in notice && notice.toFill === true
  const tells = !toFill && ('change' in notice || notice.kind === 'resaved')
  const picture =
    notice.kind === 'picture' && notice.added.kind !== 'refused' ? notice.added.name : undefined
  const instead = notice.kind === 'picture' && notice.wanted !== picture ? notice.wanted : undefined
  const good =
    picture !== undefined ||
    ('change' in notice && !toFill) ||
    notice.kind === 'undone' ||
    (notice.kind === 'event' && notice.inIssue) ||
    notice.kind === 'resaved'
  return html`<div
    class="notice ${good ? 'good' : 'warns'}"
    id="notice"
    role="group"
    tabindex="-1"
    aria-labelledby="notice-words"
  >
    <p id="notice-words">
      ${icon(good ? 'good' : 'warns')} ${said(notice, issueId, text)}
      ${tells ? leftWords(left, text) : none}
    </p>
    ${
      picture === undefined || instead !== undefined
        ? none
        : html`<p>${text.screens.pictures.line} <code>${pictureLine(picture)}</code></p>`
    }
    <div class="notice-actions">
      ${picture === undefined ? none : insertButton(picture, where.missing ?? [], text, instead)}
      ${
        notice.kind === 'event' && !notice.inIssue
          ? html`<a
              class="button quiet-button"
              href="${sourceHref(issueId, { file: issueFile(issueId) })}"
              >${text.screens.making.event.openHead}</a
            >`
          : none
      }
      ${tells ? nextControl(left, issueId, back === 'source', text) : none}
      ${tells ? nextStepLink(left, issueId, text) : none}
      ${
        'change' in notice
          ? html`<form method="post" action="/issues/${encodeURIComponent(issueId)}/undo">
              <input type="hidden" name="notice" value="${name}" />
              <input type="hidden" name="back" value="${back}" />
              ${view === undefined ? none : html`<input type="hidden" name="view" value="${view}" />`}
              <button class="quiet-button" type="submit">
                ${text.screens.problems.notice.undo}
              </button>
            </form>`
          : none
      }
    </div>
  </div>`
}

/** A page that refreshes itself asks for the same notice again: the change it tells of is a reason to. */
export function noticeQuery(shown: ShownNotice | undefined): string {
  return shown === undefined ? '' : `?${new URLSearchParams({ notice: shown.name })}`
}

function said(notice: Notice, issueId: string, text: Text): string {
  const t = text.screens.problems.notice
  switch (notice.kind) {
    case 'fixed':
      if (notice.toFill) return t.toFill(shortFile(notice.change.file, issueId))
      return t.fixed(shortFile(notice.change.file, issueId), notice.line)
    case 'accepted':
      return t.accepted(shortFile(notice.change.file, issueId))
    case 'restored':
      return t.restored(shortFile(notice.change.file, issueId), notice.at)
    case 'picture':
      return pictureWords(notice, text)
    case 'event':
      return eventWords(notice, text)
    case 'undone':
      return t.undone(shortFile(notice.file, issueId))
    case 'resaved':
      return t.resaved(shortFile(notice.file, issueId))
    case 'byHand':
      return t.byHand(shortFile(notice.file, issueId))
    case 'gone':
      return t.gone
    case 'forgotten':
      return t.forgotten
    case 'last':
      return t.last
    case 'moved':
      return t.moved
    case 'reason':
      return t.reason
    case 'reasonShort':
      return t.reasonShort
    case 'failed':
      return text.screens.source.failed[notice.why]
    default:
      return notice satisfies never
  }
}

function eventWords(event: Extract<Notice, { kind: 'event' }>, text: Text): string {
  const t = text.screens.making.event
  if (!event.inIssue) return t.byHand(event.title, event.id)
  return event.known ? t.known(event.title) : t.added(event.title)
}

function pictureWords({ added, wanted }: Extract<Notice, { kind: 'picture' }>, text: Text): string {
  const t = text.screens.pictures
  if (added.kind === 'refused') return t.refused[added.why]
  const { name, type } = added
  const webp = type === 'webp' ? ` ${t.webp}` : ''
  if (added.kind === 'same') return t.same(name) + webp
  if (wanted === name) return t.filled(name) + webp
  const taken = added.taken === undefined ? '' : ` ${t.renamed(added.taken, name)}`
  const other = wanted === undefined ? '' : ` ${t.otherName(wanted, name)}`
  return t.added(name) + taken + other + webp
}
