import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { IssueToCheck } from '../../../src/check/check-input.ts'
import { checkIssue } from '../../../src/check/check-issue.ts'
import { applyFix, fixFor } from '../../../src/check/fix/fix-problem.ts'
import { linesOf, type SourceLines } from '../../../src/check/fix/source-lines.ts'
import { readContribution } from '../../../src/content/read-contribution.ts'
import type { Problem, ProblemCode } from '../../../src/problem.ts'
import { marchToCheck } from '../march.ts'

const file = 'newsletters/2023-03/var/proef.md'

let march: IssueToCheck
beforeAll(async () => {
  march = { ...(await marchToCheck()), rendered: [] }
})

/** Everything said about a contribution of these bytes. */
function problemsIn(source: string): Problem[] {
  const identity = { file, issueId: '2023-03', partner: 'var', slug: 'proef' }
  const read = readContribution({ ...identity, bytes: Buffer.from(source) })
  const items = read.contribution === undefined ? [] : [read.contribution]
  const found = checkIssue({ ...march, issue: { ...march.issue, items } })
  return [...read.problems, ...found].filter((one) => one.file === file)
}

const head = '---\ntitle: Proef\nrubric: nieuws\n---\n'

describe('one fault, one button, and the text is right', () => {
  test.each<[ProblemCode, string, string]>([
    ['frontmatter/invalid', '---\ntitle: Let op: nieuw\n---\nTekst.\n', "title: 'Let op: nieuw'"],
    [
      'frontmatter/invalid',
      "---\ntitle: 's Avonds open\n---\nTekst.\n",
      "title: '''s Avonds open'",
    ],
    ['frontmatter/invalid', '---\ntitle: @politie doet mee\n---\nTekst.\n', "'@politie doet mee'"],
    ['frontmatter/invalid', '---\ntitle: "Echt" of nep\n---\nTekst.\n', `title: '"Echt" of nep'`],
    ['frontmatter/field-missing', '---\ntitel: Proef\n---\nTekst.\n', '---\ntitle: Proef\n'],
    ['frontmatter/field-missing', '---\nTitle: Proef\n---\nTekst.\n', '---\ntitle: Proef\n'],
    [
      'frontmatter/field-unknown',
      '---\ntitle: Proef\nafbeelding: { src: a.png, alt: Een haven }\n---\nTekst.\n',
      '\nimage: { src: a.png',
    ],
    [
      'frontmatter/field-missing',
      '---\ntitle: Proef\nlink:\n  linktekst: Naar de agenda\n  url: https://var.nl/agenda\n---\nTekst.\n',
      '\n  text: Naar de agenda\n',
    ],
    [
      'frontmatter/text-above',
      '\n\n---\ntitle: Proef\n---\nTekst.\n',
      '---\ntitle: Proef\n---\nTekst.\n',
    ],
    [
      'frontmatter/text-above',
      'Dit is nieuw.\nEn dit.\n\n---\ntitle: Proef\n---\nTekst.\n',
      '---\ntitle: Proef\n---\n\nDit is nieuw.\nEn dit.\nTekst.\n',
    ],
    [
      'frontmatter/text-above',
      'rubric: nieuws\n---\ntitle: Proef\n---\nTekst.\n',
      '---\nrubric: nieuws\ntitle: Proef\n---\nTekst.\n',
    ],
    [
      'frontmatter/field-missing',
      '---\ntitle: Proef\nlink:\n  text: Naar de agenda\n  ulr: https://var.nl/agenda\n---\nTekst.\n',
      '  url: https://var.nl/agenda',
    ],
    [
      'frontmatter/field-value',
      '---\ntitle: Proef\nstatus: geplant\n---\nTekst.\n',
      'status: gepland',
    ],
    [
      'frontmatter/rubric-unknown',
      "---\ntitle: Proef\nrubric: 'niews'\n---\nTekst.\n",
      "rubric: 'nieuws'",
    ],
    [
      'frontmatter/theme-unknown',
      '---\ntitle: Proef\ntheme: privasy\n---\nTekst.\n',
      'theme: privacy',
    ],
    ['markdown/container-unknown', `${head}:::crad\nTekst.\n:::\n`, ':::card'],
    ['markdown/character-invisible', `${head}Een\u202Etwee en drie.\n`, 'Een twee en drie.'],
    ['personal/field-unknown', `${head}Beste [[nam|lezer]], dit is nieuws.\n`, '[[name|lezer]]'],
    ['personal/field-unknown', `${head}Beste [[naam]],\n`, 'Beste [[name|lezer]],'],
    ['personal/field-unknown', `${head}Beste [[ voornaam| ]],\n`, 'Beste [[name|lezer]],'],
    ['personal/field-unknown', `${head}[[aanhef]],\n`, '\n[[salutation]],'],
    ['personal/field-unknown', `${head}Beste [[aanhef]],\n`, 'Beste [[name|lezer]],'],
    ['personal/salutation-twice', `${head}Beste [[salutation]],\n`, '\n[[salutation]],'],
    ['personal/salutation-twice', `${head}Hallo [[salutation|u]],\n`, '\n[[salutation|u]],'],
    ['personal/foreign-field', `${head}Beste {{ voornaam }},\n`, 'Beste [[name|lezer]],'],
    ['personal/foreign-field', `${head}Beste <<naam>>,\n`, 'Beste [[name|lezer]],'],
    ['personal/foreign-field', `${head}Dag *|FNAME|* *|LNAME|*,\n`, 'Dag [[name|lezer]],'],
    ['personal/foreign-field', `${head}Dag {{naam|buur}},\n`, 'Dag [[name|buur]],'],
    ['personal/foreign-field', `${head}«Aanhef» «Achternaam»,\n`, '\n[[salutation]],'],
    ['personal/foreign-field', `${head}Beste {{aanhef}},\n`, 'Beste [[name|lezer]],'],
    [
      'link/bare',
      `${head}Doe de scan: https://www.example.org/scan?x=1.\n`,
      'scan: [example.org/scan](https://www.example.org/scan?x=1).',
    ],
    [
      'link/bare',
      `${head}Meld u aan (www.example.org/leren/), graag.\n`,
      '([example.org/leren](https://www.example.org/leren/)), graag.',
    ],
    [
      'link/bare',
      `${head}**http://example.org/een_lang/stuk-van-een-adres/en-nog-een**\n`,
      '**[example.org/een\\_lang/stuk-van-een-adres](https://example.org/een_lang/stuk-van-een-adres/en-nog-een)**',
    ],
    [
      'link/bare',
      `${head}Zie ook (https://var.nl/a_(b)).\n`,
      '([var.nl/a\\_(b)](https://var.nl/a_%28b%29)).',
    ],
    ['link/bare', `${head}Mail a.b@example.org.\n`, '[a.b@example.org](mailto:a.b@example.org).'],
    [
      'table/unmarked',
      `${head}Zo is het:\n| Gemeente | Aantal |\n| Delft | 12 |\nEn verder.\n`,
      ':\n| Gemeente | Aantal |\n| --- | --- |\n| Delft | 12 |\n\nEn verder.',
    ],
    [
      'table/unmarked',
      `${head}| Gemeente | Aantal |\n|---|\n| Delft | 12 |\n`,
      '| Gemeente | Aantal |\n| --- | --- |\n| Delft | 12 |\n',
    ],
    [
      'table/unmarked',
      `${head}Gemeente\tAantal\nDelft\t12\nGouda\t1\n`,
      '| Gemeente | Aantal |\n| --- | --- |\n| Delft | 12 |\n| Gouda | 1 |\n',
    ],
    ['content/heading-h1', `${head}# Nieuws\n\nTekst.\n`, '\n## Nieuws\n'],
    ['content/heading-h1', `${head}Nieuws\n===\n\nTekst.\n`, '\nNieuws\n---\n'],
    ['content/heading-h1', `${head}> # Nieuws\n>\n> Tekst.\n`, '\n> ## Nieuws\n'],
    ['content/heading-skipped', `${head}#### Aanmelden\n\nTekst.\n`, '\n## Aanmelden\n'],
    ['content/emoji-bullet', `${head}We doen:\n✅ Dit\n✅ Dat\n`, 'We doen:\n- Dit\n- Dat\n'],
    ['content/emoji-bullet', `${head}• Dit\n• Dat\n`, '\n- Dit\n- Dat\n'],
    ['content/emoji-bullet', `${head}- ✅ Dit\n- Dat\n`, '\n- Dit\n- Dat\n'],
    ['frontmatter/invalid', '--\ntitle: Proef\n---\nTekst.\n', '---\ntitle: Proef\n---\n'],
    ['frontmatter/invalid', '—\ntitle: Proef\n---\nTekst.\n', '---\ntitle: Proef\n---\n'],
    ['frontmatter/invalid', ' ---\ntitle: Proef\n---\nTekst.\n', '---\ntitle: Proef\n---\n'],
    ['frontmatter/invalid', 'title: Proef\n---\nTekst.\n', '---\ntitle: Proef\n---\n'],
    ['frontmatter/invalid', '---\ntitle: Proef\n--\nTekst.\n', '---\ntitle: Proef\n---\n'],
    ['frontmatter/invalid', '---\ntitle: Proef\n----\nTekst.\n', '---\ntitle: Proef\n---\n'],
    ['frontmatter/invalid', '---\ntitle: Proef\nTekst.\n', 'title: Proef\n---\nTekst.\n'],
    [
      'frontmatter/invalid',
      '---\ntitle: Proef\nlink:\n  text: Lees het plan\n  url: https://var.nl/a\n\nTekst.\n',
      '  url: https://var.nl/a\n---\n\nTekst.\n',
    ],
    [
      'frontmatter/fields-below',
      '---\n---\ntitle: Proef\nrubric: nieuws\nlink:\n  text: Lees het plan\n  url: https://var.nl/a\n\nTekst.\n',
      '---\ntitle: Proef\nrubric: nieuws\nlink:\n  text: Lees het plan\n  url: https://var.nl/a\n---\n\nTekst.\n',
    ],
    [
      'frontmatter/fields-below',
      '---\n---\ntitle: Proef\nrubric: nieuws\n---\n\nTekst.\n',
      '---\ntitle: Proef\nrubric: nieuws\n---\n\nTekst.\n',
    ],
    [
      'frontmatter/fields-below',
      '---\nrubric: nieuws\n---\n\ntitle: Proef\n\nTekst.\n',
      '---\nrubric: nieuws\ntitle: Proef\n---\n\n\nTekst.\n',
    ],
    [
      'frontmatter/engine-forbidden',
      '----\ntitle: Proef\n---\nTekst.\n',
      '---\ntitle: Proef\n---\n',
    ],
    ['frontmatter/invalid', '---\ntitle:Proef\n---\nTekst.\n', '---\ntitle: Proef\n---\n'],
    [
      'frontmatter/invalid',
      '---\ntitle:Proef\nrubric: nieuws\n---\nTekst.\n',
      '---\ntitle: Proef\nrubric',
    ],
    [
      'frontmatter/field-missing',
      '---\ntitle: #Samen sterk\n---\nTekst.\n',
      "title: '#Samen sterk'\n",
    ],
    ['content/heading-marks', `${head}##Aanmelden\n\nTekst.\n`, '\n## Aanmelden\n'],
    ['content/heading-marks', `${head}Aanmelden ##\nMeld u aan.\n`, '\n## Aanmelden\nMeld u'],
    ['content/heading-marks', `${head}###Aanmelden##\n\nTekst.\n`, '\n## Aanmelden\n'],
    [
      'content/heading-marks',
      `${head}## Een\n\nTekst.\n\n###Aanmelden\n\nTekst.\n`,
      '\n### Aanmelden\n',
    ],
    ['content/heading-marks', `${head}## Aanmelden##\n\nTekst.\n`, '\n## Aanmelden\n'],
    ['link/unfinished', `${head}Lees [het jaarplan].\n`, 'Lees het jaarplan.'],
    [
      'link/unfinished',
      `${head}Lees [het jaarplan] (https://var.nl/plan).\n`,
      'Lees [het jaarplan](https://var.nl/plan).',
    ],
    [
      'link/target-empty',
      `${head}Lees [het plan](#) en [de rest](https://var.nl/a).\n`,
      'Lees het plan en [de rest](',
    ],
    [
      'link/target-empty',
      `${head}[Een](#) en [het *hele* plan]().\n`,
      'Een en [het *hele* plan]().',
    ],
    [
      'link/insecure',
      `${head}Zie [de agenda van de VAR](http://var.nl/agenda).\n`,
      '](https://var.nl/agenda)',
    ],
    [
      'link/insecure',
      `${head}[Lees het jaarplan](http://var.nl/a) en [lees het jaarplan](http://var.nl/a).\n`,
      '](https://var.nl/a) en [lees het jaarplan](https://var.nl/a).',
    ],
    [
      'link/insecure',
      '---\ntitle: Proef\nlink: { text: Naar de agenda, url: "http://var.nl/a" }\n---\nTekst.\n',
      '"https://var.nl/a"',
    ],
    [
      'link/scheme-forbidden',
      `${head}Zie [de agenda van de VAR](www.var.nl/agenda).\n`,
      '](https://www.var.nl/agenda)',
    ],
    ['link/scheme-forbidden', `${head}Mail [de redactie](info@var.nl).\n`, '](mailto:info@var.nl)'],
    [
      'link/host-forbidden',
      `${head}Zie [de agenda van de VAR](//var.nl/agenda).\n`,
      '](https://var.nl/agenda)',
    ],
    [
      'fact/municipality',
      `${head}De gemeente Alblasterdam doet mee.\n`,
      'De gemeente Alblasserdam doet mee.',
    ],
    ['fact/municipality', `${head}In Hendrik Ido Ambacht.\n`, 'In Hendrik-Ido-Ambacht.'],
    ['fact/term', `${head}Over Statische dreigingen.\n`, 'Over Statelijke dreigingen.'],
    [
      'fact/number-format',
      `${head}| Post | € |\n|---|---|\n| Een | 108.010 |\n| Twee | 207,144 |\n`,
      '| Twee | 207.144 |',
    ],
    ['typography/ij', `${head}In Ijsselmonde is het druk.\n`, 'In IJsselmonde is het druk.'],
    ['typography/ij', '---\ntitle: In Ijsselmonde\n---\nTekst.\n', 'title: In IJsselmonde\n'],
    ['typography/time', `${head}Inloop vanaf 09:30 en 12h.\n`, 'Inloop vanaf 9.30 uur en 12h.'],
    ['spelling/unknown', `${head}De aanpak van ondermijnning.\n`, 'De aanpak van ondermijning.'],
  ])('%s %#', (code, source, expected) => {
    const found = problemsIn(source).find((one) => one.code === code)
    const fixed = found && fixFor(source, found)
    if (found === undefined || fixed === undefined) throw new Error(`No fix for ${code}`)
    const after = applyFix(source, fixed)
    expect(after).toContain(expected)
    expectBetter(source, after, found)
  })
})

