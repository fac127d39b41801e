import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { load } from 'cheerio'
import { beforeAll, expect, test } from 'vitest'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import { readContribution } from '../../src/content/read-contribution.ts'
import { render, templatesOf } from '../render/rendering.ts'
import { marchToCheck, project, text } from './march.ts'

/**
 * What other people really wrote in Markdown: every such file of the packages that are installed. They
 * have HTML, tables, badges, code of templates and links to everywhere, and no front matter.
 */
const corpus = globSync('node_modules/{*,@*/*}/**/*.md', { cwd: project })
  .toSorted()
  // Half of some eight hundred: enough, and twice as quick.
  .filter((_, at) => at % 2 === 0)

/** So many of them together are one issue: a mail for each would take the test minutes. */
const TOGETHER = 10

let march: IssueToCheck
let templates: Awaited<ReturnType<typeof templatesOf>>
beforeAll(async () => {
  ;[march, templates] = await Promise.all([marchToCheck(), templatesOf()])
})

test('hundreds of real texts become a mail, a plain text and a page, or are refused in words', async () => {
  expect(corpus.length).toBeGreaterThan(300)
  const items = corpus.flatMap((name, at) => read(name, `echt-${at}`))
  expect(items.length).toBeGreaterThan(300)
  for (let from = 0; from < items.length; from += TOGETHER) {
    const begin = cpuTime()
    const some = items.slice(from, from + TOGETHER)
    const issue = { ...march.issue, items: some.map(({ contribution }) => contribution) }
    const names = some.map(({ name }) => name).join(' ')
    const rendered = await render(issue, { templates })
    expectSafe(rendered.html, names)
    expectSafe(rendered.web, names)
    for (const { contribution } of some) expect(rendered.text, names).toContain(contribution.title)
    checkIssue({ ...march, issue, rendered: [rendered] })
    expect(cpuTime() - begin, `${names}: ms of work`).toBeLessThan(TOGETHER * 3000)
  }
}, 600_000)

/** The contribution that this text makes; none when it is refused, which must say why. */
function read(name: string, slug: string) {
  const bytes = Buffer.concat([
    Buffer.from(`---\ntitle: Bericht ${slug}\n---\n`),
    readFileSync(join(project, name)),
  ])
  const file = `newsletters/2023-03/var/${slug}.md`
  const identity = { file, issueId: '2023-03', partner: 'var', slug }
  const { contribution, problems } = readContribution({ ...identity, bytes })
  const said = problems.map(({ code, values }) => text.problems[code](values).title)
  expect(
    said.every((title) => title.length > 10),
    name,
  ).toBe(true)
  const refused = problems.some(({ code }) => /too-large|unreadable/.test(code))
  expect(refused, name).toBe(contribution === undefined)
  return contribution === undefined ? [] : [{ name, contribution }]
}

/** Nothing that runs or is fetched, and no brace of an author that a second pass would fill. */
function expectSafe(html: string, name: string): void {
  const document = load(html)
  expect(
    document('script:not([type="application/ld+json"]), iframe, object, embed, form').length,
    name,
  ).toBe(0)
  const attributes = document('*')
    .toArray()
    .flatMap((node) => ('attribs' in node ? Object.entries(node.attribs) : []))
  const unsafe = attributes.filter(
    ([key, value]) => /^on/i.test(key) || /^\s*(?:javascript|vbscript|data):/i.test(value),
  )
  expect(unsafe, name).toEqual([])
  const fields = html.match(/\{\{[^}]*\}\}/g) ?? []
  const known =
    /^\{\{\{?(?:salutation|name|#if themesMoved|themesMoved|\/if|unsubscribeUrl|preferencesUrl|webUrl)\}\}$/
  expect(
    fields.filter((field) => !known.test(field)),
    name,
  ).toEqual([])
}

function cpuTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
