import { didYouMean } from '../did-you-mean.ts'
import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'

/** A theme that is not in `subscribers/themes.yaml`; a project without that file has no list. */
export function checkThemes({ issue, knownThemes }: CheckInput): Problem[] {
  if (knownThemes.length === 0) return []
  return issue.items.flatMap(({ theme, places, file }) => {
    if (theme === undefined || knownThemes.includes(theme)) return []
    const suggestion = didYouMean(theme, knownThemes)
    const values = { found: theme, ...(suggestion !== undefined && { suggestion }) }
    return [problem('frontmatter/theme-unknown', values, places?.['theme'] ?? { file })]
  })
}
