import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { check } from '../../src/commands/check.ts'
import { textFor } from '../../src/text/text.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { runCommand, runProgram } from '../support/run-command.ts'

const trainings = 'newsletters/2023-03/var/trainingen.md'

describe('rondbrief check', () => {
  test('of an issue without blocking problems ends well, with what was accepted apart', async () => {
    const { code, printed, told } = await runCommand(check, copyProject(), {
      positionals: ['2023-03'],
    })
    expect(code).toBe(0)
    expect(told).toBe('')
    const [open = '', accepted = ''] = printed.split('Geaccepteerd, met de reden uit het bestand:')
    expect(open).toMatch(/^Editie 2023-03: Nieuwsbrief maart 2023\n/)
    expect(open).not.toContain('Blokkeert')
    expect(accepted).toContain(
      "newsletters/agenda.yaml:24:1  Blokkeert  Regel 127 van de bron noemt voor 'Leerhuisbijeenkomst ‘Statelijke dreigingen’' de datum 3 april 2023. In de agenda staat 17 april 2023 (newsletters/agenda.yaml, regel 18).\n    Geaccepteerd: We volgen de agenda",
    )
    expect(printed).toMatch(/\nNiets blokkeert, 0 let op, \d+ tips?, 8 geaccepteerd\.$/)
  })

  test('names a broken file by line and column, and goes on with everything else', async () => {
    const root = copyProject()
    edit(root, trainings, /^title: .*$/m, 'title: Vraag aan: gratis training')
    edit(
      root,
      'newsletters/2023-03/riec/informatie.md',
      'In de regio bestaan',
      'In Ijsselmonde bestaan',
    )
    const { code, printed } = await runCommand(check, root, { positionals: ['2023-03'] })
    expect(code).toBe(1)
    const lines = printed.split('\n')
    expect(lines[1]).toMatch(
      /^newsletters\/2023-03\/var\/trainingen\.md:2:\d+ {2}Blokkeert {2}De gegevens zijn hier niet goed te lezen\./,
    )
    expect(lines[2]).toMatch(
      /^ {4}Zet de tekst achter de eerste dubbele punt tussen rechte aanhalingstekens.*\[frontmatter\/invalid\]$/,
    )
    expect(lines[3]).toBe(
      "newsletters/2023-03/riec/informatie.md:12:4  Let op  Er staat 'Ijsselmonde'. In het Nederlands zijn beide letters een hoofdletter.",
    )
    expect(printed).toContain('1 melding blokkeert, 1 let op,')
    expect(printed).toContain(
      "\nKlopt iets toch? Zet uw reden bovenaan dat bestand, bij 'accepted'. In docs/meldingen.md staat hoe.",
    )
  })

  test('says what is for the administrator, and what to do about it', async () => {
    const root = copyProject()
    edit(root, 'templates/partials/footer.mjml', '{{reason}}', '{{reden}}')
    const { printed } = await runCommand(check, root, { positionals: ['2023-03'] })
    expect(printed).toMatch(/ {2}Blokkeert, voor uw beheerder {2}.*\n.*\[template\//)
    expect(printed).toContain('\nWat voor uw beheerder is, kunt u niet zelf oplossen.')
    // Nothing here can be right after all.
    expect(printed).not.toContain('Klopt iets toch?')
    expect(printed).not.toMatch(/voor uw beheerder.*\n.*\[(?:spelling|readability)\//)
  })

  test('says once what holds for more places, and names the places below it', async () => {
    const root = copyProject()
    for (const file of [trainings, 'newsletters/2023-03/riec/informatie.md'])
      edit(root, file, /^rubric: .*$/m, 'rubric: niews')
    const given = { positionals: ['2023-03'] }
    const { printed } = await runCommand(check, root, given)
    expect(printed).toContain(
      `\nLet op  Rondbrief kent de rubriek 'niews' niet. Bedoelde u 'nieuws'? (2 keer)
    Verander 'niews' in 'nieuws'.  [frontmatter/rubric-unknown]
    newsletters/2023-03/riec/informatie.md:3:9
    ${trainings}:3:9\n`,
    )
    expect(printed).toContain('2 let op')
    const asJson = JSON.parse((await runCommand(check, root, { ...given, json: true })).printed)
    const codes = asJson.issues[0].problems.map(({ code }: { code: string }) => code)
    expect(codes.filter((code: string) => code === 'frontmatter/rubric-unknown')).toHaveLength(2)
  })

  test('of an issue whose only item is for others says that readers would get none', async () => {
    const root = copyProject()
    for (const file of globSync('newsletters/2023-03/*/*.md', { cwd: root })) {
      if (file.endsWith('trainingen.md'))
        edit(root, file, /^rubric:/m, 'segments: [bestuurders]\nrubric:')
      else rmSync(join(root, file))
    }
    const { code, printed } = await runCommand(check, root, { positionals: ['2023-03'] })
    expect(code).toBe(1)
    expect(printed).toMatch(/issue\.md:5:11  Blokkeert .*\n.*\[issue\/variant-empty\]/)
  })

  test('without an issue checks all of them, newest first', async () => {
    const { code, printed } = await runCommand(check, copyProject())
    expect(code).toBe(0)
    expect(printed.match(/^Editie \S+/gm)).toEqual(['Editie 2023-10:', 'Editie 2023-03:'])
  })

  test('says so when there are no issues yet', async () => {
    const root = copyProject()
    rmSync(join(root, 'newsletters'), { recursive: true })
    expect(await runCommand(check, root)).toEqual({
      code: 0,
      printed: '',
      told: 'Er zijn nog geen edities.',
    })
  })

  test('of an issue that is not there asks which one was meant', async () => {
    const { code, printed, told } = await runCommand(check, copyProject(), {
      positionals: ['2023-04'],
    })
    expect(code).toBe(2)
    expect(printed).toBe('')
    expect(told).toMatch(/Er is geen editie '2023-04'\. Bedoelde u '2023-03'\?/)
  })

  test('never leaves the folder of the issues', async () => {
    for (const id of ['../..', '2023-03/../2023-03', '/etc', '..\\..']) {
      const { code, told } = await runCommand(check, copyProject(), { positionals: [id] })
      expect(code).toBe(2)
      expect(told).toContain(`Er is geen editie '${id}'`)
    }
  })

  test('without settings says where they should be', async () => {
    const root = copyProject()
    rmSync(join(root, 'rondbrief.yaml'))
    const { code, told } = await runCommand(check, root)
    expect(code).toBe(3)
    expect(told).toContain(`In de map ${root} staat geen rondbrief.yaml.`)
    expect(told).toContain('[config/unreadable]')
  })

  test('names what is wrong in the segments, which no issue may use then', async () => {
    const root = copyProject()
    edit(
      root,
      'newsletters/2023-03/issue.md',
      'segments: [nieuwsbrief-alle]',
      'segments: [nieuwsbrief-ale]',
    )
    const { code, printed } = await runCommand(check, root, { positionals: ['2023-03'] })
    expect(code).toBe(1)
    expect(printed).toContain(
      "newsletters/2023-03/issue.md:5:12  Blokkeert  De doelgroep 'nieuwsbrief-ale' bestaat niet. Bedoelde u 'nieuwsbrief-alle'?",
    )
  })

  test('asked for JSON gives the same problems, with their words', async () => {
    const root = copyProject()
    edit(root, trainings, 'Elke gemeente', 'Alblasterdam en elke gemeente')
    const { code, printed } = await runCommand(check, root, {
      positionals: ['2023-03'],
      json: true,
    })
    const result = JSON.parse(printed)
    expect(code).toBe(0)
    expect(result).toMatchObject({
      schema: 1,
      ok: true,
      problems: [],
      issues: [
        {
          id: '2023-03',
          title: 'Nieuwsbrief maart 2023',
          counts: { blocks: 0, warns: 1, accepted: 8 },
          variants: [{ items: expect.arrayContaining(['var/jaarplan', 'pvo/mkb']) }],
        },
      ],
    })
    expect(result.issues[0].problems[0]).toMatchObject({
      code: 'fact/municipality',
      severity: 'warns',
      owner: 'author',
      file: trainings,
      line: 16,
      column: 1,
      values: { found: 'Alblasterdam', suggestion: 'Alblasserdam' },
      text: { title: "Er staat 'Alblasterdam'. De gemeente heet 'Alblasserdam'." },
    })
  })

  test('tells what can be counted of the text, and no level of reading', async () => {
    const root = copyProject()
    const { printed } = await runCommand(check, root, { positionals: ['2023-03'] })
    expect(printed).toMatch(
      /^Leesbaarheid: 403 woorden, gemiddeld 12,2 per zin\. De langste zin heeft er 23; 1 zin heeft er meer dan 20\.$/m,
    )
    expect(printed).toMatch(/^Flesch-Douma: \d\d, zonder vaktermen \d\d\./m)
    expect(printed).not.toMatch(/\bB1\b/)
    const asJson = await runCommand(check, root, { positionals: ['2023-03'], json: true })
    const { readability } = JSON.parse(asJson.printed).issues[0]
    expect(readability.items).toHaveLength(9)
    expect(readability.issue.fleschDoumaWithoutTerms).toBeGreaterThan(readability.issue.fleschDouma)
  })

  test('repeats no number of a person, on the screen nor in JSON, and asks for a reason', async () => {
    const root = copyProject()
    edit(root, trainings, 'Elke gemeente', 'Het nummer is 123456782. Elke gemeente')
    const screen = await runCommand(check, root, { positionals: ['2023-03'] })
    const asJson = await runCommand(check, root, { positionals: ['2023-03'], json: true })
    expect(screen.code).toBe(1)
    expect(screen.printed).toContain("burgerservicenummer lijkt: '…782'")
    expect(screen.printed + asJson.printed).not.toContain('123456782')
    const found = JSON.parse(asJson.printed).issues[0].problems.find(
      ({ code }: { code: string }) => code === 'personal-data/citizen-number',
    )
    const reason = (mark: string) =>
      `accepted:\n  - code: personal-data/citizen-number\n    found: '…782'${mark}\n    reason: Een zaaknummer.`
    edit(root, trainings, 'accepted:', reason(''))
    expect((await runCommand(check, root, { positionals: ['2023-03'] })).code).toBe(1)
    edit(root, trainings, reason(''), reason(`\n    mark: '${found.mark}'`))
    expect((await runCommand(check, root, { positionals: ['2023-03'] })).code).toBe(0)
    // Another number that ends the same, and the reason no longer holds.
    edit(root, trainings, '123456782', '123016782')
    expect((await runCommand(check, root, { positionals: ['2023-03'] })).code).toBe(1)
  })

  test('speaks English when the settings say so', async () => {
    const { printed } = await runCommand(check, copyProject(), {
      positionals: ['2023-03'],
      text: textFor('en'),
    })
    expect(printed).toContain('Nothing blocks')
  })
})

describe('the program', () => {
  test('passes on each exit code of check', async () => {
    const root = copyProject()
    const codeOf = async (...args: string[]) => (await runProgram(root, args)).code
    expect(await codeOf('check', '2023-03')).toBe(0)
    expect(await codeOf('check', '2023-04')).toBe(2)
    edit(root, trainings, /^title: /m, 'titel: ')
    expect(await codeOf('check', '2023-03')).toBe(1)
    writeFileSync(join(root, 'rondbrief.yaml'), 'language: nl\n')
    expect(await codeOf('check', '2023-03')).toBe(3)
  })

  test('goes on to its own end when nobody reads on', async () => {
    const program = join(import.meta.dirname, '../../bin/rondbrief.js')
    const child = spawn(process.execPath, [program, 'check'], { cwd: copyProject() })
    child.stdout.destroy()
    let told = ''
    child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number]
    expect({ code, told }).toEqual({ code: 0, told: '' })
  })

  test('checks without a network, without writing and without other programs', async () => {
    // Node refuses all three under this flag, and each refusal would end the check.
    const denied = ['--permission', '--allow-fs-read=*']
    const { code, stdout, stderr } = await runProgram(copyProject(), ['check', '2023-10'], denied)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('Niets blokkeert')
  })
})

describe('rondbrief check --links', () => {
  test('tells that it asks, which a check by itself never does', async () => {
    const root = copyProject()
    // Pages of our own host are never asked, so this test asks nobody anything.
    for (const file of globSync('newsletters/2023-10/**/*.md', { cwd: root })) {
      const path = join(root, file)
      const own = readFileSync(path, 'utf8').replaceAll(
        'https://veiligheidsalliantie.nl',
        'https://nieuwsbrief.example.org',
      )
      writeFileSync(path, own)
    }
    const given = { positionals: ['2023-10'] }
    expect(await runCommand(check, root, given)).toMatchObject({ code: 0, told: '' })
    const asked = await runCommand(check, root, { ...given, options: { links: true } })
    expect(asked).toMatchObject({ code: 0, told: 'Links worden nagevraagd.' })
  })
})

describe('rondbrief check --browser', () => {
  test('says what to do where there is no browser, and does nothing else', async () => {
    const { code, printed, told } = await runCommand(check, copyProject(), {
      positionals: ['2023-10'],
      options: { browser: true },
      env: { RONDBRIEF_CHROMIUM: '/nergens/chromium' },
    })
    expect({ code, printed }).toEqual({ code: 3, printed: '' })
    expect(told).toMatch(/^Er is geen Chromium.*\nWat nu: installeer er een/)
  })
})
