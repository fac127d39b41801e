import { readFileSync } from 'node:fs'
import { CONFIG_FILE } from '../../config.ts'
import { problem, type Problem } from '../../problem.ts'
import type { CheckInput } from '../check-input.ts'
import { TEMPLATE } from '../filled-mail.ts'
import { usedFeatures, type Feature } from './css-features.ts'

type Support = {
  clients: string[]
  /** What MJML writes by itself; it knows the mail programs and is trusted in this. */
  baseline: string[]
  /** `support` has a letter for each client: y(es), n(o), a (partly) or u(nknown). */
  features: (Feature & { title: string; support: string })[]
}

/** What the mail uses beyond MJML that one of the configured mail programs leaves out. */
export function checkCssSupport({ mails, config }: CheckInput): Problem[] {
  const { clients, baseline, features } = support()
  const unknown = config.mailClients.filter((name) => !clients.some((one) => isOf(one, name)))
  const asked = clients.flatMap((client, at) =>
    config.mailClients.some((name) => isOf(client, name)) ? [{ client, at }] : [],
  )
  const trusted = new Set([...baseline, ...graceful])
  const wanting = features.flatMap((feature) => {
    if (trusted.has(feature.id)) return []
    const without = asked
      .filter(({ at }) => feature.support[at] === 'n')
      .map(({ client }) => client)
    return without.length === 0 ? [] : [{ feature, without }]
  })
  const used = new Set(
    mails.flatMap((mail) => [
      ...usedFeatures(
        mail,
        wanting.map(({ feature }) => feature),
      ),
    ]),
  )
  return [
    ...unknown.map((found) =>
      problem(
        'frontmatter/field-value',
        { field: 'mail_clients', found, expected: 'one-of', options: familiesOf(clients) },
        { file: CONFIG_FILE },
      ),
    ),
    ...wanting
      .filter(({ feature }) => used.has(feature.id))
      .map(({ feature: { title }, without }) =>
        problem(
          'mail/css-support',
          { found: title.trim(), clients: without[0] ?? '', count: without.length },
          { file: TEMPLATE },
        ),
      ),
  ]
}

/**
 * Where these are not understood, a reader misses some of the looks but no word, no order and no
 * contrast: dark colours, finer letters, a line that may wrap, a hidden first line that shows.
 */
const graceful = [
  'css-at-media-prefers-color-scheme',
  'css-at-media-prefers-reduced-motion',
  'css-at-media-hover',
  'css-color-scheme',
  'css-display-none',
  'css-max-height',
  'css-white-space',
  'css-letter-spacing',
  'css-hyphens',
  'css-overflow-wrap',
  'css-word-wrap',
  'css-box-shadow',
  'css-text-shadow',
  'css-font-kerning',
  'css-text-decoration-color',
  'css-text-decoration-thickness',
  'css-text-underline-offset',
  'css-transition',
  'css-pseudo-class-hover',
  'css-pseudo-class-focus',
]

function isOf(client: string, name: string): boolean {
  return client === name || client.startsWith(`${name}.`)
}

function familiesOf(clients: readonly string[]): string {
  return [...new Set(clients.map((client) => client.split('.')[0] ?? ''))].join(', ')
}

let read: Support | undefined
function support(): Support {
  read ??= JSON.parse(
    readFileSync(new URL('../data/caniemail.json', import.meta.url), 'utf8'),
  ) as Support
  return read
}
