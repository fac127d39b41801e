import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { itemName } from '../../src/content/contribution.ts'
import { listIssues } from '../../src/issue/list-issues.ts'
import { loadIssue } from '../../src/issue/load-issue.ts'
import { partners } from './parts.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rondbrief-issue-'))
  write('newsletters/2023-03/issue.md', '---\ntitle: Maart\n---\n\nWelkom.\n')
  write('newsletters/2023-03/var/jaarplan.md', item('Jaarplan'))
  write('newsletters/2023-03/riec/informatie.md', item('Informatie'))
  write('newsletters/2023-03/pvo/mkb.md', item('Mkb'))
})
afterEach(() => rmSync(root, { recursive: true }))

const all = ['var/jaarplan', 'riec/informatie', 'pvo/mkb']

describe('an issue', () => {
  test('is made of what every partner put in its folder', async () => {
    const { issue, problems } = await load()
    expect(problems).toEqual([])
    expect(issue?.title).toBe('Maart')
    expect(issue?.intro.source.trim()).toBe('Welkom.')
    expect(issue?.items.map(itemName)).toEqual(all)
  })

  test.each([
    ['has unreadable data at the top', '---\ntitle: [\n---\nTekst\n', 'frontmatter/invalid'],
    ['has no title', '---\nrubric: nieuws\n---\nTekst\n', 'frontmatter/field-missing'],
    ['would run a program', '---js\nprocess.exit(1)\n---\nTekst\n', 'frontmatter/engine-forbidden'],
    ['is no text', Buffer.from([0xff, 0xfe, 0x41, 0x00]), 'markdown/unreadable'],
    ['is too large to read', Buffer.alloc(1_000_001, 'a'), 'markdown/too-large'],
  ])('goes on without a contribution that %s, and names it', async (_, content, code) => {
    write('newsletters/2023-03/riec/informatie.md', content)
    const { issue, problems } = await load()
    expect(issue?.items.map(itemName)).toEqual(['var/jaarplan', 'pvo/mkb'])
    expect(problems).toMatchObject([{ code, file: 'newsletters/2023-03/riec/informatie.md' }])
  })

  test('goes on without a partner that delivered nothing, and says so', async () => {
    rmSync(join(root, 'newsletters/2023-03/riec'), { recursive: true })
    const { issue, problems } = await load()
    expect(issue?.items.map(itemName)).toEqual(['var/jaarplan', 'pvo/mkb'])
    expect(problems).toMatchObject([
      { code: 'issue/partner-missing', values: { partner: 'RIEC' }, severity: 'warns' },
    ])
  })

  test('shows its items also while issue.md itself cannot be read', async () => {
    write('newsletters/2023-03/issue.md', '---\ntitle: [\n---\n')
    const { issue, problems } = await load()
    expect(issue?.items.map(itemName)).toEqual(all)
    expect(problems.map(({ code }) => code)).toContain('frontmatter/invalid')
  })

  test('names a picture beside the texts, for it is not used there', async () => {
    write('newsletters/2023-03/riec/foto.jpg', 'x')
    write('newsletters/2023-03/zaal.png', 'x')
    const { problems } = await load()
    expect(problems.map(({ code, file, values }) => [code, file, values])).toEqual([
      ['issue/file-unused', 'newsletters/2023-03/riec', { found: 'foto.jpg', kind: 'picture' }],
      ['issue/file-unused', 'newsletters/2023-03', { found: 'zaal.png', kind: 'picture' }],
    ])
  })

  test('says nothing of what Word keeps beside an open document', async () => {
    for (const name of ['riec/~$richt.docx', 'riec/~WRL1.tmp', '~$los.docx', 'los.tmp'])
      write(`newsletters/2023-03/${name}`, 'x')
    expect((await load()).problems).toEqual([])
  })

  test('says of a link to itself that it is one', async () => {
    const link = join(root, 'newsletters/2023-03/riec/kring.md')
    symlinkSync(link, link)
    expect((await load()).problems).toMatchObject([
      { code: 'issue/file-unreadable', values: { reason: 'loop' } },
    ])
  })

  test('names a file that nothing reads, and a partner folder that is misspelt', async () => {
    write('newsletters/2023-03/riec/bericht.docx', 'PK')
    write('newsletters/2023-03/reic/bericht.md', item('Verdwaald'))
    write('newsletters/2023-03/los.md', item('Los'))
    const { issue, problems } = await load()
    expect(issue?.items.map(itemName)).toEqual(all)
    const unused = problems.filter(({ code }) => code === 'issue/file-unused')
    expect(unused.map(({ file, values }) => [file, values])).toEqual([
      ['newsletters/2023-03/riec', { found: 'bericht.docx' }],
      ['newsletters/2023-03', { found: 'reic', suggestion: 'riec' }],
      ['newsletters/2023-03', { found: 'los.md' }],
    ])
  })

  test('leaves out a copy that a program left behind', async () => {
    write('newsletters/2023-03/riec/informatie-LAPTOP123.md', item('Oud'))
    write('newsletters/2023-03/issue - kopie.md', '')
    const { issue, problems } = await load()
    expect(issue?.items.map(itemName)).toEqual(all)
    expect(problems.map(({ code, values }) => [code, values['found']])).toEqual([
      ['issue/copy-left-behind', 'informatie-LAPTOP123.md'],
      ['issue/copy-left-behind', 'issue - kopie.md'],
    ])
  })

  test('gives the places of what was typed, also in a file from Windows', async () => {
    const source = '\uFEFF---\ntitle: Maart\norder:\n  - var/jaarplam\n---\n\nWelkom.\n'
    write('newsletters/2023-03/issue.md', source.replaceAll('\n', '\r\n'))
    const { problems } = await load()
    expect(problems).toMatchObject([
      { code: 'issue/item-unknown', file: 'newsletters/2023-03/issue.md', line: 4, column: 5 },
    ])
  })

  test.each([
    ['send_at: 2023-02-30T10:00', 'moment'],
    ['send_at: morgen', 'moment'],
    ['deadline: 31 december', 'date'],
  ])('does not guess at %s', async (line, expected) => {
    write('newsletters/2023-03/issue.md', `---\ntitle: Maart\n${line}\n---\n`)
    const { issue, problems } = await load()
    expect(issue).toMatchObject({ sendAt: undefined, deadline: undefined })
    expect(problems).toMatchObject([
      { code: 'frontmatter/field-value', values: { expected }, line: 3 },
    ])
  })

  test('knows its moment of sending, with a T or a space', async () => {
    write('newsletters/2023-03/issue.md', '---\ntitle: Maart\nsend_at: 2026-12-15 10:00\n---\n')
    expect((await load()).issue?.sendAt).toBe('2026-12-15T10:00')
  })
})

