import { html } from 'hono/html'
import { AGENDA_FILE } from '../../issue/load-agenda.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'
import { PLACE_LENGTH, TYPE_LENGTH, type EventFields } from '../new-event-form.ts'
import { sourceHref } from '../problem-list.ts'
import type { FormErrors } from '../public/form.ts'
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
  const { issueId, issueTitle, errors, wrong, types, text } = screen
  const t = text.screens.making.event
  const at = `/issues/${encodeURIComponent(issueId)}`
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
        ${field(screen, 'title', t.title, t.titleHint, html`maxlength="${TITLE_LENGTH}" required`)}
        ${field(screen, 'date', t.date, undefined, html`type="date" required`)} ${times(screen)}
        ${field(screen, 'place', t.place, t.placeHint, html`maxlength="${PLACE_LENGTH}"`)}
        ${field(screen, 'type', t.type, t.typeHint, html`maxlength="${TYPE_LENGTH}" list="types"`)}
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

function field(
  { typed, errors }: NewEventScreen,
  id: keyof EventFields,
  label: string,
  hint: string | undefined,
  attributes: Html,
): Html {
  const error = errors.get(id)
  return html`<div class="field${error === undefined ? '' : ' wrong'}">
    <label for="${id}">${label}</label>
    ${hint === undefined ? none : html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${errorLine(id, error)}
    <input
      id="${id}"
      name="${id}"
      value="${typed[id]}"
      autocomplete="off"
      ${attributes}
      ${described(hint === undefined ? undefined : `${id}-hint`, error && `${id}-fault`)}
    />
  </div>`
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
        ${described(undefined, errors.has(id) ? `${id}-fault` : undefined)}
    /></span>`
  const isWrong = errors.has('start') || errors.has('end')
  return html`<fieldset class="field${isWrong ? ' wrong' : ''}" aria-describedby="times-hint">
    <legend>${t.times}</legend>
    <p class="hint" id="times-hint">${t.timesHint}</p>
    ${errorLine('start', errors.get('start'))} ${errorLine('end', errors.get('end'))}
    <div class="pair">${time('start')} ${time('end')}</div>
  </fieldset>`
}

function errorLine(id: string, error: string | undefined): Html {
  return error === undefined ? none : html`<p class="error" id="${id}-fault">${error}</p>`
}

function described(hint: string | undefined, fault: string | undefined): Html {
  const ids = [hint, fault].filter(Boolean).join(' ')
  if (ids === '') return none
  return fault === undefined
    ? html`aria-describedby="${ids}"`
    : html`aria-describedby="${ids}" aria-invalid="true"`
}
