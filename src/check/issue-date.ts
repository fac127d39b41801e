import type { Issue } from '../issue/issue.ts'

/** The ISO date an issue is about: when it goes out, else the first day of the month in its name. */
export function issueDate({ sendAt, id }: Pick<Issue, 'sendAt' | 'id'>): string | undefined {
  if (sendAt !== undefined) return sendAt.slice(0, 10)
  const month = /^\d{4}-(?:0[1-9]|1[0-2])(?!\d)/.exec(id)?.[0]
  return month === undefined ? undefined : `${month}-01`
}
