import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'

/**
 * "De morgen" is a part of a day. "Onlangs" and "de komende jaren" stay as true as they were on the
 * day of the issue, or nearly.
 */
const relative =
  /(?<![\p{L}\p{N}])(?:eergisteren|gisteren|vandaag|(?<!(?:de|een|elke|iedere|goede|vroege|[’']s) )morgen|overmorgen|(?:(?:aan)?komende|afgelopen) (?:dagen|weken|maanden)|(?:vorige?|volgende?|afgelopen|(?:aan)?komende?|aanstaande|deze|dit) (?:week|weekend|maand|kwartaal|halfjaar|jaar|voorjaar|najaar|zomer|winter|herfst|lente|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag))(?![\p{L}\p{N}])/giu

/** "Vorig jaar" is another year for whoever reads the issue in the archive. */
export function checkRelativeDates({ passages }: CheckInput): Problem[] {
  return passages.flatMap((passage) =>
    [...new Set([...passage.text.matchAll(relative)].map(([found]) => found))].map((found) =>
      problem('content/relative-date', { found }, passage.placeOf(found)),
    ),
  )
}
