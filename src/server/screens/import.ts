import { html, raw } from 'hono/html'
import { purposes } from '../../subscribers/vocabulary.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { bases, type ImportForm } from '../import-form.ts'
import type { FormErrors } from '../public/form.ts'
import { choices, textField } from '../public/screens/fields.ts'
import type { Upload } from '../uploads.ts'
import { peoplePage } from './people-page.ts'

export type ImportScreen = {
  form: ImportForm
  errors: FormErrors
  /** The file that is still here, so that nobody has to choose it twice. */
  upload: Upload | undefined
  /** Of a workbook whose list may be on another sheet. */
  sheets: readonly string[] | undefined
  text: Text
}

export function importPage({ form, errors, upload, sheets, text }: ImportScreen): Html {
  const t = text.screens.people.import
  const autocomplete = 'off'
  return peoplePage({
    title: t.heading,
    text,
    errors,
    body: html`<h1>${t.heading}</h1>
      <p>${t.explain}</p>
      <form class="fields" method="post" action="/subscribers/import" enctype="multipart/form-data">
        ${fileField(upload, errors, text)}
        ${
          sheets
            ? sheetField(sheets, form.sheet, text)
            : form.sheet
              ? html`<input type="hidden" name="sheet" value="${form.sheet}" />`
              : none
        }
        ${choices({
          id: 'basis',
          legend: t.basis,
          type: 'radio',
          choices: bases.map((value) => ({
            value,
            ...t.bases[value],
            chosen: value === form.basis,
          })),
          errors,
        })}
        ${textField({
          id: 'source',
          label: t.source,
          hint: t.sourceHint,
          autocomplete,
          value: form.source,
          errors,
        })}
        ${textField({
          id: 'evidence',
          label: t.evidence,
          hint: t.evidenceHint,
          autocomplete,
          value: form.evidence,
          errors,
        })}
        ${choices({
          id: 'purposes',
          legend: t.purposes,
          hint: t.purposesHint,
          type: 'checkbox',
          choices: purposes.map((value) => ({
            value,
            label: text.commands.people.purposes[value],
            chosen: form.purposes.includes(value),
          })),
          errors,
        })}
        <p class="actions"><button type="submit">${t.submit}</button></p>
      </form>`,
  })
}

function fileField(upload: Upload | undefined, errors: FormErrors, text: Text): Html {
  const t = text.screens.people.import
  const error = errors.get('file')
  const described = error === undefined ? 'file-hint' : 'file-hint file-error'
  return html`<div class="field${error === undefined ? '' : ' wrong'}">
    <label for="file">${t.file}</label>
    <p class="hint" id="file-hint">${upload ? t.fileKept(upload.name) : t.fileHint}</p>
    ${error === undefined ? none : html`<p class="error" id="file-error">${error}</p>`}
    <input
      id="file"
      name="file"
      type="file"
      accept=".csv,.xlsx,.txt"
      aria-describedby="${described}"
      ${error === undefined ? none : raw('aria-invalid="true"')}
    />
    ${upload ? html`<input type="hidden" name="upload" value="${upload.id}" />` : none}
  </div>`
}

function sheetField(sheets: readonly string[], chosen: string | undefined, text: Text): Html {
  return html`<div class="field">
    <label for="sheet">${text.screens.people.review.sheet}</label>
    <select id="sheet" name="sheet">
      ${sheets.map(
        (name) =>
          html`<option value="${name}" ${name === chosen ? raw('selected') : ''}>${name}</option>`,
      )}
    </select>
  </div>`
}
