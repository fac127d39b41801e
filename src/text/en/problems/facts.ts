import { dateIn, monthIn, quoted, weekdayIn, type ProblemTexts } from '../../problem-text.ts'

export const facts = {
  'fact/event-date': ({ title, found, expected, source, agenda, agendaLine }) => ({
    title: `${source === undefined ? 'The text' : `Line ${source} of the source`} gives ${dateIn('en', found)} as the date of${quoted(title) || ' this event'}. The agenda says ${dateIn('en', expected)}${agenda === undefined ? '' : ` (${agenda}, line ${agendaLine})`}.`,
    why: 'Readers may come on the wrong day.',
    fix: 'Ask which date is right. Correct the other, here or in the agenda. Is it right after all? Then give a reason.',
  }),
  'fact/weekday': ({ found, date }) => ({
    title: `It says${quoted(found)}, but that day is a ${weekdayIn('en', date)}.`,
    why: 'The day or the date is wrong.',
    fix: 'Look at a calendar which of the two is meant.',
  }),
  'fact/date-impossible': ({ found }) => ({
    title: `It says${quoted(found)}. There is no such day.`,
    why: 'Readers do not know which day is meant.',
    fix: 'Ask which day it is and correct the date.',
  }),
  'fact/table-total': ({ found, sum, source }) => ({
    title: `${source === undefined ? 'The source' : `Line ${source} of the source`} gives ${found} as the total. The rows add up to ${sum}.`,
    why: 'One of the numbers is wrong, or a row is missing.',
    fix: 'Ask which number is right. Is it right after all? Then give a reason.',
  }),
  'fact/municipality': ({ reason, found, suggestion, until }) => ({
    title:
      reason === 'retired'
        ? `The municipality${quoted(found)} existed until ${dateIn('en', until)}.${suggestion === undefined ? '' : ` It is now part of '${suggestion}'.`}`
        : reason === 'not-yet'
          ? `The municipality${quoted(found)} did not exist yet.`
          : reason === 'code'
            ? `This row belongs to the municipality '${suggestion}', but says${quoted(found)}.`
            : reason === 'unknown'
              ? `The municipality${quoted(found)} is not in the list of municipalities.`
              : `It says${quoted(found)}. The municipality is called '${suggestion}'.`,
    why: 'A wrong name raises doubt about the rest.',
    fix:
      suggestion === undefined || reason === 'not-yet'
        ? 'Check the name. Is it right after all? Then give a reason.'
        : `Write '${suggestion}'. Is it right after all? Then give a reason.`,
  }),
  'fact/term': ({ found, suggestion }) => ({
    title: `It says${quoted(found)}. Usual is '${suggestion}'.`,
    why: 'It is a fixed name, or a word that looks like another and means something else.',
    fix: `Write '${suggestion}'. Is it right after all? Then give a reason.`,
  }),
  'fact/tense-year': ({ found, year }) => ({
    title: `This sentence describes something of ${String(found).replace(/^in /i, '')} as if it were over. The text is about ${year}.`,
    why: 'The year is probably wrong.',
    fix: `Check${quoted(found)}, or write what is still to come. Is it right after all? Then give a reason.`,
  }),
  'fact/number-format': ({ found, suggestion }) => ({
    title: `It says${quoted(found)}. The other numbers in this column are written differently.`,
    why: 'A point or comma in the wrong place makes a number a thousand times as large or as small.',
    fix: `Did you mean '${suggestion}'? Write all numbers of a column in the same way.`,
  }),
  'fact/event-title': ({ found, other, month }) => ({
    title: `The same event (${monthIn('en', month)}) has two titles here:${quoted(found)} and${quoted(other)}.`,
    why: 'Readers take it for two events.',
    fix: 'Use the same title everywhere. Are there two? Then name the day of both, or give a reason.',
  }),
  'fact/role-vacant': ({ found, body, since }) => ({
    title: `It says${quoted(found)}. By the list of roles that seat at the ${body} has been vacant since ${monthIn('en', since)}.`,
    why: 'If it is still vacant, readers look for somebody who is not there. If somebody has come, the list is out of date.',
    fix: 'Ask who it is now. Is the sentence right? Then give a reason.',
  }),
  'typography/ij': ({ found, suggestion }) => ({
    title: `It says${quoted(found)}. In Dutch both letters are capitals.`,
    why: 'In Dutch, IJ is one letter.',
    fix: `Write '${suggestion}'.`,
  }),
  'typography/space-before': ({ found, mark }) => ({
    title: `There is a space between${quoted(found)} and the ${mark === ',' ? 'comma' : 'full stop'}.`,
    why: 'Often a word has dropped out there.',
    fix: 'Fill in what is missing. If nothing is, remove the space.',
  }),
  'typography/double-mark': ({ found, marks }) => ({
    title: `Two punctuation marks stand side by side:${quoted(found)}.`,
    why: 'Read aloud or not, the sentence stumbles here.',
    fix: `Remove one of the two: '${String(marks).split('').join("' or '")}'.`,
  }),
} satisfies Partial<ProblemTexts>
