/** `Herken ondermijning!` -> `herken-ondermijning`; empty when no letter or digit of ASCII is left. */
export function slugOf(words: string): string {
  return words
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

/** The same in at most so many characters, ending with a whole word where there is more than one. */
export function shortSlug(words: string, most: number): string {
  const slug = slugOf(words)
  if (slug.length <= most) return slug
  const cut = slug.slice(0, most + 1)
  const end = cut.lastIndexOf('-')
  return cut.slice(0, end > 0 ? end : most)
}
