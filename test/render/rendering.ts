import { resolve } from 'node:path'
import { readConfig, type Config } from '../../src/config.ts'
import type { AgendaEvent } from '../../src/agenda/event.ts'
import type { Contribution } from '../../src/content/contribution.ts'
import type { Figure } from '../../src/content/figure.ts'
import { parseMarkdown } from '../../src/content/markdown.ts'
import type { Issue } from '../../src/issue/issue.ts'
import { loadIssue } from '../../src/issue/load-issue.ts'
import { variantFor } from '../../src/issue/variants.ts'
import { compileFill } from '../../src/render/fill.ts'
import { renderVariant } from '../../src/render/render-variant.ts'
import type { RecipientFields, Rendered } from '../../src/render/rendered.ts'
import { openTemplates, type Templates } from '../../src/render/templates.ts'
import { nl } from '../../src/text/nl.ts'

/** The real templates, configuration and issues of this project. */
export const root = resolve(import.meta.dirname, '../..')

export const config: Config = (() => {
  const read = readConfig(root, {})
  if (read.kind !== 'ok') throw new Error('rondbrief.yaml cannot be read')
  return read.config
})()

export async function templatesOf(folder = root): Promise<Templates> {
  const { templates, problems } = await openTemplates(folder)
  if (templates === undefined) throw new Error(JSON.stringify(problems))
  return templates
}

export async function render(
  issue: Issue,
  settings: {
    sourceMarkers?: boolean
    config?: Config
    templates?: Templates
    segments?: string[]
  } = {},
): Promise<Rendered> {
  return renderVariant(issue, variantFor(issue, settings.segments ?? []), {
    config: settings.config ?? config,
    text: nl,
    templates: settings.templates ?? (await templatesOf()),
    sourceMarkers: settings.sourceMarkers ?? false,
  })
}

export async function realIssue(id: string): Promise<Issue> {
  const { issue } = await loadIssue(config, id)
  if (issue === undefined) throw new Error(`No issue ${id}`)
  return issue
}

export const reader: RecipientFields = {
  salutation: 'Beste Jan Jansen',
  name: 'Jan Jansen',
  themesMoved: '',
  unsubscribeUrl: 'https://nieuwsbrief.example.org/u/v1.k.abc',
  preferencesUrl: 'https://nieuwsbrief.example.org/p/v1.k.def',
  webUrl: 'https://nieuwsbrief.example.org/archive/2026-12',
}

export function filled(rendered: Rendered, fields = reader): { html: string; text: string } {
  return compileFill(rendered)(fields)
}

/** The mail as a browser can show it: pictures inside the document, as they are inside the mail. */
export function viewable(rendered: Rendered, fields = reader): string {
  return rendered.images.reduce(
    (html, { cid, contentType, bytes }) =>
      html.replaceAll(`cid:${cid}`, `data:${contentType};base64,${bytes.toString('base64')}`),
    filled(rendered, fields).html,
  )
}

export function item(changes: Partial<Contribution> & { text?: string } = {}): Contribution {
  const { text = 'Een kort bericht.', ...given } = changes
  const [partner, slug] = [given.partner ?? 'var', given.slug ?? 'bericht']
  const file = `newsletters/2026-12/${partner}/${slug}.md`
  return {
    issueId: '2026-12',
    partner,
    slug,
    file,
    title: 'Een bericht',
    rubric: 'nieuws',
    theme: undefined,
    weight: 0,
    segments: [],
    link: undefined,
    image: undefined,
    status: undefined,
    sourceLines: [],
    accepted: [],
    body: parseMarkdown(text, file, 5).body,
    ...given,
  }
}

export function event(changes: Partial<AgendaEvent> = {}): AgendaEvent {
  return {
    id: 'winterbijeenkomst',
    file: 'newsletters/agenda.yaml',
    line: 1,
    title: 'Winterbijeenkomst',
    type: 'themadag',
    date: '2027-01-14',
    start: '09:30',
    end: '12:00',
    partOfDay: undefined,
    place: 'Buurthuis',
    url: undefined,
    state: 'confirmed',
    movedFrom: [],
    reason: undefined,
    sources: [],
    sequence: 0,
    accepted: [],
    ...changes,
  }
}

export function figure(changes: Partial<Figure> = {}): Figure {
  return {
    id: 'deelnemers',
    file: 'newsletters/figures/deelnemers.yaml',
    title: 'Deelnemers per wijk',
    unit: 'deelnemers',
    year: 2026,
    note: undefined,
    rowHeader: 'Wijk',
    rows: [
      { label: 'Noord', value: 1200, area: undefined, labelInSource: undefined, line: 1 },
      { label: 'Zuid', value: 800, area: undefined, labelInSource: undefined, line: 2 },
    ],
    totalInSource: undefined,
    source: 'Jaarverslag 2026',
    accepted: [],
    ...changes,
  }
}

export function issue(changes: Partial<Issue> & { introText?: string } = {}): Issue {
  const { introText = 'Welkom bij deze editie.', ...given } = changes
  const file = 'newsletters/2026-12/issue.md'
  return {
    id: '2026-12',
    file,
    title: 'Nieuwsbrief december 2026',
    subject: 'Nieuwsbrief december: winter',
    preheader: 'Alles over een veilige winter in de buurt, en wat er daarna komt.',
    intro: parseMarkdown(introText, file, 9).body,
    signedBy: [],
    order: [],
    agenda: [],
    figures: [],
    action: undefined,
    segments: [],
    sendAt: undefined,
    deadline: undefined,
    accepted: [],
    items: [item()],
    events: [],
    figureData: [],
    ...given,
  }
}

/** An issue with everything that an issue can hold. */
export function fullIssue(): Issue {
  return issue({
    introText: '[[salutation]],\n\nDit is een *winterse* editie voor [[name|alle lezers]].',
    signedBy: ['De redactie'],
    items: [
      item({
        slug: 'opmaak',
        title: 'Alle opmaak in één bericht over portefeuilleverdelingen',
        text: everything,
        link: { text: 'Lees het hele verhaal', url: 'https://example.org/verhaal?a=1&b=2' },
      }),
      item({ partner: 'riec', slug: 'kort', rubric: undefined, title: 'Kort nieuws' }),
      item({ partner: 'pvo', slug: 'nog', title: 'Accolades {{name}} blijven staan' }),
    ],
    events: [
      event({ id: 'b', date: '2027-03-02', state: 'cancelled', reason: 'Te weinig aanmeldingen.' }),
      event({
        id: 'a',
        title: 'Verplaatste avond',
        date: '2027-02-01',
        start: undefined,
        end: undefined,
        partOfDay: 'evening',
        state: 'moved',
        movedFrom: ['2027-01-18'],
        reason: 'De spreker was niet beschikbaar.',
        url: 'https://example.org/avond',
      }),
    ],
    figureData: [figure({ note: 'De peildatum is onbekend.' })],
    action: {
      title: 'Doe mee',
      text: 'Meld u aan als vrijwilliger.',
      link: { text: 'Meld u aan', url: 'https://example.org/meedoen' },
    },
  })
}

const everything = `Een alinea met **vet**, *schuin* en een [link naar meer](https://example.org/meer).
Een tweede regel met \`code\` en 10:30 uur.

## Een kopje

- Eerste
- Tweede, met een [andere link](https://example.org/ander)

1. Een
2. Twee

> Een citaat.

| Wijk | Aantal |
|------|-------:|
| Noord | 1.200 |
| Zuid | 800 |

---

:::card
Een kader.
:::

:::button
[Vraag de training aan](https://example.org/training?x=1&y=2)
:::
`
