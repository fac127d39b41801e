/**
 * The content of an inline token with code, and the fields of Rondbrief, as spaces: every other
 * character keeps its place.
 */
export function withoutCode(content: string): string {
  return blank(content, [codeSpan, ownField])
}

/** The same without links, pictures and what only looks like one, and without what is between < and >. */
export function withoutLinks(content: string): string {
  return blank(content, [codeSpan, ownField, picture, link, angled])
}

/** With what these find as spaces: every other character keeps its place. */
export function blank(content: string, patterns: readonly RegExp[]): string {
  return patterns.reduce(
    (all, pattern) => all.replaceAll(pattern, (part) => part.replaceAll(/[^\n]/g, ' ')),
    content,
  )
}

/** Bounded, so that a text of only backticks or brackets stays quick. */
const codeSpan = /(?<!`)(`{1,4})(?!`)[^`]{1,1000}\1(?!`)/g
const picture = /!\[[^[\]]{0,500}\][ ]?\([^()]{0,1000}\)/g
const link =
  /\[(?:[^[\]]|\[[^[\]]{0,100}\]){0,500}\](?:\s{0,2}\((?:[^()]|\([^()]{0,200}\)){0,1000}\)|\[[^[\]]{0,200}\])/g
const angled = /<[^<>]{1,1000}>/g
const ownField = /\[\[[^[\]\n]{0,260}\]\](?!\()/g
