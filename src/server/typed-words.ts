/** Readers of a title that is longer see half of it. */
export const TITLE_LENGTH = 120

export type TitleFault =
  | { kind: 'missing' | 'wordless' }
  /** In characters as a browser counts them. */
  | { kind: 'long'; count: number }

/** What somebody typed in one field: on one line, without what cannot be seen. */
export function typedWords(given: string): string {
  return (
    given
      .toWellFormed()
      .replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
      // But for what joins emoji. The rest nobody sees, and readers of YAML refuse some of it.
      .replaceAll(/(?!\u200D)\p{Cf}|\p{Co}|[\uFFFE\uFFFF]/gu, '')
      .trim()
  )
}

export function titleFault(title: string): TitleFault | undefined {
  if (title === '') return { kind: 'missing' }
  if (!/[\p{L}\p{N}]/u.test(title)) return { kind: 'wordless' }
  return title.length > TITLE_LENGTH ? { kind: 'long', count: title.length } : undefined
}
