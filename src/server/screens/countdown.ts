import { html } from 'hono/html'
import { formatNumber } from '../../render/format.ts'
import type { Text } from '../../text/text.ts'
import type { Countdown } from '../countdown-view.ts'
import { none, type Html } from '../html.ts'
import { clockWords } from '../moments.ts'
import { nameOrField } from './name-field.ts'

export type CountdownSettings = {
  /** Whether the daemon of this process sends what is due. */
  sends: boolean
  /** Of whoever sits here, as they gave it before; empty when they did not. */
  name: string
  zone: string
  text: Text
}

/**
 * What is about to go out, with one large button against it. Asking for a name may not keep anybody
 * from pressing it in time.
 */
export function countdownPanel(
  countdown: Countdown | undefined,
  { sends, name, zone, text }: CountdownSettings,
): Html {
  if (countdown === undefined) return none
  const t = text.countdown
  const { issueId, isChanged } = countdown
  const at = `/issues/${encodeURIComponent(issueId)}`
  return html`<section class="countdown" aria-labelledby="countdown-${issueId}">
    <h2 id="countdown-${issueId}">${t.heading}</h2>
    <p class="next-words" aria-live="polite">${countdownWords(countdown, zone, text)}</p>
    ${sends ? none : html`<p>${text.screens.dispatch.doesNotGoBySelf}</p>`}
    ${isChanged ? html`<p><a class="button" href="${at}/schedule">${text.screens.next.openPlanAgain}</a></p>` : stopForm(countdown, { name, text })}
    <p><a href="${at}">${t.refresh}</a></p>
  </section>`
}

function stopForm(
  { issueId, wall }: Countdown,
  { name, text }: Pick<CountdownSettings, 'name' | 'text'>,
): Html {
  const t = text.countdown
  return html` <form method="post" action="/issues/${encodeURIComponent(issueId)}/schedule/stop">
    <input type="hidden" name="wall" value="${wall}" />
    <button class="stop">${t.stop}</button>
    <p class="quiet">${t.stopHint}</p>
    ${nameOrField(name, `stop-name-${issueId}`, t.name)}
  </form>`
}

/** One sentence that is whole without the rest of the page. */
export function countdownWords(
  { title, dueAt, minutes, recipients, blocking, isChanged }: Omit<Countdown, 'wall'>,
  zone: string,
  text: Text,
): string {
  const t = text.countdown
  const clock = clockWords(dueAt, zone, text)
  const count = formatNumber(recipients, text)
  if (isChanged) return t.changed(title, clock)
  if (blocking > 0) return t.held(title, clock, blocking, count, recipients)
  if (minutes === 0) return t.now(title, clock, count, recipients)
  return t.inMinutes(title, minutes, clock, count, recipients)
}

/** How much ahead a page begins to ask whether the countdown has begun, in ms. */
const A_DAY = 86_400_000

/**
 * Keeps what is on the page true while its moment comes near: every five seconds in the countdown,
 * every minute before.
 */
export function countdownPoller(
  path: string,
  { counting, dueAt, now }: { counting: boolean; dueAt: number | undefined; now: number },
): Html {
  const isNear = dueAt !== undefined && dueAt > now && dueAt - now < A_DAY
  if (!counting && !isNear) return none
  return html`<div
    hx-get="${path}"
    hx-trigger="every ${counting ? '5s' : '60s'}"
    hx-target="#live"
    hx-select="#live"
    hx-swap="outerMorph"
  ></div>`
}
