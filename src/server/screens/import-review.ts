import { html } from 'hono/html'
import { formatNumber } from '../../render/format.ts'
import { faultActions, faultMessage } from '../../subscribers/fault-words.ts'
import type { ImportCounts } from '../../subscribers/import-subscribers.ts'
import type { ImportRead } from '../../subscribers/read-import.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import type { Upload } from '../uploads.ts'
import { recognised } from './import-recognised.ts'
import { numbersTable } from './numbers-table.ts'
import { peoplePage } from './people-page.ts'

export type ReviewScreen = {
  upload: Upload
  read: ImportRead
  counts: ImportCounts
  /** Why what was confirmed was not done. */
  problem: string | undefined
  text: Text
}

/** Beyond this a list on a screen helps nobody; the download has all of them. */
const SHOWN_FAULTS = 50

export function reviewPage(screen: ReviewScreen): Html {
  const { upload, read, counts, text } = screen
  const t = text.screens.people.review
  const problem = screen.problem ?? (read.people.length === 0 ? t.noneUsable : undefined)
  const errors = new Map(
    problem === undefined ? [] : [[screen.problem === undefined ? 'faults' : 'summary', problem]],
  )
  return peoplePage({
    title: t.heading,
    text,
    below: [{ title: text.screens.people.import.heading, href: '/subscribers/import' }],
    errors,
    body: html`<h1>${t.heading}</h1>
      <p>${t.nothingYet}</p>
      <section id="summary" aria-labelledby="summary-title">
        <h2 id="summary-title">${t.summary}</h2>
        ${importSummary({ ...counts, faulty: read.faulty }, text)}
      </section>
      ${faults(upload, read, text)} ${recognised(upload, read, text)} ${confirm(screen)}`,
  })
}

export function importSummary(counts: ImportCounts & { faulty: number }, text: Text): Html {
  const t = text.screens.people.review
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return numbersTable(
    {
      caption: t.summaryCaption,
      head: [t.outcome, t.people],
      rows: (Object.keys(t.counts) as (keyof typeof t.counts)[]).map((key) => ({
        name: t.counts[key],
        count: counts[key],
      })),
      total: { name: t.total, count: total },
    },
    text,
  )
}

/** First what to do, in short; then the rows, with the message above what is in the cell. */
function faults({ id }: Upload, read: ImportRead, text: Text): Html {
  if (read.faults.length === 0) return none
  const t = text.screens.people.review
  const more = read.faults.length - SHOWN_FAULTS
  return html`<section id="faults" aria-labelledby="faults-title">
    <h2 id="faults-title">${t.faults}</h2>
    <p>${t.toDo}</p>
    <ul class="bullets">
      ${faultActions(read.faults, text).map((action) => html`<li>${action}</li>`)}
    </ul>
    <h3>${t.faultRows}</h3>
    <table class="table fault-rows">
      <caption>
        ${t.faultCaption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t.row}</th>
          <th scope="col">${t.fault}</th>
        </tr>
      </thead>
      <tbody>
        ${read.faults.slice(0, SHOWN_FAULTS).map(
          (fault) =>
            html`<tr>
              <th scope="row">${fault.row}</th>
              <td>
                ${faultMessage(fault, text)}
                ${
                  fault.column === undefined || fault.value === ''
                    ? none
                    : html`<p class="quiet">${t.cell(fault.column, fault.value)}</p>`
                }
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${more > 0 ? html`<p>${t.more(formatNumber(more, text))}</p>` : none}
    <p class="actions">
      <a class="button quiet-button" href="/subscribers/import/${id}/faults" download
        >${t.download}</a
      >
    </p>
    <p class="quiet">${t.downloadHint}</p>
  </section>`
}

function confirm({ upload, read, counts, text }: ReviewScreen): Html {
  const t = text.screens.people.review
  const number = counts.added + counts.changed
  const at = `/subscribers/import/${upload.id}`
  const hidden = (name: string, value: string | number) =>
    html`<input type="hidden" name="${name}" value="${value}" />`
  return html`<section class="next" aria-labelledby="confirm-title">
    <h2 id="confirm-title">${t.confirm}</h2>
    ${
      number === 0
        ? html`<p class="next-words">${read.people.length === 0 ? t.noneUsable : t.nothingToDo}</p>
            <p><a class="button" href="/subscribers/import">${t.again}</a></p>`
        : html`${read.faulty > 0 ? html`<p>${t.skips(formatNumber(read.faulty, text), read.faulty)}</p>` : none}
            <form method="post" action="${at}">
              ${Object.entries(counts).map(([name, value]) => hidden(name, value))}
              ${hidden('faulty', read.faulty)} ${hidden('sha256', upload.sha256)}
              <button type="submit">${t.submit(formatNumber(number, text), number)}</button>
            </form>`
    }
    <form class="stop" method="post" action="${at}/cancel">
      <button class="quiet-button" type="submit">${t.cancel}</button>
    </form>
  </section>`
}
