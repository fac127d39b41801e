import { mailProgram, quoted, type ProblemTexts } from '../../problem-text.ts'

/** What mail programs make of the finished mail and of what is in it. */
export const mailChecks = {
  'mail/mso-balance': ({ found }) => ({
    title: `In the code for Outlook a beginning or an end is missing:${quoted(found)}.`,
    why: 'Outlook on Windows shows everything after it out of place.',
    fix: 'Give every beginning in the template its end, also in the parts for Outlook.',
  }),
  'mail/vml': ({ found }) => ({
    title: `In a drawing for Outlook something is wrong:${quoted(found)}.`,
    why: 'Only Outlook shows such a drawing. Others miss what is in it.',
    fix: 'Give the drawing a description (alt) and put headings and links outside it.',
  }),
  'mail/css-support': ({ found, clients, count }) => ({
    title: `The mail uses${quoted(found)}. That does not work in ${mailProgram(clients)}${others(Number(count) - 1)}.`,
    why: 'Readers with that mail program see the mail other than intended.',
    fix: 'Take it out of the template, or use something that works everywhere.',
  }),
  'mail/remote-font': ({ found }) => ({
    title: `The mail fetches a font from another server:${quoted(found)}.`,
    why: 'That server then sees who opens the mail and when.',
    fix: 'Use a font in the template that readers already have, such as Arial.',
  }),
  'mail/tracking': ({ found }) => ({
    title: `On opening, the mail fetches something from a server:${quoted(found)}.`,
    why: 'That server then sees who opens the mail and when.',
    fix: 'Put the picture in the mail itself, or take it out.',
  }),
  'mail/link-underline': ({ found }) => ({
    title: `The link${quoted(found)} is not underlined.`,
    why: 'People who do not see colours well cannot tell that it is a link.',
    fix: 'Add text-decoration:underline to this link in the template.',
  }),
  'mail/text-size': ({ found, size, limit, atLength }) => ({
    title: `The text${quoted(found)} is ${size} px. Good is ${limit} px or more, and ${atLength} px for a whole paragraph.`,
    why: 'Small letters are hard to read on a phone.',
    fix: 'Make these letters larger in the template.',
  }),
  'mail/dark-meta': ({ found }) => ({
    title: `The head of the mail lacks${quoted(found)} with light and dark.`,
    why: 'Mail programs on a dark screen then choose colours themselves.',
    fix: 'Put this meta back in the template, in an mj-raw.',
  }),
  'agenda/ics-invalid': ({ found, line }) => ({
    title: `The calendar file is wrong at line ${line}:${quoted(found)}.`,
    why: 'A calendar refuses it, or puts the meeting at a wrong time.',
    fix: 'Look at the details of the meeting in newsletters/agenda.yaml.',
  }),
  'image/webp': ({ found, folder }) => ({
    title: `The image${quoted(found)} is of the kind WebP.`,
    why: 'Outlook on Windows does not show it.',
    fix: `Save the image as JPEG (photo) or PNG (drawing) in the folder ${folder}, and change the name here.`,
  }),
  'image/small': ({ found, width, limit }) => ({
    title: `The image${quoted(found)} is ${width} pixels wide. A sharp one takes ${limit}.`,
    why: 'On a sharp screen a smaller image is blurred.',
    fix: 'Take a larger image, if there is one.',
  }),
  'image/chart-data': ({ found }) => ({
    title: `A chart shows${quoted(found)}, but no words beside it say so.`,
    why: 'Whoever cannot see the chart misses the numbers.',
    fix: 'Put a description and the table beside every chart in the template.',
  }),
} satisfies Partial<ProblemTexts>

/** So many mail programs more than the one that is named. */
function others(count: number): string {
  if (count < 1) return ''
  return count === 1 ? ' and 1 other mail program' : ` and ${count} other mail programs`
}
