import { html } from 'hono/html'
import type { Text } from '../text/text.ts'
import { none, type Html } from './html.ts'
import type { Notice } from './notices.ts'
import { icon, shortFile } from './problem-list.ts'

export type ShownNotice = { name: string; notice: Notice }

/** What came of the last press, with *Ongedaan maken* where there is something to undo. */
export function noticePanel(
  shown: ShownNotice | undefined,
  issueId: string,
  back: 'issue' | 'source',
  text: Text,
): Html {
  if (shown === undefined) return none
  const { notice, name } = shown
  const good = 'change' in notice || notice.kind === 'undone' || notice.kind === 'resaved'
  return html`<div class="notice ${good ? 'good' : 'warns'}" id="notice">
    <p role="status">${icon(good ? 'good' : 'warns')} ${said(notice, issueId, text)}</p>
    ${
      'change' in notice
        ? html`<form method="post" action="/issues/${encodeURIComponent(issueId)}/undo">
            <input type="hidden" name="notice" value="${name}" />
            <input type="hidden" name="back" value="${back}" />
            <button class="quiet-button" type="submit">${text.screens.problems.notice.undo}</button>
          </form>`
        : none
    }
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
      return t.fixed(shortFile(notice.change.file, issueId), notice.line)
    case 'accepted':
      return t.accepted(shortFile(notice.change.file, issueId))
    case 'undone':
      return t.undone(shortFile(notice.file, issueId))
    case 'resaved':
      return t.resaved(shortFile(notice.file, issueId))
    case 'byHand':
      return t.byHand(shortFile(notice.file, issueId))
    case 'gone':
      return t.gone
    case 'moved':
      return t.moved
    case 'reason':
      return t.reason
    case 'failed':
      return text.screens.source.failed[notice.why]
    default:
      return notice satisfies never
  }
}
