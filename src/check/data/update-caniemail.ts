/**
 * Makes `caniemail.json` anew: which mail program supports what, from https://www.caniemail.com
 * (MIT, see `caniemail-LICENSE`), reduced to what `check` looks for.
 *
 *     node src/check/data/update-caniemail.ts [data.json]
 *
 * Without an argument it fetches https://www.caniemail.com/api/data.json.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { load } from 'cheerio'
import mjml2html from 'mjml'
import { elementsOf } from '../filled-mail.ts'
import { usedFeatures, type Feature } from '../mail/css-features.ts'

type Source = {
  last_update_date: string
  data: { slug: string; title: string; stats: Stats }[]
}
type Stats = Record<string, Record<string, Record<string, string>>>

/** Titles that stand for several properties. */
const groups: Record<string, string[]> = {
  'css-gap': ['gap', 'column-gap', 'row-gap'],
  'css-left-right-top-bottom': ['left', 'right', 'top', 'bottom'],
  'css-grid-template': [
    'grid-template',
    'grid-template-areas',
    'grid-template-columns',
    'grid-template-rows',
  ],
  'css-margin-inline-block': ['margin-inline', 'margin-block'],
  'css-padding-inline-block': ['padding-inline', 'padding-block'],
  'css-column-layout-properties': ['columns', 'column-width', 'column-rule'],
}

const [file] = process.argv.slice(2)
const source = JSON.parse(
  file === undefined
    ? await (await fetch('https://www.caniemail.com/api/data.json')).text()
    : await readFile(file, 'utf8'),
) as Source

const clients = [...new Set(source.data.flatMap(({ stats }) => clientsIn(stats)))].toSorted()
const features = source.data.flatMap(({ slug, title, stats }) => {
  const feature = featureOf(slug, title)
  return feature === undefined
    ? []
    : [{ ...feature, title, support: clients.map((client) => support(stats, client)).join('') }]
})
const updated = source.last_update_date.slice(0, 10)
const document = load(await mjmlSample())
const elements = elementsOf(document)
const baseline = [...usedFeatures({ document, elements }, features)].toSorted()
const lines = features.map((feature) => `    ${JSON.stringify(feature)}`).join(',\n')
await writeFile(
  new URL('caniemail.json', import.meta.url),
  `{
  "source": "https://www.caniemail.com",
  "licence": "MIT, Copyright (c) 2019 HTeuMeuLeu",
  "updated": "${updated}",
  "clients": ${JSON.stringify(clients)},
  "baseline": ${JSON.stringify(baseline)},
  "features": [\n${lines}\n  ]
}
`,
)
process.stdout.write(`${features.length} features, ${clients.length} programs, as of ${updated}\n`)

function clientsIn(stats: Stats): string[] {
  return Object.entries(stats).flatMap(([family, platforms]) =>
    Object.keys(platforms).map((platform) => `${family}.${platform}`),
  )
}

/** The newest test: y(es), n(o), a (partly) or u(nknown). The file lists tests oldest first. */
function support(stats: Stats, client: string): string {
  const [family = '', platform = ''] = client.split('.')
  const newest = Object.values(stats[family]?.[platform] ?? {}).at(-1)
  return /^[yna]/.exec(newest ?? '')?.[0] ?? 'u'
}

/** What to look for, from the name that caniemail gives it; undefined where that cannot be seen. */
function featureOf(id: string, title: string): Feature | undefined {
  const names = groups[id]
  const is = (kind: Feature['kind'], ...found: string[]): Feature => ({
    id,
    kind,
    names: names ?? found,
  })
  const element = /^<([a-z]+)>(?: element)?$/.exec(title)?.[1]
  const attribute = /^([a-z-]+) attribute$/.exec(title)?.[1]
  if (id.startsWith('html-')) {
    if (element !== undefined) return is('element', element)
    return attribute === undefined ? undefined : is('attribute', attribute)
  }
  if (!id.startsWith('css-')) return undefined
  const rule = /^@([a-z-]+)(?: \(([a-z-]+)\))?$/.exec(title)
  if (rule)
    return is('at-rule', rule[2] === undefined ? (rule[1] ?? '') : `${rule[1]} (${rule[2]})`)
  if (id.startsWith('css-pseudo-')) {
    return title.startsWith(':') ? is('pseudo', title.replace('()', '')) : undefined
  }
  if (id === 'css-unit-calc') return is('function', 'calc')
  if (id === 'css-variables') return is('function', 'var')
  const functions = [...title.matchAll(/([a-z-]+)\(\)/g)].map(([, name = '']) => name)
  if (functions.length > 0) return is('function', ...functions)
  const unit = /^(%|[a-z]+) unit$/.exec(title)?.[1]
  if (unit !== undefined) return unit === 'initial' ? undefined : is('unit', unit)
  const pair = /^([a-z-]+):\s*([a-z-]+)$/.exec(title)
  if (pair) return is('pair', `${pair[1]}:${pair[2]}`)
  const property = /^([a-z-]+)(?: property| CSS property| shorthand)?$/.exec(title.trim())?.[1]
  if (names !== undefined) return is('property')
  return property === undefined || property === 'inert' ? undefined : is('property', property)
}

/** Every component of MJML that mail uses: what it writes by itself is MJML's own choice. */
async function mjmlSample(): Promise<string> {
  const { html } = await mjml2html(
    `<mjml><mj-head><mj-title>x</mj-title><mj-style>a{color:red}</mj-style></mj-head><mj-body>
      <mj-section background-color="#fff" border-radius="4px"><mj-column><mj-text>x</mj-text>
      <mj-image src="x" href="x" alt="x"/><mj-button href="x">x</mj-button><mj-divider/><mj-spacer/>
      <mj-table><tr><td>x</td></tr></mj-table></mj-column><mj-column><mj-text>x</mj-text></mj-column></mj-section>
      <mj-section><mj-group><mj-column/><mj-column/></mj-group></mj-section>
      <mj-hero><mj-text>x</mj-text></mj-hero><mj-wrapper><mj-section/></mj-wrapper></mj-body></mjml>`,
    { fonts: {} },
  )
  return html
}
