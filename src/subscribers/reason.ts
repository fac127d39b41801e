export type ReasonRead =
  | { kind: 'ok'; reason: string }
  | { kind: 'refused'; why: 'empty' | 'too-long' | 'address' }

/** As in "verzoek van 3 april", with room for where it is kept. In characters. */
export const MAX_REASON = 200

/**
 * Why somebody looks at data or decides about a dispatch, as one line. An address in it would put in a
 * log what the log leaves out, and what erasing somebody does not find.
 */
export function readReason(typed: string): ReasonRead {
  const reason = typed
    .toWellFormed()
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
  if (reason === '') return { kind: 'refused', why: 'empty' }
  if (reason.length > MAX_REASON) return { kind: 'refused', why: 'too-long' }
  return /[@\uFE6B\uFF20]/.test(reason)
    ? { kind: 'refused', why: 'address' }
    : { kind: 'ok', reason }
}
