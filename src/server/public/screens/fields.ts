import { html, raw } from 'hono/html'
import { none, type Html } from '../../html.ts'
import type { Text } from '../../../text/text.ts'
import type { FormErrors } from '../form.ts'

/**
 * The list of what has to be put right, first on the page. It takes the focus when the page opens,
 * and every line leads to its field.
 */
export function errorSummary(errors: FormErrors, text: Text): Html {
  if (errors.size === 0) return none
  return html`<div
    class="error-summary"
    role="alert"
    tabindex="-1"
    autofocus
    aria-labelledby="errors"
  >
    <h2 id="errors">${text.publicPages.errorHeading}</h2>
    <ul>
      ${[...errors].map(([field, words]) => html`<li><a href="#${field}">${words}</a></li>`)}
    </ul>
  </div>`
}

export type TextField = {
  id: string
  label: string
  hint?: string | undefined
  /** Where it is not the id, because another form of the page has the same field. */
  name?: string
  type?: 'email' | 'text' | 'date'
  autocomplete: string
  value: string
  /** What a browser holds it to. */
  attributes?: Html
  errors: FormErrors
}

export function textField(field: TextField): Html {
  const { id, hint, errors } = field
  const error = errors.get(id)
  return html`<div class="field${error === undefined ? '' : ' wrong'}">
    <label for="${id}">${field.label}</label>
    ${hint === undefined ? none : html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${errorLine(id, error)}
    <input
      id="${id}"
      name="${field.name ?? id}"
      type="${field.type ?? 'text'}"
      autocomplete="${field.autocomplete}"
      value="${field.value}"
      ${field.type === 'email' ? raw('spellcheck="false" autocapitalize="none"') : ''}
      ${field.attributes ?? none}
      ${described(id, hint, error)}
    />
  </div>`
}

/** From here on they stand beside each other where there is room. */
const MANY = 6

export type Choice = { value: string; label: string; hint?: string; chosen: boolean }

export function choices(group: {
  id: string
  legend: string
  hint?: string
  /** What changed in these choices without the reader: each a line of its own. */
  news?: readonly string[]
  type: 'checkbox' | 'radio'
  choices: Choice[]
  errors: FormErrors
}): Html {
  const { id, hint, news = [], errors, type } = group
  const error = errors.get(id)
  return html`<fieldset
    class="field${error === undefined ? '' : ' wrong'}"
    ${described(id, hint, error)}
  >
    <legend>${group.legend}</legend>
    ${hint === undefined ? none : html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${news.map((line) => html`<p class="news">${line}</p>`)} ${errorLine(id, error)}
    <div class="${group.choices.length > MANY ? 'many' : ''}">
      ${group.choices.map((choice, at) => {
        // An error leads to the first choice.
        const own = at === 0 ? id : `${id}-${choice.value}`
        return html`<div class="choice">
          <input
            id="${own}"
            name="${id}"
            type="${type}"
            value="${choice.value}"
            ${choice.chosen ? raw('checked') : ''}
            ${choice.hint === undefined ? '' : html`aria-describedby="${own}-hint"`}
          />
          <label for="${own}">${choice.label}</label>
          ${
            choice.hint === undefined
              ? none
              : html`<p class="hint" id="${own}-hint">${choice.hint}</p>`
          }
        </div>`
      })}
    </div>
  </fieldset>`
}

export function errorLine(id: string, error: string | undefined): Html {
  return error === undefined ? none : html`<p class="error" id="${id}-error">${error}</p>`
}

export function described(id: string, hint: string | undefined, error: string | undefined): Html {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  if (ids === '') return none
  return error === undefined
    ? html`aria-describedby="${ids}"`
    : html`aria-describedby="${ids}" aria-invalid="true"`
}
