/** Lines of plain text are at most this many code points, unless one address is longer. */
export const lineWidth = 74

/** One paragraph, wrapped; hard breaks in it stay. */
export function paragraph(text: string, width = lineWidth): string {
  return text
    .split('\n')
    .map((line) => wrap(line, width))
    .join('\n')
}

/** A heading with a line under it, as long as the heading. */
export function underlined(heading: string, mark: '=' | '-'): string {
  const lines = paragraph(heading)
  const longest = Math.max(...lines.split('\n').map(widthOf))
  return `${lines}\n${mark.repeat(longest)}`
}

/** The first line after `first`, the others after `next`. */
export function indented(text: string, first: string, next: string): string {
  return text
    .split('\n')
    .map((line, at) => (line === '' ? '' : `${at === 0 ? first : next}${line}`))
    .join('\n')
}

/** Breaks at ordinary spaces only, so never inside an address, an amount or an expression. */
function wrap(text: string, width: number): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/[ \t]+/).filter((word) => word !== '')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  if (line !== '') lines.push(line)
  return lines.join('\n')
}

/** In code points; an expression counts as the name or address that a reader is likely to have. */
function widthOf(text: string): number {
  return Array.from(text.replaceAll(/\{\{#if.*?\{\{\/if\}\}|\{\{[^}]*\}\}/g, 'x'.repeat(12))).length
}
