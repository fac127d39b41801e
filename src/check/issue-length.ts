import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'

/** Four minutes of reading (mail.md, section 5). */
const LIMIT = 8

export function checkIssueLength({ issue }: CheckInput): Problem[] {
  const count = issue.items.length
  if (count <= LIMIT) return []
  return [problem('content/issue-long', { count, limit: LIMIT }, { file: issue.file })]
}
