import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import type { Contribution } from '../../src/content/contribution.ts'
import type { PictureFile } from '../../src/check/picture-files.ts'
import { readAreas } from '../../src/content/areas.ts'
import { catalogue, type ProblemCode } from '../../src/problem.ts'
import { readNetworks } from '../../src/subscribers/networks.ts'
import { readSegments } from '../../src/subscribers/segments.ts'
import { readThemes } from '../../src/subscribers/themes.ts'
import { situations } from '../content/code-situations.ts'
import { elsewhere } from './elsewhere.ts'
import { inspect, marchToCheck, project, text, withItem } from './march.ts'

/** What is right and what is wrong, for each code that `checkIssue` can give. */
const cases: { [Code in ProblemCode]?: Case } = {
  'subject/missing': { good: subject('Nieuws'), bad: subject('  ') },
  'subject/long': { good: subject('n'.repeat(60)), bad: subject('n'.repeat(61)) },
  'subject/shouting': {
    good: subject('Nieuwsbrief VAR: RIEC en PVO over GVB II!'),
    bad: subject('Nieuwsbrief VAR: KOM NU'),
  },
  'preheader/missing': { good: preheader('p'.repeat(40)), bad: preheader(' ') },
  'preheader/length': { good: preheader('p'.repeat(90)), bad: preheader('p'.repeat(91)) },
  'preheader/duplicate': {
    good: preheader('Kom naar de carrousel. En nog veel meer nieuws.'),
    bad: (input) => preheader(`${input.issue.subject}.`)(input),
  },
  'moment/holiday': { good: sendAt('2027-05-07T10:00'), bad: sendAt('2027-05-06T10:00') },
  'moment/weekend': { good: sendAt('2026-12-18T10:00'), bad: sendAt('2026-12-19T10:00') },
  'moment/friday-late': { good: sendAt('2026-12-18T14:59'), bad: sendAt('2026-12-18T15:00') },
  'moment/year-end': { good: sendAt('2026-12-23T10:00'), bad: sendAt('2026-12-24T10:00') },
  'content/issue-long': { good: items(8), bad: items(9) },
  'segment/unknown': {
    good: (input) => ({ ...input, knownSegments: ['nieuwsbrief-alle', 'bestuurders'] }),
    bad: (input) => ({ ...input, knownSegments: ['nieuwsbrief-allen', 'bestuurders'] }),
  },
  'issue/segments-missing': {
    good: (input) => ({
      ...input,
      issue: { ...input.issue, segments: [], headUnreadable: true as const },
    }),
    bad: (input) => ({ ...input, issue: { ...input.issue, segments: [] } }),
  },
  'frontmatter/theme-unknown': {
    good: item('Tekst.', { theme: 'zelfgekozen' }, { knownThemes: [] }),
    bad: item('Tekst.', { theme: 'privasy' }),
  },
  'personal/field-misplaced': {
    good: item('Beste [[name|lezer]], [dag [[name|lezer]]](https://example.org/dag).'),
    bad: subject('Nieuws voor [[name|lezer]]'),
  },
  'config/example-values': {
    good: (input) => input,
    bad: (input) => ({ ...input, config: { ...input.config, transport: 'smtp' } }),
  },
  'personal/url-unsafe': {
    good: publicUrl('https://nieuws.var.nl/pad'),
    bad: publicUrl('https://nieuws.var.nl/"onclick="x'),
  },
  'template/unfilled': {
    good: html('</body>', '<p>&#123;&#123;name&#125;&#125;</p></body>'),
    bad: html('</body>', String.raw`<p>\{{name}}</p></body>`),
  },
  'image/missing': { good: picture(jpeg(1)), bad: picture({ kind: 'missing' }) },
  'image/unreadable': { good: picture(jpeg(1)), bad: picture({ ...jpeg(1), type: undefined }) },
  'image/format': { good: picture(jpeg(1)), bad: picture({ ...jpeg(1), type: 'svg' }) },
  'image/heavy': { good: picture(jpeg(200_000)), bad: picture(jpeg(200_001)) },
  'image/total-heavy': { good: pictures(800_000), bad: pictures(800_001) },
  'mail/size-limit': { good: filled(102_400), bad: filled(102_401) },
  'mail/size-large': { good: filled(85_000), bad: filled(85_001) },
  'mail/style-size': { good: style(1000), bad: style(16 * 1024) },
  'mail/lang': { good: html('lang="nl"', 'lang="nl-NL"'), bad: html('lang="nl"', 'lang="und"') },
  'mail/dir': { good: (input) => input, bad: html(' dir="ltr"', ' dir="auto"') },
  'mail/title': { good: (input) => input, bad: html(/<title>[^<]*<\/title>/, '<title> </title>') },
  'mail/table-role': {
    good: html('</body>', '<table><tr><th scope="col">a</th></tr></table></body>'),
    bad: html('</body>', '<table><tr><td>a</td></tr></table></body>'),
  },
  'mail/anchor': {
    good: html('</body>', '<a href="#x">x</a><a name="x" id="x"></a></body>'),
    bad: html('</body>', '<a href="#x">x</a><p id="x">x</p></body>'),
  },
  'mail/element-forbidden': {
    good: html('</body>', '<p>&lt;script&gt;</p></body>'),
    bad: html('</body>', '<script></script></body>'),
  },
  'mail/preview-marker': {
    good: (input) => ({ ...html('<p', '<p data-source="a:1:1"')(input), preview: true }),
    bad: html('<p', '<p data-source="a:1:1"'),
  },
  'mail/unsubscribe': {
    good: (input) => input,
    bad: html(/\{\{unsubscribeUrl\}\}/g, 'https://var.nl'),
  },
  'mail/sender-details': { good: (input) => input, bad: html(/redactie@example\.org/g, '') },
  'mail/web-version': { good: (input) => input, bad: html(/\{\{webUrl\}\}/g, 'https://var.nl') },
  'text/missing': { good: (input) => input, bad: plainText(() => ' \n') },
  'text/differs': { good: plainText((all) => all), bad: plainText((all) => all.slice(0, 3000)) },
  'personal-data/citizen-number': {
    good: item('Zaak 123456789, € 123.456.782 en NL123456782B01.'),
    bad: item('Zijn nummer is 1234.56.782.'),
  },
  'personal-data/bank-account': {
    good: item('Rekening NL91 ABNA 0417 1643 01.'),
    bad: item('Rekening NL91 ABNA 0417 1643 00.'),
  },
  'personal-data/number-plate': {
    good: item('Zaak RO-22-08 en de A-12-route.'),
    bad: item('Hij reed weg met 16-RSL-9.'),
  },
  'personal-data/telephone': {
    good: item('Bel [06 12 34 56 78](tel:+31612345678), 0900-8844 of 088 123 45 67.'),
    bad: item('Bel 06 12 34 56 78.'),
  },
  'personal-data/address': {
    good: item('Locatie: Coolsingel 40, 3011 AD Rotterdam.'),
    bad: item('Zij woont op Dorpsstraat 12a, 3011 AB Rotterdam.'),
  },
  'personal-data/named-offence': {
    good: item('Burgemeester Jan Jansen sprak over daders. Pieter de Boer leidde de avond.'),
    bad: item('De politie heeft Mohammed B. aangehouden.'),
  },
  'fact/event-date': {
    good: item('Het Leerhuis over statelijke dreigingen is op 17 april.'),
    bad: item('Het Leerhuis over statelijke dreigingen is op 3 april.'),
  },
  'fact/weekday': { good: item('Donderdag 23 maart 2023.'), bad: item('Vrijdag 23 maart 2023.') },
  'fact/date-impossible': {
    good: item('29 februari, 29 februari 2024, 31 december en 30-06-2023.'),
    bad: item('Kom op donderdag 30 februari 2023.'),
  },
  'fact/table-total': { good: total(396_181), bad: total(396_101) },
  'fact/municipality': {
    good: item('Alblasserdam en Hendrik-Ido-Ambacht doen mee.'),
    bad: item('Alblasterdam doet mee.'),
  },
  'fact/term': { good: item('Statelijke dreigingen.'), bad: item('Statische dreigingen.') },
  'fact/tense-year': {
    good: item('Het platform heeft in 2022 vijf colleges georganiseerd, en zal in 2024 meer doen.'),
    bad: item('Het platform heeft in 2024 vijf colleges georganiseerd.'),
  },
  'fact/number-format': {
    good: item('| Post | € |\n|---|---|\n| Een | 108.010 |\n| Twee | 207.144 |'),
    bad: item('| Post | € |\n|---|---|\n| Een | 108.010 |\n| Twee | 207,144 |'),
  },
  'fact/event-title': {
    good: item(
      "In september 2022 was er een Leerhuis 'Zorg en dwang'. En een webinar 'Cyber' op 8 september 2022.",
    ),
    bad: item(
      "In september 2022 was er een Leerhuis 'Verward gedrag'. Een Leerhuis in het teken van de Wet Zorg en Dwang (8 september 2022).",
    ),
  },
  'fact/role-vacant': {
    good: item(
      'De vicevoorzitter en de voormalig voorzitter van de VAR, en de voorzitter van het RIEC.',
    ),
    bad: item('De dag begint met de voorzitter van de VAR.'),
  },
  'content/section-empty': {
    good: item('## Kop\n\n### Onderkop\n\nTekst.'),
    bad: item('## Kop\n\nTekst.\n\n## App-downloads per gemeente'),
  },
  'content/relative-date': {
    good: item('In 2022, en morgenmiddag in deze editie.'),
    bad: item('Vorig jaar waren er negen.'),
  },
  'content/emoji-bullet': {
    good: item('- Een ✅\n- Twee\n\n– Tot slot: dit.'),
    bad: item('✅ Een\n✅ Twee'),
  },
  'typography/time': {
    good: item('Van 9.30 uur tot 12.00 uur, beeld 16:9, regel 8.10 en € 9.30.'),
    bad: item('Inloop vanaf 09:30.'),
  },
  'readability/sentence': { good: item(sentence(25)), bad: item(sentence(26)) },
  'readability/sentence-run': {
    good: item(`${sentence(21)} ${sentence(21)} ${sentence(21)} ${sentence(20)}`),
    bad: item(`${sentence(21)} ${sentence(21)} ${sentence(21)} ${sentence(21)}`),
  },
  'readability/abbreviation': {
    good: item('Het Privacy Platform Eenheid Rotterdam (PPER) en de VAR. Het PPER doet mee.'),
    bad: item('Het PPER doet mee.'),
  },
  'readability/paragraph': { good: item('woord '.repeat(66)), bad: item('woord '.repeat(67)) },
  'readability/subheading': {
    good: item(`${'Een woord. '.repeat(75)}\n\n## Kop\n\n${'Een woord. '.repeat(75)}`),
    bad: item(`${'Een woord. '.repeat(75)}\n\nMeer.`),
  },
  'readability/jargon': { good: item('Over de regio.'), bad: item('Met betrekking tot de regio.') },
  'spelling/unknown': {
    good: item('De veiligheidspartners bespreken ondermijning, volgens Astrid de Jong.'),
    bad: item('De aanpak van ondernijning.'),
  },
  'typography/ij': { good: item('In IJsselmonde.'), bad: item('In Ijsselmonde.') },
}

