import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { applyFix, fixFor } from '../../src/check/fix/fix-problem.ts'
import { check } from '../../src/commands/check.ts'
import type { Problem } from '../../src/problem.ts'
import { shownExamples } from '../../src/text/shown-examples.ts'
import { textFor } from '../../src/text/text.ts'
import {
  AGENDA,
  ISSUE,
  item,
  line,
  problemsIn,
  replaced,
  VAR,
  writtenApril,
  type Files,
} from '../problems/april.ts'
import { runCommand } from '../support/run-command.ts'

const picture = 'newsletters/2023-04/images/haven.png'
const phone = readFileSync('docs/images/phone.png')

/** What somebody who had never seen Rondbrief did, in an issue that has nothing wrong with it. */
describe('the subject of an issue', () => {
  test('that is not there is asked for below the title, and a press makes the line', async () => {
    const issue = await opened({ [ISSUE]: replaced(/^subject:.*\n/m, '') })
    const found = only(await issue.problems())
    expect(found).toMatchObject({ code: 'subject/missing', file: ISSUE, line: 2, column: 30 })
    expect(issue.press(found)).toContain('\ntitle: Nieuwsbrief april 2023\nsubject: \npreheader:')
    const waiting = only(await issue.problems())
    expect(waiting).toMatchObject({ code: 'subject/missing', line: 3, column: 10 })
    expect(said(waiting).fix).toBe(
      "Schrijf in issue.md achter 'subject:' waar deze editie over gaat.",
    )
  })

  test('that was typed below the second --- is said once, on its line, and a press moves it', async () => {
    const typed = 'subject: Nieuwsbrief april over de haven'
    const issue = await opened({
      [ISSUE]: (text) =>
        text.replace(/^subject:.*\n/m, '').replace(/\n---\n/, `\n---\n${typed}\n\n`),
    })
    const found = only(await issue.problems())
    expect(found).toMatchObject({ code: 'frontmatter/fields-below', severity: 'blocks' })
    expect(said(found).title).toContain("'subject:'")
    expect(issue.press(found)).toContain(`\n${typed}\n---\n`)
    expect(await issue.problems()).toEqual([])
  })

  test.each(['onderwerp', 'Subject', 'subjct', 'betreft'])(
    'under the name %s is known for what it is, once, and a press renames it',
    async (name) => {
      const issue = await opened({ [ISSUE]: replaced('subject:', `${name}:`) })
      const found = only(await issue.problems())
      expect(found).toMatchObject({ code: 'subject/missing', line: 3, column: 1 })
      expect(said(found).title).toContain(name)
      issue.press(found)
      expect(await issue.problems()).toEqual([])
    },
  )
})

describe.each([
  ['preheader', 'samenvatting', 'preheader/missing'],
  ['segments', 'doelgroep', 'issue/segments-missing'],
])('the line %s of an issue', (key, dutch, code) => {
  test('under its Dutch name is said once, and a press renames it', async () => {
    const issue = await opened({ [ISSUE]: replaced(`${key}:`, `${dutch}:`) })
    const found = only(await issue.problems())
    expect(found).toMatchObject({ code, values: { written: dutch } })
    issue.press(found)
    expect(await issue.problems()).toEqual([])
  })

  test('that is not there comes by a press, and is then asked for where one types', async () => {
    const issue = await opened({ [ISSUE]: replaced(new RegExp(`^${key}:.*\\n`, 'm'), '') })
    expect(issue.press(only(await issue.problems()))).toContain(`\n${key}: \n`)
    const waiting = only(await issue.problems())
    expect(waiting).toMatchObject({ code, column: key.length + 3 })
  })
})

test('an issue whose first line was spoilt is told so, and nothing that follows from it', async () => {
  for (const spoilt of ['--\n', '—\n', ' ---\n', '']) {
    const issue = await opened({ [ISSUE]: replaced('---\n', spoilt) })
    const found = only(await issue.problems())
    expect(said(found).title).toContain('De regel --- erboven ontbreekt.')
    issue.press(found)
    expect(await issue.problems()).toEqual([])
  }
})