test.each<[string, ProblemCode, string, string]>([
  [
    'no title',
    'frontmatter/field-missing',
    '---\nrubric: nieuws\n---\nTekst.\n',
    '---\ntitle: ^\nrubric: nieuws',
  ],
  [
    'no field at all',
    'frontmatter/field-missing',
    '---\n---\nTekst.\n',
    '---\ntitle: ^\n---\nTekst.',
  ],
  [
    'no address',
    'frontmatter/field-missing',
    '---\ntitle: Proef\nlink:\n  text: Naar de agenda\n---\nTekst.\n',
    'link:\n  url: ^\n  text: Naar',
  ],
  [
    'a picture by its name alone',
    'frontmatter/field-value',
    '---\ntitle: Proef\nimage: haven.png\n---\nTekst.\n',
    '\nimage:\n  src: haven.png\n  alt: ^\n---',
  ],
  [
    'a link by its address alone',
    'frontmatter/field-value',
    "---\ntitle: Proef\nlink: 'https://var.nl/a'\nrubric: nieuws\n---\nTekst.\n",
    "\nlink:\n  text: ^\n  url: 'https://var.nl/a'\nrubric",
  ],
  ['no front matter', 'frontmatter/missing', '# Kop\n\nTekst.\n', '---\ntitle: ^\n---\n\n# Kop\n'],
])(
  'where there is %s a line for it comes, with the caret where one types',
  (_, code, source, expected) => {
    const found = problemsIn(source).find((one) => one.code === code)
    const fix = found && fixFor(source, found)
    if (fix?.caret === undefined) throw new Error(`No caret for ${code}`)
    const { line, column } = fix.caret
    const lines = applyFix(source, fix).split('\n')
    lines[line - 1] =
      `${lines[line - 1]?.slice(0, column - 1)}^${lines[line - 1]?.slice(column - 1)}`
    expect(lines.join('\n')).toContain(expected)
  },
)

