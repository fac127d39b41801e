import { describe, expect, test } from 'vitest'
import { readContribution } from '../../src/content/read-contribution.ts'

const file = 'newsletters/2023-03/riec/bericht.md'
const read = (source: string) =>
  readContribution({
    file,
    issueId: '2023-03',
    partner: 'riec',
    slug: 'bericht',
    bytes: Buffer.from(source),
  })
const withFields = (fields: string, body = 'De tekst van het bericht.\n') =>
  read(`---\n${fields}\n---\n${body}`)

const complete = `title: Zes thema's
rubric: nieuws
theme: mensenhandel
weight: 20
segments: [bestuurders, gemeenten]
link:
  text: Vraag een training aan
  url: https://veiligheidsalliantie.nl/training
image:
  src: foto.jpg
  alt: Twintig mensen in een zaal
status: gepland
source_lines: [70, 76]
accepted:
  - code: fact/term
    found: Statische Dreigingen
    reason: Zo staat het in de bron.`

describe('a contribution', () => {
  test('has everything its file says', () => {
    const { contribution, problems } = withFields(complete)
    expect(problems).toEqual([])
    expect(contribution).toMatchObject({
      issueId: '2023-03',
      partner: 'riec',
      slug: 'bericht',
      file,
      title: 'Zes thema’s',
      rubric: 'nieuws',
      theme: 'mensenhandel',
      weight: 20,
      segments: ['bestuurders', 'gemeenten'],
      link: { text: 'Vraag een training aan', url: 'https://veiligheidsalliantie.nl/training' },
      image: { src: 'foto.jpg', alt: 'Twintig mensen in een zaal' },
      status: 'planned',
      sourceLines: [70, 76],
      accepted: [{ code: 'fact/term', found: 'Statische Dreigingen' }],
      body: { source: 'De tekst van het bericht.\n', firstLine: 20, words: 5 },
    })
    expect(contribution?.places?.['title']).toMatchObject({ line: 2, column: 8 })
  })

  test('may have a rubric of its own, with a question whether a known one was meant', () => {
    const { contribution, problems } = withFields('title: Een bericht\nrubric: niews')
    expect(contribution?.rubric).toBe('niews')
    expect(problems).toMatchObject([
      {
        code: 'frontmatter/rubric-unknown',
        severity: 'warns',
        values: { found: 'niews', suggestion: 'nieuws' },
        line: 3,
        column: 9,
      },
    ])
  })

  test('needs a title and nothing else', () => {
    expect(withFields('title: Een bericht').contribution).toMatchObject({
      rubric: undefined,
      weight: 0,
      segments: [],
      link: undefined,
      image: undefined,
      status: undefined,
      accepted: [],
    })
    const { contribution, problems } = withFields('rubric: nieuws')
    expect(contribution).toBeUndefined()
    expect(problems).toMatchObject([
      { code: 'frontmatter/field-missing', values: { field: 'title' }, file },
    ])
  })

  test('says every misspelt key with the key that was meant, also inside link and image', () => {
    const { problems } = withFields(
      'titel: a\ntitle: a\nlink:\n  tekst: b\n  text: Agenda van maart\n  url: https://var.nl/agenda',
    )
    expect(
      problems.map(({ code, values, line, column }) => ({ code, values, line, column })),
    ).toEqual([
      {
        code: 'frontmatter/field-unknown',
        values: { field: 'titel', suggestion: 'title' },
        line: 2,
        column: 1,
      },
      {
        code: 'frontmatter/field-unknown',
        values: { field: 'tekst', suggestion: 'text' },
        line: 5,
        column: 3,
      },
    ])
  })

  test('without text says so at the line where the text should be', () => {
    expect(withFields('title: a', '\n \n').problems).toMatchObject([
      { code: 'markdown/empty', line: 4, column: 1 },
    ])
  })

  test('of more than 150 words gets a tip, and of 150 does not', () => {
    expect(withFields('title: a', 'woord '.repeat(150)).problems).toEqual([])
    expect(withFields('title: a', 'woord '.repeat(151)).problems).toMatchObject([
      { code: 'content/item-long', severity: 'tip', values: { count: 151, limit: 150 }, line: 4 },
    ])
  })

  test('with one wrong value keeps all the others', () => {
    const { contribution, problems } = withFields(
      'title: a\nweight: zwaar\nstatus: geplant\nsource_lines: [12, r70]\nimage: foto.jpg',
    )
    expect(contribution).toMatchObject({
      title: 'a',
      weight: 0,
      status: undefined,
      sourceLines: [],
    })
    expect(problems.map(({ values, line }) => [values['field'], values['expected'], line])).toEqual(
      [
        ['image', 'map', 6],
        ['weight', 'number', 3],
        ['status', 'one-of', 4],
        ['source_lines', 'number', 5],
      ],
    )
  })
})