describe('words above the first ---', () => {
  test.each<[string, string]>([
    ['a sentence', 'Dit is de nieuwsbrief van april, met nieuws van iedereen.\n\n'],
    ['an empty line', '\n'],
    ['a field', 'deadline: 2023-03-20\n'],
  ])('%s gives one message, and a press puts it in its place', async (_, above) => {
    const issue = await opened({ [ISSUE]: (before) => above + before })
    const found = only(await issue.problems())
    expect(found).toMatchObject({ code: 'frontmatter/text-above', file: ISSUE, line: 1 })
    expect(said(found).title).toBe('Boven de eerste --- mag niets staan.')
    expect(issue.press(found)).toMatch(/^---\n/)
    expect(await issue.problems()).toEqual([])
  })
})

describe('a date or time as people write it', () => {
  test.each([
    ['deadline: 31 maart 2023', 'deadline: 2023-03-31'],
    ['deadline: 3-4-2023', 'deadline: 2023-04-03'],
    ['send_at: dinsdag 11 april 2023 om 9.30 uur', 'send_at: 2023-04-11T09:30'],
    ['send_at: 2023-04-11 om 10:00', 'send_at: 2023-04-11T10:00'],
  ])('%s is shown as it is to be, and a press makes it so', async (written, wanted) => {
    const issue = await opened({ [ISSUE]: line(written) })
    const found = only(await issue.problems())
    expect(said(found).fix).toContain(wanted.slice(wanted.indexOf(' ') + 1))
    expect(issue.press(found)).toContain(wanted)
    expect(await issue.problems()).toEqual([])
  })

  test.each(['30 februari 2023', 'begin april', '2023', '13-13-2023', '31 juni 2023'])(
    'is not guessed from %s',
    async (written) => {
      const issue = await opened({ [ISSUE]: line(`deadline: ${written}`) })
      expect(only(await issue.problems()).values).not.toHaveProperty('suggestion')
    },
  )
})

describe('an example of our own', () => {
  const examples = Object.entries(shownExamples).flatMap(([language, all]) =>
    Object.entries(all).map(([name, value]) => ({
      language: language as 'nl' | 'en',
      name,
      value,
    })),
  )

  test.each(examples)('is shown by a message: $value', ({ language, value }) => {
    const { problems } = textFor(language)
    const messages = [
      problems['frontmatter/invalid']({ reason: 'not-a-map' }),
      problems['image/alt-missing']({ found: 'foto.jpg', where: 'text' }),
      problems['content/link-text-generic']({ found: 'hier' }),
      ...['address', 'url', 'date', 'moment'].map((expected) =>
        problems['frontmatter/field-value']({ field: 'x', found: 'y', expected }),
      ),
    ]
    expect(messages.map(({ fix }) => fix).join(' ')).toContain(value)
  })

  test.each(examples)(
    'that was copied to the letter is noticed: $value',
    async ({ name, value }) => {
      const written: Record<string, Files> = {
        title: { [VAR]: replaced('Nieuws over de haven', value) },
        alt: { [VAR]: replaced('Dit is', `![${value}](haven.png)\n\nDit is`), [picture]: phone },
        linkText: { [VAR]: replaced('Dit is', `[${value}](https://var.nl/a)\n\nDit is`) },
        address: { [VAR]: replaced('Dit is', `Mail [${value}](mailto:${value}). Dit is`) },
        url: { [VAR]: replaced('Dit is', `[Nieuws van de regio](${value})\n\nDit is`) },
        date: { [ISSUE]: line(`deadline: ${value}`) },
        moment: { [ISSUE]: line(`send_at: ${value}`) },
      }
      const problems = await (await opened(written[name] ?? {})).problems()
      const found = only(problems.filter(({ severity }) => severity !== 'tip'))
      expect(found).toMatchObject({ code: 'content/example-left', values: { found: value } })
    },
  )

  test.each(['met de titel', 'De titel', 'titel'])(
    'or the words of an explanation as a title, such as %s, too',
    async (words) => {
      const issue = await opened({ [VAR]: replaced('Nieuws over de haven', words) })
      expect(only(await issue.problems()).code).toBe('content/example-left')
    },
  )
})

