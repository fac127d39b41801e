import { expect, test } from 'vitest'
import { checkIssue } from '../../src/check/check-issue.ts'
import { passagesOf } from '../../src/check/passages.ts'
import type { Issue } from '../../src/issue/issue.ts'
import { variantFor } from '../../src/issue/variants.ts'
import { renderVariant } from '../../src/render/render-variant.ts'
import { openTemplates } from '../../src/render/templates.ts'
import { marchToCheck, project, projectConfig, text } from './march.ts'

const MARK = 'Merkwoord'

test('what readers see of an issue is looked at by the checks, whichever field it is in', async () => {
  const { templates } = await openTemplates(project)
  if (templates === undefined) throw new Error('There are no templates')
  const settings = { config: projectConfig(), text, templates }
  const { issue: march } = await marchToCheck()
  const issue = complete(march)
  const unseen: string[] = []
  let shown = 0
  for (const [name, marked] of eachTextMarked(issue)) {
    const { html, text: plain, web } = await renderVariant(marked, variantFor(marked, []), settings)
    if (![html, plain, web].some((copy) => copy.includes(MARK))) continue
    shown++
    if (!passagesOf(marked).some((passage) => passage.text.includes(MARK))) unseen.push(name)
  }
  expect(unseen).toEqual([])
  expect(shown).toBeGreaterThan(15)
})

test('where people meet is an address that may stand there; a telephone number is not', async () => {
  const { issue, ...rest } = await marchToCheck()
  const meet = (place: string) =>
    checkIssue({
      ...rest,
      issue: { ...issue, events: issue.events.map((event) => ({ ...event, place })) },
    }).filter(({ code }) => code.startsWith('personal-data/'))
  expect(meet('Schouwburgplein 50, 3012 CL Rotterdam')).toEqual([])
  expect(meet('Bel Jan op 06 12345678')).not.toEqual([])
})

/** With something in every field that may be empty. */
function complete(issue: Issue): Issue {
  return {
    ...issue,
    signedBy: ['Anna'],
    action: {
      title: 'Doe mee',
      text: 'Meld u aan',
      link: { text: 'Aanmelden', url: 'https://example.org' },
    },
    items: issue.items.map((item) => ({
      ...item,
      link: { text: 'Lees meer', url: 'https://example.org' },
    })),
    events: issue.events.map((event) => ({
      ...event,
      state: 'moved',
      movedFrom: ['2023-03-20'],
      place: 'Rotterdam',
      reason: 'De zaal is bezet',
    })),
    figureData: issue.figureData.map((figure) => ({ ...figure, note: 'Let op', source: 'Bron' })),
  }
}

/** Paths, addresses, codes and moments are no text; bodies are read token by token (`bodyPassages`). */
const noText = new Set([
  'body', 'intro', 'places', 'accepted', 'file', 'id', 'url', 'src', 'segments', 'order', 'agenda',
  'figures', 'partner', 'rubric', 'date', 'start', 'end', 'state', 'partOfDay', 'movedFrom', 'sendAt', 'deadline',
]) // prettier-ignore

/** One copy for each kind of field, with a word behind its text that stands nowhere else. */
function* eachTextMarked(issue: Issue): Generator<[string, Issue]> {
  const seen = new Set<string>()
  for (const path of textPaths(issue, [])) {
    const name = path.map((key) => (typeof key === 'number' ? '*' : key)).join('.')
    if (seen.has(name) || path.some((key) => noText.has(String(key)))) continue
    seen.add(name)
    yield [name, marked(issue, path) as Issue]
  }
}

type Path = (string | number)[]

function* textPaths(value: unknown, path: Path): Generator<Path> {
  if (typeof value === 'string') yield path
  else if (Array.isArray(value)) {
    for (const [at, one] of value.entries()) yield* textPaths(one, [...path, at])
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) yield* textPaths(one, [...path, key])
  }
}

function marked(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return `${String(value)} ${MARK}`
  if (Array.isArray(value)) return value.map((one, at) => (at === key ? marked(one, rest) : one))
  const object = value as Record<string, unknown>
  return { ...object, [key]: marked(object[key], rest) }
}
