import type { mail as source } from '../nl/mail.ts'

const twelve = (hours: number) => ((hours + 11) % 12) + 1
const clock = (hours: number, minutes: number) =>
  `${twelve(hours)}.${String(minutes).padStart(2, '0')}\u00A0${hours < 12 ? 'am' : 'pm'}`

export const mail: typeof source = {
  calendar: {
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
    time: clock,
    times: (startHours, startMinutes, endHours, endMinutes) =>
      `${clock(startHours, startMinutes)} to ${clock(endHours, endMinutes)}`,
    partOfWeekday: (weekday, part) => `${weekday} ${part}`,
  },
  numbers: { group: ',', decimal: '.' },
  and: 'and',
  salutation: 'Dear reader',
  salutationFor: (name: string) => `Dear ${name}`,
  topLine: (organisation, title) => `${organisation}, ${title}.`,
  viewInBrowser: 'View in browser',
  contents: 'In this issue',
  contentsEntry: (partner) => `${partner}:`,
  agenda: {
    heading: 'Agenda',
    headingFor: (year) => (year === undefined ? 'Agenda' : `Agenda ${year}`),
    date: 'Date',
    event: 'Event',
    caption: 'Events, by date',
    contentsTitle: (count) => (count === 1 ? '1 event' : `${count} events`),
    moved: (from) => `Moved from ${from}.`,
    cancelled: 'Cancelled.',
    addToCalendar: 'Add these dates to your own calendar',
    moreAbout: (title) => `More about ${title}`,
  },
  figures: {
    heading: 'In figures',
    total: 'Total',
    totalComputed: 'Total (calculated)',
    headline: (unit, isComputed) =>
      `${unit === 'euro' ? '' : `${unit} `}in total${isComputed ? ', calculated' : ''}`,
    totalInSource: (value) => `Total in the source: ${value}`,
    top: (count, rows) => `The highest ${count} of ${rows}. The table has them all.`,
    chartAlt: (title, rows) => `Bar chart ‘${title}’. ${rows}. The table below gives every figure.`,
    chartTopAlt: (title, count, rows) =>
      `Bar chart ‘${title}’, the highest ${count}. ${rows}. The table below gives every figure.`,
    chartEntry: (label, value) => `${label} ${value}`,
    caption: (title) => `All figures: ${title}`,
    value: (unit) => (unit === 'euro' ? 'Amount' : 'Number'),
    note: 'Note',
    source: (source) => `Source: ${source}`,
  },
  feedback: {
    heading: 'What did you think of this newsletter?',
    text: 'Was this newsletter useful? What could be better?',
    link: 'Mail us your opinion',
    subject: (title) => `My opinion of ${title}`,
  },
  share: {
    text: 'Do you know somebody who should read this? Pass on the web address of this issue. The links at the end of this mail are yours alone.',
    link: 'Open the web address of this issue',
    subscribe: 'Did somebody forward this mail to you? Ask for the newsletter yourself.',
    subscribeLink: 'Subscribe',
  },
  footer: {
    heading: 'About this newsletter',
    reason: (list, organisation) =>
      `You receive this mail because your address is on the list ‘${list}’ of ${organisation}.`,
    themesMoved: (themes, count, successors) =>
      count === 1
        ? `Your topic ${themes} is now part of ${successors}.`
        : `Your topics ${themes} are now part of ${successors}.`,
    manyThemesMoved: 'Some of your topics are now part of other topics.',
    themesAdapted: 'We changed that for you.',
    website: 'Website',
    privacy: 'Privacy',
    preferences: 'Change preferences',
    unsubscribe: 'Unsubscribe',
    archive: 'All issues',
    accessibility: 'Accessibility',
    partners: 'The partners of this issue',
  },
  text: {
    link: (number, url) => `[${number}] ${url}`,
    image: (alt) => `Image: ${alt}`,
  },
  web: {
    skip: 'To the content',
    subscribe: 'Would you like this newsletter in your mail?',
    archive: 'All issues',
  },
}