describe('a picture that is not there', () => {
  const asked = (src: string) => replaced('Dit is', `![Schepen bij de kade](${src})\n\nDit is`)

  test.each(['haven.jpg', 'Haven.PNG', 'images/havne.png'])(
    'as %s is plainly another, and a press takes that',
    async (src) => {
      const issue = await opened({ [VAR]: asked(src), [picture]: phone })
      const found = only(await missing(issue))
      expect(said(found).title).toContain("Bedoelde u 'haven.png'?")
      expect(issue.press(found)).toContain('![Schepen bij de kade](haven.png)')
      expect(await missing(issue)).toEqual([])
    },
  )

  test('is asked for above a text too, at the name of its file', async () => {
    const image = 'image:\n  alt: Schepen bij de kade\n  src: haven.jpg'
    const issue = await opened({
      [VAR]: line(image),
      [picture]: phone,
    })
    const found = only(await missing(issue))
    expect(found).toMatchObject({ line: 4, column: 8 })
    expect(issue.press(found)).toContain('  src: haven.png\n')
  })

  test('and is none of those that are there, is told what there is to choose', async () => {
    const issue = await opened({
      [VAR]: asked('kermis.jpg'),
      [picture]: phone,
    })
    const found = only(await missing(issue))
    expect(said(found).fix).toContain('In newsletters/2023-04/images staan: haven.png.')
    expect(said(found).fix).toContain('haal de afbeelding hier weg')
    expect(() => issue.press(found)).toThrow('no button')
  })

  const missing = async (issue: Awaited<ReturnType<typeof opened>>) =>
    (await issue.problems()).filter(({ code }) => code === 'image/missing')
})

describe('a text that looks right and was not saved as UTF-8', () => {
  const saved = (text: string, bytes: (text: string) => Buffer) =>
    opened({ [VAR]: bytes(item('de haven', text)) })

  test('is told by a word of it, and that the words stay as they are', async () => {
    const issue = await saved('De coördinatie is in één hand.', (text) =>
      Buffer.from(text, 'latin1'),
    )
    const found = only(await issue.problems())
    expect(said(found).title).toContain("'coördinatie'")
    expect(said(found).why).toContain('Op uw scherm staat de tekst er goed.')
    expect(fixFor('De coördinatie is in één hand.', found)?.kind).toBe('utf-8')
  })

  test('and cannot be guessed, as from MS-DOS, has no button that would spoil it', async () => {
    const dos = (text: string) => Buffer.from(text.replaceAll('é', '\u0082'), 'latin1')
    const issue = await saved('Het idée-fixe is er.', dos)
    const found = only(await issue.problems())
    expect(said(found).title).toBe('Op deze plaats staat een teken dat niet te lezen is.')
    expect(fixFor('Het id‚e-fixe is er.', found)).toBeUndefined()
  })
})

test('colour that was typed as HTML is one fault, and its attributes are no words', async () => {
  const text = 'Kom naar <font color="crimson" face="tahoma">de haven</font> van Rotterdam.'
  const issue = await opened({ [VAR]: item('de haven', text) })
  expect(only(await issue.problems())).toMatchObject({
    code: 'markdown/raw-html',
    values: { found: '<font color="crimson" face="tahoma">' },
  })
})

describe('what a message shows', () => {
  test('of a telephone number is made of the number that was found', async () => {
    const issue = await opened({ [VAR]: item('de haven', 'Bel gerust 06 12 34 56 78.') })
    const found = only(await issue.problems())
    expect(said(found).fix).toContain('[06…78](tel:+316…78)')
  })

  test('of a date tells where the agenda says otherwise', async () => {
    const agenda = replaced('segments:', 'agenda: [leerhuis]\nsegments:')
    const text = 'Het Leerhuis over de haven is op 10 juli 2023.'
    const quoted = replaced('Leerhuis over de haven', "Leerhuis 'de haven'")
    const issue = await opened({ [ISSUE]: agenda, [AGENDA]: quoted, [VAR]: item('de haven', text) })
    const found = only((await issue.problems()).filter(({ code }) => code === 'fact/event-date'))
    expect(said(found).title).toContain(
      'In de agenda staat 3 juli 2023 (newsletters/agenda.yaml, regel 2).',
    )
  })
})

