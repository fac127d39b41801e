import { html } from 'hono/html'
import type { Html } from '../html.ts'

/** Asks who decides where that is not known yet; a name that was given before is sent along unseen. */
export function nameOrField(name: string, id: string, label: string): Html {
  if (name !== '') return html`<input type="hidden" name="name" value="${name}" />`
  return html`<div class="field">
    <label for="${id}">${label}</label>
    <input id="${id}" name="name" maxlength="80" autocomplete="name" />
  </div>`
}
