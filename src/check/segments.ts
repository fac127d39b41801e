import { didYouMean } from '../did-you-mean.ts'
import { problem, type Place, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'

/** A segment that nobody defined would leave out everyone, or everyone but a few. */
export function checkSegments({ issue, knownSegments }: CheckInput): Problem[] {
  const asked: { value: string; place: Place }[] = [
    ...issue.segments,
    ...issue.items.flatMap(({ segments, places, file }) =>
      segments.map((value) => ({ value, place: places?.['segments'] ?? { file } })),
    ),
  ]
  return asked
    .filter(({ value }) => !knownSegments.includes(value))
    .map(({ value, place }) => {
      const suggestion = didYouMean(value, knownSegments)
      return problem('segment/unknown', { found: value, ...(suggestion && { suggestion }) }, place)
    })
}
