import type { IssueHead, NeededKey } from '../issue/issue.ts'
import { problem, type Problem, type ProblemCode } from '../problem.ts'

/** Below which lines the line of each comes, nearest first. */
const above: Record<NeededKey, string[]> = {
  subject: ['title'],
  preheader: ['subject', 'title'],
  segments: ['preheader', 'subject', 'title'],
}

/**
 * What an issue lacks: where it is to be typed, at the name that somebody gave it instead, or at the end
 * of the line that it comes below.
 */
export function missingKey(
  code: ProblemCode,
  key: NeededKey,
  { file, places, elsewhere }: Pick<IssueHead, 'file' | 'places' | 'elsewhere'>,
): Problem {
  const own = places?.[key]
  if (own !== undefined) return problem(code, { reason: 'empty' }, own)
  const other = elsewhere?.[key]
  if (other !== undefined) return problem(code, { written: other.written }, other.place)
  const line = above[key].flatMap((name) => places?.[name] ?? []).at(0)
  const { line: at = 1, column = 1 } = line?.end ?? line ?? {}
  return problem(code, {}, { file, line: at, column })
}
