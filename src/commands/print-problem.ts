import type { Problem } from '../problem.ts'
import type { Text } from '../text/text.ts'

/** `newsletters/2023-10/riec/x.md:12:8  Blokkeert  De afbeelding heeft geen beschrijving.` */
export function problemLines(found: Problem, text: Text): string[] {
  const { title, fix } = text.problems[found.code](found.values)
  const place = [found.file, found.line, found.column].filter((part) => part !== undefined).join(':')
  const head = [place, text.commands.severity[found.severity], title].filter(Boolean).join('  ')
  if (found.accepted) return [head, `    ${text.commands.accepted(found.accepted.reason)}`]
  return [head, `    ${fix}  [${found.code}]`]
}

/** The same object with its words, for `--json`. */
export function problemJson(found: Problem, text: Text): Problem & { text: object } {
  return { ...found, text: text.problems[found.code](found.values) }
}
