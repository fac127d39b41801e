import { html } from 'hono/html'
import type { Purpose } from '../../../store/tables.ts'
import type { Text } from '../../../text/text.ts'
import type { Html } from '../../html.ts'
import { choices } from './fields.ts'

/** One button. A choice only for who gets more than this mail. */
export function unsubscribePage(
  masked: string,
  received: readonly Purpose[],
  purpose: Purpose,
  text: Text,
): Html {
  const t = text.publicPages.unsubscribe
  const one = html`<input type="hidden" name="scope" value="${purpose}" />`
  return html`<h1>${t.title}</h1>
    <p>${t.text(masked)}</p>
    <form method="post">
      ${
        received.length === 1
          ? one
          : choices({
              id: 'scope',
              legend: t.choose,
              type: 'radio',
              choices: [
                { value: purpose, label: t.only[purpose], chosen: true },
                { value: 'all', label: t.all, chosen: false },
              ],
              errors: new Map(),
            })
      }
      <button>${t.submit}</button>
    </form>`
}
