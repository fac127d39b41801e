import { dateIn, quoted, weekdayIn, type ProblemTexts } from '../../problem-text.ts'

/** The moment of sending, and `newsletters/series.yaml`. */
export const planning = {
  'moment/holiday': ({ found, holiday }) => ({
    title: `The moment of sending is on ${holidayNames[String(holiday)] ?? 'a holiday'}: ${day(found)}.`,
    why: 'Few people read their work mail on a holiday.',
    fix: 'Choose another day, or leave it.',
  }),
  'moment/weekend': ({ found }) => ({
    title: `The moment of sending is in the weekend: ${day(found)}.`,
    why: 'Few people read their work mail in the weekend.',
    fix: 'Choose a working day, or leave it.',
  }),
  'moment/friday-late': ({ found, time }) => ({
    title: `The moment of sending is on Friday after 15:00: ${day(found)}, ${time}.`,
    why: 'Many people have gone home by then. On Monday the mail is far down the inbox.',
    fix: 'Choose an earlier time or another day, or leave it.',
  }),
  'moment/year-end': ({ found }) => ({
    title: `The moment of sending is around New Year: ${day(found)}.`,
    why: 'From 24 December to 3 January many people have time off.',
    fix: 'Choose a day before Christmas or after 3 January, or leave it.',
  }),
  'agenda/event-past': ({ found, date, count, others, rest }) => ({
    title:
      others === undefined
        ? `${found} is on ${day(date)}: before this issue leaves.`
        : `${count} events are over when this issue leaves: ${found}, ${others}${rest === undefined ? '' : ` and ${rest} more`}.`,
    why: 'Readers are invited to something that is over.',
    fix: 'Remove what is over, or choose another moment.',
  }),
  'series/rule-missing': () => ({
    title: 'This series does not say on which days an issue appears.',
    why: 'Without days the series does not take part.',
    fix: "Write for example 'day: tweede dinsdag', 'every: 6 weken', or a list at 'dates'.",
  }),
  'series/two-rules': () => ({
    title: "This series has both 'day' and 'every'. Only 'day' counts.",
    why: 'A series can follow one rule only.',
    fix: 'Take one of the two away.',
  }),
  'series/duplicate': ({ found }) => ({
    title: `There are two series with the id${quoted(found)}. The second does not count.`,
    why: 'By the id Rondbrief remembers which issues were made.',
    fix: 'Give the second series an id of its own.',
  }),
  'series/exception-unknown': ({ found, suggestion }) => ({
    title: `A change is given for ${day(found)}, but nothing appears on that day.${suggestion === undefined ? '' : ` Did you mean ${day(suggestion)}?`}`,
    why: 'As it stands it changes nothing.',
    fix: "Correct the date, or take it away from 'except'.",
  }),
  'series/same-day': ({ found }) => ({
    title: `On ${day(found)} two issues of this series would appear. Only one of them goes ahead.`,
    why: 'Readers do not like two newsletters on one day.',
    fix: "Choose another day at 'to'.",
  }),
  'series/steps': ({ found }) => ({
    title: `The step${quoted(found)} comes earlier than the step before it.`,
    why: 'The steps follow each other: new, remind, deliver, compose, approve. Rondbrief takes the same day for now.',
    fix: `Fill in fewer days at${quoted(found)}: they are days before sending.`,
  }),
} satisfies Partial<ProblemTexts>

const holidayNames: Record<string, string> = {
  'new-year': 'New Year’s Day',
  'good-friday': 'Good Friday',
  'easter-sunday': 'Easter Sunday',
  'easter-monday': 'Easter Monday',
  'kings-day': 'King’s Day',
  'liberation-day': 'Liberation Day',
  ascension: 'Ascension Day',
  'whit-sunday': 'Whit Sunday',
  'whit-monday': 'Whit Monday',
  christmas: 'Christmas Day',
  'boxing-day': 'Boxing Day',
}

function day(iso: string | number | undefined): string {
  return `${weekdayIn('en-GB', iso)} ${dateIn('en-GB', iso)}`
}
