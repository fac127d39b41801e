import { html } from 'hono/html'
import type { RecordPart } from '../../subscribers/record-lines.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import type { FormErrors } from '../public/form.ts'
import { textField } from '../public/screens/fields.ts'
import { recordSections } from '../record-sections.ts'
import { aboutPerson, reasonField } from './person-fields.ts'
import { peoplePage } from './people-page.ts'

export type FindScreen = {
  address: string
  reason: string
  errors: FormErrors
  /** Nothing is stored about the address that was asked for. */
  isUnknown: boolean
  text: Text
}

export function findPage({ address, reason, errors, isUnknown, text }: FindScreen): Html {
  const t = text.screens.people.person
  return peoplePage({
    title: t.heading,
    text,
    errors,
    body: html`<h1>${t.heading}</h1>
      <p>${t.explain}</p>
      ${isUnknown ? html`<p class="notice" role="status">${t.unknown}</p>` : none}
      <form class="fields" method="post" action="/subscribers/person">
        ${textField({
          id: 'address',
          label: t.address,
          hint: t.addressHint,
          type: 'text',
          autocomplete: 'off',
          value: address,
          errors,
        })}
        ${reasonField(t.reason, reason, errors, text)}
        <p class="actions"><button type="submit">${t.submit}</button></p>
      </form>`,
  })
}

export type PersonScreen = {
  address: string
  reason: string
  parts: readonly RecordPart[]
  text: Text
}

/** The address stands on the page but not in its title, which a browser keeps. */
export function personPage({ address, reason, parts, text }: PersonScreen): Html {
  const t = text.screens.people.person
  return peoplePage({
    title: t.title,
    text,
    body: html`<h1 class="person">${text.commands.people.record.heading(address)}</h1>
      ${recordSections(parts)}
      <section class="panel" aria-labelledby="data-title">
        <h2 id="data-title">${t.data}</h2>
        <p>${t.dataText}</p>
        <form class="actions" method="post" action="/subscribers/person/data">
          ${aboutPerson(address, reason)}
          <button class="quiet-button" name="format" value="text">${t.asText}</button>
          <button class="quiet-button" name="format" value="json">${t.asJson}</button>
        </form>
      </section>
      <section class="panel" aria-labelledby="erase-title">
        <h2 id="erase-title">${t.erase}</h2>
        <p>${t.eraseText}</p>
        <form class="actions" method="post" action="/subscribers/person/erase">
          ${aboutPerson(address, reason)}
          <button class="quiet-button">${t.eraseButton}</button>
        </form>
      </section>
      <p class="actions">
        <a class="button quiet-button" href="/subscribers/person">${t.another}</a>
      </p>`,
  })
}