test('the line that waits for its value gets no second one', () => {
  const source = '---\nrubric: nieuws\ntitle:\n---\nTekst.\n'
  const found = problemsIn(source).find(({ code }) => code === 'frontmatter/field-missing')
  expect(found).toMatchObject({ line: 3, column: 7 })
  expect(found && fixFor(source, found)).toBeUndefined()
})

describe('what somebody must decide has no button', () => {
  test.each<[ProblemCode, string]>([
    ['frontmatter/field-unknown', '---\ntitle: Proef\ntitel: Nog een\n---\nTekst.\n'],
    ['frontmatter/invalid', '---\ntitle: [Proef\nrubric: nieuws\n---\nTekst.\n'],
    ['frontmatter/invalid', '---\ntitle: Let op: nieuw # let op\n---\nTekst.\n'],
    ['frontmatter/fields-below', '---\ntitle: Proef\n---\ntitle: Een ander\n\nTekst.\n'],
    ['image/alt-missing', `${head}![](foto.jpg)\n`],
    ['frontmatter/engine-forbidden', '---js\n{ title: "a" }\n---\nTekst.\n'],
    ['content/link-text-generic', `${head}Klik [hier](https://var.nl/agenda).\n`],
    ['table/unmarked', `${head}Datum:\t3 april\nPlaats:\tDelft\n`],
    ['table/unmarked', `${head}| 9.30 uur | Inloop |\n| 10.00 uur | Opening |\n`],
    ['content/heading-marks', `${head}- ##Aanmelden\n- Tekst\n`],
    ['link/unfinished', `${head}![Een haven]\n`],
    ['link/unfinished', `${head}Lees [het jaarplan](https://var.nl/het plan).\n`],
    ['spelling/unknown', `${head}Het tweearig plan, en de gemeete.\n`],
    ['fact/weekday', `${head}Kom op vrijdag 23 maart 2023.\n`],
    ['content/emoji-bullet', `${head}• Dit\n• # Dat\n`],
    [
      'fact/number-format',
      `${head}| Post | € | € |\n|---|---|---|\n| Een | 108.010 | 1.000 |\n| Twee | 207,144 | 207,144 |\n`,
    ],
  ])('%s', (code, source) => {
    const found = problemsIn(source).filter((one) => one.code === code)
    expect(found).not.toEqual([])
    for (const one of found) expect(fixFor(source, one)).toBeUndefined()
  })

  test('what the file no longer says is left alone', () => {
    const source = `${head}In Ijsselmonde.\n`
    for (const found of problemsIn(source)) {
      expect(fixFor(`${head}In IJsselmonde.\n`, found)).toBeUndefined()
      expect(fixFor('', found)).toBeUndefined()
    }
  })

  test('an address, a file name or code keeps what it says', () => {
    const source = `${head}[Foto](https://var.nl/Ijsselmonde) van \`Ijsselmonde\` in Ijsselmonde.\n`
    const found = problemsIn(source).find(({ code }) => code === 'typography/ij')
    const fixed = found && fixFor(source, found)
    expect(fixed && applyFix(source, fixed)).toBe(
      `${head}[Foto](https://var.nl/Ijsselmonde) van \`Ijsselmonde\` in IJsselmonde.\n`,
    )
  })
})

