import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openTemplates } from '../../src/render/templates.ts'
import { issue, render, root, templatesOf } from './rendering.ts'

describe('opening the templates', () => {
  test('of this project finds nothing wrong', async () => {
    expect((await openTemplates(root)).problems).toEqual([])
  })

  test('tells every file that is missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rondbrief-templates-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const { templates, problems } = await openTemplates(folder)
    expect(templates).toBeUndefined()
    expect(problems.map(({ code, file }) => [code, file])).toEqual([
      ['template/missing', 'templates/newsletter.mjml'],
      ['template/missing', 'templates/web/issue.html'],
    ])
  })

  test('tells a missing partial at the line that asks for it', async () => {
    const folder = await changed('newsletter.mjml', (source) =>
      source.replace('{{> footer}}', '{{> footr}}'),
    )
    expect((await openTemplates(folder)).problems).toMatchObject([
      {
        code: 'template/missing',
        file: 'templates/newsletter.mjml',
        line: lineOf(await readFile(join(folder, 'templates/newsletter.mjml'), 'utf8'), 'footr'),
        values: { file: 'templates/partials/footr.mjml' },
      },
    ])
  })

  test.each([
    ['{{reason}}', '{{reason'],
    ['{{reason}}', '{{#if reason}}'],
    ['{{reason}}', '{{loud reason}}'],
  ])('tells where %s became %s', async (before, after) => {
    const folder = await changed('partials/footer.mjml', (source) => source.replace(before, after))
    const { problems } = await openTemplates(folder)
    expect(problems).toMatchObject([
      { code: 'template/handlebars-invalid', file: 'templates/partials/footer.mjml' },
    ])
    expect(problems[0]?.line).toBeGreaterThanOrEqual(5)
  })

  test('again picks up what was changed', async () => {
    const folder = await changed('partials/closing.mjml', (source) =>
      source.replace('{{words.feedback}}', 'Een andere vraag'),
    )
    const { html } = await render(issue(), { templates: await templatesOf(folder) })
    expect(html).toContain('Een andere vraag')
  })

  test('takes Windows line ends and a byte order mark', async () => {
    const folder = await changed(
      'newsletter.mjml',
      (source) => `\uFEFF${source.replaceAll('\n', '\r\n')}`,
    )
    const { html } = await render(issue(), { templates: await templatesOf(folder) })
    expect(html).toBe((await render(issue())).html)
  })
})

async function changed(file: string, change: (source: string) => string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rondbrief-templates-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await cp(join(root, 'templates'), join(folder, 'templates'), { recursive: true })
  const path = join(folder, 'templates', file)
  await writeFile(path, change(await readFile(path, 'utf8')))
  return folder
}

function lineOf(source: string, words: string): number {
  return source.split('\n').findIndex((line) => line.includes(words)) + 1
}
