import type { Sending } from '../dispatch/dispatch-issue.ts'
import { systemPorts } from '../dispatch/ports.ts'
import type { Progress } from '../dispatch/progress.ts'
import { firstWords, handled, progressLine } from '../dispatch/progress-line.ts'
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
export function progressReporter(
  invocation: Invocation,
): (progress: Progress, isFirst: boolean) => void {
  const { text, json, print, tell, rewrite, now } = invocation
  const start = now()
  let first: Progress | undefined
  let last = 0
  let tenth = 0
  let told = false
  const line = (doneNow: number, progress: Progress) =>
    progressLine(progress, { handled: doneNow, elapsedMs: now() - start }, text)
  return (progress, isFirst) => {
    first ??= progress
    if (isFirst && !told && !json) tell(firstWords(text))
    told ||= isFirst
    const done = handled(progress)
    if (rewrite !== undefined && !json) {
      if (now() - last < EVERY_MS && done < progress.total) return
      last = now()
      return rewrite(line(done - handled(first), progress))
    }
    const reached = Math.floor((done / progress.total) * 10)
    if (reached <= tenth) return
    tenth = reached
    if (json) print(JSON.stringify({ schema: 1, type: 'progress', ...progress }))
    else tell(line(done - handled(first), progress))
  }
}
