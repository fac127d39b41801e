import { load } from 'cheerio'
import { tests as examples } from 'commonmark-spec'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Issue } from '../../src/issue/issue.ts'
import { compileFill } from '../../src/render/fill.ts'
import type { RecipientFields, Rendered } from '../../src/render/rendered.ts'
import type { Templates } from '../../src/render/templates.ts'
import { withoutForbidden } from '../../src/yaml-fields.ts'
import { event, figure, fullIssue, issue, item, reader, render, templatesOf } from './rendering.ts'

/** The values of one reader; each stands in the mail as often as the template says. */
const sentinel: RecipientFields = {
  salutation: 'Beste Wachtwoord Wachter',
  name: 'Wachtwoord Wachter',
  themesMoved: 'Uw onderwerp ‘Wacht’ hoort nu bij ‘Woord’.',
  unsubscribeUrl: 'https://nieuwsbrief.example.org/u/v1.k.UNSUBSCRIBE',
  preferencesUrl: 'https://nieuwsbrief.example.org/p/v1.k.PREFERENCES',
  webUrl: 'https://nieuwsbrief.example.org/archive/2026-12',
}
const personal = /Wachtwoord Wachter|UNSUBSCRIBE|PREFERENCES/g

/** What reading leaves of a text: `withoutForbidden` is the edge, tried in hostile-project.test.ts. */
const typed = fc.string({ unit: 'binary', maxLength: 12 }).map(withoutForbidden)

const attacks = [
  '<script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '<svg/onload=alert(1)>',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '</td></tr></table>',
  '</mj-text><mj-raw><script>alert(1)</script></mj-raw>',
  '<mj-include path="/etc/passwd"/>',
  '<!--[if mso]><script>alert(1)</script><![endif]-->',
  '--><script>alert(1)</script><!--',
  '<![CDATA[x]]>',
  '{{name}}',
  '{{{name}}}',
  '{{unsubscribeUrl}}',
  '{{preferencesUrl}}',
  String.raw`\{{name}}`,
  String.raw`\\{{name}}`,
  '{{#each .}}{{this}}{{/each}}',
  '{{lookup . "name"}}',
  '{{> footer}}',
  '{{!--',
  '{{',
  '}}',
  '{',
  '&#123;&#123;name&#125;&#125;',
  '&lbrace;&lbrace;name}}',
  '\uE000\uE000name\uE001\uE001',
  '-subject-',
  '%name%',
  '$&$1$`',
  '../../../../etc/passwd',
  'CON',
  '\u202Etxt.exe',
  '\nBcc: iemand@example.org',
  'é'.repeat(200),
  'x'.repeat(2000),
]

let templates: Templates
/** How often each value stands in a mail with nothing hostile in it. */
let plain: ReturnType<typeof valuesIn>
beforeAll(async () => {
  templates = await templatesOf()
  plain = valuesIn(await render(everywhere('gewoon'), { templates }))
})

describe('whatever an author writes', () => {
  test('every example of the CommonMark specification is safe in mail, text and page', async () => {
    expect(examples.length).toBeGreaterThan(600)
    for (let at = 0; at < examples.length; at += 25) {
      const items = examples
        .slice(at, at + 25)
        .map(({ markdown }, index) => item({ slug: `voorbeeld-${at + index}`, text: markdown }))
      expectSafe(await render(issue({ items }), { templates }))
    }
  })

  test.each(attacks)(
    '%j in every place is text, and reaches no value of a reader',
    async (attack) => {
      const rendered = await quick(everywhere(attack))
      expectSafe(rendered)
      expect(valuesIn(rendered)).toEqual(plain)
    },
  )

  test('so is any mix of them', async () => {
    const mixes = fc
      .array(fc.oneof(fc.constantFrom(...attacks), typed), {
        minLength: 1,
        maxLength: 6,
      })
      .map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(mixes, async (text) => {
        const rendered = await quick(everywhere(text))
        expectSafe(rendered)
        expect(valuesIn(rendered)).toEqual(plain)
      }),
      { numRuns: 25 },
    )
  }, 120_000)
})

