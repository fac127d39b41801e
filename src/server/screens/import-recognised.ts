import { html } from 'hono/html'
import { formatList, formatNumber } from '../../render/format.ts'
import type { ImportRead, RecognisedColumn } from '../../subscribers/read-import.ts'
import type { TableFormat } from '../../subscribers/table.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import type { Upload } from '../uploads.ts'

/** How the file was read, so that a person can see whether that is right. */
export function recognised(upload: Upload, read: ImportRead, text: Text): Html {
  const t = text.screens.people.review
  const { form } = upload
  const basis =
    form.basis === 'consent' || form.basis === 'public-task'
      ? text.commands.people.bases[form.basis]
      : t.inFile
  const purposes = form.purposes.map((purpose) => text.commands.people.purposes[purpose])
  return html`<section aria-labelledby="read-title">
    <h2 id="read-title">${t.check}</h2>
    <dl class="facts">
      ${fact(t.file, html`${upload.name}, ${t.rows(formatNumber(read.rows, text), read.rows)}`)}
      ${format(read.format, text)} ${fact(t.basis, basis)}
      ${fact(t.source, form.source || t.inFile)}
      ${form.basis === 'public-task' ? none : fact(t.evidence, form.evidence || t.inFile)}
      ${fact(t.purposes, formatList(purposes, text))}
    </dl>
    ${sample(read.format, text)} ${columns(read.columns, text)} ${sheets(upload, read.format, text)}
  </section>`
}

function format(format: TableFormat, text: Text): Html {
  const t = text.screens.people.review
  if (format.kind === 'xlsx') return fact(t.sheet, format.sheet)
  const { delimiter } = format
  return html`${fact(t.encoding, t.encodings[format.encoding])}
  ${fact(t.delimiter, t.delimiters[delimiter] ?? t.otherDelimiter(delimiter))}`
}

function sample(format: TableFormat, text: Text): Html {
  if (format.kind !== 'csv' || format.sample === undefined) return none
  return html`<p>${text.screens.people.review.sample}</p>
    <blockquote class="sample">${format.sample}</blockquote>`
}

function columns(found: readonly RecognisedColumn[], text: Text): Html {
  const t = text.screens.people.review
  return html`<table class="table columns">
    <caption>
      ${t.columnsCaption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${t.column}</th>
        <th scope="col">${t.example}</th>
      </tr>
    </thead>
    <tbody>
      ${found.map(
        (one) =>
          html`<tr>
            <th scope="row">
              ${one.column || t.empty}
              <p class="quiet">${use(one, text)}</p>
            </th>
            <td>${one.example || html`<span class="quiet">${t.empty}</span>`}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

function use({ field, suggestion }: RecognisedColumn, text: Text): string {
  const t = text.screens.people.review
  if (field !== undefined) return t.readAs(t.fields[field])
  return suggestion === undefined ? t.unused : t.meant(suggestion)
}

function sheets({ id }: Upload, format: TableFormat, text: Text): Html {
  if (format.kind !== 'xlsx' || format.others.length === 0) return none
  const t = text.screens.people.review
  return html`<form class="sheet-form" method="post" action="/subscribers/import/${id}/sheet">
    <label for="sheet">${t.chooseSheet}</label>
    <select id="sheet" name="sheet">
      ${format.others.map((name) => html`<option value="${name}">${name}</option>`)}
    </select>
    <button class="quiet-button" type="submit">${t.readSheet}</button>
  </form>`
}

function fact(label: string, value: string | Html): Html {
  return html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`
}
