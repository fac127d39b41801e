import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'

/** "Ijsselmonde" is "IJsselmonde". Before a vowel it is a foreign name, such as Ijaz. */
const wrong = /(?<![\p{L}\p{N}])Ij(?=[bcdfghjklmnpqrstvwxz])\p{L}+/gu

export function checkIj({ passages }: CheckInput): Problem[] {
  return passages.flatMap((passage) =>
    [...passage.text.matchAll(wrong)].map(([found]) =>
      problem(
        'typography/ij',
        { found, suggestion: `IJ${found.slice(2)}` },
        passage.placeOf(found),
      ),
    ),
  )
}
