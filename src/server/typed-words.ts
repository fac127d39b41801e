/** Readers of a title that is longer see half of it. */
export const TITLE_LENGTH = 120

export type TitleFault =
  | { kind: 'missing' | 'wordless' }
  /** In characters as a browser counts them. */
  | { kind: 'long'; count: number }

/** What somebody typed in one field: on one line, without what cannot be seen. */
export function typedWords(given: string): string {
  return given
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .replaceAll(/(?!\u200D)\p{Cf}/gu, '')
    .trim()
}

export function titleFault(title: string): TitleFault | undefined {
  if (title === '') return { kind: 'missing' }
  if (!/[\p{L}\p{N}]/u.test(title)) return { kind: 'wordless' }
  return title.length > TITLE_LENGTH ? { kind: 'long', count: title.length } : undefined
}
