import type { newIssue as dutch } from '../nl/new-issue.ts'
import { dateIn, weekdayIn } from '../problem-text.ts'

export const newIssue: typeof dutch = {
  malformed: (typed, suggestion) =>
    suggestion === undefined
      ? `'${typed}' cannot be the name of an issue.`
      : `'${typed}' cannot be the name of an issue. Did you mean '${suggestion}'?`,
  malformedWhatNow: (example) =>
    `use the year and the month, such as ${example}, or ${example}-extra for a second issue in a month.`,
  exists: (id) => `The issue ${id} already exists. Nothing was changed.`,
  existsWhatNow: (id) => `go on in newsletters/${id}, or choose another name.`,
  failed: (reason) => `The issue could not be made (${reason}). Nothing was changed.`,
  failedWhatNow: 'check that the disk has room and that you may write in the folder newsletters.',
  made: (id, folder) => `Issue ${id} has been made, in ${folder}:`,
  file: (path, what) => `  ${path}  ${what}`,
  issueFile: 'subject, dates, order and introduction',
  exampleFile: (partner) => `example of an item by ${partner}`,
  noSeries: 'There is no series with a date that still needs an issue.',
  noSeriesWhatNow: (example) =>
    `name the year and the month, such as ${example}, or write a series in newsletters/series.yaml.`,
  planned: (moment, deliver) => `It belongs to ${moment}. Items can come in until ${deliver}.`,
  plannedLate: (moment, deliver) =>
    `It belongs to ${moment}. The day to deliver, ${deliver}, is over: choose one yourself, at 'deadline' in issue.md.`,
  copied: (id) => `The segments are those of issue ${id}.`,
  next: 'fill in issue.md and put the items in the folders. With npm start you see the preview.',
  exampleName: '_example.md',
  title: (month, year) => `Newsletter ${month} ${year}`,
  comments: {
    head: [
      'The details of this issue. A line with a # before it explains and never gets into the mail.',
      'Below the last line with --- you write the introduction: 40 to 60 words.',
    ],
    subject: [
      'The subject, as readers see it in their inbox. Put the main thing in the first 44',
      'characters; 60 is the most. Is there a colon in it? Then put quotation marks around it.',
    ],
    preheader: [
      'The line after the subject in the inbox: 40 to 90 characters, with something else.',
    ],
    planned: ({ wall, deadlines: { remind, deliver, compose, approve } }) => [
      'The planning, from newsletters/series.yaml:',
      `  remind   ${day(remind)}`,
      `  deliver  ${day(deliver)}`,
      `  compose  ${day(compose)}`,
      `  approve  ${day(approve)}`,
      `  send     ${day(wall.slice(0, 10))}`,
    ],
    deadline: (example) => [`The last day on which partners deliver, for example ${example}.`],
    sendAt: (example) => [
      `When the issue leaves, for example ${example}. It only does once somebody plans it.`,
    ],
    segments: ['Who get this issue. The names are in subscribers/segments.yaml.'],
    order: ['Items that come first, as partner/file name. The rest follows by partner.'],
    lastTime: (id) => `In issue ${id} that was:`,
    agenda: ['Events from newsletters/agenda.yaml. Remove what need not be in the mail.'],
    figures: ['Figures from newsletters/figures. To choose from:'],
    noFigures: ['Figures from newsletters/figures. That folder is still empty.'],
    action: [
      'One call to action at the end of the mail. Remove the # of these lines and fill them in.',
    ],
    signedBy: ['Names below the introduction. Only of those who really signed it.'],
    example: (name) => [
      'This example does not count in the issue, because its name begins with a _.',
      'To make an item: copy this file, give the copy a name of its own without _, such as',
      `${name}, and fill it in. One file is one item.`,
      'Below the last line with --- you write the text: 30 to 80 words.',
    ],
    exampleCopy: 'free-training.md',
    itemTitle: [
      'The title says what is in it for the reader. Without a title the item does not count.',
    ],
    rubric: [
      'The kind of item: nieuws, terugblik, vooruitblik, aanbod, oproep, publicatie, kennisbank',
      'or cijfers.',
    ],
    theme: ['A theme from subscribers/themes.yaml.'],
    weight: ['What comes first: an item with a lower number comes earlier.'],
    itemSegments: [
      'Only for some readers? Then name their segment. Without this line: for everyone.',
    ],
    link: ['The button below the item. Its text says where the link goes, so not ‘click here’.'],
    image: [
      'A picture, from the folder images of this issue. Write at alt what is to be seen, for those',
      'who do not see it.',
    ],
  },
}

function day(iso: string): string {
  return `${weekdayIn('en-GB', iso)} ${dateIn('en-GB', iso)}`
}