describe('agenda and figures', () => {
  const figure = 'title: Cijfers\nunit: euro\nrow_header: Post\nrows:\n  - { label: A, value: 1 }\n'
  beforeEach(() => {
    write(
      'newsletters/2023-03/issue.md',
      '---\ntitle: Maart\nagenda: [leerhuis]\nfigures: [begroting]\n---\n',
    )
    write(
      'newsletters/agenda.yaml',
      'events:\n  - { id: leerhuis, title: L, type: leerhuis, date: 2023-07-03 }\n',
    )
    write('newsletters/figures/begroting.yaml', figure)
  })

  test('are those that the issue asks for', async () => {
    const { issue, problems } = await load()
    expect(problems).toEqual([])
    expect(issue?.events.map(({ id }) => id)).toEqual(['leerhuis'])
    expect(issue?.figureData.map(({ id }) => id)).toEqual(['begroting'])
  })

  test('that are missing are named, with what was probably meant', async () => {
    write(
      'newsletters/2023-03/issue.md',
      '---\ntitle: Maart\nagenda: [leerhuus]\nfigures: [begrotink]\n---\n',
    )
    const { issue, problems } = await load()
    expect(issue).toMatchObject({ events: [], figureData: [] })
    expect(problems.map(({ code, values, line }) => ({ code, values, line }))).toEqual([
      { code: 'figure/unknown', values: { found: 'begrotink', suggestion: 'begroting' }, line: 4 },
      {
        code: 'agenda/event-unknown',
        values: { found: 'leerhuus', suggestion: 'leerhuis' },
        line: 3,
      },
    ])
  })

  test('that are missing altogether are named too', async () => {
    rmSync(join(root, 'newsletters/agenda.yaml'))
    rmSync(join(root, 'newsletters/figures'), { recursive: true })
    expect((await load()).problems.map(({ code }) => code)).toEqual([
      'figure/unknown',
      'agenda/event-unknown',
    ])
  })

  test('are also those that only a contribution names', async () => {
    write('newsletters/2023-03/issue.md', '---\ntitle: Maart\n---\n')
    write(
      'newsletters/2023-03/riec/informatie.md',
      `${item('Informatie')}\n:::agenda leerhuis\n:::\n\n- lijst\n\n  :::figures begroting\n  :::\n`,
    )
    const { issue, problems } = await load()
    expect(problems).toEqual([])
    expect(issue?.events.map(({ id }) => id)).toEqual(['leerhuis'])
    expect(issue?.figureData.map(({ id }) => id)).toEqual(['begroting'])
  })

  test('that a contribution names and that are not there are named at its line', async () => {
    const blocks = ':::agenda leerhuis, leerhuus\n:::\n\n:::figures ../../geheim\n:::\n'
    write('newsletters/2023-03/riec/informatie.md', `${item('Informatie')}\n${blocks}`)
    const { problems } = await load()
    const file = 'newsletters/2023-03/riec/informatie.md'
    expect(problems).toMatchObject([
      { code: 'figure/unknown', values: { found: '../../geheim' }, file, line: 10, column: 1 },
      { code: 'agenda/event-unknown', values: { found: 'leerhuus' }, file, line: 7, column: 1 },
    ])
  })

  test('an agenda that cannot be read is one problem, not one for every event', async () => {
    write('newsletters/agenda.yaml', 'events: [}')
    expect((await load()).problems.map(({ code }) => code)).toEqual(['frontmatter/invalid'])
  })

  test('a figure outside its folder is never read', async () => {
    write('geheim.yaml', figure)
    write(
      'newsletters/2023-03/issue.md',
      "---\ntitle: Maart\nfigures: ['../../geheim', '/etc/passwd']\n---\n",
    )
    const { issue, problems } = await load()
    expect(issue?.figureData).toEqual([])
    expect(problems.map(({ code }) => code)).toEqual(['figure/unknown', 'figure/unknown'])
  })
})

