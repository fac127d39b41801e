import { html } from 'hono/html'
import { alarmWords } from '../../dispatch/alarm-words.ts'
import type { Alarm } from '../../dispatch/alarms.ts'
import { MAX_REASON } from '../../subscribers/reason.ts'
import type { Text } from '../../text/text.ts'
import type { Named } from '../editor-name.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'
import { momentWords } from '../moments.ts'
import { icon } from '../problem-list.ts'
import { errorSummary, nameField, whyFault } from './confirm.ts'

/** What nobody has ticked off, on a page about something else; empty when there is nothing. */
export function alarmPanel(alarms: readonly Alarm[], text: Text): Html {
  const open = alarms.filter(({ seen }) => seen === undefined)
  if (open.length === 0) return none
  const t = text.alarms
  return html`<section class="alarm" aria-labelledby="alarm-title">
    <h2 id="alarm-title">${icon('blocks')} ${open.length === 1 ? t.one : t.heading}</h2>
    <ul>
      ${open.map((alarm) => html`<li>${words(alarm, text)}</li>`)}
    </ul>
    <p class="actions"><a class="button" href="/alarms">${t.open}</a></p>
  </section>`
}

export type AlarmsScreen = {
  alarms: readonly Alarm[]
  named: Named
  /** `key`: which form it was. */
  wrong: { why: 'missing' | 'moved' | 'reason'; key: string } | undefined
  zone: string
  text: Text
}

/** Every alarm with what to do, and a form for whoever knows that it is all right. */
export function alarmsPage({ alarms, named, wrong, zone, text }: AlarmsScreen): Html {
  const t = text.alarms
  return page({
    title: t.heading,
    text,
    current: 'overview',
    fault: wrong !== undefined,
    body: html`${
        wrong === undefined
          ? none
          : errorSummary(text.dispatchPage.wrongTitle, [
              html`${wrong.why === 'reason' ? whyFault(named, text) : t[wrong.why]}`,
            ])
      }
      <h1>${t.heading}</h1>
      ${alarms.length === 0 ? html`<p class="calm">${icon('good')} ${t.none}</p>` : html`<p>${t.explain}</p>`}
      ${alarms.map((alarm, index) => one(alarm, index))}`,
  })

  function one(alarm: Alarm, index: number): Html {
    const { key, level, seen, issueId } = alarm
    return html`<section
      class="${seen ? 'panel' : 'alarm'}"
      aria-label="${alarmWords(alarm, text).title}"
    >
      ${words(alarm, text)}
      ${
        issueId === undefined
          ? none
          : html`<p>
              <a href="/issues/${encodeURIComponent(issueId)}/dispatch"
                >${text.dispatchPage.toDispatch}</a
              >
            </p>`
      }
      ${
        seen
          ? html`<p class="quiet">
              ${t.seen(seen.person, momentWords(seen.at, zone, text), seen.why)}
            </p>`
          : html`<form method="post" action="/alarms" class="decide">
              <input type="hidden" name="alarm" value="${key}" />
              <input type="hidden" name="level" value="${level}" />
              <p class="quiet">${t.tickHint}</p>
              ${nameField(named.person, false, text, `name-${index}`)}
              <div class="field">
                <label for="why-${index}">${text.dispatchPage.whyNeeded}</label>
                <input
                  id="why-${index}"
                  name="why"
                  value="${wrong?.key === key ? named.why : ''}"
                  maxlength="${MAX_REASON}"
                  required
                />
              </div>
              <p class="actions"><button class="quiet-button">${t.tick}</button></p>
            </form>`
      }
    </section>`
  }
}

function words(alarm: Alarm, text: Text): Html {
  const { title, fix } = alarmWords(alarm, text)
  return html`<p><strong>${title}</strong></p>
    <p>${text.commands.whatNow(fix)}</p>`
}
