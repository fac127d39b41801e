import { formatNumber } from '../render/format.ts'
import type { Text } from '../text/text.ts'
import { FIRST_PEOPLE } from './first-batch.ts'
import type { Progress } from './progress.ts'

/** How many were handled in how many milliseconds. */
export type Pace = { handled: number; elapsedMs: number }

/** `412 van 1.234 verstuurd · 18 per seconde · nog ongeveer 1 minuut` */
export function progressLine(progress: Progress, pace: Pace, text: Text): string {
  const words = text.commands.send
  const number = (value: number) => formatNumber(value, text)
  const parts = [words.progress(number(progress.sent), number(progress.total))]
  // Below a second a rate says nothing.
  const perSecond = pace.elapsedMs < 1_000 ? 0 : (pace.handled * 1_000) / pace.elapsedMs
  const left = progress.total - handled(progress)
  if (perSecond > 0) {
    const shown = perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond)
    parts.push(words.perSecond(number(shown)))
    const minutes = Math.round(left / perSecond / 60)
    if (left > 0) {
      parts.push(minutes < 1 ? words.secondsLeft : words.minutesLeft(number(minutes), minutes))
    }
  }
  return parts.join(' · ')
}

/** Who goes before the rest. */
export function firstWords(text: Text): string {
  return text.dispatchPage.first.plan(formatNumber(FIRST_PEOPLE, text))
}

/** Who had a turn, whatever came of it. */
export function handled(progress: Progress): number {
  return progress.total - progress.waiting - progress.underWay
}
