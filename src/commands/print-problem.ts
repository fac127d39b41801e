import type { Problem, Severity } from '../problem.ts'
import type { Text } from '../text/text.ts'

/** `newsletters/2023-10/riec/x.md:12:8  Blokkeert  De afbeelding heeft geen beschrijving.` */
export function problemLines(found: Problem, text: Text): string[] {
  const { title, fix } = text.problems[found.code](found.values)
  const place = [found.file, found.line, found.column]
    .filter((part) => part !== undefined)
    .join(':')
  const head = [place, text.commands.severity[found.severity], title].filter(Boolean).join('  ')
  if (found.accepted) return [head, `    ${text.commands.accepted(found.accepted.reason)}`]
  return [head, `    ${fix}  [${found.code}]`]
}

/** All of them, in the order given, with an empty line where the open ones end and accepted ones begin. */
export function problemList(problems: readonly Problem[], text: Text): string[] {
  const open = problems.filter(({ accepted }) => accepted === undefined)
  const accepted = problems.filter((found) => found.accepted !== undefined)
  return [
    ...open.flatMap((found) => problemLines(found, text)),
    ...(accepted.length === 0
      ? []
      : [
          '',
          text.commands.acceptedHeading,
          ...accepted.flatMap((found) => problemLines(found, text)),
        ]),
  ]
}

/** How many of each severity are open, and how many are accepted with a reason. */
export type ProblemCounts = Record<Severity | 'accepted', number>

export function countProblems(problems: readonly Problem[]): ProblemCounts {
  const counts = { blocks: 0, warns: 0, tip: 0, accepted: 0 }
  for (const { severity, accepted } of problems) counts[accepted ? 'accepted' : severity] += 1
  return counts
}

/** The same object with its words, for `--json`. */
export function problemJson(found: Problem, text: Text): Problem & { text: object } {
  return { ...found, text: text.problems[found.code](found.values) }
}
