/**
 * The text of an `issue.md` with its front matter as `edit` makes it, and every other character as it
 * was. Undefined when it has none, or when `edit` is not sure.
 */
export function inFrontMatter(
  text: string,
  edit: (yaml: string) => string | undefined,
): string | undefined {
  const lines = text.split('\n')
  const closing = lines.findIndex((line, at) => at > 0 && line.trimEnd() === '---')
  if (lines[0]?.trimEnd() !== '---' || closing === -1) return undefined
  const after = edit(lines.slice(1, closing).join('\n'))
  if (after === undefined) return undefined
  return [lines[0], ...(after === '' ? [] : [after]), ...lines.slice(closing)].join('\n')
}
