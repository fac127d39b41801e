import { didYouMean } from '../did-you-mean.ts'
import { catalogue, type Problem, type ProblemCode } from '../problem.ts'
import { withoutForbidden, type Fields } from '../yaml-fields.ts'

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

/** Key `accepted` of a file: a list of `{ code, found, reason }`. An incomplete one counts for nothing. */
export function readAcceptances(fields: Fields): Acceptance[] {
  return fields.maps('accepted').flatMap((entry) => {
    const code = entry.text('code', { required: true })
    const reason = entry.text('reason', { required: true })
    const found = entry.text('found') ?? ''
    if (code === undefined || reason === undefined) return []
    if (acceptable.includes(code)) return [{ code: code as ProblemCode, found, reason }]
    const suggestion = didYouMean(code, acceptable)
    const values = { field: 'code', found: code, expected: 'code' }
    entry.report(
      'frontmatter/field-value',
      suggestion === undefined ? values : { ...values, suggestion },
      'code',
    )
    return []
  })
}

/** The problem, marked as accepted where its file carries a reason for exactly this finding. */
export function withAcceptance(problem: Problem, acceptances: readonly Acceptance[]): Problem {
  const match = acceptances.find(
    ({ code, found }) => code === problem.code && found === foundIn(problem),
  )
  return match === undefined ? problem : { ...problem, accepted: { reason: match.reason } }
}

/** What a reason must quote to be about this problem, as it reads back from a file. */
export function foundIn({ values }: Problem): string {
  return withoutForbidden(String(values['found'] ?? '')).trim()
}

/** Whether a reason can make this right as it stands. */
export function isAcceptable({ code }: Problem): boolean {
  return acceptable.includes(code)
}

/**
 * Warnings and tips, and of what blocks only what a source itself may say wrongly and what only looks
 * like the data of a person. No reason makes a dangerous link right, or an event that ends before it
 * begins.
 */
const acceptable: readonly string[] = Object.entries(catalogue)
  .filter(([code, { severity }]) => severity !== 'blocks' || /^(fact|personal-data)\//.test(code))
  .map(([code]) => code)
