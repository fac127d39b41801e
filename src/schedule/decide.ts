import type { Due } from './due.ts'

/** What the clock says about one scheduled issue. */
export type Decision =
  | { kind: 'wait' }
  /** Its moment has come; `lateMs` is how long ago. */
  | { kind: 'go'; lateMs: number }
  /** Longer ago than the grace period: a person decides, never the clock. */
  | { kind: 'missed' }

export function decide(due: Extract<Due, { kind: 'ok' }>, now: number, graceMs: number): Decision {
  const lateMs = now - due.at
  if (lateMs < 0) return { kind: 'wait' }
  return lateMs > graceMs ? { kind: 'missed' } : { kind: 'go', lateMs }
}
