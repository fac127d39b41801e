import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readAreas } from '../../src/content/areas.ts'
import { matches } from '../support/segment-predicate.ts'
import { readSegments, segmentsOf } from '../../src/subscribers/segments.ts'
import { readNetworks } from '../../src/subscribers/networks.ts'
import { readThemes } from '../../src/subscribers/themes.ts'
import { subscriber } from './subscriber-fixture.ts'

const project = resolve(import.meta.dirname, '../..')
const { areas } = await readAreas(project)
const { themes } = await readThemes(project)
const { networks } = await readNetworks(project)
const vocabulary = {
  areas,
  themes,
  networks,
  partners: ['var', 'riec', 'pvo'],
  today: '2023-03-01',
}
const read = (source: string, today = vocabulary.today) =>
  segmentsOf(source, { ...vocabulary, today })
const one = (who: string, purpose = 'newsletter') =>
  `segments:\n  - id: proef\n    title: Proef\n    purpose: ${purpose}\n${who}`
const complaints = (source: string) =>
  read(source).problems.map(({ code, line, column, values }) => [
    code,
    `${line}:${column}`,
    values['suggestion'],
  ])

describe('the segments of the project', () => {
  test('can all be read', async () => {
    const { segments, problems } = await readSegments(project, '2023-03-01')
    expect(problems).toEqual([])
    expect(segments.map(({ id }) => id)).toContain('nieuwsbrief-alle')
    expect(segments.find(({ id }) => id === 'pers')?.purpose).toBe('press')
  })

  test('are none where the project has no such file', async () => {
    expect(await readSegments(import.meta.dirname)).toEqual({ segments: [], problems: [] })
  })

  test('find who lived in Brielle, Hellevoetsluis or Westvoorne under Voorne aan Zee', async () => {
    const { segments } = await readSegments(project, '2023-03-01')
    const voorne = segments.find(({ id }) => id === 'voorne')?.condition
    for (const area of ['GM1992', 'GM0501', 'GM0530', 'GM0614']) {
      expect(voorne && matches(voorne, subscriber({ id: 'x', area }))).toBe(true)
    }
    expect(voorne && matches(voorne, subscriber({ id: 'x', area: 'GM0599' }))).toBe(false)
  })

  test('take along who chose a theme that was merged, but not one that only partly was', () => {
    const condition = (theme: string) =>
      read(one(`    who: { theme: ${theme} }`, 'invitations')).segments[0]?.condition
    const chose = (theme: string) => subscriber({ id: 'x', choices: ` theme:${theme} ` })
    const care = condition('zorg-en-veiligheid')
    const trafficking = condition('mensenhandel')
    expect(care && matches(care, chose('huiselijk-geweld'))).toBe(true)
    expect(trafficking && matches(trafficking, chose('woonoverlast'))).toBe(false)
  })

  test('give all themes to readers who chose none, and no invitation that they did not choose', () => {
    const nobody = subscriber({ id: 'x' })
    const [newsletter] = read(one('    who: { theme: privacy }')).segments
    const [invitation] = read(one('    who: { theme: privacy }', 'invitations')).segments
    expect(newsletter && matches(newsletter.condition, nobody)).toBe(true)
    expect(invitation && matches(invitation.condition, nobody)).toBe(false)
  })

  test('for members of a network reach who chose it, and nobody who chose none', () => {
    for (const purpose of ['newsletter', 'invitations']) {
      const [segment] = read(one('    who: { network: [pper, ciso-overleg] }', purpose)).segments
      const reaches = (choices: string) =>
        segment && matches(segment.condition, subscriber({ id: 'x', choices }))
      expect(reaches(' network:pper theme:privacy ')).toBe(true)
      expect(reaches(' network:werkgroep-cyber ')).toBe(false)
      expect(reaches(' theme:pper ')).toBe(false)
      expect(reaches(' ')).toBe(false)
    }
  })

  test('find municipalities by name or code, and a safety region by its municipalities', () => {
    const [named] = read(one('    who: { area: [rotterdam] }')).segments
    const [coded] = read(one('    who: { area: GM0599 }')).segments
    const [region] = read(one('    who: { safety_region: VR18 }')).segments
    expect(named?.condition).toEqual(coded?.condition)
    expect(region && matches(region.condition, subscriber({ id: 'x', area: 'GM0505' }))).toBe(true)
    expect(region && matches(region.condition, subscriber({ id: 'x', area: 'GM0599' }))).toBe(false)
  })

  test('combine conditions with all, any and not', () => {
    const [segment] = read(
      one(
        `    who:
      organisation_type: gemeente
      not: { area: Rotterdam }
      any:
        - role: [ciso, privacy-officer]
        - theme: privacy`,
        'invitations',
      ),
    ).segments
    const is = (given: object) =>
      segment &&
      matches(segment.condition, subscriber({ id: 'x', organisation_type: 'gemeente', ...given }))
    expect(is({ role: 'ciso' })).toBe(true)
    expect(is({ choices: ' theme:privacy ' })).toBe(true)
    expect(is({ role: 'boa' })).toBe(false)
    expect(is({ role: 'ciso', area: 'GM0599' })).toBe(false)
  })
})

