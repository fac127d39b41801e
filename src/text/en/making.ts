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
}
