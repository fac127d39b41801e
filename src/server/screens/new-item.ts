import { html } from 'hono/html'
import type { Partner } from '../../config.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'
import { TITLE_LENGTH, type TitleFault } from '../typed-words.ts'
import { errorSummary } from './confirm.ts'

type Owner = Pick<Partner, 'id' | 'short'>

export type NewItemScreen = {
  issueId: string
  issueTitle: string
  partner: Owner
  /** As it was typed. */
  title: string
  wrong: TitleFault | { kind: 'failed' }
  text: Text
}

/** Folds out below the items of a partner. */
export function newItemFold(issueId: string, partner: Owner, text: Text): Html {
  const t = text.screens.making.item
  return html`<details class="fold">
    <summary>${t.button}<span class="hidden">, ${partner.short}</span></summary>
    ${form(issueId, partner, { id: `title-${partner.id}`, title: '', fault: undefined }, none, text)}
  </details>`
}

/** The same form once more, with what was typed and why it made nothing. */
export function newItemPage(screen: NewItemScreen): Html {
  const { issueId, issueTitle, partner, title, wrong, text } = screen
  const t = text.screens.making.item
  const fault = faultWords(wrong, text)
  const heading = t.buttonOf(partner.short)
  const back = html`<a
    class="button quiet-button"
    href="/issues/${encodeURIComponent(issueId)}#contributions"
    >${t.back}</a
  >`
  return page({
    title: heading,
    text,
    current: 'overview',
    issue: { id: issueId, title: issueTitle, tab: 'issue' },
    fault: true,
    body: html`${errorSummary(t.wrongTitle, [html`<a href="#title">${fault}</a>`])}
      <h1>${heading}</h1>
      ${form(issueId, partner, { id: 'title', title, fault }, back, text)}`,
  })
}

function form(
  issueId: string,
  partner: Owner,
  { id, title, fault }: { id: string; title: string; fault: string | undefined },
  back: Html,
  text: Text,
): Html {
  const t = text.screens.making.item
  const told = fault === undefined ? `${id}-hint` : `${id}-hint ${id}-fault`
  return html`<form
    class="fields"
    method="post"
    action="/issues/${encodeURIComponent(issueId)}/items"
  >
    <input type="hidden" name="partner" value="${partner.id}" />
    <div class="field${fault === undefined ? '' : ' wrong'}">
      <label for="${id}">${t.title}</label>
      <p class="hint" id="${id}-hint">${t.hint}</p>
      ${fault === undefined ? none : html`<p class="error" id="${id}-fault">${fault}</p>`}
      <input
        id="${id}"
        name="title"
        value="${title}"
        maxlength="${TITLE_LENGTH}"
        autocomplete="off"
        required
        aria-describedby="${told}"
        ${fault === undefined ? none : html`aria-invalid="true"`}
      />
    </div>
    <p class="actions"><button>${t.submit}</button>${back}</p>
  </form>`
}

function faultWords(wrong: NewItemScreen['wrong'], text: Text): string {
  const t = text.screens.making.item
  return wrong.kind === 'long' ? t.long(wrong.count) : t[wrong.kind]
}