test('these tests see what is unsafe', async () => {
  const rendered = await render(fullIssue())
  const unsafe = [
    '<script></script>',
    '<p onclick="x()">x</p>',
    '<a href=" javascript:x">x</a>',
    '<img src="https://teller.example.org/p.gif">',
  ]
  for (const html of unsafe) {
    const planted = { ...rendered, html: rendered.html.replace('</body>', `${html}</body>`) }
    expect(() => expectSafe(planted), html).toThrow(/./)
  }
  const leaking = { ...rendered, html: rendered.html.replace('</body>', '{{name}}</body>') }
  expect(valuesIn(leaking)).not.toEqual(valuesIn(rendered))
})

/** The text in every place that an author, an editor or a file of data can fill. */
function everywhere(text: string): Issue {
  const base = issue()
  return {
    ...base,
    ...issue({
      title: text,
      subject: text,
      preheader: text,
      introText: `Begin ${text}`,
      signedBy: [text],
      items: [
        item({
          title: text,
          rubric: text,
          text: `Begin ${text}\n\n## Kop ${text}\n\n[${text}](https://example.org/)\n\n[x](${text})\n\n![${text}](${text})\n\n- ${text}\n\n| a | b |\n|---|---|\n| ${text} | x |\n\n:::card\n${text}\n:::\n\n:::button\n[${text}](https://example.org/)\n:::\n`,
          link: { text, url: 'https://example.org/' },
          image: { src: text, alt: text },
        }),
        item({ slug: 'twee', title: 'Twee', link: { text: 'x', url: text } }),
      ],
      events: [event({ title: text, place: text, reason: text, state: 'cancelled', type: text })],
      figureData: [
        figure({
          title: text,
          unit: text,
          note: text,
          rowHeader: text,
          source: text,
          rows: [{ label: text, value: 1, area: undefined, labelInSource: undefined, line: 1 }],
        }),
      ],
      action: { title: text, text, link: { text, url: 'https://example.org/' } },
    }),
  }
}

/** Rendered within a second of this process's own time, however busy the machine is. */
async function quick(given: Issue): Promise<Rendered> {
  const from = process.cpuUsage()
  const rendered = await render(given, { templates })
  const { user, system } = process.cpuUsage(from)
  expect((user + system) / 1000).toBeLessThan(1000)
  return rendered
}

/** Nothing in mail or page runs, loads, sends or leads to anything but what an author may use. */
function expectSafe(rendered: Rendered): void {
  expect(rendered.problems).toEqual([])
  const mail = compileFill(rendered)(reader)
  expect(mail.text).not.toMatch(/[\uE000-\uE003]/)
  expect(unsafeIn(mail.html, /^cid:/)).toEqual([])
  expect(unsafeIn(rendered.web, /^images\/[^/]+$/)).toEqual([])
}

const refused =
  'script:not([type="application/ld+json"]),iframe,object,embed,form,input,base,frame,math,foreignObject,meta[http-equiv="refresh" i]'

function unsafeIn(html: string, picture: RegExp): string[] {
  const document = load(html)
  const found = document(refused)
    .toArray()
    .map((element) => document(element).prop('tagName') ?? '')
  const attributes = document('*')
    .toArray()
    .flatMap((element) => Object.entries(document(element).attr() ?? {}))
  for (const [name, value] of attributes) {
    const isFine =
      (name !== 'href' || /^(?:https?:\/\/|mailto:|tel:|#|agenda\.ics$)/i.test(value)) &&
      (name !== 'src' || picture.test(value)) &&
      (name !== 'style' || !/url\(|expression|@import/i.test(value))
    if (!isFine || /^on/i.test(name)) found.push(`${name}="${value}"`)
  }
  // Nor in what only Outlook reads.
  const hidden = [...html.matchAll(/<!--[\s\S]*?-->/g)].filter(([comment]) =>
    /<script|javascript:|\son\w+=/i.test(comment),
  )
  const reserved = html.match(/[\uE000-\uE003]/g) ?? []
  return [...found, ...hidden.map(([comment]) => comment), ...reserved]
}

/** How often each value of a reader stands in the mail; on the page never. */
function valuesIn(rendered: Rendered): Record<string, number>[] {
  expect(rendered.web).not.toMatch(personal)
  const { html, text } = compileFill(rendered)(sentinel)
  return [html, text].map((part) =>
    Object.fromEntries(
      [...Map.groupBy(part.match(personal) ?? [], (found) => found)].map(([found, all]) => [
        found,
        all.length,
      ]),
    ),
  )
}
