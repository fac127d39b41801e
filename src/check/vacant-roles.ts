import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import roles from './data/roles.json' with { type: 'json' }
import { issueDate } from './issue-date.ts'

/**
 * A role that nobody holds on the date of the issue, by a dated list without names of people:
 * "de voorzitter van de VAR" while that seat is vacant. Where the text itself says that it is vacant
 * somebody must look too: such a sentence ages. `from` is the month of the first text that says so,
 * `source` its lines in the annual report 2022 and plan 2023. Before that month nothing is known.
 */
export function checkVacantRoles({ issue, passages }: CheckInput): Problem[] {
  const date = issueDate(issue)
  if (date === undefined) return []
  const vacant = vacantOn(date)
  return passages.flatMap((passage) =>
    vacant.flatMap(({ body, role, from }) => {
      const index = mentionOf(role, body, passage.text)
      if (index === undefined) return []
      const found = passage.text.slice(index, index + role.length)
      // With what follows, so that an earlier "vicevoorzitter" is not taken for it.
      const place = passage.placeOf(passage.text.slice(index, index + role.length + 12))
      return [problem('fact/role-vacant', { found, body, since: from }, place)]
    }),
  )
}

/** Of each role the last entry that had begun. */
function vacantOn(date: string) {
  const known = new Map<string, (typeof roles)[number]>()
  for (const entry of roles.toSorted((a, b) => a.from.localeCompare(b.from))) {
    if (entry.from <= date.slice(0, 7)) known.set(`${entry.body} ${entry.role}`, entry)
  }
  return [...known.values()].filter(({ held }) => !held)
}

/** Where this role in this body is meant: not a former or acting one, and not that of another body. */
function mentionOf(role: string, body: string, text: string): number | undefined {
  const named = String.raw`(?:${namesOf[body] ?? body})(?![\p{L}-])`
  if (!new RegExp(String.raw`(?<![\p{L}-])${named}`, 'u').test(text)) return undefined
  const mention = new RegExp(
    String.raw`(?<![\p{L}-])${role}(?![\p{L}-])(?! van (?!(?:de |het )?${named}))`,
    'giu',
  )
  return [...text.matchAll(mention)].find(
    ({ index }) => !otherwise.test(text.slice(Math.max(0, index - 40), index)),
  )?.index
}

const namesOf: Record<string, string> = { VAR: 'VAR|VeiligheidsAlliantie' }
const otherwise =
  /(?<!\p{L})(?:voormalige?|vorige|vroegere|waarnemende?|plaatsvervangende?|technische?|onafhankelijke?) $/iu
