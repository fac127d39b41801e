import { didYouMean } from '../did-you-mean.ts'
import type { Issue } from '../issue/issue.ts'
import { problem, type Place, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import { missingKey } from './missing-key.ts'

/** A segment that nobody defined would leave out everyone, or everyone but a few. */
export function checkSegments({ issue, knownSegments }: CheckInput): Problem[] {
  const asked: { value: string; place: Place }[] = [
    ...issue.segments,
    ...issue.items.flatMap(({ segments, places, file }) =>
      segments.map((value) => ({ value, place: places?.['segments'] ?? { file } })),
    ),
  ]
  const unknown = asked
    .filter(({ value }) => !knownSegments.includes(value))
    .map(({ value, place }) => {
      const suggestion = didYouMean(value, knownSegments)
      return problem('segment/unknown', { found: value, ...(suggestion && { suggestion }) }, place)
    })
  return [...withoutSegments(issue, knownSegments), ...besideCorrection(issue), ...unknown]
}

/** How many a message can list. */
const LISTED = 8

function withoutSegments(issue: Issue, known: readonly string[]): Problem[] {
  const { segments, corrects, headUnreadable } = issue
  if (segments.length > 0 || corrects || headUnreadable) return []
  const found = missingKey('issue/segments-missing', 'segments', issue)
  if (known.length === 0) return [found]
  const options = known.slice(0, LISTED).join(', ')
  return [{ ...found, values: { ...found.values, options } }]
}

/** A correction goes to whoever got the mistake, whatever segment they are in. */
function besideCorrection({ segments, corrects, places, file }: Issue): Problem[] {
  if (corrects === undefined || segments.length === 0) return []
  const values = { found: corrects.issueId }
  return [problem('correction/with-segments', values, places?.['segments'] ?? { file })]
}
