import { html } from 'hono/html'
import type { Text } from '../../text/text.ts'
import type { Html } from '../html.ts'
import type { FormErrors } from '../public/form.ts'
import { textField } from '../public/screens/fields.ts'

/** Why somebody wants to see people's data. */
export function reasonField(label: string, value: string, errors: FormErrors, text: Text): Html {
  const hint = text.screens.people.person.reasonHint
  return textField({ id: 'reason', label, hint, autocomplete: 'off', value, errors })
}

/** Whom a form is about: never in an address. */
export function aboutPerson(address: string, reason: string): Html {
  return html`<input type="hidden" name="address" value="${address}" />
    <input type="hidden" name="reason" value="${reason}" />`
}
