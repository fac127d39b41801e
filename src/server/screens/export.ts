import { html } from 'hono/html'
import { listFormats, type ListFormat } from '../../subscribers/list-file.ts'
import type { Segment } from '../../subscribers/segments.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import type { FormErrors } from '../public/form.ts'
import { choices } from '../public/screens/fields.ts'
import { reasonField } from './person-fields.ts'
import { peoplePage } from './people-page.ts'

export type ExportScreen = {
  segments: readonly Segment[]
  /** Empty for everyone. */
  segmentId: string
  format: ListFormat | ''
  reason: string
  errors: FormErrors
  text: Text
}

export function exportPage(screen: ExportScreen): Html {
  const { format, reason, errors, text } = screen
  const t = text.screens.people.export
  return peoplePage({
    title: t.heading,
    text,
    errors,
    body: html`<h1>${t.heading}</h1>
      <p>${t.explain}</p>
      <form class="fields" method="post" action="/subscribers/export">
        ${whom(screen)}
        ${choices({
          id: 'format',
          legend: t.format,
          type: 'radio',
          choices: listFormats.map((value) => {
            const { label, hint } = t.formats[value]
            return { value, label, chosen: value === format, ...(hint !== '' && { hint }) }
          }),
          errors,
        })}
        ${reasonField(t.reason, reason, errors, text)}
        <p class="actions"><button type="submit">${t.submit}</button></p>
      </form>`,
  })
}

function whom({ segments, segmentId, errors, text }: ExportScreen): Html {
  const t = text.screens.people.export
  const error = errors.get('segment')
  const option = (value: string, label: string) =>
    html`<option value="${value}" ${value === segmentId ? html`selected` : none}>${label}</option>`
  return html`<div class="field${error === undefined ? '' : ' wrong'}">
    <label for="segment">${t.segment}</label>
    ${error === undefined ? none : html`<p class="error" id="segment-error">${error}</p>`}
    <select
      id="segment"
      name="segment"
      ${error === undefined ? none : html`aria-describedby="segment-error" aria-invalid="true"`}
    >
      ${option('', t.everyone)} ${segments.map(({ id, title }) => option(id, title))}
    </select>
  </div>`
}
