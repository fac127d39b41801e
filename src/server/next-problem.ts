import { html } from 'hono/html'
import type { Text } from '../text/text.ts'
import { none, type Html } from './html.ts'
import { sourceHref } from './problem-list.ts'
import type { At, Left } from './problems-left.ts'

/** "Nog 3 die tegenhouden, 5 om na te kijken." */
export function leftWords({ blocks, warns, tip, isPartial }: Left, text: Text): string {
  const t = text.screens.problems
  return [t.left(blocks, warns, tip), isPartial ? t.partial : ''].filter(Boolean).join(' ')
}

/**
 * To the next problem, where one is left. Beside the editor it is one of its buttons, which saves what
 * stands there first; elsewhere a link.
 */
export function nextControl(
  left: Left,
  issueId: string,
  inEditor: boolean,
  text: Text,
  id?: string,
): Html {
  if (left.first === undefined) return none
  const t = text.screens.problems
  const named =
    id === undefined ? none : html`id="${id}" title="${t.nextKey}" aria-keyshortcuts="F8"`
  if (inEditor) {
    return html`<button
      class="quiet-button"
      type="submit"
      form="editor"
      name="then"
      value="next"
      ${named}
    >
      ${t.next}
    </button>`
  }
  return html`<a class="button quiet-button" href="${nextHref(issueId, left.first)}" ${named}
    >${t.next}</a
  >`
}

/** Where nothing blocks: to what is to be done next. */
export function nextStepLink({ blocks }: Left, issueId: string, text: Text): Html {
  if (blocks > 0) return none
  const href = `/issues/${encodeURIComponent(issueId)}#next-title`
  return html`<a href="${href}">${text.screens.problems.nextStep}</a>`
}

/** With the caret in the text, also where the problem is about the file as a whole. */
export function nextHref(issueId: string, at: At, notice?: string): string {
  const told = notice === undefined ? '' : `&${new URLSearchParams({ notice })}`
  return `${sourceHref(issueId, at)}${told}${at.line === undefined ? '#text' : ''}`
}
