const segmenter = new Intl.Segmenter('nl')

/** Characters as a reader counts them: an accent or a flag belongs to its letter. */
export function countCharacters(text: string): number {
  return Array.from(segmenter.segment(text)).length
}
