import { march, item, type Change } from './march.ts'
import type { Look, Situations } from './situation.ts'

/** An issue as a whole: its subject, its first line, whom it is for and what it was set up with. */
export const ofIssues = {
  'subject/missing': { good: subject('Nieuws'), bad: subject('  ') },
  'subject/long': { good: subject('n'.repeat(60)), bad: subject('n'.repeat(61)) },
  'subject/shouting': {
    good: subject('Nieuwsbrief VAR: RIEC en PVO over GVB II!'),
    bad: subject('Nieuwsbrief VAR: KOM NU'),
  },
  'preheader/missing': { good: preheader('p'.repeat(40)), bad: preheader(' ') },
  'preheader/length': {
    good: [preheader('p'.repeat(40)), preheader('p'.repeat(90))],
    bad: [preheader('p'.repeat(39)), preheader('p'.repeat(91))],
  },
  'preheader/duplicate': {
    good: preheader('Kom naar de carrousel. En nog veel meer nieuws.'),
    bad: march((input) => withIssue({ preheader: `${input.issue.subject}.` })(input)),
  },
  'content/issue-long': { good: items(8), bad: items(9) },
  'segment/unknown': {
    good: march((input) => ({ ...input, knownSegments: ['nieuwsbrief-alle', 'bestuurders'] })),
    bad: march((input) => ({ ...input, knownSegments: ['nieuwsbrief-allen', 'bestuurders'] })),
  },
  'issue/segments-missing': {
    good: march(withIssue({ segments: [], headUnreadable: true })),
    bad: march(withIssue({ segments: [] })),
  },
  'correction/with-segments': {
    good: march(withIssue({ segments: [], corrects: corrects() })),
    bad: march(withIssue({ corrects: corrects() })),
  },
  'frontmatter/theme-unknown': {
    good: item('Tekst.', { theme: 'privacy' }),
    bad: item('Tekst.', { theme: 'privasy' }),
  },
  'personal/field-misplaced': {
    good: item('Beste [[name|lezer]], [dag [[name|lezer]]](https://example.org/dag).'),
    bad: subject('Nieuws voor [[name|lezer]]'),
  },
  'personal/url-unsafe': {
    good: publicUrl('https://nieuws.var.nl/pad'),
    bad: publicUrl('https://nieuws.var.nl/"onclick="x'),
  },
  'config/example-values': {
    good: march(),
    bad: march((input) => ({ ...input, config: { ...input.config, transport: 'smtp' } })),
  },
  'agenda/ics-invalid': {
    good: march(),
    bad: [eventNamed('twee woorden'), eventNamed('dubbel', 2)],
  },
} satisfies Situations

function withIssue(changes: Partial<Parameters<Change>[0]['issue']>): Change {
  return (input) => ({ ...input, issue: { ...input.issue, ...changes } })
}

function subject(value: string): Look {
  return march(withIssue({ subject: value }))
}

function preheader(value: string): Look {
  return march(withIssue({ preheader: value }))
}

function corrects() {
  return { issueId: '2023-03', version: undefined, unsure: false }
}

function items(count: number): Look {
  return march((input) => {
    const [first] = input.issue.items
    if (first === undefined) throw new Error('The issue is empty')
    const many = Array.from({ length: count }, (_, index) => ({ ...first, slug: `item-${index}` }))
    return withIssue({ items: many })(input)
  })
}

function publicUrl(value: string): Look {
  return march((input) => ({ ...input, config: { ...input.config, publicUrl: value } }))
}

function eventNamed(id: string, times = 1): Look {
  return march((input) => {
    const [event] = input.issue.events
    if (event === undefined) throw new Error('The issue has no agenda')
    return withIssue({ events: Array.from({ length: times }, () => ({ ...event, id })) })(input)
  })
}
