import { readContribution } from '../../src/content/read-contribution.ts'
import { march } from './march.ts'
import type { Look, Situations } from './situation.ts'

/** Whole contributions, as a partner delivers them. */
export const ofContributions = {
  'frontmatter/invalid': { good: fields('title: "Kom: nu"'), bad: fields('title: Kom: nu') },
  'frontmatter/engine-forbidden': {
    good: body('Tekst'),
    bad: read('---js\n{ title: "a" }\n---\nTekst'),
  },
  'frontmatter/missing': {
    // A rule in a text is no front matter that begins too late.
    good: [body('Tekst'), read('Tekst\n---\ntitle: a\n---\nTekst')],
    bad: [read('Tekst'), read('Een\n\n---\n\nTwee: drie\n\n---\n\nVier')],
  },
  'frontmatter/text-above': {
    good: [body('Tekst'), read('Een\n\n---\n\nTwee: drie\n\n---\n\nVier')],
    bad: [
      read('Tekst\n---\ntitle: a\n---\nTekst'),
      read('\n\n---\ntitle: a\n---\nTekst'),
      read('rubric: nieuws\n---\ntitle: a\n---\nTekst'),
    ],
  },
  'frontmatter/fields-below': {
    good: [
      body('Datum: 3 april\nPlaats: Rotterdam'),
      body('agenda: wat er te doen is'),
      body('Tekst\n\ntitle: a\nrubric: nieuws'),
      body('link: https://var.nl\n\nTekst'),
    ],
    bad: [
      read('---\n---\ntitle: a\nrubric: nieuws\n\nTekst'),
      body('\nrubric: nieuws\n\nTekst'),
      body('link:\n  text: a\n  url: https://var.nl\nweight: 2\nTekst'),
    ],
  },
  'frontmatter/field-missing': {
    good: fields('title: a'),
    bad: [fields('rubric: nieuws'), fields('titel: a'), fields('title:\nrubric: nieuws')],
  },
  'frontmatter/field-unknown': { good: fields('title: a'), bad: fields('title: a\ntitel: a') },
  'frontmatter/field-value': {
    good: fields('title: a\nweight: 2\nstatus: gepland'),
    bad: [fields('title: a\nweight: zwaar'), fields('title: a\nstatus: geplant')],
  },
  'frontmatter/rubric-unknown': {
    good: fields('title: a\nrubric: nieuws'),
    bad: fields('title: a\nrubric: niews'),
  },
  'markdown/unreadable': { good: body('Eén'), bad: read(Buffer.from(withTitle('Eén'), 'latin1')) },
  'markdown/too-large': {
    good: [body('a'.repeat(99_900)), body('+ a\n'.repeat(4900)), body('**a** '.repeat(4900))],
    bad: [body('a'.repeat(100_000)), body('+ a\n'.repeat(5100)), body('**a** '.repeat(5100))],
  },
  'markdown/empty': { good: body('Tekst'), bad: body('\n \n') },
  'markdown/character-invisible': { good: body('een twee'), bad: body('een\u000Btwee') },
  'markdown/raw-html': { good: body('a < b en `<b>`'), bad: body('Een <b>woord</b>.') },
  'markdown/container-unknown': {
    good: body(':::card\nA\n:::'),
    bad: [body(':::xyzzy\nA\n:::'), body(':::buton\nA\n:::')],
  },
  'markdown/container-unclosed': { good: body(':::card\nA\n:::'), bad: body(':::card\nA') },
  'table/header-missing': {
    good: body('| a | b |\n|--|--|\n| 1 | 2 |'),
    bad: body('| a | |\n|--|--|\n| 1 | 2 |'),
  },
  'table/label-missing': {
    good: body('| a | b |\n|--|--|\n| 1 | |\n| | |'),
    bad: body('| a | b |\n|--|--|\n| | 2 |'),
  },
  'table/unmarked': {
    good: [
      body('| a | b |\n|--|--|\n| 1 | 2 |\n| 3 | 4 |'),
      body('Een | streep |\n\n| los |\n\n•\tEen\n•\tTwee'),
      body('```\n| a | b |\n| 1 | 2 |\n```'),
      body('Een\ttab in een zin.\nEn geen hier.'),
    ],
    bad: [
      body('Tekst\n| a | b |\n| 1 | 2 |'),
      body('| a | b |\n|--|\n| 1 | 2 |'),
      body('Gemeente\tAantal\nDelft\t12'),
    ],
  },
  'table/cell-count': {
    good: body('| a | b |\n|--|--|\n| 1 \\| 1 | 2 |'),
    bad: body('| a | b |\n|--|--|\n| 1 |'),
  },
  'content/heading-empty': { good: body('## Een\n\nTekst'), bad: body('## \n\nTekst') },
  'content/heading-h1': { good: body('## Een\n\nTekst'), bad: body('# Een\n\nTekst') },
  'content/heading-skipped': {
    good: body('## Een\n\n### Twee\n\nTekst'),
    bad: body('### Twee\n\nTekst'),
  },
  'content/heading-marks': {
    good: [
      body('## Aanmelden ##\n\nTekst'),
      body('#durfteverbinden is het thema.'),
      body('Zie `##Aanmelden`, \\##Aanmelden en <https://var.nl/a/##>'),
      body('Lees meer over C#'),
    ],
    bad: [
      body('##Aanmelden'),
      body('Aanmelden##'),
      body('Aanmelden ##'),
      body('Tekst\nAanmelden## \nTekst'),
      body('## Aanmelden##\n\nTekst'),
    ],
  },
  'content/unfinished': {
    good: [
      body('De app [RIEC], maat XXXL, `TODO` en [NAAM](https://var.nl/a), in [[name|lezer]].'),
      body('Het formulier is nog in te vullen.'),
    ],
    bad: [
      ...[
        'TODO: cijfers',
        'Op XXX april.',
        'Bel @@@.',
        'NOG INVULLEN',
        'Lorem ipsum dolor.',
        'Bel [NAAM INVULLEN].',
        'Op [DATUM].',
        'Bel [naam invullen].',
      ].map((text) => body(text)),
      march((input) => ({ ...input, issue: { ...input.issue, subject: 'Nieuws van XXX' } })),
    ],
  },
  'content/mail-pasted': {
    good: [
      body('Van: 9.30 uur\nAan: 12.30 uur'),
      body('Onderwerp: veiligheid\n\nEen tekst.\n\nEn meer.\n\nNog meer.\n\nAan: iedereen'),
    ],
    bad: [
      body('Van: Samira Jansen\nVerzonden: maandag 3 april 2023 9:12\nAan: Jan Jansen\n\nTekst.'),
      body('**From:** Samira Jansen  \n**Subject:** Nieuws'),
      body('-----Oorspronkelijk bericht-----\n\nTekst.'),
      body('Op ma 3 apr. 2023 om 9:12 schreef Samira Jansen:\n\nTekst.'),
    ],
  },
  'content/mail-footer': {
    good: [
      body('Met vriendelijke groet,\n\nSamira Jansen\nvoorzitter van de VAR'),
      body('Dit bericht is bestemd voor alle gemeenten. De informatie is vertrouwelijk.'),
    ],
    bad: [
      body(
        'Met vriendelijke groet,\n\nSamira Jansen\nSenior adviseur\nT 010 123 45 67\nWilhelminaplein 1',
      ),
      body('Groeten,\n\nSamira Jansen\nBeleidsadviseur\nwww.example.org'),
      body('Dit bericht (inclusief bijlagen) is uitsluitend bestemd voor de geadresseerde.'),
      body('The information contained in this message is confidential.'),
    ],
  },
  'content/loose-emphasis': {
    good: body(
      '**Let op** en __dit__, `**`, \\*\\*zo, bedrag** en 2 ** 3.\n\n\\** Voorlopig cijfer.',
    ),
    bad: [
      body('**Let op: kom op tijd.'),
      body('Dit is ** vet ** hier.'),
      body('Een __woord hier.'),
    ],
  },
  'typography/space-before': {
    good: body('Kom ook ... of niet. Zie .nl en `a .`, [[salutation]], en € 1.000, zo.'),
    bad: body('De rekening is .'),
  },
  'content/item-long': { good: body('woord '.repeat(150)), bad: body('woord '.repeat(151)) },
  'content/link-text-empty': { good: link('Agenda van maart'), bad: link('▶') },
  'content/link-text-generic': { good: link('Lees meer over privacy'), bad: link('Lees meer') },
  'content/link-text-ambiguous': {
    good: body('[Agenda](https://var.nl/a) en [agenda](https://var.nl/a)'),
    bad: body('[Agenda](https://var.nl/a) en [agenda](https://var.nl/b)'),
  },
  'content/link-text-misleading': {
    good: link('politie.nl', 'https://www.politie.nl/a'),
    bad: link('politie.nl', 'https://example.org/'),
  },
  'link/bare': {
    good: [
      body(
        '[Agenda](https://var.nl/a), [www.var.nl/b](https://www.var.nl/b) en <https://var.nl/c>',
      ),
      body('`https://var.nl/a`, [d] en ![Een zaal](a.jpg)\n\n[d]: https://var.nl/d'),
      body('Kijk op var.nl, via @politie of http://localhost:3000/a en \\\\server\\map.'),
    ],
    bad: [
      body('Kijk op https://example.org/scan?x=1.'),
      body('Meld u aan (www.example.org/aanmelden).'),
      body('Mail naar info@example.org, graag.'),
    ],
  },
  'link/target-empty': { good: link('Agenda'), bad: link('Agenda', '#') },
  'link/unfinished': {
    good: [
      link('Agenda'),
      body('[Agenda][a] en [a].\n\n[a]: https://var.nl/agenda'),
      body('Noot [1], [x], [sic], [...] en [[name|lezer]]; \\[geen link\\] en `[code]`.'),
    ],
    bad: [
      body('Lees [het plan].'),
      body('Lees [het plan] (https://var.nl/plan).'),
      body('Lees [het plan](https://var.nl/het plan).'),
      body('Lees [het plan][plan].'),
      body('![Een haven]'),
    ],
  },
  'link/scheme-forbidden': {
    good: link('Schrijf ons', 'mailto:info@example.org'),
    bad: link('Agenda', 'agenda.html'),
  },
  'link/host-forbidden': {
    good: link('Agenda'),
    bad: link('Agenda', 'https://192.168.1.1/a'),
  },
  'link/insecure': { good: link('Agenda'), bad: link('Agenda', 'http://var.nl/a') },
  'link/shortener': { good: link('Agenda'), bad: link('Agenda', 'https://bit.ly/abc') },
  'link/front-page': {
    good: link('Lees het jaarplan', 'https://var.nl/jaarplan'),
    bad: link('Lees het jaarplan', 'https://var.nl'),
  },
  'image/alt-missing': { good: body('![decoratief](streep.png)'), bad: body('![ ](zaal.jpg)') },
  'image/alt-filename': {
    good: body('![Twintig mensen in een zaal](zaal.jpg)'),
    bad: body('![IMG_2034.JPG](zaal.jpg)'),
  },
  'personal/field-unknown': {
    good: body('Beste [[name|lezer]]'),
    bad: body('Beste [[naam|lezer]]'),
  },
  'personal/foreign-field': {
    good: [
      body('Beste [[name|lezer]], `{{naam}}`, 50% van {a} en «een citaat» voor 100%.'),
      body('Zie <https://var.nl/a>, a << b >> c en {zo}.'),
    ],
    bad: [
      '{{voornaam}}',
      '{{ naam }}',
      '{{#if functie}}',
      '{{contact.first_name|lezer}}',
      '«Voornaam»',
      '<<naam>>',
      '{naam}',
      '%FIRSTNAME%',
      '*|FNAME|*',
    ].map((field) => body(`Beste ${field}, dit is nieuws.`)),
  },
  'personal/salutation-twice': {
    good: body('[[salutation]],\n\nDe beste groet: [[salutation]]'),
    bad: [body('Beste [[salutation]],'), body('Tekst.\nGeachte heer/mevrouw [[salutation]],')],
  },
  'personal/fallback-missing': { good: body('Beste [[name|lezer]]'), bad: body('Beste [[name]]') },
} satisfies Situations

function read(source: string | Buffer): Look {
  return () =>
    readContribution({
      file: 'newsletters/2023-03/riec/bericht.md',
      issueId: '2023-03',
      partner: 'riec',
      slug: 'bericht',
      bytes: Buffer.from(source),
    }).problems
}

function fields(lines: string): Look {
  return read(`---\n${lines}\n---\nTekst\n`)
}

function body(markdown: string): Look {
  return read(withTitle(markdown))
}

function withTitle(markdown: string): string {
  return `---\ntitle: a\n---\n${markdown}\n`
}

function link(text: string, url = 'https://var.nl/agenda'): Look {
  return body(`Zie [${text}](${url}).`)
}