describe('a fault among the details says which one it is, once, and a press mends it', () => {
  const button = (text: string) =>
    `link:\n  text: ${text}\n  url: https://veiligheidsalliantie.nl/haven`

  test.each([
    [
      'a second colon in the words of a button',
      VAR,
      line(button('Haven: lees er alles over')),
      'In de tekst achter de eerste dubbele punt staat er nog een.',
      "\n  text: 'Haven: lees er alles over'\n",
    ],
    [
      'curly quotation marks',
      ISSUE,
      replaced(/^subject: .*$/m, 'subject: “Haven: lees”'),
      'De aanhalingstekens zijn krom. Die tellen hier niet.',
      "\nsubject: 'Haven: lees'\n",
    ],
    [
      'quotation marks around a name',
      ISSUE,
      replaced(/^subject: /m, "'subject:' "),
      'Er staan aanhalingstekens om de naam en de dubbele punt.',
      '\nsubject: ',
    ],
  ])('%s', async (_, file, change, words, mended) => {
    const issue = await opened({ [file]: change })
    const found = only(await issue.problems())
    expect(found).toMatchObject({ code: 'frontmatter/invalid', file })
    expect(said(found).title).toContain(words)
    expect(issue.press(found)).toContain(mended)
    const left = (await issue.problems()).filter(({ severity }) => severity === 'blocks')
    expect(left).toEqual([])
  })

  test('a closing --- below the text', async () => {
    const late = (text: string) => `${text.replace(/\n---\n/, '\n')}\n---\n`
    const issue = await opened({ [VAR]: late(item('de haven')) })
    const found = only(await issue.problems())
    expect(said(found).title).toContain('staat te laag')
    issue.press(found)
    expect(await issue.problems()).toEqual([])
  })

  test.each(['subject', 'preheader', 'deadline'])(
    'a second colon in the %s of a file with remarks between its fields',
    async (field) => {
      const remarks = 'preheader: En verder in deze editie nieuws over de wijk en over de winkels.'
      const issue = await opened({
        [ISSUE]: (text) =>
          text
            .replace(`\n${remarks}`, `\n\n# De regel erna.\n${remarks}\n\n# De dag.\ndeadline:`)
            .replace(new RegExp(`^${field}:.*$`, 'm'), `${field}: Gratis: een scan`),
      })
      const found = only(
        (await issue.problems()).filter(({ code }) => code === 'frontmatter/invalid'),
      )
      expect(said(found).title).toContain('In de tekst achter de eerste dubbele punt staat er nog')
      expect(issue.press(found)).toContain(`\n${field}: 'Gratis: een scan'\n`)
    },
  )

  test('a first line that holds the title as well', async () => {
    const joined = item('de haven').replace(/^---\n(title: .*)\n---/, '--- $1 ---')
    const issue = await opened({ [VAR]: joined })
    const found = only(await issue.problems())
    expect(found.code).toBe('frontmatter/engine-forbidden')
    expect(said(found).fix).toContain('Zet daaronder elk gegeven op een eigen regel')
    issue.press(found)
    expect(await issue.problems()).toEqual([])
  })

  test.each([
    ['▶', "Schrijf achter 'text:' wat de lezer daar vindt."],
    ['Lees meer', "Schrijf achter 'text:' wat de lezer daar vindt, bijvoorbeeld"],
  ])('words of a button that say nothing: %s', async (words, fix) => {
    const issue = await opened({ [VAR]: line(button(words)) })
    expect(said(only(await issue.problems())).fix).toContain(fix)
  })

  test.each(['title', 'titel', 'knoptekst'])(
    'words of a button under the name %s',
    async (name) => {
      const issue = await opened({
        [VAR]: line(button('Lees alles over de haven').replace('text:', `${name}:`)),
      })
      const found = only(await issue.problems())
      expect(found).toMatchObject({ code: 'frontmatter/field-missing', line: 3 })
      expect(issue.press(found)).toContain('\n  text: Lees alles over de haven\n')
      expect(await issue.problems()).toEqual([])
    },
  )

  test('a title that spaces made a part of the link above it', async () => {
    const text = item('de haven').replace(
      /^title: (.*)$/m,
      'link:\n  text: Lees het plan\n  title: $1\n  url: https://veiligheidsalliantie.nl/plan',
    )
    const issue = await opened({ [VAR]: text })
    const found = only(await issue.problems())
    expect(found).toMatchObject({ code: 'frontmatter/field-missing', line: 4, column: 3 })
    expect(said(found).title).toBe("'title' is nu een deel van 'link', door de spaties ervoor.")
    expect(issue.press(found)).toMatch(/^---\ntitle: Nieuws over de haven\nlink:\n/)
    expect(await issue.problems()).toEqual([])
  })

  test('a rubric that spaces made a part of the link above it', async () => {
    const link =
      'link:\n  text: Lees het plan\n  url: https://veiligheidsalliantie.nl/plan\n  rubric: nieuws\n---'
    const issue = await opened({ [VAR]: item('de haven').replace(/\n---/, `\n${link}`) })
    const found = only(await issue.problems())
    expect(found).toMatchObject({ code: 'frontmatter/field-unknown', line: 6 })
    issue.press(found)
    expect(await issue.problems()).toEqual([])
  })

  test.each([
    ["'Nieuws van de haven' in april", "'Nieuws van de haven in april'"],
    ['"Nieuws van de haven" van ’s avonds', "'Nieuws van de haven van ’s avonds'"],
    // Two words between marks may be the name of something.
    ["'Samen sterk' gaat door", "'''Samen sterk'' gaat door'"],
  ])('more text behind the marks of a title: %s', async (typed, now) => {
    const issue = await opened({
      [VAR]: item('de haven').replace(/^title: .*$/m, `title: ${typed}`),
    })
    const found = only(await issue.problems())
    expect(said(found).title).toContain('Achter het tweede aanhalingsteken staat nog tekst.')
    expect(issue.press(found)).toContain(`\ntitle: ${now}\n`)
    expect(await issue.problems()).toEqual([])
  })

  test('an instruction that was copied as it is', async () => {
    const copied = 'subject: en daarachter waar deze editie over gaat'
    const issue = await opened({ [ISSUE]: replaced(/^subject: .*$/m, copied) })
    const found = only(await issue.problems())
    expect(found).toMatchObject({ code: 'content/example-left', file: ISSUE })
  })

  test('spaces in the number behind tel:', async () => {
    const text = 'Bel gerust [ons nummer](tel:010 123 45 67) voor vragen.'
    const issue = await opened({ [VAR]: item('de haven', text) })
    const found = only(await issue.problems())
    expect(said(found).title).toBe("In het telefoonnummer achter 'ons nummer' staan spaties.")
    expect(issue.press(found)).toContain('(tel:0101234567)')
  })
})

function only(problems: readonly Problem[]): Problem {
  expect(problems.map(({ code }) => code)).toHaveLength(1)
  const [found] = problems
  if (found === undefined) throw new Error('Nothing was found')
  return found
}

function said({ code, values }: Problem) {
  return textFor('nl').problems[code](values)
}

/** The issue on disk, what is said about it, and the button beside what is said. */
async function opened(files: Files) {
  const root = writtenApril(files)
  return {
    problems: async () => {
      const asked = { positionals: ['2023-04'], json: true, options: {}, env: {} }
      return problemsIn((await runCommand(check, root, asked)).printed)
    },
    press(found: Problem): string {
      const path = join(root, found.file ?? '')
      const before = readFileSync(path, 'utf8')
      const fix = fixFor(before, found)
      if (fix === undefined) throw new Error(`There is no button for ${found.code}`)
      const after = applyFix(before, fix)
      writeFileSync(path, after)
      return after
    },
  }
}
