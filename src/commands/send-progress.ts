import type { Sending } from '../dispatch/dispatch-issue.ts'
import { systemPorts } from '../dispatch/ports.ts'
import type { Progress } from '../dispatch/progress.ts'
import { formatNumber } from '../render/format.ts'
import type { Text } from '../text/text.ts'
import type { Invocation } from './command.ts'
import type { Session } from './send-session.ts'

export function sendingOf(session: Session): Sending {
  const { invocation, config, store, transport } = session
  return {
    config,
    text: invocation.text,
    store,
    transport,
    ports: { ...systemPorts, now: invocation.now },
    signal: invocation.signal,
    onProgress: progressReporter(invocation),
  }
}

/** At most this often, so that a screen reader and a log keep up. */
const EVERY_MS = 1_000

/**
 * `412 van 1.234 verstuurd · 18 per seconde · nog ongeveer 1 minuut`: in place at a terminal, a
 * line per 10 % into a file or pipe, an object per 10 % with `--json`.
 */
export function progressReporter(invocation: Invocation): (progress: Progress) => void {
  const { text, json, print, tell, rewrite, now } = invocation
  const start = now()
  let first: Progress | undefined
  let last = 0
  let tenth = 0
  return (progress) => {
    first ??= progress
    const done = handled(progress)
    if (rewrite !== undefined && !json) {
      if (now() - last < EVERY_MS && done < progress.total) return
      last = now()
      return rewrite(progressLine(progress, done - handled(first), now() - start, text))
    }
    const reached = Math.floor((done / progress.total) * 10)
    if (reached <= tenth) return
    tenth = reached
    if (json) print(JSON.stringify({ schema: 1, type: 'progress', ...progress }))
    else tell(progressLine(progress, done - handled(first), now() - start, text))
  }
}

export function progressLine(
  progress: Progress,
  doneNow: number,
  elapsedMs: number,
  text: Text,
): string {
  const words = text.commands.send
  const number = (value: number) => formatNumber(value, text)
  const parts = [words.progress(number(progress.sent), number(progress.total))]
  // Below a second a rate says nothing.
  const perSecond = elapsedMs < 1_000 ? 0 : (doneNow * 1_000) / elapsedMs
  const left = progress.total - handled(progress)
  if (perSecond > 0) {
    parts.push(
      words.perSecond(
        number(perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond)),
      ),
    )
    const minutes = Math.round(left / perSecond / 60)
    if (left > 0) {
      parts.push(minutes < 1 ? words.secondsLeft : words.minutesLeft(number(minutes), minutes))
    }
  }
  return parts.join(' · ')
}

function handled(progress: Progress): number {
  return progress.total - progress.waiting - progress.underWay
}
