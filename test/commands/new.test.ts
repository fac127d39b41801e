import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Invocation } from '../../src/commands/command.ts'
import { newCommand } from '../../src/commands/new.ts'
import { readConfig } from '../../src/config.ts'
import { loadIssue } from '../../src/issue/load-issue.ts'
import { textFor } from '../../src/text/text.ts'

const project = resolve(import.meta.dirname, '../..')
let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rondbrief-new-'))
  for (const part of ['rondbrief.yaml', 'newsletters', 'subscribers']) {
    cpSync(join(project, part), join(root, part), { recursive: true })
  }
})
afterEach(() => rmSync(root, { recursive: true }))

describe('rondbrief new', () => {
  test('makes an issue to fill in, with an example for every partner', async () => {
    const { code, out } = await run('2023-11')
    expect(code).toBe(0)
    expect(out.map((line) => line.trim().split(/\s{2,}/)[0])).toEqual([
      'Editie 2023-11 is gemaakt, in newsletters/2023-11:',
      'newsletters/2023-11/issue.md',
      'newsletters/2023-11/var/_voorbeeld.md',
      'newsletters/2023-11/riec/_voorbeeld.md',
      'newsletters/2023-11/pvo/_voorbeeld.md',
      'De doelgroepen zijn die van editie 2023-10.',
    ])
    expect(readdirSync(join(root, 'newsletters')).sort()).toEqual([
      '2023-03',
      '2023-10',
      '2023-11',
      'agenda.yaml',
      'figures',
      'series.yaml',
    ])
  })

  test('begins with the segments of the last issue and the events to come', async () => {
    await run('2023-11')
    const { issue } = await load('2023-11')
    expect(issue).toMatchObject({
      title: 'Nieuwsbrief november 2023',
      subject: '',
      preheader: '',
      deadline: undefined,
      sendAt: undefined,
      order: [],
      figureData: [],
      action: undefined,
      signedBy: [],
    })
    expect(issue?.segments.map(({ value }) => value)).toEqual(['nieuwsbrief-alle'])
    expect(issue?.events.map(({ id }) => id)).toEqual(['leerhuis-november-2023'])
    expect(issue?.intro.source.trim()).toBe('')
  })

  test('makes files without any mistake of their own, in which no example counts', async () => {
    await run('2023-11')
    const { issue, problems } = await load('2023-11')
    expect(issue?.items).toEqual([])
    expect(problems.map(({ code }) => code).sort()).toEqual([
      'issue/empty',
      'issue/partner-missing',
      'issue/partner-missing',
      'issue/partner-missing',
    ])
  })

  test('shows what the last issue had, without repeating it', async () => {
    await run('2023-11')
    const head = read('2023-11/issue.md')
    expect(head).toContain(
      '# In editie 2023-10 was dat:\n#   Nieuwsbrief VAR oktober: carrousel, GVB en Burgernet\nsubject:',
    )
    expect(head).toContain('# In editie 2023-10 was dat:\n#   - var/carrousel\norder: []')
    expect(head).toContain('#   - burgernet-deelnemers')
  })

  test('makes an example that stops the issue as long as its copy is not filled in', async () => {
    await run('2023-11')
    writeFileSync(
      join(root, 'newsletters/2023-11/riec/bericht.md'),
      read('2023-11/riec/_voorbeeld.md'),
    )
    const { issue, problems } = await load('2023-11')
    expect(issue?.items).toEqual([])
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'frontmatter/field-missing',
        severity: 'blocks',
        values: { field: 'title', reason: 'empty' },
        file: 'newsletters/2023-11/riec/bericht.md',
      }),
    )
  })

  test('makes an example that becomes an item by taking away its #', async () => {
    await run('2023-11')
    const filled = read('2023-11/riec/_voorbeeld.md')
      .replace('title:\n', 'title: Gratis training\n')
      .replaceAll(/^# (?=(link|image|segments|theme|  \w+):)/gm, '')
      .replace('  text:\n  url: https://', '  text: Vraag aan\n  url: https://example.org/training')
      .replace('alt:', 'alt: Een zaal met deelnemers')
    writeFileSync(
      join(root, 'newsletters/2023-11/riec/training.md'),
      `${filled}Kom naar de training.\n`,
    )
    const { issue, problems } = await load('2023-11')
    expect(problems.filter(({ file }) => file?.endsWith('training.md'))).toEqual([])
    expect(issue?.items).toMatchObject([
      {
        title: 'Gratis training',
        theme: 'mensenhandel',
        segments: ['gemeenten'],
        link: { text: 'Vraag aan', url: 'https://example.org/training' },
        image: { src: 'foto.jpg', alt: 'Een zaal met deelnemers' },
      },
    ])
  })

  test('also makes the very first issue of a project', async () => {
    rmSync(join(root, 'newsletters'), { recursive: true })
    const { code, out } = await run('2023-12')
    expect(code).toBe(0)
    expect(out.join()).not.toContain('doelgroepen')
    expect((await load('2023-12')).issue?.title).toBe('Nieuwsbrief december 2023')
  })

  test('keeps what others wrote in one line each, so that no text can become a setting', async () => {
    writeFileSync(
      join(root, 'newsletters/2023-10/issue.md'),
      '---\ntitle: Oktober\nsubject: "een\\nsend_at: 2020-01-01 10:00"\nsegments: ["a: b", "true"]\n---\n',
    )
    await run('2023-11')
    const { issue, problems } = await load('2023-11')
    expect(issue?.sendAt).toBeUndefined()
    expect(issue?.segments.map(({ value }) => value)).toEqual(['a: b', 'true'])
    expect(problems.filter(({ code }) => code.startsWith('frontmatter/'))).toEqual([])
  })

  test('tells a program what it made', async () => {
    const { out } = await run('2023-11', { json: true })
    expect(JSON.parse(out.join(''))).toEqual({
      schema: 1,
      ok: true,
      issue: '2023-11',
      folder: 'newsletters/2023-11',
      files: ['issue.md', 'var/_voorbeeld.md', 'riec/_voorbeeld.md', 'pvo/_voorbeeld.md'].map(
        (path) => `newsletters/2023-11/${path}`,
      ),
      copiedFrom: '2023-10',
    })
  })

  test('speaks English to those who set it so', async () => {
    await run('2023-11', { language: 'en' })
    expect(read('2023-11/issue.md')).toContain('title: Newsletter November 2023')
    expect(readdirSync(join(root, 'newsletters/2023-11/var'))).toEqual(['_example.md'])
    expect((await load('2023-11')).problems.map(({ code }) => code)).not.toContain(
      'frontmatter/invalid',
    )
  })
})

