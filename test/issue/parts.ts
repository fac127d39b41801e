import type { AgendaEvent } from '../../src/agenda/event.ts'
import type { Partner } from '../../src/config.ts'
import type { Contribution } from '../../src/content/contribution.ts'
import type { IssueParts } from '../../src/issue/compose-issue.ts'
import type { Issue } from '../../src/issue/issue.ts'

/** Values for tests of the pure half of this stage; real files are in `load-issue.test.ts`. */

const body = { source: '', firstLine: 1, tokens: [], words: 0 }

export function contribution(name: string, given: Partial<Contribution> = {}): Contribution {
  const [partner = '', slug = ''] = name.split('/')
  return {
    issueId: '2023-03',
    partner,
    slug,
    file: `newsletters/2023-03/${name}.md`,
    title: name,
    rubric: undefined,
    theme: undefined,
    weight: 0,
    segments: [],
    link: undefined,
    image: undefined,
    status: undefined,
    sourceLines: [],
    accepted: [],
    body,
    ...given,
  }
}

export function event(id: string, given: Partial<AgendaEvent> = {}): AgendaEvent {
  return {
    id,
    file: 'newsletters/agenda.yaml',
    line: 1,
    title: 'Leerhuisbijeenkomst',
    type: 'leerhuis',
    date: '2023-07-03',
    start: undefined,
    end: undefined,
    partOfDay: undefined,
    place: undefined,
    url: undefined,
    state: 'planned',
    movedFrom: [],
    reason: undefined,
    sources: [],
    sequence: 0,
    accepted: [],
    ...given,
  }
}

export const partners: Partner[] = ['var', 'riec', 'pvo'].map((id) => ({
  id,
  name: id,
  short: id.toUpperCase(),
  colour: '#000000',
  website: undefined,
}))

export function parts(
  given: Partial<Omit<IssueParts, 'head'>> & { order?: string[]; agenda?: string[] },
): IssueParts {
  const { order = [], agenda = [], ...rest } = given
  const at = (value: string, index: number) => ({
    value,
    place: { file: 'newsletters/2023-03/issue.md', line: index + 1, column: 5 },
  })
  return {
    head: {
      id: '2023-03',
      file: 'newsletters/2023-03/issue.md',
      title: 'Maart',
      subject: '',
      preheader: '',
      intro: body,
      signedBy: [],
      order: order.map(at),
      agenda: agenda.map(at),
      figures: [],
      action: undefined,
      segments: [],
      sendAt: undefined,
      deadline: undefined,
      accepted: [],
    },
    contributions: [],
    unreadable: [],
    events: [],
    figures: [],
    partners,
    expectedPartners: [],
    ...rest,
  }
}

export function issueOf(items: Contribution[]): Issue {
  return { ...parts({}).head, items, events: [], figureData: [] }
}