describe('an issue that is not there', () => {
  test('is not found, with what was probably meant', async () => {
    expect(await load('2023-04')).toMatchObject({
      issue: undefined,
      problems: [{ code: 'issue/not-found', values: { found: '2023-04', suggestion: '2023-03' } }],
    })
  })

  test.each([
    '../2023-03',
    '2023-03/../2023-03',
    '/etc',
    'C:\\x',
    '',
    '2023-13',
    '2023-03\0',
    'figures',
  ])('cannot be reached as %j', async (id) => {
    const { issue, problems } = await load(id)
    expect(issue).toBeUndefined()
    expect(problems.map(({ code }) => code)).toEqual(['issue/not-found'])
  })
})

describe.skipIf(process.platform === 'win32')('on a disk with more than files', () => {
  test('a link out of the project is refused, one within it is followed', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'rondbrief-outside-'))
    try {
      writeFileSync(join(outside, 'geheim.md'), item('Geheim'))
      write('gedeeld/tekst.md', item('Gedeeld'))
      symlinkSync(join(outside, 'geheim.md'), join(root, 'newsletters/2023-03/var/geheim.md'))
      symlinkSync(join(root, 'gedeeld/tekst.md'), join(root, 'newsletters/2023-03/var/gedeeld.md'))
      const { issue, problems } = await load()
      expect(issue?.items.map(itemName)).toEqual(['var/gedeeld', ...all])
      expect(problems).toMatchObject([
        {
          code: 'issue/file-unreadable',
          values: { reason: 'outside' },
          file: 'newsletters/2023-03/var/geheim.md',
        },
      ])
    } finally {
      rmSync(outside, { recursive: true })
    }
  })

  test('a folder that leads out of the project shows nothing of what is there', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'rondbrief-outside-'))
    try {
      writeFileSync(join(outside, 'salarissen.md'), item('Salarissen'))
      rmSync(join(root, 'newsletters/2023-03/riec'), { recursive: true })
      symlinkSync(outside, join(root, 'newsletters/2023-03/riec'))
      const { issue, problems } = await load()
      expect(issue?.items.map(itemName)).toEqual(['var/jaarplan', 'pvo/mkb'])
      expect(problems[0]).toMatchObject({
        code: 'issue/file-unreadable',
        values: { reason: 'outside' },
        file: 'newsletters/2023-03/riec',
      })
      expect(JSON.stringify(problems)).not.toContain('salarissen')
    } finally {
      rmSync(outside, { recursive: true })
    }
  })

  test('a pipe does not keep anyone waiting', async () => {
    const program = 'mkfifo'
    spawnSync(program, [join(root, 'newsletters/2023-03/var/pijp.md')])
    expect((await load()).problems).toMatchObject([
      { code: 'issue/file-unreadable', values: { reason: 'no-file' } },
    ])
  })

  test('a file larger than memory is not even opened', async () => {
    const path = join(root, 'newsletters/2023-03/var/jaarplan.md')
    truncateSync(path, 3 * 2 ** 30)
    expect((await load()).problems).toMatchObject([{ code: 'markdown/too-large' }])
  })

  test.skipIf(process.getuid?.() === 0)('a file that may not be opened is named', async () => {
    chmodSync(join(root, 'newsletters/2023-03/var/jaarplan.md'), 0)
    expect((await load()).problems).toMatchObject([
      { code: 'issue/file-unreadable', values: { reason: 'permission' } },
    ])
  })
})

describe('the list of issues', () => {
  test('is newest first and holds only issues', async () => {
    write('newsletters/2022-11/issue.md', '')
    write('newsletters/2023-03-extra/issue.md', '')
    write('newsletters/figures/x.yaml', '')
    write('newsletters/.new-2023-12/issue.md', '')
    write('newsletters/agenda.yaml', '')
    write('newsletters/2023-07', 'geen map')
    expect(await listIssues(root)).toEqual(['2023-03-extra', '2023-03', '2022-11'])
  })

  test('is empty in a project without newsletters', async () => {
    rmSync(join(root, 'newsletters'), { recursive: true })
    expect(await listIssues(root)).toEqual([])
  })
})

function load(id = '2023-03') {
  const expectedPartners = partners.map((partner) => partner.id)
  return loadIssue({ root, partners, expectedPartners } as unknown as Config, id)
}

function write(file: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), content)
}

function item(title: string): string {
  return `---\ntitle: ${title}\n---\n\nTekst van ${title}.\n`
}