const blocks = [
  'Gewone tekst over de regio.',
  '# Kop\n\nTekst.',
  'Kop\n====\n\nTekst.',
  '#### Diepe kop\n\nTekst.',
  '### Kop\n\nTekst.\n\n## Kop twee\n\nTekst.',
  '✅ Een punt\n✅ Nog een punt',
  'Zo gaat het:\n• Een punt\n• Nog een punt',
  '- ✅ Een punt\n- Nog een',
  '> # Citaat\n> Tekst.',
  '- Ijsselmonde\n- Alblasterdam en 9:30 uur',
  '##Aanmelden\nTekst met [haken] en [het plan] (https://var.nl/plan).',
  '> Aanmelden ##\n> Lees [het plan](#).',
  'In Ijsselmonde, om 09:30 en om 19:30 uur, van 9:30-11:00 uur en om 9:30.',
  'Zie [het jaarplan](http://var.nl/plan) en http://var.nl/plan.',
  'Zie [het jaarplan][plan].\n\n[plan]: http://var.nl/plan',
  'Zie <http://var.nl/plan> of [de agenda](www.var.nl/agenda).',
  '[Bel het loket](//var.nl/bel) in Goeree- Overflakkee.',
  '| Post | € |\n|---|---|\n| Een | 108.010 |\n| Ijsselmonde | 207,144 |',
  '| Tijd | Plaats |\n|---|---|\n| 9:30 | Ijsselmonde |\n| 10h | Alblasterdam |',
  'De ondernijning in Alblasterdam.\nEn de ondernijning in\nHendrik Ido Ambacht.',
  ':::crad\nIn Ijsselmonde.\n:::',
  ':::card\n# Kop\n\nTekst.\n:::',
  'Over Statische  Dreigingen en statische dreigingen.',
  'Tekst\u202E met [[nam|lezer]] erin.\u200E',
  "Het is 's avonds 9:30 in `Ijsselmonde`.",
  '```\nIjsselmonde 9:30\n```',
  'Beste {{voornaam}} {{achternaam}}, `{{naam}}` en %FIRSTNAME% in Ijsselmonde.',
  'Meld u aan op www.example.org/leren, of mail info@example.org.',
  '| Gemeente | Aantal |\n| Delft | 12 |\nEn verder.',
  'Gemeente\tAantal\nDelft\t12',
  '- Beste [[naam]]\n- Hallo [[salutation]],',
]
const heads = [
  'rubric: nieuws',
  'onderwerp: Proef\nlink:\n  text: Bekijk de agenda van de VAR',
  'title: Proef',
  'title: Let op: nieuw',
  "title: 's Avonds in Ijsselmonde om 9:30",
  'title: "In Ijsselmonde"\nlink:\n  text: Bekijk de agenda van de VAR\n  ulr: http://var.nl/agenda',
  'titel: Proef\nrubric: niews',
  "title: 'Proef'\nstatus: geplant\ntheme: privasy\nlink:\n  text: Lees het jaarplan\n  url: http://var.nl/plan",
  'title: Proef\ntitel: Proef\nwieght: 3',
]

