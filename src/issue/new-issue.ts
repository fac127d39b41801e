import type { AgendaEvent } from '../agenda/event.ts'
import type { Partner } from '../config.ts'
import type { Text } from '../text/text.ts'
import type { IssueHead } from './issue.ts'

/** What is known when a new issue is made. */
export type NewIssue = {
  id: string
  partners: readonly Partner[]
  /** The issue before it, whose choices are a good start; undefined for the first one. */
  last: Pick<IssueHead, 'id' | 'subject' | 'segments' | 'order'> | undefined
  /** The whole agenda; the new issue begins with what is still to come. */
  events: readonly AgendaEvent[]
  /** Ids of the figures that can be chosen. */
  figures: readonly string[]
  /** What the series of issues mean by it; undefined for an issue of none. */
  planned: PlannedDates | undefined
}

export type PlannedDates = {
  /** When it is to be sent: `YYYY-MM-DDTHH:MM`. */
  wall: string
  /** ISO local dates. */
  deadlines: Record<'remind' | 'deliver' | 'compose' | 'approve', string>
  /** The work begins so late that the day to deliver is over: somebody has to choose another. */
  isLate: boolean
}

/**
 * The files of a new issue, as path within its folder and content: an `issue.md` to fill in, and an
 * example in each partner's folder. What nobody has decided yet is empty, so that it is reported
 * until somebody does; nothing in an example can reach a reader.
 */
export function newIssueFiles(given: NewIssue, text: Text): { path: string; content: string }[] {
  const { exampleName } = text.commands.new
  return [
    { path: 'issue.md', content: issueFile(given, text) },
    ...given.partners.map(({ id }) => ({
      path: `${id}/${exampleName}`,
      content: exampleFile(text),
    })),
  ]
}

function issueFile({ id, last, events, figures, planned }: NewIssue, text: Text): string {
  const { comments, title } = text.commands.new
  const [year = '', month = ''] = id.split('-')
  const monthName = text.mail.calendar.months[Number(month) - 1] ?? ''
  const coming = events
    .filter(({ date, state }) => date >= `${year}-${month}-01` && state !== 'cancelled')
    .toSorted((a, b) => (a.date < b.date ? -1 : 1))
  const before = last?.order.map(({ value }) => value) ?? []
  return lines(
    '---',
    comments.head.map(comment),
    `title: ${title(monthName, Number(year))}`,
    '',
    comments.subject.map(comment),
    last === undefined || last.subject === ''
      ? []
      : [comments.lastTime(last.id), `  ${last.subject}`].map(comment),
    'subject:',
    '',
    comments.preheader.map(comment),
    'preheader:',
    '',
    planned === undefined ? [] : comments.planned(planned).map(comment),
    comments.deadline(`${year}-${month}-04`).map(comment),
    planned === undefined || planned.isLate
      ? 'deadline:'
      : `deadline: ${planned.deadlines.deliver}`,
    '',
    // The moment itself stays empty: whoever plans the issue chooses it.
    comments.sendAt(planned?.wall.replace('T', ' ') ?? `${year}-${month}-15 10:00`).map(comment),
    'send_at:',
    '',
    comments.segments.map(comment),
    list('segments', last?.segments.map(({ value }) => value) ?? []),
    '',
    comments.order.map(comment),
    last === undefined || before.length === 0
      ? []
      : [comments.lastTime(last.id), ...before.map((name) => `  - ${name}`)].map(comment),
    'order: []',
    '',
    comments.agenda.map(comment),
    list(
      'agenda',
      coming.map((event) => event.id),
    ),
    '',
    (figures.length === 0 ? comments.noFigures : comments.figures).map(comment),
    figures.map((name) => comment(`  - ${name}`)),
    'figures: []',
    '',
    comments.action.map(comment),
    ['action:', '  title:', '  text:', '  link:', '    text:', '    url: https://'].map(comment),
    '',
    comments.signedBy.map(comment),
    'signed_by: []',
    '---',
    '',
  )
}

function exampleFile(text: Text): string {
  const { comments } = text.commands.new
  return lines(
    '---',
    comments.example(comments.exampleCopy).map(comment),
    '',
    comments.itemTitle.map(comment),
    'title:',
    '',
    comments.rubric.map(comment),
    'rubric: nieuws',
    '',
    comments.theme.map(comment),
    comment('theme: mensenhandel'),
    '',
    comments.weight.map(comment),
    'weight: 10',
    '',
    comments.itemSegments.map(comment),
    comment('segments: [gemeenten]'),
    '',
    comments.link.map(comment),
    ['link:', '  text:', '  url: https://'].map(comment),
    '',
    comments.image.map(comment),
    ['image:', '  src: foto.jpg', '  alt:'].map(comment),
    '---',
    '',
  )
}

export function lines(...parts: (string | string[])[]): string {
  return `${parts.flat().join('\n')}\n`
}

/** One line, whatever is in it: a line end in what was copied would end the comment. */
export function comment(line: string): string {
  return `# ${line.replaceAll(/[\r\n\u2028\u2029\u0085]+/g, ' ')}`
}

function list(key: string, values: readonly string[]): string[] {
  if (values.length === 0) return [`${key}: []`]
  // A JSON string is a YAML string, also when it looks like something else.
  const written = (value: string) =>
    /^[a-z][a-z0-9-]*$/.test(value) ? value : JSON.stringify(value)
  return [`${key}:`, ...values.map((value) => `  - ${written(value)}`)]
}
