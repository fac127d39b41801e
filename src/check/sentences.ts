/** A sentence and where it begins in its text. */
export type Sentence = { text: string; index: number }

const segmenter = new Intl.Segmenter('nl', { granularity: 'sentence' })

/**
 * Sentences as a Dutch reader counts them. Unicode's rules end one at every "dhr. Jansen", at an
 * initial and at "i.s.m. de politie", so what follows such an end is taken back.
 */
export function sentencesIn(text: string): Sentence[] {
  const found: Sentence[] = []
  let open = false
  for (const { segment, index } of segmenter.segment(text)) {
    const last = found.at(-1)
    if (last !== undefined && open) last.text += segment
    else found.push({ text: segment, index })
    open = goesOn.test(segment)
  }
  return found
}

/** Ends in an abbreviation after which a sentence goes on, or in an initial. */
const goesOn =
  /(?:(?<![\p{L}])(?:dhr|mw|mevr|dr|drs|mr|ir|ing|prof|ds|st|nr|nrs|blz|ca|bijv|bv|o\.a|i\.s\.m|m\.b\.t|d\.m\.v|i\.p\.v|t\.a\.v|t\.o\.v|m\.u\.v|n\.a\.v|i\.v\.m|t\.b\.v|z\.g|zgn|resp|incl|excl|max|min|art|vgl|jl|p\.m)|(?<![\p{L}\p{N}])\p{Lu})\.\s*$/iu

/** As many words as a reader counts: "i.s.m.", "23" and "Zuid-Holland" are one each. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.,&/-]*/gu)?.length ?? 0
}
