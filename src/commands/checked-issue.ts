import type { Inspection } from '../check/inspect-issue.ts'
import { readabilityOf, type Readability } from '../check/readability.ts'
import type { Config } from '../config.ts'
import type { Problem } from '../problem.ts'
import type { Text } from '../text/text.ts'
import { countProblems, problemJson, problemList } from './print-problem.ts'

/** What `check` has to say of one issue. The mails themselves, half a megabyte each, are let go. */
export type CheckedIssue = {
  issueId: string
  /** Undefined when there is no such issue, or none that can be read. */
  issue: { title: string; readability: Readability } | undefined
  variants: { key: string; items: string[]; bytes: { html: number; text: number } }[]
  problems: Problem[]
}

export function checkedIssue(
  { issueId, issue, editions }: Inspection,
  problems: Problem[],
  config: Config,
): CheckedIssue {
  return {
    issueId,
    issue: issue && { title: issue.title, readability: readabilityOf(issue, config) },
    variants: editions.map(({ variant, rendered }) => ({
      key: variant.key,
      items: variant.items.map(({ partner, slug }) => `${partner}/${slug}`),
      bytes: { html: Buffer.byteLength(rendered.html), text: Buffer.byteLength(rendered.text) },
    })),
    problems,
  }
}

/** For a person. */
export function checkedLines({ issueId, issue, problems }: CheckedIssue, text: Text): string[] {
  const list = problemList(problems, text)
  if (issue === undefined) return list
  const words = text.commands.check
  return [
    words.heading(issueId, issue.title),
    ...list,
    ...words.reading(issue.readability.issue),
    words.summary(countProblems(problems)),
  ]
}

/** For `--json`. */
export function checkedJson(checked: CheckedIssue, text: Text): object {
  const { issueId, issue, variants, problems } = checked
  return {
    id: issueId,
    title: issue?.title ?? null,
    variants,
    counts: countProblems(problems),
    readability: issue?.readability ?? null,
    problems: problems.map((found) => problemJson(found, text)),
  }
}
