import { html } from 'hono/html'
import { commandLine } from '../../command-line.ts'
import { goesFirst } from '../../dispatch/first-batch.ts'
import { firstWords } from '../../dispatch/progress-line.ts'
import type { Preparation } from '../../dispatch/prepare.ts'
import { blocks, type Problem } from '../../problem.ts'
import { formatNumber } from '../../render/format.ts'
import type { Text } from '../../text/text.ts'
import type { Named } from '../editor-name.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'
import { problemCounts, problemList } from '../problem-list.ts'
import { command } from './command-line.ts'
import { errorSummary, nameField, whyFault, whyField } from './confirm.ts'
import { numbersTable, type NumberRow } from './numbers-table.ts'

export type SendScreen = {
  prepared: Preparation
  transport: 'file' | 'smtp' | 'sendgrid'
  /** Of the mail and the list as they are shown: only these are sent. */
  seen: string
  canSend: boolean
  named: Named
  wrong: 'name' | 'why' | 'count' | 'moved' | 'cannot-send' | 'restored' | 'secret-lost' | undefined
  /** What the mail server said against it, asked when somebody confirmed. */
  refused: readonly Problem[]
  text: Text
}

/** The rehearsal: who would get what and who would not; and below it the one form that sends. */
export function sendPage(screen: SendScreen): Html {
  const { prepared, text, wrong, refused, transport } = screen
  const t = text.dispatchPage.send
  const words = text.commands.send
  const { issueId, audience, editions } = prepared
  const title = prepared.issue?.title || issueId
  const at = `/issues/${encodeURIComponent(issueId)}`
  const count = audience.count
  const number = (value: number) => formatNumber(value, text)
  const table = (name: string, rows: NumberRow[]) =>
    numbersTable({ head: [name, text.screens.dispatch.people], rows }, text)
  const read = editions.filter((edition) => edition.count > 0)
  const together = prepared.segments.reduce((sum, segment) => sum + segment.count, 0)
  return page({
    title: t.heading(title),
    text,
    current: 'overview',
    issue: { id: issueId, title, tab: 'dispatch' },
    fault: wrong !== undefined || refused.length > 0,
    body: html`${faults(screen)}
      <h1>${t.heading(title)}</h1>
      <p>${t.rehearsal} ${text.screens.issue.transports[transport]}</p>
      <section class="panel" aria-labelledby="who-title">
        <h2 id="who-title">${t.whoGets}</h2>
        <p class="next-words">${words.total(number(count), count)}</p>
        ${goesFirst(count) ? html`<p>${firstWords(text)}</p>` : none}
        ${table(
          t.segment,
          prepared.issue?.corrects === undefined
            ? prepared.segments.map((segment) => ({ name: segment.title, count: segment.count }))
            : [
                {
                  name: text.dispatchPage.correction.got(prepared.issue.corrects.issueId),
                  count,
                },
              ],
        )}
        ${together > count ? html`<p class="quiet">${words.overlap}</p>` : none}
        ${table(
          t.excluded,
          audience.excluded.map((one) => ({ name: words.excluded[one.reason], count: one.count })),
        )}
        ${
          read.length < 2
            ? none
            : html`<h3>${t.versions}</h3>
                ${table(
                  t.items,
                  read.map((edition) => ({
                    name: number(edition.variant.items.length),
                    count: edition.count,
                  })),
                )}`
        }
        <p>
          ${problemCounts(prepared.problems, text)}
          <a href="${at}#problems">${text.screens.dispatch.toProblems}</a>
        </p>
      </section>
      ${prepared.blocked ? blocked(prepared, text) : count === 0 ? nobody(text) : form(screen, at)}`,
  })
}

function form({ prepared, seen, canSend, named, wrong, text }: SendScreen, at: string): Html {
  const t = text.dispatchPage
  if (!canSend) return html`<p class="notice">${t.cannotSend}</p>`
  const count = prepared.audience.count
  const number = formatNumber(count, text)
  const isWrong = wrong === 'count'
  return html`<form method="post" action="${at}/dispatch/send" class="decide">
    <input type="hidden" name="seen" value="${seen}" />
    <div class="field">
      <label for="count">${t.send.typeCount(number, count)}</label>
      ${isWrong ? html`<p class="field-fault" id="count-fault">${t.send.wrongCount(number)}</p>` : none}
      <input
        id="count"
        name="count"
        inputmode="numeric"
        autocomplete="off"
        required
        ${isWrong ? html`aria-invalid="true" aria-describedby="count-fault"` : none}
      />
    </div>
    ${nameField(named.person, wrong === 'name', text)}
    ${whyField(named, false, wrong === 'why', text)}
    <p class="actions">
      <button>${t.send.confirm(number, count)}</button>
      <a class="button quiet-button" href="${at}/dispatch">${t.back}</a>
    </p>
    <p class="quiet">${t.send.terminal}</p>
    ${command(commandLine('send', prepared.issueId, '--yes-really', '--count', String(count)))}
  </form>`
}

function faults({ wrong, refused, prepared, named, text }: SendScreen): Html {
  const t = text.dispatchPage
  const number = formatNumber(prepared.audience.count, text)
  const said = {
    name: html`<a href="#name">${t.nameMissing}</a>`,
    why: html`<a href="#why">${whyFault(named, text)}</a>`,
    count: html`<a href="#count">${t.send.wrongCount(number)}</a>`,
    moved: html`${t.send.moved}`,
    'cannot-send': html`${t.cannotSend}`,
    restored: html`${t.doing.restored}`,
    'secret-lost': html`${t.doing['secret-lost']}`,
  }
  const found = [
    ...(wrong === undefined ? [] : [said[wrong]]),
    ...refused.map(({ code, values }) => {
      const { title, fix } = text.problems[code](values)
      return html`${title} ${fix}`
    }),
  ]
  return found.length === 0 ? none : errorSummary(t.wrongTitle, found)
}

function blocked({ problems, issueId }: Preparation, text: Text): Html {
  const blocking = problems.filter(blocks)
  return html`<section class="notice" aria-labelledby="blocked-title">
      <h2 id="blocked-title">${text.screens.dispatch.blockedHeading}</h2>
      <p>${text.screens.dispatch.blocked(blocking.length)}</p>
    </section>
    ${problemList(blocking, issueId, text)}`
}

function nobody(text: Text): Html {
  return html`<p class="notice">${text.screens.dispatch.nobody}</p>
    ${command(commandLine('import', '--help'))}`
}
