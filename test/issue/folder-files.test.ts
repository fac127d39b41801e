import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sortFiles } from '../../src/issue/folder-files.ts'

const nothing = { contributions: [], copies: [], unused: [], pictures: [] }

describe("the files in a partner's folder", () => {
  test.each([
    ['herken-ondermijning.md', 'herken-ondermijning'],
    ['Herken ondermijning.MD', 'herken-ondermijning'],
    ['Café & co (def).md', 'cafe-co-def'],
    ['leerhuis-RIEC.md', 'leerhuis-riec'],
  ])('%s is a contribution called %s', (name, slug) => {
    expect(sortFiles([name])).toEqual({ ...nothing, contributions: [{ name, slug }] })
  })

  test.each([
    'bericht - kopie.md',
    'bericht - kopie (2).md',
    'bericht - Copy.md',
    'bericht kopie.md',
    'bericht copy 2.md',
    'bericht (1).md',
    'Bericht(1).md',
    'bericht-LAPTOP123.md',
    'bericht-DESKTOP-AB12CD3.md',
    'bericht (Jans conflicted copy 2023-03-01).md',
    'bericht.md~',
  ])('%s beside bericht.md is a copy and does not count', (name) => {
    const { contributions, copies, unused } = sortFiles([name, 'bericht.md'])
    expect({ contributions, copies, unused }).toEqual({
      contributions: [{ name: 'bericht.md', slug: 'bericht' }],
      copies: [name],
      unused: [],
    })
  })

  test('a copy without its original is all there is, so it counts', () => {
    expect(sortFiles(['bericht - kopie.md']).contributions).toHaveLength(1)
    expect(sortFiles(['maak-een-kopie.md', 'maak.md']).copies).toEqual([])
    expect(sortFiles(['leerhuis.md', 'leerhuis-RIEC.md']).copies).toEqual([])
  })

  test('the copy of a name with hyphens is found too', () => {
    expect(sortFiles(['zorg-en-VR18.md', 'zorg-en-VR18-PC0042.md']).copies).toEqual([
      'zorg-en-VR18-PC0042.md',
    ])
  })

  test('an example, a draft and the files of the computer itself are left alone', () => {
    const names = ['_voorbeeld.md', '.DS_Store', 'Thumbs.db', 'desktop.ini']
    expect(sortFiles(names)).toEqual(nothing)
  })

  test('what Word keeps beside an open document is left alone', () => {
    const names = ['~$richt.docx', '~$richt.md', '~WRL0001.tmp', 'bericht.md.TMP', 'bericht.md']
    expect(sortFiles(names)).toEqual({
      ...nothing,
      contributions: [{ name: 'bericht.md', slug: 'bericht' }],
    })
  })

  test('a picture is named, because only those in the folder images are used', () => {
    expect(sortFiles(['foto.JPG', 'bericht.md']).pictures).toEqual(['foto.JPG'])
  })

  test('the copied example is named, because someone may have written in it', () => {
    expect(sortFiles(['_voorbeeld.md', '_voorbeeld - kopie.md']).copies).toEqual([
      '_voorbeeld - kopie.md',
    ])
  })

  test('what nobody reads is named', () => {
    const names = ['bericht.docx', 'bericht.txt', '---.md', 'b\u001B[2Jx.md', 'x\u202Edm.md']
    expect(sortFiles(names)).toEqual({ ...nothing, unused: names.toSorted() })
  })

  test('of two files with one slug the first counts and the second is named', () => {
    const { contributions, unused } = sortFiles(['a b.md', 'a-b.md'])
    expect(contributions).toEqual([{ name: 'a b.md', slug: 'a-b' }])
    expect(unused).toEqual(['a-b.md'])
  })

  test('no name is lost, and every slug is safe and its own, for any names at all', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 130 }),
      fc.string({ maxLength: 130 }).map((stem) => `${stem}.md`),
      fc.stringMatching(/^[a-zA-Z0-9 ()-]{1,40}\.md$/),
    )
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 6 }), (names) => {
        const { contributions, copies, unused, pictures } = sortFiles(names)
        const slugs = contributions.map(({ slug }) => slug)
        expect(new Set(slugs).size).toBe(slugs.length)
        for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/)
        const sorted = [...contributions.map((one) => one.name), ...copies, ...unused, ...pictures]
        expect(new Set(sorted).size).toBe(sorted.length)
        const missing = names.filter((one) => !sorted.includes(one))
        for (const one of missing)
          expect(one).toMatch(/^[._]|^~\$|\.tmp$|^(thumbs\.db|desktop\.ini)$/i)
      }),
    )
  })

  test('a hostile name of two hundred characters costs no time', () => {
    const names = Array.from({ length: 200 }, (_, n) => `${'A1-'.repeat(38)}${n}.md`)
    const started = performance.now()
    sortFiles(names)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
