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
  const rate = perSecond(pace)
  const left = progress.total - handled(progress)
  if (rate !== undefined) {
    const shown = rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate)
    parts.push(words.perSecond(number(shown)))
    const minutes = Math.round(left / rate / 60)
    if (left > 0) {
      parts.push(minutes < 1 ? words.secondsLeft : words.minutesLeft(number(minutes), minutes))
    }
  }
  return parts.join(' · ')
}

/** Undefined where there is no rate to tell: below a second it says nothing. */
export function perSecond({ handled, elapsedMs }: Pace): number | undefined {
  if (handled === 0 || elapsedMs < 1_000) return undefined
  return (handled * 1_000) / elapsedMs
}

/** Who goes before the rest. */
export function firstWords(text: Text): string {
  return text.dispatchPage.first.plan(formatNumber(FIRST_PEOPLE, text))
}

/** Who had a turn, whatever came of it. */
export function handled(progress: Progress): number {
  return progress.total - progress.waiting - progress.underWay
}