/** Of so many words. */
function sentence(words: number): string {
  return `${'Woord'.padEnd(5 + (words - 1) * 6, ' woord')}.`
}

type Change = (input: IssueToCheck) => IssueToCheck
type Case = { good: Change; bad: Change }

let march: IssueToCheck
beforeAll(async () => {
  march = await marchToCheck()
})

describe.each(Object.entries(cases))('%s', (code, { good, bad }) => {
  test('is silent where all is well', () => {
    expect(checkIssue(good(march)).filter((found) => found.code === code && fresh(found))).toEqual(
      [],
    )
  })

  test('is reported where it is not, with words that name what was found', () => {
    const found = checkIssue(bad(march)).filter((one) => one.code === code && fresh(one))
    expect(found.length).toBeGreaterThan(0)
    for (const { values, file } of found) {
      expect(file).toMatch(/\.(md|mjml|yaml)$/)
      const words = Object.values(text.problems[code as ProblemCode](values)).join(' ')
      expect(words).not.toMatch(/undefined|NaN|\[object/)
      // A date is quoted as people write it.
      const quoted = /^\d{4}-/.test(String(values['found'])) ? '' : String(values['found'] ?? '')
      expect(words).toContain(quoted)
    }
  })
})

describe('every code of the catalogue', () => {
  const here = [...Object.keys(cases), ...Object.keys(situations)]

  test('is in exactly one list: that of a check, of a contribution, or of another stage', () => {
    const listed = [...here, ...Object.keys(elsewhere)]
    expect(listed.toSorted()).toEqual(Object.keys(catalogue).toSorted())
  })

  test('of another stage is expected by a test there that also expects silence', () => {
    const unproven = Object.entries(elsewhere).filter(([code, folder]) => {
      const files = globSync('**/*.test.ts', { cwd: join(project, folder) })
      const tests = files.map((file) => readFileSync(join(project, folder, file), 'utf8'))
      return !tests.some((source) => expectsReport(source, code) && expectsSilence(source))
    })
    expect(unproven).toEqual([])
  })

  // What the two issues do report belongs to `cases` and `situations`, and is proven there.
  test.each(['2023-03', '2023-10'])(
    'of another stage is silent when all of issue %s is read, made and checked',
    async (id) => {
      const [inspection, segments, themes, networks, areas] = await Promise.all([
        inspect(id),
        readSegments(project),
        readThemes(project),
        readNetworks(project),
        readAreas(project),
      ])
      const read = [inspection, segments, themes, networks, areas].flatMap((one) => one.problems)
      expect(inspection.editions.length).toBeGreaterThan(0)
      expect(read.map(({ code }) => code).filter((code) => code in elsewhere)).toEqual([])
    },
  )
})

/** Named on a line that does not deny it. */
function expectsReport(source: string, code: string): boolean {
  return source
    .split('\n')
    .some((line) => line.includes(code) && !/\.not\.|!==|filter\(/.test(line))
}

function expectsSilence(source: string): boolean {
  return /toEqual\(\[\]\)|\[\]\]|not\.toContain|toBe\(undefined\)|toBeUndefined|toHaveLength\(0\)/.test(
    source,
  )
}

/** What the March issue's own files say and accept is not what the case is about. */
function fresh(found: { file?: string; code: string; values: object }): boolean {
  return (
    !(found.code === 'fact/event-date' && 'source' in found.values) &&
    !(found.code === 'fact/term' && found.file !== 'newsletters/2023-03/var/extra.md') &&
    !(found.code === 'fact/municipality' && found.file?.includes('/figures/'))
  )
}

function subject(value: string): Change {
  return (input) => ({ ...input, issue: { ...input.issue, subject: value } })
}

function sendAt(value: string): Change {
  return (input) => ({ ...input, issue: { ...input.issue, sendAt: value } })
}

function preheader(value: string): Change {
  return (input) => ({ ...input, issue: { ...input.issue, preheader: value } })
}

function items(count: number): Change {
  return (input) => {
    const [first] = input.issue.items
    if (first === undefined) throw new Error('The issue is empty')
    const many = Array.from({ length: count }, (_, index) => ({ ...first, slug: `item-${index}` }))
    return { ...input, issue: { ...input.issue, items: many } }
  }
}

function item(
  markdown: string,
  given: Partial<Contribution> = {},
  more: Partial<IssueToCheck> = {},
): Change {
  return (input) => ({ ...input, issue: withItem(input.issue, markdown, given), ...more })
}

function jpeg(bytes: number) {
  return { kind: 'file' as const, bytes, type: 'jpg' }
}

function picture(found: PictureFile['found']): Change {
  const place = { file: 'newsletters/2023-03/var/extra.md', line: 4, column: 8 }
  return (input) => ({ ...input, pictures: [{ src: 'foto.jpg', place, found }] })
}

/** What travels with the mail, in bytes. */
function pictures(bytes: number): Change {
  return (input) => ({
    ...input,
    rendered: input.rendered.map((rendered) =>
      Object.assign({}, rendered, {
        images: rendered.images
          .slice(0, 1)
          .map((image) => ({ ...image, bytes: Buffer.alloc(bytes) })),
      }),
    ),
  })
}

function publicUrl(value: string): Change {
  return (input) => ({ ...input, config: { ...input.config, publicUrl: value } })
}

function total(value: number): Change {
  return (input) => ({
    ...input,
    issue: {
      ...input.issue,
      figureData: input.issue.figureData.map((figure) =>
        figure.totalInSource === undefined
          ? figure
          : { ...figure, totalInSource: { ...figure.totalInSource, value } },
      ),
    },
  })
}

function html(from: string | RegExp, to: string): Change {
  return (input) => ({
    ...input,
    rendered: input.rendered.map((rendered) => {
      const changed = rendered.html.replace(from, to)
      if (changed === rendered.html) throw new Error(`The mail does not hold ${from}`)
      return { ...rendered, html: changed }
    }),
  })
}

/** The mail grown to this many bytes, once it is filled for the longest recipient. */
function filled(bytes: number): Change {
  return (input) => {
    const grow = (by: number) =>
      html('</body>', `<p>${'é'.repeat(by >> 1)}${'e'.repeat(by % 2)}</p></body>`)(input)
    const size = (grown: IssueToCheck) => {
      const found = checkIssue({ ...grown, issue: input.issue }).find((one) =>
        one.code.startsWith('mail/size'),
      )
      return Number(found?.values['bytes'])
    }
    const large = 50_000
    return grow(large + bytes - size(grow(large)))
  }
}

function style(bytes: number): Change {
  return html('</head>', `<style>.x{color:red}/*${'x'.repeat(bytes)}*/</style></head>`)
}

function plainText(change: (all: string) => string): Change {
  return (input) => ({
    ...input,
    rendered: input.rendered.map((rendered) => {
      const changed = change(rendered.text)
      return { ...rendered, text: changed }
    }),
  })
}
