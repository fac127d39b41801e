import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import terms from './data/terms.json' with { type: 'json' }

/**
 * Fixed names and words that are easily mistaken for each other. Both spellings exist or look
 * right, so a spelling checker sees nothing: "statische" for "statelijke dreigingen".
 */
export function checkTerms({ passages }: CheckInput): Problem[] {
  return passages.flatMap((passage) =>
    mistakes.flatMap(({ usual, pattern }) =>
      [...passage.text.matchAll(pattern)].map(([found]) =>
        problem(
          'fact/term',
          { found: found.replaceAll(/\s+/g, ' '), suggestion: inCaseOf(found, usual) },
          passage.placeOf(found),
        ),
      ),
    ),
  )
}

/** The text as it would be without mistaken terms, to compare it with names that are right. */
export function withUsualTerms(text: string): string {
  return mistakes.reduce((all, { usual, pattern }) => all.replaceAll(pattern, usual), text)
}

/** What the text has in place of a usual term, as it is written there. */
export function mistakenTerms(text: string): string[] {
  return mistakes.flatMap(({ pattern }) => [...text.matchAll(pattern)].map(([found]) => found))
}

export const usualTerms = terms.map(({ usual }) => usual)

const mistakes = terms.flatMap(({ usual, mistaken }) =>
  mistaken.map((written) => ({
    usual,
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}])${written
        .split(' ')
        .map(escape)
        .join(String.raw`\s+`)}(?![\p{L}\p{N}])`,
      'giu',
    ),
  })),
)

function escape(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
}

/** "Statische Dreigingen" gets "Statelijke dreigingen": the first letter follows the text. */
function inCaseOf(found: string, usual: string): string {
  const first = found[0] ?? ''
  if (first === first.toLowerCase()) return usual
  return first.toUpperCase() + usual.slice(1)
}