test('after any fix its problem is gone, none is new, and nothing else of the file has changed', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(
      fc.constantFrom(...heads),
      fc.array(fc.constantFrom(...blocks), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '\uFEFF'),
      fc.boolean(),
      (fields, body, end, mark, last) => {
        const written = `---\n${fields}\n---\n${body.join('\n\n')}${last ? '\n' : ''}`
        const source = mark + written.replaceAll('\n', end)
        const before = problemsIn(source)
        for (const found of before) {
          const fixed = fixFor(source, found)
          if (fixed === undefined) continue
          seen.add(found.code)
          const after = applyFix(source, fixed)
          expectBetter(source, after, found, before)
          const [old, now] = [linesOf(source), linesOf(after)]
          expect(now.mark).toBe(mark)
          // New lines get the end that the others have.
          expect([...new Set(now.lines.map((line) => line.end))].toSorted()).toEqual(
            [...new Set(old.lines.map((line) => line.end))].toSorted(),
          )
          const touched = new Set(fixed.edits.map(({ line }) => line))
          const kept = old.lines.filter((_, at) => !touched.has(at + 1))
          expect(isWithin(kept, now.lines)).toBe(true)
          const added = fixed.edits.map(
            ({ insert, withEnd }) => insert.split('\n').length - (withEnd ? 2 : 1),
          )
          expect(now.lines.length).toBe(
            old.lines.length + added.reduce((sum, count) => sum + count, 0),
          )
        }
      },
    ),
    { numRuns: 60 },
  )
  expect(seen.size).toBeGreaterThan(10)
}, 120_000)

