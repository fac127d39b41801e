import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import type { Contribution } from '../../src/content/contribution.ts'
import { marchToCheck, withItem } from '../check/march.ts'
import type { Look } from './situation.ts'

export type Change = (input: IssueToCheck) => IssueToCheck

let read: Promise<IssueToCheck> | undefined

/** The March issue, really rendered, with one thing changed, through every check of an issue. */
export function march(change: Change = (input) => input): Look {
  return async () => {
    read ??= marchToCheck()
    return checkIssue(change(await read))
  }
}

/** The March issue with one item, of this text, and with nothing else that could have the fault. */
export function item(
  markdown: string,
  given: Partial<Contribution> = {},
  more: Partial<IssueToCheck> = {},
): Look {
  return march((input) => ({
    ...input,
    issue: {
      ...withItem(input.issue, markdown, given),
      figureData: [],
      // What the source of the agenda says is accepted in the agenda itself.
      events: input.issue.events.map((event) => ({ ...event, sources: [] })),
    },
    ...more,
  }))
}

/** Something else in the HTML of every mail. */
export function replaced(from: string | RegExp, to: string): Change {
  return (input) => ({
    ...input,
    rendered: input.rendered.map((rendered) => {
      const html = rendered.html.replace(from, to)
      if (html === rendered.html) throw new Error(`The mail does not hold ${from}`)
      return { ...rendered, html }
    }),
  })
}

/** Something more at the end of every mail. */
export function added(html: string, settings: Partial<IssueToCheck['config']> = {}): Look {
  return march((input) => ({
    ...replaced('</body>', `${html.replaceAll('$', '$$$$')}</body>`)(input),
    config: { ...input.config, ...settings },
  }))
}
