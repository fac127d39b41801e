import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseFile } from '../../src/store/store.ts'
import { imported, rowsOf } from '../support/list-upload.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'
import { bothDatabases, kinds } from '../support/store-kinds.ts'

const databases = bothDatabases()

describe.each(kinds)('on %s', (kind) => {
  let face: LocalFace
  beforeAll(async () => {
    face = await openLocalFace(undefined, undefined, { env: await databases.env(kind) })
    await imported(face, readFileSync(join(face.root, 'subscribers/example.csv')))
  })
  afterAll(() => face.close())

  const anouk = { address: 'anouk.de-boer@example.org', reason: 'verzoek van 3 april' }
  const person = '/subscribers/person'

  describe('one person', () => {
    test('is found by the whole address, with all that is stored in words', async () => {
      const answer = await face.post(person, { ...anouk, address: ' Anouk.de-Boer@EXAMPLE.org ' })
      const page = await answer.text()
      expect(page).toContain('Bewaard over anouk.de-boer@example.org')
      expect(page).toMatch(/Naam<\/dt>\s*<dd>Anouk de Boer/)
      expect(page).toMatch(/nieuwsbrief<\/dt>\s*<dd>ja, voor een publieke taak/)
      expect(page).toContain('nieuwsbrief: ingelezen (publieke taak), bron: voorbeeld')
    })

    test('is in no address and no title, also not on the pages that lead on', async () => {
      const pages = [
        await face.post(person, anouk),
        await face.post(`${person}/erase`, anouk),
        await face.post(person, { ...anouk, reason: '' }),
      ]
      for (const page of await Promise.all(pages.map((answer) => answer.text()))) {
        expect(page).not.toMatch(/(?:href|action|src)="[^"]*(?:anouk|%40|@)/i)
        expect(page).not.toMatch(/<title>[^<]*@/)
      }
    })

    test.each([
      [{ address: '' }, 'address', 'Vul een e-mailadres in.'],
      [{ address: 'anouk' }, 'address', 'Dit is geen volledig e-mailadres.'],
      [{ reason: ' ' }, 'reason', 'Vul in waarom u kijkt.'],
      [{ reason: 'voor jan@example.org' }, 'reason', 'In de reden staat een e-mailadres.'],
      [{ reason: 'x'.repeat(201) }, 'reason', 'De reden is te lang.'],
    ])('is not shown with %j, which is said at the field', async (given, field, words) => {
      const before = (await rowsOf(face, 'look')).length
      const answer = await face.post(person, { ...anouk, ...given })
      expect(answer.status).toBe(400)
      const page = await answer.text()
      expect(page).toContain('<title>Fout: ')
      expect(page.slice(page.indexOf(`id="${field}-error"`))).toContain(words)
      expect(page).not.toContain('Anouk de Boer')
      expect(await rowsOf(face, 'look')).toHaveLength(before)
    })

    test('of whom nothing is stored is said to be unknown, and that look is kept too', async () => {
      const before = (await rowsOf(face, 'look')).length
      const answer = await face.post(person, { ...anouk, address: 'vreemd@example.org' })
      expect(await answer.text()).toContain('Over dit adres is niets bewaard.')
      expect(await rowsOf(face, 'look')).toHaveLength(before + 1)
    })

    test('can take their data along, as JSON and as text', async () => {
      const json = await face.post(`${person}/data`, { ...anouk, format: 'json' })
      expect(json.headers.get('content-disposition')).toBe('attachment; filename="gegevens.json"')
      expect(await json.json()).toMatchObject({
        schema: 1,
        address: anouk.address,
        profile: { name: 'Anouk de Boer' },
        consents: [{ event: 'imported', basis: 'public-task' }],
        suppressions: [],
        deliveries: [],
      })
      const text = await face.post(`${person}/data`, { ...anouk, format: 'text' })
      expect(text.headers.get('content-disposition')).toBe('attachment; filename="gegevens.txt"')
      expect(await text.text()).toContain('  Naam: Anouk de Boer\n')
    })

    test('is not shown, given or erased to a page of another site', async () => {
      for (const path of ['', '/data', '/erase']) {
        const answer = await fetch(face.url(`${person}${path}`), {
          method: 'POST',
          headers: { cookie: face.cookie, origin: 'https://evil.example' },
          body: new URLSearchParams({ ...anouk, sure: 'yes' }),
        })
        expect([path, answer.status]).toEqual([path, 403])
      }
      expect((await face.get(person)).status).toBe(200)
      expect((await face.get(`${person}/data`)).status).toBe(404)
    })

    test('is erased in two steps, the first of which says what that does and cannot do', async () => {
      const bram = { address: 'bram.smit@example.org', reason: 'verzoek' }
      const first = await (await face.post(`${person}/erase`, bram)).text()
      expect(first).toContain('Gevonden: een profiel, ')
      expect(first).toContain('Mail die al weg is, terughalen.')
      const unsure = await face.post(`${person}/erase`, { ...bram, step: 'confirm' })
      expect(unsure.status).toBe(400)
      expect(await unsure.text()).toContain('Zet een vinkje als u deze persoon wilt wissen.')
      expect(await rowsOf(face, 'subscriber')).toHaveLength(58)
      const done = await face.post(`${person}/erase`, { ...bram, step: 'confirm', sure: 'yes' })
      expect(done.headers.get('location')).toBe('/subscribers/person/erased')
      expect(await (await face.get(`${person}/erased`)).text()).toContain('De persoon is gewist')
      expect(await rowsOf(face, 'subscriber')).toHaveLength(57)
      expect(await rowsOf(face, 'suppression')).toEqual([
        expect.objectContaining({ scope: 'all', reason: 'erased' }),
      ])
    })
  })

  describe('the list as a file', () => {
    const why = { reason: 'controle door de beheerder' }

    test('is for Excel or for programs, of everyone or of one segment', async () => {
      const csv = await face.post('/subscribers/export', { ...why, segment: '', format: 'csv' })
      expect(csv.headers.get('content-disposition')).toMatch(
        /^attachment; filename="abonnees-\d{4}-\d\d-\d\d\.csv"$/,
      )
      const lines = Buffer.from(await csv.arrayBuffer())
        .toString('utf8')
        .trimEnd()
        .split('\r\n')
      expect(lines[0]).toMatch(/^\uFEFFe-mailadres;naam;/)
      expect(lines).toHaveLength((await rowsOf(face, 'subscriber')).length + 1)
      const json = await face.post('/subscribers/export', {
        ...why,
        segment: 'pers',
        format: 'json',
      })
      const people = (await json.json()) as { organisationType: string }[]
      expect(people.map(({ organisationType }) => organisationType)).toEqual(['media', 'media'])
      expect((await rowsOf(face, 'look')).filter(({ what }) => what === 'list')).toHaveLength(2)
    })

    test.each([
      [{ reason: '' }, 'reason'],
      [{ format: 'xls' }, 'format'],
      [{ segment: 'weg' }, 'segment'],
    ])('is not given with %j', async (given, field) => {
      const sent = { ...why, segment: '', format: 'csv', ...given }
      const answer = await face.post('/subscribers/export', sent)
      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain(`id="${field}-error"`)
      expect(answer.headers.get('content-disposition')).toBeNull()
    })
  })

  test('the log says who looked, when and why, and holds no address', async () => {
    await face.post(person, anouk)
    const page = await (await face.get('/subscribers/log')).text()
    expect(page).toContain('gegevens bekeken')
    expect(page).toContain('verzoek van 3 april')
    expect(page).not.toContain('@')
    expect(JSON.stringify(await rowsOf(face, 'look'))).not.toContain('@')
    expect(face.faults).toEqual([])
    expect(existsSync(databaseFile(face.root))).toBe(kind === 'SQLite')
  })

  test('the overview hides small groups, and a segment shows nobody by name', async () => {
    const overview = await (await face.get('/subscribers')).text()
    expect(overview).toMatch(/Op de lijst staan \d+ mensen\./)
    expect(overview).toContain('minder dan 5')
    expect(overview).toContain('class="table matrix"')
    const segment = await (await face.get('/subscribers/segments/gemeenten')).text()
    expect(segment).toContain('…@example.org')
    expect(segment).not.toMatch(/[a-z]{2,}@example\.org/)
    const small = await (await face.get('/subscribers/segments/pers')).text()
    expect(small).toContain('Deze groep is te klein om iemand van te tonen.')
    expect(small).not.toContain('@')
    expect((await face.get('/subscribers/segments/weg')).status).toBe(404)
  })
})
