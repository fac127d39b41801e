import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { build } from '../../src/commands/build.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { runCommand, runProgram } from '../support/run-command.ts'

const march = { positionals: ['2023-03'] }
const trainings = 'newsletters/2023-03/var/trainingen.md'

describe('rondbrief build', () => {
  test('makes the mail, its plain text and its web page, with their pictures', async () => {
    const root = copyProject()
    const { code, printed, told } = await runCommand(build, root, march)
    expect({ code, told }).toEqual({ code: 0, told: '' })
    const folder = variantFolder(root)
    const html = readFileSync(join(folder, 'mail.html'), 'utf8')
    const plain = readFileSync(join(folder, 'mail.txt'), 'utf8')
    const web = readFileSync(join(folder, 'web/index.html'), 'utf8')
    for (const content of [html, plain, web]) {
      expect(content).toContain('Welke onderwerpen interesseren u?')
      expect(content).not.toContain('{{')
    }
    for (const [, picture = ''] of html.matchAll(/src="(web\/images\/[^"]+)"/g)) {
      expect(existsSync(join(folder, picture)), picture).toBe(true)
    }
    for (const [, picture = ''] of web.matchAll(/src="(images\/[^"]+)"/g)) {
      expect(existsSync(join(folder, 'web', picture)), picture).toBe(true)
    }
    expect(html.match(/src="web\/images\//g)?.length).toBeGreaterThan(1)
    expect(html).not.toContain('cid:')
    const names = printed.split('\n').map((line) => line.trim().split('  ')[0])
    for (const name of ['mail.html', 'mail.txt', 'web/index.html', 'web/agenda.ics']) {
      expect(names).toContainEqual(
        expect.stringMatching(new RegExp(`^data/build/2023-03/[0-9a-f]+/${name}$`)),
      )
    }
  })

  test('puts the dates beside the web page, under the name that the page links to', async () => {
    const root = copyProject()
    await runCommand(build, root, march)
    const folder = join(variantFolder(root), 'web')
    const page = readFileSync(join(folder, 'index.html'), 'utf8')
    expect(page).toContain('href="agenda.ics"')
    const calendar = ICAL.parse(readFileSync(join(folder, 'agenda.ics'), 'utf8')) as unknown[]
    const events = new ICAL.Component(calendar).getAllSubcomponents('vevent')
    expect(events.map((event) => event.getFirstPropertyValue('summary'))).toContainEqual(
      expect.stringContaining('Najaarscarrousel'),
    )
  })

  test('shows that the recipient is an example', async () => {
    const root = copyProject()
    const { printed } = await runCommand(build, root, march)
    const folder = variantFolder(root)
    for (const name of ['mail.html', 'mail.txt']) {
      expect(readFileSync(join(folder, name), 'utf8')).toContain(
        'https://nieuwsbrief.example.org/u/voorbeeld',
      )
    }
    expect(readFileSync(join(folder, 'web/index.html'), 'utf8')).not.toContain('/u/')
    expect(printed).toContain('Naam en persoonlijke links in deze bestanden zijn voorbeelden.')
  })

  test('makes what can be made when something blocks, and says so with exit code 1', async () => {
    const root = copyProject()
    edit(root, trainings, /^title: .*$/m, 'title: Vraag aan: gratis training')
    const { code, told } = await runCommand(build, root, march)
    expect(code).toBe(1)
    expect(told).toContain(`${trainings}:2:`)
    expect(told).toContain(
      'De bestanden zijn gemaakt, maar versturen kan nog niet: 1 melding blokkeert.',
    )
    expect(told).toContain("Wat nu: bekijk met 'npx rondbrief check 2023-03' alle meldingen.")
    expect(readFileSync(join(variantFolder(root), 'mail.html'), 'utf8')).toContain(
      'Structurele financiering',
    )
  })

  test('replaces all of what it made before, and leaves nothing else behind', async () => {
    const root = copyProject()
    await runCommand(build, root, march)
    const before = variantFolder(root)
    writeFileSync(join(before, 'oud.txt'), 'x')
    edit(root, trainings, /^segments: .*$|^rubric:/m, 'segments: [nieuwsbrief-alle]\nrubric:')
    await runCommand(build, root, march)
    expect(readdirSync(join(root, 'data/build'))).toEqual(['2023-03'])
    expect(readdirSync(join(root, 'data/build/2023-03'))).toHaveLength(2)
    expect(existsSync(join(before, 'oud.txt'))).toBe(false)
  })

  test('twice at once ends with one whole result', async () => {
    const root = copyProject()
    const results = await Promise.all([1, 2, 3].map(() => runCommand(build, root, march)))
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(readdirSync(join(root, 'data/build'))).toEqual(['2023-03'])
    expect(readdirSync(variantFolder(root)).sort()).toEqual(['mail.html', 'mail.txt', 'web'])
  })

  test('that cannot write says why, and leaves what was there', async () => {
    const root = copyProject()
    writeFileSync(join(root, 'data'), 'no folder')
    const { code, told } = await runCommand(build, root, march)
    expect(code).toBe(3)
    expect(told).toMatch(/De bestanden konden niet bewaard worden \((ENOTDIR|EEXIST)\)\.\nWat nu: /)
  })

  test('asked for JSON lists its files', async () => {
    const { printed } = await runCommand(build, copyProject(), { ...march, json: true })
    expect(JSON.parse(printed)).toMatchObject({
      schema: 1,
      ok: true,
      issue: '2023-03',
      folder: 'data/build/2023-03',
      files: expect.arrayContaining([
        { path: expect.stringMatching(/mail\.html$/), bytes: expect.any(Number) },
      ]),
    })
  })

  test('of an issue that is not there makes nothing', async () => {
    const root = copyProject()
    expect((await runProgram(root, ['build', '2023-04'])).code).toBe(2)
    expect(existsSync(join(root, 'data/build'))).toBe(false)
    expect((await runProgram(root, ['build'])).code).toBe(2)
  })
})

function variantFolder(root: string): string {
  const folder = join(root, 'data/build/2023-03')
  const [first, ...others] = readdirSync(folder)
  expect(others).toEqual([])
  return join(folder, first ?? '')
}
