import { html } from 'hono/html'
import type { ImportRunRow } from '../../store/tables.ts'
import type { Text } from '../../text/text.ts'
import type { Html } from '../html.ts'
import { momentWords } from '../moments.ts'
import { importSummary } from './import-review.ts'
import { peoplePage } from './people-page.ts'

export type ImportedScreen = { run: ImportRunRow; zone: string; text: Text }

export function importedPage({ run, zone, text }: ImportedScreen): Html {
  const t = text.screens.people.imported
  const { added, changed, unchanged, faulty, kept_suppressed: staysUnsubscribed } = run
  return peoplePage({
    title: t.heading,
    text,
    body: html`<h1>${t.heading}</h1>
      <p>${t.text(run.file_name, momentWords(run.at, zone, text))}</p>
      ${importSummary({ added, changed, unchanged, faulty, staysUnsubscribed }, text)}
      <p class="actions">
        <a class="button" href="/subscribers">${t.back}</a>
        <a class="button quiet-button" href="/subscribers/import">${t.another}</a>
      </p>`,
  })
}