describe('the link of a contribution', () => {
  const link = (text: string, url: string) =>
    withFields(`title: a\nlink:\n  text: ${text}\n  url: ${url}`)

  test('to a dangerous address is reported at the address and left out', () => {
    const { contribution, problems } = link('Lees het verslag', 'javascript:alert(1)')
    expect(contribution?.link).toBeUndefined()
    expect(problems).toMatchObject([
      {
        code: 'link/scheme-forbidden',
        values: { found: 'javascript:alert(1)' },
        line: 5,
        column: 8,
      },
    ])
  })

  test('to a front page gets a tip when its words promise more', () => {
    expect(link('Lees het jaarplan', 'https://var.nl').problems).toMatchObject([
      {
        code: 'link/front-page',
        severity: 'tip',
        values: { found: 'https://var.nl' },
        line: 5,
        column: 8,
      },
    ])
    expect(link('Lees het jaarplan', 'https://var.nl/jaarplan').problems).toEqual([])
    expect(link('Bezoek de website van de VAR', 'https://var.nl').problems).toEqual([])
    expect(link('Ga naar var.nl', 'https://var.nl').problems).toEqual([])
  })

  test('with words that say nothing is reported at the words', () => {
    expect(link('Klik hier', 'https://var.nl/agenda').problems).toMatchObject([
      { code: 'content/link-text-generic', values: { found: 'Klik hier' }, line: 4, column: 9 },
    ])
  })
})

describe('the image of a contribution', () => {
  const image = (fields: string) => withFields(`title: a\nimage:\n  src: foto.jpg\n  ${fields}`)

  test('needs a description, or to be called decorative', () => {
    expect(image('alt: ""').problems).toMatchObject([
      { code: 'image/alt-missing', values: { found: 'foto.jpg' }, line: 5, column: 9 },
    ])
    expect(image('decorative: ja').problems).toEqual([])
    // The word of the message, as people copy it.
    for (const alt of [
      'decoratief',
      "'decoratief'",
      `"'decoratief'"`,
      '‘decoratief’',
      '"[decoratief]"',
    ])
      expect(image(`alt: ${alt}`)).toMatchObject({
        problems: [],
        contribution: { image: { alt: '' } },
      })
    expect(image('decorative: true').contribution?.image).toEqual({ src: 'foto.jpg', alt: '' })
  })

  test('is not described by the name of its file', () => {
    expect(image('alt: IMG_2034.JPG').problems).toMatchObject([
      { code: 'image/alt-filename', values: { found: 'IMG_2034.JPG' }, line: 5, column: 8 },
    ])
  })

  test.each([
    'https://example.org/pixel.gif',
    '//example.org/a.png',
    '../../geheim.png',
    'data:image/png;base64,AA',
    'C:\\foto.jpg',
    '/etc/passwd',
  ])('cannot be %s, which is no file of the issue', (src) => {
    const { contribution, problems } = withFields(
      `title: a\nimage:\n  src: ${JSON.stringify(src)}\n  alt: b`,
    )
    expect(contribution?.image).toBeUndefined()
    expect(problems).toMatchObject([{ code: 'image/missing', values: { found: src } }])
  })
})

describe('an acceptance', () => {
  const accepted = (fields: string) => withFields(`title: a\naccepted:\n  - ${fields}`)

  test('of an unknown message suggests the one that was meant', () => {
    expect(accepted('{ code: fact/totaal, found: a, reason: b }').problems).toMatchObject([
      {
        code: 'frontmatter/field-value',
        values: { expected: 'code', found: 'fact/totaal' },
        line: 4,
      },
    ])
    expect(accepted('{ code: fact/terms, found: a, reason: b }').problems).toMatchObject([
      { values: { suggestion: 'fact/term' } },
    ])
  })

  test('cannot be given for what no reason makes right', () => {
    for (const code of ['link/scheme-forbidden', 'mail/unsubscribe', 'frontmatter/invalid']) {
      const { contribution, problems } = accepted(`{ code: ${code}, found: a, reason: b }`)
      expect(contribution?.accepted).toEqual([])
      expect(problems).toMatchObject([{ code: 'frontmatter/field-value' }])
    }
  })

  test.each(['ok', '.', 'x x', 'Klopt', 'het is ok'])(
    'of what may be data of a person needs more words than %s',
    (reason) => {
      const read = accepted(
        `{ code: personal-data/telephone, found: 06…78, mark: a, reason: ${reason} }`,
      )
      expect(read.contribution?.accepted).toEqual([])
      expect(read.problems).toMatchObject([
        { code: 'frontmatter/field-value', values: { field: 'reason', expected: 'reason' } },
      ])
    },
  )

  test('needs a reason', () => {
    expect(accepted('{ code: fact/term, found: a }')).toMatchObject({
      contribution: { accepted: [] },
      problems: [{ code: 'frontmatter/field-missing', values: { field: 'reason' } }],
    })
  })
})
