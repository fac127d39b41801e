import { html } from 'hono/html'
import type { sentVersions } from '../../dispatch/correction.ts'
import { formatNumber } from '../../render/format.ts'
import type { Problem } from '../../problem.ts'
import type { Text } from '../../text/text.ts'
import type { Named } from '../editor-name.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'
import { errorSummary, nameField, whyFault, whyField } from './confirm.ts'

export type CorrectionScreen = {
  issueId: string
  title: string
  versions: Awaited<ReturnType<typeof sentVersions>>
  /** How many may have the mail or not. */
  unsure: number
  named: Named
  wrong: 'name' | 'why' | 'failed' | Problem | undefined
  text: Text
}

/** Whom a correction is for, chosen before its folder is made. */
export function correctionPage(screen: CorrectionScreen): Html {
  const { issueId, title, versions, unsure, named, wrong, text } = screen
  const t = text.dispatchPage
  const at = `/issues/${encodeURIComponent(issueId)}/dispatch`
  const number = (value: number) => formatNumber(value, text)
  const all = versions.reduce((sum, { readers }) => sum + readers, 0)
  return page({
    title: t.correction.heading(title),
    text,
    current: 'overview',
    issue: { id: issueId, title, tab: 'dispatch' },
    fault: wrong !== undefined,
    body: html`${wrong === undefined ? none : faults(wrong, named, text)}
      <h1>${t.correction.heading(title)}</h1>
      <p class="effect">${t.correction.explain}</p>
      <form method="post" action="${at}/correction" class="decide">
        <fieldset class="field">
          <legend>${t.correction.version}</legend>
          ${choice('', t.correction.every(number(all), all), true)}
          ${
            versions.length < 2
              ? none
              : versions.map(({ hash, readers, subject }, index) =>
                  choice(
                    hash,
                    t.correction.only(index + 1, number(readers), readers, subject),
                    false,
                  ),
                )
          }
          ${
            unsure === 0
              ? none
              : html`<label class="option">
                  <input type="checkbox" name="unsure" value="yes" />
                  <span>${t.correction.unsure(number(unsure), unsure)}</span>
                </label>`
          }
        </fieldset>
        ${nameField(named.person, wrong === 'name', text)}
        ${whyField(named, false, wrong === 'why', text)}
        <p class="actions">
          <button>${t.correction.confirm}</button>
          <a class="button quiet-button" href="${at}">${t.back}</a>
        </p>
      </form>`,
  })
}

function choice(value: string, label: string, chosen: boolean): Html {
  return html`<label class="option">
    <input type="radio" name="for" value="${value}" ${chosen ? html`checked` : none} />
    <span>${label}</span>
  </label>`
}

function faults(
  wrong: Exclude<CorrectionScreen['wrong'], undefined>,
  named: Named,
  text: Text,
): Html {
  const t = text.dispatchPage
  switch (wrong) {
    case 'name':
      return errorSummary(t.wrongTitle, [html`<a href="#name">${t.nameMissing}</a>`])
    case 'why':
      return errorSummary(t.wrongTitle, [html`<a href="#why">${whyFault(named, text)}</a>`])
    case 'failed':
      return errorSummary(t.wrongTitle, [html`${t.correction.failed}`])
    default: {
      const { title, fix } = text.problems[wrong.code](wrong.values)
      return errorSummary(t.wrongTitle, [html`${title} ${fix}`])
    }
  }
}
