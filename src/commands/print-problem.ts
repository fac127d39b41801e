import { isAcceptable, markOf } from '../content/acceptance.ts'
import type { Problem, Severity } from '../problem.ts'
import type { Text } from '../text/text.ts'

/**
 * `newsletters/2023-10/riec/x.md:12:8  Blokkeert  De afbeelding heeft geen beschrijving.` What is
 * said in the same words of more places is said once, with the places below it.
 */
function problemLines(group: readonly [Problem, ...Problem[]], text: Text): string[] {
  const [found] = group
  const { title, fix } = text.problems[found.code](found.values)
  const level = text.commands.severity[found.severity]
  const isOpenForMaintainer = found.owner === 'maintainer' && !found.accepted
  const said = [isOpenForMaintainer ? text.commands.forMaintainer(level) : level, title]
  const below = found.accepted
    ? `    ${text.commands.accepted(found.accepted.reason)}`
    : `    ${fix}  [${found.code}]`
  if (group.length === 1) return [[placeOf(found), ...said].filter(Boolean).join('  '), below]
  const times = text.commands.times(group.length)
  return [`${said.join('  ')} ${times}`, below, ...group.map((one) => `    ${placeOf(one)}`)]
}

function placeOf({ file, line, column }: Problem): string {
  return [file, line, column].filter((part) => part !== undefined).join(':')
}

/** Those with the same words, at the place of the first; one without a file stands alone. */
function grouped(problems: readonly Problem[], text: Text): [Problem, ...Problem[]][] {
  const groups = new Map<unknown, [Problem, ...Problem[]]>()
  for (const found of problems) {
    const words = text.problems[found.code](found.values)
    const said = [found.code, found.severity, found.accepted?.reason, words.title, words.fix]
    const key = found.file === undefined ? found : JSON.stringify(said)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [found])
    else group.push(found)
  }
  return [...groups.values()]
}

/**
 * All of them, in the order given: the open ones, whom to ask where they are the maintainer's, and the
 * accepted ones.
 */
export function problemList(problems: readonly Problem[], text: Text): string[] {
  const open = problems.filter(({ accepted }) => accepted === undefined)
  const accepted = problems.filter((found) => found.accepted !== undefined)
  return [
    ...grouped(open, text).flatMap((group) => problemLines(group, text)),
    ...advice(open, text),
    ...(accepted.length === 0
      ? []
      : [
          '',
          text.commands.acceptedHeading,
          ...grouped(accepted, text).flatMap((group) => problemLines(group, text)),
        ]),
  ]
}

/** What the words of a problem leave out, because a screen has a button for it or a place of its own. */
function advice(open: readonly Problem[], text: Text): string[] {
  const isForMaintainer = open.some(({ owner }) => owner === 'maintainer')
  const canBeRight = open.some((one) => one.severity !== 'tip' && isAcceptable(one))
  const lines = [
    ...(isForMaintainer ? [text.commands.askMaintainer] : []),
    ...(canBeRight ? [text.commands.howToAccept] : []),
  ]
  return lines.length === 0 ? [] : ['', ...lines]
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
  const mark = isAcceptable(found) ? { mark: markOf(found) } : {}
  return { ...found, ...mark, text: text.problems[found.code](found.values) }
}
