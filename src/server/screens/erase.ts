import { html } from 'hono/html'
import { maskAddress } from '../../subscribers/address.ts'
import type { SubscriberRecord } from '../../subscribers/subscriber-record.ts'
import type { Text } from '../../text/text.ts'
import type { Html } from '../html.ts'
import type { FormErrors } from '../public/form.ts'
import { choices } from '../public/screens/fields.ts'
import { aboutPerson } from './person-fields.ts'
import { peoplePage } from './people-page.ts'

export type EraseScreen = {
  address: string
  reason: string
  record: SubscriberRecord
  errors: FormErrors
  text: Text
}

export function erasePage({ address, reason, record, errors, text }: EraseScreen): Html {
  const t = text.screens.people.erase
  const { profile, consents, deliveries } = record
  const sure = { value: 'yes', label: t.sureLabel, chosen: false }
  return peoplePage({
    title: t.title,
    text,
    errors,
    body: html`<h1 class="person">${t.heading(maskAddress(address))}</h1>
      <p>
        ${text.commands.people.erase.found(profile ? 1 : 0, consents.length, deliveries.length)}
      </p>
      <h2>${t.does}</h2>
      ${list(t.doesList)}
      <h2>${t.cannot}</h2>
      ${list(t.cannotList)}
      <form class="fields" method="post" action="/subscribers/person/erase">
        ${aboutPerson(address, reason)}
        <input type="hidden" name="step" value="confirm" />
        ${choices({ id: 'sure', legend: t.sure, type: 'checkbox', choices: [sure], errors })}
        <p class="actions">
          <button class="danger" type="submit">${t.submit}</button>
          <a class="button quiet-button" href="/subscribers">${t.keep}</a>
        </p>
      </form>`,
  })
}

export function erasedPage(text: Text): Html {
  const t = text.screens.people
  return peoplePage({
    title: t.erase.done,
    text,
    body: html`<h1>${t.erase.done}</h1>
      <p>${t.erase.doneText}</p>
      <p>${text.commands.people.erase.sent}</p>
      <p class="actions"><a class="button" href="/subscribers">${t.imported.back}</a></p>`,
  })
}

function list(sentences: readonly string[]): Html {
  return html`<ul class="bullets">
    ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
  </ul>`
}
