import { html } from 'hono/html'
import { AGENDA_FILE } from '../../issue/load-agenda.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'
import { PLACE_LENGTH, TYPE_LENGTH, type EventFields } from '../new-event-form.ts'
import { sourceHref } from '../problem-list.ts'
import type { FormErrors } from '../public/form.ts'
import { described, errorLine, textField, type TextField } from '../public/screens/fields.ts'
import { TITLE_LENGTH } from '../typed-words.ts'
import { errorSummary } from './confirm.ts'

export type NewEventScreen = {
  issueId: string
  issueTitle: string
  typed: EventFields
  errors: FormErrors
  /** What was typed is right, and yet nothing was added. */
  wrong: 'unreadable' | 'disk' | undefined
  /** The kinds that the agenda has. */
  types: readonly string[]
  text: Text
}

export function newEventPage(screen: NewEventScreen): Html {
  const { issueId, issueTitle, typed, errors, wrong, types, text } = screen
  const t = text.screens.making.event
  const at = `/issues/${encodeURIComponent(issueId)}`
  const field = (
    id: keyof EventFields,
    given: Pick<TextField, 'label' | 'hint' | 'type' | 'attributes'>,
  ) => textField({ id, autocomplete: 'off', value: typed[id], errors, ...given })
  return page({
    title: t.button,
    text,
    current: 'overview',
    issue: { id: issueId, title: issueTitle, tab: 'issue' },
    fault: errors.size > 0 || wrong !== undefined,
    body: html`${faultSummary(screen)}
      <h1>${t.button}</h1>
      <p>${t.explain}</p>
      <form class="fields" method="post" action="${at}/events/new">
        ${field('title', { label: t.title, hint: t.titleHint, attributes: html`maxlength="${TITLE_LENGTH}" required` })}
        ${field('date', { label: t.date, type: 'date', attributes: html`required` })}
        ${times(screen)}
        ${field('place', { label: t.place, hint: t.placeHint, attributes: html`maxlength="${PLACE_LENGTH}"` })}
        ${field('type', { label: t.type, hint: t.typeHint, attributes: html`maxlength="${TYPE_LENGTH}" list="types"` })}
        <datalist id="types">
          ${types.map((one) => html`<option value="${one}"></option>`)}
        </datalist>
        <p class="actions">
          <button>${t.submit}</button>
          <a class="button quiet-button" href="${at}#agenda">${t.back}</a>
        </p>
      </form>`,
  })
}

function faultSummary({ issueId, errors, wrong, text }: NewEventScreen): Html {
  const t = text.screens.making.event
  const faults = [...errors].map(([id, words]) => html`<a href="#${id}">${words}</a>`)
  if (wrong !== undefined) faults.push(html`${t[wrong]}`)
  if (wrong === 'unreadable') {
    faults.push(html`<a href="${sourceHref(issueId, { file: AGENDA_FILE })}">${t.openAgenda}</a>`)
  }
  return faults.length === 0 ? none : errorSummary(t.wrongTitle, faults)
}

function times({ typed, errors, text }: NewEventScreen): Html {
  const t = text.screens.making.event
  const time = (id: 'start' | 'end') =>
    html`<span class="pair"
      ><label for="${id}">${t[id]}</label>
      <input
        id="${id}"
        name="${id}"
        type="time"
        value="${typed[id]}"
        ${described(id, undefined, errors.get(id))}
    /></span>`
  const isWrong = errors.has('start') || errors.has('end')
  return html`<fieldset class="field${isWrong ? ' wrong' : ''}" aria-describedby="times-hint">
    <legend>${t.times}</legend>
    <p class="hint" id="times-hint">${t.timesHint}</p>
    ${errorLine('start', errors.get('start'))} ${errorLine('end', errors.get('end'))}
    <div class="pair">${time('start')} ${time('end')}</div>
  </fieldset>`
}