test('no text makes a fix throw', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...blocks, ...heads, '---', '"', ': '), fc.string())),
      (parts) => {
        const source = `---\n${parts.join('\n')}`
        for (const found of problemsIn(source)) {
          expect(() => fixFor(source, found)).not.toThrow()
        }
      },
    ),
    { numRuns: 200 },
  )
})

/** Whether `all` has these lines, in this order, with their ends. */
function isWithin(wanted: SourceLines['lines'], all: SourceLines['lines']): boolean {
  let next = 0
  for (const { words, end } of all) {
    const line = wanted[next]
    if (line?.words === words && line.end === end) next += 1
  }
  return next === wanted.length
}

function expectBetter(
  before: string,
  after: string,
  found: Problem,
  old = problemsIn(before),
): void {
  const now = problemsIn(after)
  const why = `${found.code} ${JSON.stringify(found.values)} at ${found.line}:${found.column}\n${before}\n=> ${after}`
  const same = (one: Problem) =>
    one.code === found.code &&
    one.line === found.line &&
    one.column === found.column &&
    one.values['found'] === found.values['found']
  expect(
    now.filter(same).map(({ code }) => code),
    why,
  ).toEqual([])
  // What nobody could read, or read under another name, had nothing said about it before.
  if (/^frontmatter\/(?:invalid|field-|text-above|missing|engine)/.test(found.code)) return
  const count = (all: Problem[]) =>
    Map.groupBy(all, ({ code, values }) => `${code} ${values['found']}`)
  for (const [key, ones] of count(now)) {
    expect(ones.length, `${key}\n${why}`).toBeLessThanOrEqual(count(old).get(key)?.length ?? 0)
  }
}
