import { html } from 'hono/html'
import type { Partner } from '../../config.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'
import { textField } from '../public/screens/fields.ts'
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
  return html`<form
    class="fields"
    method="post"
    action="/issues/${encodeURIComponent(issueId)}/items"
  >
    <input type="hidden" name="partner" value="${partner.id}" />
    ${textField({
      id,
      name: 'title',
      label: t.title,
      hint: t.hint,
      autocomplete: 'off',
      value: title,
      attributes: html`maxlength="${TITLE_LENGTH}" required`,
      errors: new Map(fault === undefined ? [] : [[id, fault]]),
    })}
    <p class="actions"><button>${t.submit}</button>${back}</p>
  </form>`
}

function faultWords(wrong: NewItemScreen['wrong'], text: Text): string {
  const t = text.screens.making.item
  return wrong.kind === 'long' ? t.long(wrong.count) : t[wrong.kind]
}
