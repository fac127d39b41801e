/**
 * The content of an inline token with code, and the fields of Rondbrief, as spaces: every other
 * character keeps its place.
 */
export function withoutCode(content: string): string {
  return blank(content, [codeSpan, ownField])
}

function blank(content: string, patterns: readonly RegExp[]): string {
  return patterns.reduce(
    (all, pattern) => all.replaceAll(pattern, (part) => part.replaceAll(/[^\n]/g, ' ')),
    content,
  )
}

/** Bounded, so that a text of only backticks or brackets stays quick. */
const codeSpan = /(?<!`)(`{1,4})(?!`)[^`]{1,1000}\1(?!`)/g
const ownField = /\[\[[^[\]\n]{0,260}\]\]/g
