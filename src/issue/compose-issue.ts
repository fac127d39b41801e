import type { AgendaEvent } from '../agenda/event.ts'
import type { Partner } from '../config.ts'
import { itemName, type Contribution } from '../content/contribution.ts'
import type { Figure } from '../content/figure.ts'
import { didYouMean } from '../did-you-mean.ts'
import { problem, type Place, type Problem } from '../problem.ts'
import type { Issue, IssueHead } from './issue.ts'
import { distinct, references, type Reference } from './references.ts'

/** Everything that was found for an issue, in whatever order it was read. */
export type IssueParts = {
  head: IssueHead
  contributions: readonly Contribution[]
  /** Item names whose file is there but could not be read: named already, so not "missing" too. */
  unreadable: readonly string[]
  /** The whole agenda; undefined when its file could not be read, which is a problem of its own. */
  events: readonly AgendaEvent[] | undefined
  /** Those that were asked for and are there. */
  figures: readonly Figure[]
  /** In the order in which their items follow each other. */
  partners: readonly Partner[]
  /** Ids of partners whose absence is worth a warning. */
  expectedPartners: readonly string[]
}

/**
 * One issue out of its parts: what the issue's own order names comes first, the rest follows by
 * partner, weight and name. The order in which files were read changes nothing.
 */
export function composeIssue(parts: IssueParts): { issue: Issue; problems: Problem[] } {
  const { head, figures } = parts
  const items = sorted(parts)
  const { events, problems } = eventsOf(parts)
  return {
    issue: { ...head, items, events, figureData: [...figures] },
    problems: [
      ...orderProblems(parts, items),
      ...sameTitle(items),
      ...missingPartners(parts),
      ...problems,
      ...(items.length === 0 && !isWrittenCorrection(head)
        ? [problem('issue/empty', { found: head.id }, { file: head.file })]
        : []),
    ],
  }
}

/** What was wrong and what is right fits in an introduction. */
function isWrittenCorrection({ corrects, intro }: IssueHead): boolean {
  return corrects !== undefined && intro.words > 0
}

function sorted({ head, contributions, partners }: IssueParts): Contribution[] {
  const place = new Map<string, number>()
  for (const { value } of head.order) if (!place.has(value)) place.set(value, place.size)
  const partnerPlace = new Map(partners.map(({ id }, index) => [id, index]))
  const inOrder = (item: Contribution) => place.get(itemName(item)) ?? place.size
  const ofPartner = (item: Contribution) => partnerPlace.get(item.partner) ?? partners.length
  return contributions.toSorted(
    (a, b) =>
      inOrder(a) - inOrder(b) ||
      ofPartner(a) - ofPartner(b) ||
      a.weight - b.weight ||
      // Not localeCompare: the order must be the same on every machine.
      (itemName(a) < itemName(b) ? -1 : 1),
  )
}

function orderProblems({ head, unreadable }: IssueParts, items: Contribution[]): Problem[] {
  const known = items.map(itemName)
  const seen = new Set<string>()
  return head.order.flatMap(({ value, place }) => {
    if (seen.has(value)) return [problem('issue/item-duplicate', { found: value }, place)]
    seen.add(value)
    if (known.includes(value) || unreadable.includes(value)) return []
    const inSomeFolder = known.find((name) => name.endsWith(`/${value}`))
    return [unknown('issue/item-unknown', value, inSomeFolder ?? didYouMean(value, known), place)]
  })
}

/** Two items with one title are the same news twice, unless no reader sees both. */
function sameTitle(items: Contribution[]): Problem[] {
  return items.flatMap((item, index) => {
    const first = items
      .slice(0, index)
      .find((other) => plain(other.title) === plain(item.title) && shareReaders(other, item))
    if (first === undefined) return []
    const values = { found: itemName(item), other: itemName(first) }
    return [problem('issue/item-duplicate', values, { file: item.file })]
  })
}

function plain(title: string): string {
  return title.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}

function shareReaders(a: Contribution, b: Contribution): boolean {
  if (a.segments.length === 0 || b.segments.length === 0) return true
  return a.segments.some((id) => b.segments.includes(id))
}

function missingPartners(parts: IssueParts): Problem[] {
  if (parts.head.corrects !== undefined) return []
  const present = new Set([
    ...parts.contributions.map(({ partner }) => partner),
    ...parts.unreadable.map((name) => name.split('/')[0]),
  ])
  return parts.expectedPartners
    .filter((id) => !present.has(id))
    .map((id) => {
      const partner = parts.partners.find((candidate) => candidate.id === id)
      const values = { found: id, partner: partner?.short ?? id }
      return problem('issue/partner-missing', values, { file: parts.head.file })
    })
}

/** Events that the issue or one of its texts names. */
export function wantedEvents({
  head,
  contributions,
}: Pick<IssueParts, 'head' | 'contributions'>): Reference[] {
  const texts = [{ file: head.file, body: head.intro }, ...contributions]
  return distinct([...head.agenda, ...texts.flatMap((text) => references(text, 'agenda'))])
}

/** By date, as a reader looks for them. */
function eventsOf(parts: IssueParts): { events: AgendaEvent[]; problems: Problem[] } {
  const { events } = parts
  if (events === undefined) return { events: [], problems: [] }
  const wanted = wantedEvents(parts)
  const asked = new Set(wanted.map(({ value }) => value))
  const known = events.map(({ id }) => id)
  return {
    events: events
      .filter(({ id }) => asked.has(id))
      .toSorted((a, b) => (moment(a) < moment(b) ? -1 : 1)),
    problems: wanted
      .filter(({ value }) => !known.includes(value))
      .map(({ value, place }) =>
        unknown('agenda/event-unknown', value, didYouMean(value, known), place),
      ),
  }
}

/** Without a clock time a part of day says where it belongs; without either it comes first. */
function moment(event: AgendaEvent): string {
  const ofPart = { morning: '06:00', afternoon: '12:00', evening: '18:00' }
  const time = event.start ?? (event.partOfDay === undefined ? '' : ofPart[event.partOfDay])
  return `${event.date} ${time} ${event.id}`
}

function unknown(
  code: 'issue/item-unknown' | 'agenda/event-unknown',
  found: string,
  suggestion: string | undefined,
  place: Place,
): Problem {
  return problem(code, { found, ...(suggestion !== undefined && { suggestion }) }, place)
}
