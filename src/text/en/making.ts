import type { Text } from '../text.ts'

export const making: Text['screens']['making'] = {
  issue: {
    heading: 'New issue',
    explain:
      'Rondbrief puts the data ready to fill in, with the segments of the issue before and the events still to come.',
    which: 'Which month?',
    fromSeries: (month, series) =>
      `${month} is next in the series ‘${series}’. You can also choose another month.`,
    firstFree: (month) =>
      `${month} is the first month to come without an issue. You can also choose another month.`,
    month: 'Month',
    year: 'Year',
    submit: 'Make the issue',
    back: 'Back to the overview',
    wrongTitle: 'The issue has not been made yet',
    missing: 'Choose a month and a year.',
    taken: (month) => `${month} has an issue already.`,
    open: (id) => `Open issue ${id}`,
    failed:
      'The issue could not be made. See whether there is room on the disk and whether you may write in the folder newsletters.',
  },
  item: {
    button: 'New item',
    buttonOf: (partner) => `New item of ${partner}`,
    title: 'Title of the item',
    hint: 'What is in it for the reader? At most 120 characters. You write the text after this.',
    submit: 'Make the item',
    back: 'Back to the issue',
    wrongTitle: 'The item has not been made yet',
    missing: 'Write a title.',
    wordless: 'Write a title with letters or digits in it.',
    long: (count) => `The title has ${count} characters. Make it shorter: at most 120 characters.`,
    failed:
      'The file could not be made. See whether there is room on the disk and whether you may write in the folder newsletters.',
    slug: 'item',
  },
  event: {
    button: 'New event',
    openAgenda: 'Open the agenda',
    explain:
      'The event goes to the end of the agenda, newsletters/agenda.yaml, and into this issue. It stands there as planned, until you change that in the agenda.',
    title: 'Title',
    titleHint: 'As readers see it. At most 120 characters.',
    date: 'Day',
    times: 'Time',
    timesHint: 'May stay empty.',
    start: 'from',
    end: 'to',
    place: 'Place',
    placeHint: 'May stay empty. For example: Online, or City Hall Rotterdam.',
    type: 'Kind',
    typeHint: 'Choose a kind that is there, or type another. Left empty it is ‘event’.',
    usualType: 'event',
    submit: 'Put in the agenda',
    back: 'Back to the issue',
    wrongTitle: 'The event is not in the agenda yet',
    missing: 'Write a title.',
    wordless: 'Write a title with letters or digits in it.',
    long: (count) => `The title has ${count} characters. Make it shorter: at most 120 characters.`,
    dateMissing: 'Choose a day.',
    dateWrong: 'There is no such day. Write for example 2026-12-15.',
    timeWrong: 'Write a time such as 09:30.',
    startMissing: 'Also fill in when it begins.',
    timeOrder: 'The end is not after the beginning.',
    placeLong: 'Make the place shorter: at most 120 characters.',
    typeLong: 'Make the kind shorter: at most 40 characters.',
    unreadable:
      'Nothing can be added to the agenda as it is. Nothing has changed. Open it, solve its problems and try again.',
    disk: 'The agenda cannot be written. Nothing has changed. Close it in other programs, see whether the disk is full and try again.',
    added: (title) => `‘${title}’ is in the agenda and in this issue.`,
    known: (title) => `‘${title}’ was in the agenda already, and is in this issue.`,
    byHand: (title, id) =>
      `‘${title}’ is in the agenda, but not yet in this issue. Open issue.md and add the name ${id} at agenda.`,
    openHead: 'Open issue.md',
    fileHead: [
      'The agenda: one list for the newsletter, the web page and the calendar file.',
      'An id never changes, not even when the title or the date does: calendars of readers know it.',
      'status: gepland (planned), bevestigd (confirmed), verplaatst (moved, with moved_from and reason) or geannuleerd (cancelled, with reason).',
      'Does anything change? Then raise sequence by 1, or the calendar of a reader does not notice.',
    ],
  },
}