describe('rondbrief new changes nothing', () => {
  test('when the issue is there already', async () => {
    const before = read('2023-10/issue.md')
    const { code, told } = await run('2023-10')
    expect(code).toBe(2)
    expect(told[0]).toBe('De editie 2023-10 bestaat al. Er is niets veranderd.')
    expect(told[1]).toMatch(/^Wat nu: /)
    expect(read('2023-10/issue.md')).toBe(before)
  })

  test('when something else has that name', async () => {
    writeFileSync(join(root, 'newsletters/2023-12'), 'een bestand')
    expect((await run('2023-12')).code).toBe(2)
    expect(read('2023-12')).toBe('een bestand')
  })

  test.each([
    ['2023-3', '2023-03'],
    ['12-2023', '2023-12'],
    ['202312', '2023-12'],
    ['2023-12 Extra', '2023-12-extra'],
    ['december', undefined],
    ['2023-13', undefined],
    ['../2023-12', undefined],
    ['2023-12/../../x', undefined],
    ['', undefined],
  ])('for the name %j', async (id, suggestion) => {
    const { code, told } = await run(id)
    expect(code).toBe(2)
    const meant = suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`
    expect(told[0]).toBe(`'${id}' kan niet de naam van een editie zijn.${meant}`)
    expect(told[1]).toContain('zoals 2023-11, of')
    expect(readdirSync(root).sort()).toEqual(['newsletters', 'rondbrief.yaml', 'subscribers'])
    expect(readdirSync(join(root, 'newsletters'))).toHaveLength(5)
  })

  test('when it is asked twice at the same moment: one makes it, the other says so', async () => {
    const both = await Promise.all([run('2023-12'), run('2023-12'), run('2023-12')])
    expect(both.map(({ code }) => String(code)).sort()).toEqual(['0', '2', '2'])
    expect(readdirSync(join(root, 'newsletters')).filter((name) => name.startsWith('.'))).toEqual(
      [],
    )
    expect((await load('2023-12')).issue?.title).toBe('Nieuwsbrief december 2023')
  })

  test('when writing fails half-way: not even a half-made folder remains', async () => {
    const settings = readFileSync(join(root, 'rondbrief.yaml'), 'utf8')
    writeFileSync(
      join(root, 'rondbrief.yaml'),
      settings.replace('id: pvo', `id: ${'p'.repeat(300)}`),
    )
    const { code, told, out } = await run('2023-12', { json: true })
    expect(code).toBe(3)
    expect(told[0]).toBe('De editie kon niet gemaakt worden (ENAMETOOLONG). Er is niets veranderd.')
    expect(JSON.parse(out.join(''))).toMatchObject({ schema: 1, ok: false, reason: 'failed' })
    expect(readdirSync(join(root, 'newsletters')).sort()).toEqual([
      '2023-03',
      '2023-10',
      'agenda.yaml',
      'figures',
      'series.yaml',
    ])
  })
})

async function run(id: string, given: { json?: boolean; language?: 'nl' | 'en' } = {}) {
  const [out, told]: [string[], string[]] = [[], []]
  const invocation: Invocation = {
    positionals: [id],
    options: {},
    root,
    env: {},
    text: textFor(given.language ?? 'nl'),
    json: given.json ?? false,
    print: (line) => out.push(line),
    tell: (line) => told.push(line),
    ask: undefined,
    signal: new AbortController().signal,
    now: () => Date.UTC(2023, 10, 1, 9),
  }
  return { code: await newCommand.run(invocation), out, told }
}

async function load(id: string) {
  const config = readConfig(root, {})
  if (config.kind === 'invalid') throw new Error(JSON.stringify(config.problems))
  return loadIssue(config.config, id)
}

function read(path: string): string {
  return readFileSync(join(root, 'newsletters', path), 'utf8')
}
