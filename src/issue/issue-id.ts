/**
 * The name of an issue and of its folder: year and month, and more words where a month has more
 * than one, such as 2023-10 or 2023-10-extra. It also becomes part of a path and of a web address,
 * so nothing else is let through.
 */
export function isIssueId(id: string): boolean {
  return id.length <= 40 && /^\d{4}-(0[1-9]|1[0-2])(-[a-z0-9]+)*$/.test(id)
}
