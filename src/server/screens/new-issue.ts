import { html } from 'hono/html'
import type { ProposedMonth } from '../../schedule/propose-month.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'
import { errorSummary } from './confirm.ts'

export type NewIssueScreen = {
  proposed: ProposedMonth
  /** `YYYY-MM`: what the lists begin with. */
  chosen: string
  thisYear: number
  wrong:
    | { kind: 'missing' | 'failed' }
    /** The month has these. */
    | { kind: 'taken'; issues: readonly string[] }
    | undefined
  text: Text
}

/** One month, in two lists that every browser has. */
export function newIssuePage(screen: NewIssueScreen): Html {
  const { proposed, chosen, wrong, text } = screen
  const t = text.screens.making.issue
  const [year = '', month = ''] = chosen.split('-')
  const said = monthWords(proposed.month, text)
  return page({
    title: t.heading,
    text,
    current: 'overview',
    trail: [{ title: text.screens.overview.nav, href: '/' }],
    fault: wrong !== undefined,
    body: html`${wrong === undefined ? none : errorSummary(t.wrongTitle, faults(wrong, screen))}
      <h1>${t.heading}</h1>
      <p>${t.explain}</p>
      <form class="fields" method="post" action="/issues/new">
        <fieldset class="field${wrong === undefined ? '' : ' wrong'}" aria-describedby="which">
          <legend>${t.which}</legend>
          <p class="hint" id="which">
            ${proposed.series === undefined ? t.firstFree(said) : t.fromSeries(said, proposed.series)}
          </p>
          ${wrong === undefined ? none : html`<p class="error">${faultWords(wrong, chosen, text)}</p>`}
          <div class="pair">
            <label class="hidden" for="month">${t.month}</label>
            <select id="month" name="month">
              ${text.mail.calendar.months.map((name, at) =>
                option(String(at + 1).padStart(2, '0'), name, month),
              )}
            </select>
            <label class="hidden" for="year">${t.year}</label>
            <select id="year" name="year">
              ${yearsAround(screen).map((one) => option(one, one, year))}
            </select>
          </div>
        </fieldset>
        <p class="actions">
          <button>${t.submit}</button>
          <a class="button quiet-button" href="/">${t.back}</a>
        </p>
      </form>`,
  })
}

function option(value: string, label: string, chosen: string): Html {
  return html`<option value="${value}" ${value === chosen ? html`selected` : none}>
    ${label}
  </option>`
}

/** From last year to two years ahead, and those that are shown or proposed. */
function yearsAround({ thisYear, proposed, chosen }: NewIssueScreen): string[] {
  const around = [-1, 0, 1, 2].map((step) => String(thisYear + step))
  return [...new Set([...around, proposed.month.slice(0, 4), chosen.slice(0, 4)])].toSorted()
}

function faults(
  wrong: NonNullable<NewIssueScreen['wrong']>,
  { chosen, text }: NewIssueScreen,
): Html[] {
  const t = text.screens.making.issue
  const words = html`<a href="#month">${faultWords(wrong, chosen, text)}</a>`
  if (wrong.kind !== 'taken') return [words]
  return [
    words,
    ...wrong.issues.map(
      (id) => html`<a href="/issues/${encodeURIComponent(id)}">${t.open(id)}</a>`,
    ),
  ]
}

function faultWords(
  wrong: NonNullable<NewIssueScreen['wrong']>,
  chosen: string,
  text: Text,
): string {
  const t = text.screens.making.issue
  return wrong.kind === 'taken' ? t.taken(monthWords(chosen, text)) : t[wrong.kind]
}

function monthWords(month: string, text: Text): string {
  const [year = '', number = ''] = month.split('-')
  return `${text.mail.calendar.months[Number(number) - 1] ?? ''} ${year}`
}
