import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { misspelled, namesIn } from '../../src/check/municipality-names.ts'
import { readAreas } from '../../src/content/areas.ts'
import { project } from './march.ts'

const { areas } = await readAreas(project)
const found = (text: string) =>
  misspelled(text, areas).map(({ found: written, area }) => [written, area.name])

describe('the spelling of a municipality', () => {
  test('that the source report gets wrong is found, with the official name', () => {
    expect(found('Alblasterdam 2.420 en Hendrik Ido Ambacht 5.414')).toEqual([
      ['Alblasterdam', 'Alblasserdam'],
      ['Hendrik Ido Ambacht', 'Hendrik-Ido-Ambacht'],
    ])
    expect(found('Goeree- Overflakkee, Hardinxveld- Giessendam')).toEqual([
      ['Goeree- Overflakkee', 'Goeree-Overflakkee'],
      ['Hardinxveld- Giessendam', 'Hardinxveld-Giessendam'],
    ])
  })

  test.each([
    ['Hoekse Waard', 'Hoeksche Waard'],
    ['Capelle aan de IJssel', 'Capelle aan den IJssel'],
    ['Krimpen aan den Ijssel', 'Krimpen aan den IJssel'],
    ['Voorne-aan-Zee', 'Voorne aan Zee'],
    ['Hellevoetssluis', 'Hellevoetsluis'],
    ['Roterdam', 'Rotterdam'],
    ['Lansingerlant', 'Lansingerland'],
  ])('%s is taken for %s', (written, name) => {
    expect(found(`De gemeente ${written} doet mee.`)).toEqual([[written, name]])
  })

  test('that is right says nothing, whatever stands around it', () => {
    for (const { name } of areas) {
      for (const text of [name, `(${name})`, `‘${name}’`, `${name}, ${name}.`, `${name}-Zuid`]) {
        expect(found(text), text).toEqual([])
      }
    }
  })

  test('is no matter of a line end or a no-break space', () => {
    expect(found('De gemeente Hoeksche\nWaard en Capelle aan\u00A0den IJssel')).toEqual([])
  })

  test('says nothing about words made of a name', () => {
    const words =
      'Brielse Maas, Rotterdamse haven, Rotterdammers, Rotterdams, Vlaardinger, Vlaardingse, Schiedamse, ' +
      'Dordtse, Dordrechtse, Papendrechtse, Sliedrechters, Gorinchemse, Gorcum, Maassluise, Maassluizer, ' +
      'Zwijndrechtse Waard, Barendrechters, Ridderkerkse, Nissewaardse, Molenlandse, Albrandswaards'
    expect(found(words)).toEqual([])
  })

  test('says nothing about places near by whose names look alike', () => {
    const places =
      'Oostvoorne, Rockanje, Zuidland, Heenvliet, Spijkenisse, Bernisse, Rozenburg, Rhoon, Poortugaal, ' +
      'Hoek van Holland, Middelharnis, Sommelsdijk, Stellendam, Ouddorp, Krimpen aan de Lek, Amsterdam, ' +
      'Nieuwerkerk aan den IJssel, Alblasserwaard, Krimpenerwaard, Giessenlanden, Molenwaard, Voorschoten, ' +
      'Rotterdam-Rijnmond, Zuid-Holland Zuid, Moordrecht, Mijdrecht, Slikkerveer, Maasland, Rijsoord, Den Briel'
    expect(found(places)).toEqual([])
  })

  test('says nothing about ordinary words, or words without a capital', () => {
    expect(found('Hoe kse waard bij de brille, roterdam en molens. Papendrecht.')).toEqual([])
  })

  test('stays fast on text that is made to be slow', () => {
    const started = performance.now()
    found('Hendrik Ido '.repeat(8000))
    expect(performance.now() - started).toBeLessThan(2000)
  })

  test('never throws, and quotes only what is in the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        for (const { found: written } of misspelled(text, areas)) expect(text).toContain(written)
      }),
    )
  })
})

test('a name is in a text when it stands there by itself', () => {
  const brielle = areas.find(({ name }) => name === 'Brielle')
  if (brielle === undefined) throw new Error('Brielle is not in the list')
  expect(namesIn('de gemeente Brielle.', brielle)).toBe(true)
  expect(namesIn('de Brielse Maas', brielle)).toBe(false)
})
