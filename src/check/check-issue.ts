import type { Problem } from '../problem.ts'
import type { CheckInput, IssueToCheck } from './check-input.ts'
import { checkAnchors } from './anchors.ts'
import { checkDocument } from './document.ts'
import { checkDoubleMarks } from './double-marks.ts'
import { checkEventDates } from './event-dates.ts'
import { checkEmptySections } from './empty-sections.ts'
import { checkEventTitles } from './event-titles.ts'
import { checkNumberFormats } from './number-formats.ts'
import { checkTenseYears } from './tense-years.ts'
import { checkExampleValues } from './example-values.ts'
import { fillForChecks } from './filled-mail.ts'
import { checkForeignFields } from './foreign-fields.ts'
import { checkIj } from './ij.ts'
import { checkIssueLength } from './issue-length.ts'
import { checkCalendarFile } from './mail/calendar-file.ts'
import { checkChartData } from './mail/chart-data.ts'
import { checkCssSupport } from './mail/css-support.ts'
import { checkLooks } from './mail/looks.ts'
import { checkOutlook } from './mail/outlook.ts'
import { checkOutsideRequests } from './mail/outside-requests.ts'
import { checkMisplacedFields } from './misplaced-fields.ts'
import { checkMunicipalities } from './municipalities.ts'
import { passagesOf } from './passages.ts'
import { checkPastEvents } from './past-events.ts'
import { checkPersonalData } from './personal-data.ts'
import { checkPictures } from './pictures.ts'
import { checkPlainText } from './plain-text.ts'
import { checkPreheader } from './preheader.ts'
import { checkPublicUrl } from './public-url.ts'
import { checkRequiredParts } from './required-parts.ts'
import { checkSegments } from './segments.ts'
import { checkSendingMoment } from './sending-moment.ts'
import { checkShownExamples } from './shown-examples.ts'
import { checkSize } from './size.ts'
import { checkSubject } from './subject.ts'
import { checkTableTotals } from './table-totals.ts'
import { checkTerms } from './terms.ts'
import { checkEmojiBullets } from './emoji-bullets.ts'
import { checkImpossibleDates } from './impossible-dates.ts'
import { checkJargon } from './jargon.ts'
import { checkLongSentences } from './long-sentences.ts'
import { checkParagraphs } from './paragraphs.ts'
import { checkRelativeDates } from './relative-dates.ts'
import { checkSpelling } from './spelling.ts'
import { checkSubheadings } from './subheadings.ts'
import { checkThemes } from './themes.ts'
import { checkTimes } from './times.ts'
import { checkUnexplainedAbbreviations } from './unexplained-abbreviations.ts'
import { checkUnfinishedText } from './unfinished-text.ts'
import { checkUnfilled } from './unfilled.ts'
import { checkVacantRoles } from './vacant-roles.ts'
import { checkWeekdays } from './weekdays.ts'

/** All of them; the order is of no importance, since problems are sorted for people. */
const checks: ((input: CheckInput) => Problem[])[] = [
  checkSubject,
  checkPreheader,
  checkIssueLength,
  checkSendingMoment,
  checkPastEvents,
  checkSegments,
  checkThemes,
  checkMisplacedFields,
  checkForeignFields,
  checkUnfinishedText,
  checkExampleValues,
  checkShownExamples,
  checkPublicUrl,
  checkUnfilled,
  checkSize,
  checkDocument,
  checkAnchors,
  checkRequiredParts,
  checkOutlook,
  checkOutsideRequests,
  checkLooks,
  checkCssSupport,
  checkChartData,
  checkCalendarFile,
  checkPlainText,
  checkPictures,
  checkPersonalData,
  checkEventDates,
  checkEmptySections,
  checkEventTitles,
  checkNumberFormats,
  checkTenseYears,
  checkVacantRoles,
  checkWeekdays,
  checkImpossibleDates,
  checkUnexplainedAbbreviations,
  checkTimes,
  checkSubheadings,
  checkSpelling,
  checkRelativeDates,
  checkParagraphs,
  checkLongSentences,
  checkJargon,
  checkEmojiBullets,
  checkTableTotals,
  checkMunicipalities,
  checkTerms,
  checkIj,
  checkDoubleMarks,
]

/** Everything that can be said about an issue and the mails made of it, without a network. */
export function checkIssue(given: IssueToCheck): Problem[] {
  const input = { ...given, passages: passagesOf(given.issue), ...fillForChecks(given) }
  return [...input.problems, ...checks.flatMap((check) => check(input))]
}
