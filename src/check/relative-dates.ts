import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'

const relative =
  /(?<![\p{L}\p{N}])(?:eergisteren|gisteren|vandaag|overmorgen|(?:vorige?|volgende?|afgelopen|komende?|aanstaande|deze|dit) (?:week|weekend|maand|kwartaal|halfjaar|jaar|voorjaar|najaar|zomer|winter|herfst|lente|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag))(?![\p{L}\p{N}])/giu

/** "Vorig jaar" is another year for whoever reads the issue in the archive. */
export function checkRelativeDates({ passages }: CheckInput): Problem[] {
  return passages.flatMap((passage) =>
    [...new Set([...passage.text.matchAll(relative)].map(([found]) => found))].map((found) =>
      problem('content/relative-date', { found }, passage.placeOf(found)),
    ),
  )
}
