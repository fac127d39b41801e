import type { Problem, ProblemCode } from '../problem.ts'

/**
 * "This is right as it stands, because": a reason, kept in the file it is about. It holds for one
 * code and one finding. When what is found changes, the reason no longer fits and the problem is
 * back: an acceptance cannot outlive its text.
 */
export type Acceptance = {
  code: ProblemCode
  /** Must equal `values.found` of the problem. */
  found: string
  reason: string
}

/** The problem, marked as accepted where its file carries a reason for exactly this finding. */
export function withAcceptance(problem: Problem, acceptances: readonly Acceptance[]): Problem {
  const match = acceptances.find(
    ({ code, found }) => code === problem.code && found === String(problem.values['found'] ?? ''),
  )
  return match === undefined ? problem : { ...problem, accepted: { reason: match.reason } }
}