describe('a mistake in the segments', () => {
  test.each([
    ['    who: { role: cisso }', 'segment/value-unknown', '5:18', 'ciso'],
    [
      '    who: { organisation_type: [gemeente, politei] }',
      'segment/value-unknown',
      '5:42',
      'politie',
    ],
    ['    who: { area: Rotterdm }', 'segment/value-unknown', '5:18', 'Rotterdam'],
    ['    who: { safety_region: VRR17 }', 'segment/value-unknown', '5:27', 'VR17'],
    ['    who: { partner: riek }', 'segment/value-unknown', '5:21', 'riec'],
    ['    who: { theme: woonoverlast }', 'segment/value-retired', '5:19', 'mensenhandel'],
    ['    who: { network: ppr }', 'segment/value-unknown', '5:21', 'pper'],
    ['    who: { network: veilig-wonen }', 'segment/value-retired', '5:21', undefined],
    ['    who: { area: Brielle }', 'segment/value-retired', '5:18', 'Voorne aan Zee'],
    ['    who: { rol: ciso }', 'frontmatter/field-unknown', '5:12', 'role'],
    ['    who: { role: [] }', 'segment/invalid', '5:19', undefined],
    ['    who: { any: [] }', 'segment/invalid', '5:18', undefined],
    ['    whoo: { role: ciso }', 'frontmatter/field-missing', '2:5', undefined],
    ['    everyone: ja\n    who: { role: ciso }', 'segment/invalid', '5:15', undefined],
    [
      `    who: ${'{ not: '.repeat(9)}{ role: ciso }${' }'.repeat(9)}`,
      'segment/invalid',
      '5:66',
      undefined,
    ],
  ])('%j is named at its place, and the segment reaches nobody', (who, code, place, suggestion) => {
    expect(complaints(one(who))).toContainEqual([code, place, suggestion])
    expect(read(one(who)).segments).toEqual([])
  })

  test('is told by the name of the segment', () => {
    for (const who of ['    who: { role: [] }', '    who: { any: [] }', '    who: {}']) {
      const [first] = read(one(who)).problems
      expect([who, first?.values['found']]).toEqual([who, 'proef'])
    }
  })

  test('leaves the other segments alone', () => {
    const good = '\n  - id: goed\n    title: Goed\n    purpose: press\n    everyone: ja'
    const { segments } = read(one('    who: { role: cisso }') + good)
    expect(segments.map(({ id }) => id)).toEqual(['goed'])
  })

  test('such as a second segment of the same name is named', () => {
    const twice = one(
      '    everyone: ja\n  - id: proef\n    title: Weer\n    purpose: press\n    everyone: ja',
    )
    expect(complaints(twice)).toEqual([['segment/duplicate', '6:9', undefined]])
  })
})
