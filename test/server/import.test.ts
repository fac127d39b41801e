import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  filesIn,
  imported,
  rowsOf,
  said,
  seenAt,
  upload,
  uploaded,
} from '../support/list-upload.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'
import { canMount, mountSmallDisk } from '../support/small-disk.ts'
import { bothDatabases, kinds, type Kind } from '../support/store-kinds.ts'

const databases = bothDatabases()
let face: LocalFace
function opens(kind: Kind): void {
  beforeEach(async () => {
    face = await openLocalFace(undefined, undefined, { env: await databases.env(kind) })
  })
  afterEach(() => face.close())
}

const list = 'e-mail;naam\na@example.org;An\nb@example.org;Bo\n'
const textAt = async (at: string) => (await face.get(at)).text()

describe.each(kinds)('a list on %s', (kind) => {
  opens(kind)

  test('is shown before anything changes, and looking changes nothing', async () => {
    const at = await uploaded(face, list)
    const page = await textAt(at)
    expect(page).toContain('Er is nog niets ingelezen.')
    expect(page).toMatch(/Nieuw<\/th>\s*<td>2<\/td>/)
    await textAt(`${at}/faults`)
    for (const path of ['', '/import', '/person', '/export', '/log', '/person/erased']) {
      await textAt(`/subscribers${path}`)
    }
    for (const table of ['subscriber', 'consent', 'look', 'import_run', 'suppression'] as const) {
      expect([table, await rowsOf(face, table)]).toEqual([table, []])
    }
    expect(filesIn(face.root)).toHaveLength(1)
  })

  test('is read in by confirming what was seen, and then removed', async () => {
    const at = await uploaded(face, list)
    const answer = await face.post(at, await seenAt(face, at))
    expect(answer.status).toBe(303)
    const result = await textAt(answer.headers.get('location') ?? '')
    expect(result).toContain('De lijst is ingelezen')
    expect(result).toMatch(/Nieuw<\/th>\s*<td>2<\/td>/)
    expect(await rowsOf(face, 'subscriber')).toHaveLength(2)
    const [run] = await rowsOf(face, 'import_run')
    expect(run).toMatchObject({ file_name: 'leden.csv', added: 2, source: 'voorbeeld' })
    expect(run?.['actor']).toEqual(expect.stringMatching(/./))
    expect(filesIn(face.root)).toEqual([])
    const again = await face.post(at, {})
    expect(again.status).toBe(410)
    expect(await again.text()).toContain('Dit bestand is er niet meer')
  })

  test('is not read in when the list of subscribers changed meanwhile', async () => {
    const at = await uploaded(face, list)
    const seen = await seenAt(face, at)
    await imported(face, 'e-mail;naam\nb@example.org;Bo\n')
    const answer = await face.post(at, seen)
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain('<title>Fout: ')
    expect(page).toContain('De lijst met abonnees is intussen veranderd. Er is niets ingelezen.')
    expect(page).toMatch(/Nieuw<\/th>\s*<td>1<\/td>/)
    expect(await rowsOf(face, 'subscriber')).toHaveLength(1)
    await face.post(at, await seenAt(face, at))
    expect(await rowsOf(face, 'subscriber')).toHaveLength(2)
  })

  test.each([
    [{ added: '3' }],
    [{ faulty: '1' }],
    [{ sha256: '0' }],
    [{ unchanged: '' }],
    [{ staysUnsubscribed: 'x' }],
  ])('is not read in with other numbers than were seen: %j', async (other) => {
    const at = await uploaded(face, list)
    const answer = await face.post(at, { ...(await seenAt(face, at)), ...other })
    expect(answer.status).toBe(409)
    expect(await rowsOf(face, 'subscriber')).toEqual([])
  })

  test('who unsubscribed stays so, and the page says how many', async () => {
    await imported(face, list)
    const why = { address: 'a@example.org', reason: 'verzoek' }
    await face.post('/subscribers/person/erase', { ...why, sure: 'yes' })
    const at = await uploaded(face, list)
    const page = await textAt(at)
    expect(page).toMatch(/Afgemeld blijft afgemeld<\/th>\s*<td>1<\/td>/)
    expect(page).toContain('Er is niets in te lezen')
  })

  test('the list of the example goes in whole', async () => {
    const result = await imported(face, readFileSync(join(face.root, 'subscribers/example.csv')))
    expect(await textAt(result)).toMatch(/Nieuw<\/th>\s*<td>58<\/td>/)
    expect(face.faults).toEqual([])
  })
})

describe('a list that is chosen', () => {
  opens('SQLite')

  test('is not read in when the file changed meanwhile', async () => {
    const at = await uploaded(face, list)
    const seen = await seenAt(face, at)
    const [file = ''] = filesIn(face.root)
    writeFileSync(join(face.root, 'data/uploads', file), 'e-mail\nc@example.org\nd@example.org\n')
    const answer = await face.post(at, seen)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Het bestand is intussen veranderd.')
    expect(await rowsOf(face, 'subscriber')).toEqual([])
    expect(filesIn(face.root)).toEqual([])
  })

  test('that turns out not to be usable stays until somebody acts: looking removes nothing', async () => {
    const at = await uploaded(face, list)
    const [file = ''] = filesIn(face.root)
    writeFileSync(join(face.root, 'data/uploads', file), 'e-mail\nc@example.org\n')
    for (const path of [at, at, `${at}/faults`]) {
      const answer = await face.get(path)
      expect(answer.status).toBe(409)
      expect(await answer.text()).toContain('Het bestand is intussen veranderd.')
      expect(filesIn(face.root)).toEqual([file])
    }
    expect((await face.post(at, {})).status).toBe(409)
    expect(filesIn(face.root)).toEqual([])
  })

  test('from a workbook is its first sheet, or by the one that a person chooses', async () => {
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet([['naam'], ['Jan']]), 'Uitleg')
    utils.book_append_sheet(book, utils.aoa_to_sheet([['e-mail'], ['an@example.org']]), 'Leden')
    const first = await upload(face, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer, {
      name: 'leden.xlsx',
    })
    const page = await first.text()
    expect(page).toContain('een kolom &#39;e-mailadres&#39; nodig. Nu staan er: naam.')
    const id = /name="upload" value="(\w+)"/.exec(page)?.[1] ?? ''
    expect(page).toContain('<option value="Leden"')
    const chosen = { ...said, upload: id, sheet: 'Leden' }
    const next = await face.post('/subscribers/import', chosen)
    expect(await textAt(next.headers.get('location') ?? '')).toContain('an@example.org')
    const other = utils.book_new()
    utils.book_append_sheet(
      other,
      utils.aoa_to_sheet([['e-mail'], ['an@example.org'], ['fout']]),
      'Leden',
    )
    utils.book_append_sheet(other, utils.aoa_to_sheet([['e-mail'], ['bo@example.org']]), 'Oud')
    const at = await uploaded(face, write(other, { type: 'buffer', bookType: 'xlsx' }) as Buffer, {
      name: 'leden.xlsx',
    })
    expect(await textAt(at)).toMatch(/Werkblad<\/dt>\s*<dd>Leden<\/dd>/)
    await face.post(`${at}/sheet`, { sheet: 'Oud' })
    expect(await textAt(at)).toMatch(/Werkblad<\/dt>\s*<dd>Oud<\/dd>/)
    await face.post(at, await seenAt(face, at))
    expect((await rowsOf(face, 'subscriber')).map(({ email }) => email)).toEqual(['bo@example.org'])
  })

  test('goes nowhere but into data, under a name of ours, for its owner only', async () => {
    const before = readdirSync(face.root).toSorted()
    await uploaded(face, list, { name: '../../../leden.csv' })
    expect([...new Set([...readdirSync(face.root), 'data'])].toSorted()).toEqual(
      [...new Set([...before, 'data'])].toSorted(),
    )
    expect(filesIn(face.root)).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)])
  })

  test('is removed when somebody stops, when the server stops, and after a crash', async () => {
    const at = await uploaded(face, list)
    expect((await face.post(`${at}/cancel`, {})).status).toBe(303)
    expect(filesIn(face.root)).toEqual([])
    const left = await openLocalFace((root) => {
      mkdirSync(join(root, 'data/uploads'), { recursive: true })
      writeFileSync(join(root, 'data/uploads/0123456789abcdef'), list)
    })
    expect(filesIn(left.root)).toEqual([])
    await left.close()
  })

  test('of another site is refused, and nothing of it is kept', async () => {
    const answer = await upload(face, list, { origin: 'https://evil.example' })
    expect(answer.status).toBe(403)
    expect(filesIn(face.root)).toEqual([])
  })

  test('may be larger than any text, up to the size of a list', async () => {
    const long = `e-mail;naam\n${Array.from({ length: 40_000 }, (_, n) => `lezer${n}@example.org;Lezer nummer ${n}\n`).join('')}`
    expect(long.length).toBeGreaterThan(1024 * 1024)
    expect(await textAt(await uploaded(face, long))).toMatch(/Nieuw<\/th>\s*<td>40\.000<\/td>/)
    const elsewhere = await face.post('/subscribers/person', { reason: 'x'.repeat(1100 * 1024) })
    expect(elsewhere.status).toBe(413)
  })
})

test.skipIf(!canMount)('on a full disk nothing is kept, and the page says what to do', async () => {
  const small = await openLocalFace((root) => mountSmallDisk(join(root, 'data'), 4096))
  const answer = await upload(small, `e-mail\n${'x'.repeat(8 * 1024 * 1024)}`)
  expect(answer.status).toBe(500)
  expect(await answer.text()).toContain('De schijf is vol')
  expect(filesIn(small.root)).toEqual([])
  expect((await small.get('/subscribers')).status).toBe(200)
  spawnSync('umount', ['--lazy', join(small.root, 'data')])
  await small.close()
})

describe('what is wrong', () => {
  opens('SQLite')

  test.each([
    ['', {}, 'file', 'Kies een bestand.'],
    [list, { basis: '' }, 'basis', 'Kies waarom u deze mensen mag mailen.'],
    [list, { basis: 'file' }, 'basis', 'Het bestand heeft geen kolom grondslag.'],
    [list, { source: '' }, 'source', 'Het bestand heeft geen kolom bron.'],
    [list, { source: 'x'.repeat(201) }, 'source', 'Deze tekst is te lang.'],
    [list, { basis: 'consent' }, 'evidence', 'Het bestand heeft geen kolom bewijs.'],
    [list, { purposes: 'anders' }, 'purposes', 'Kies wat deze mensen krijgen.'],
    ['naam;mailtje\nJan;j\n', {}, 'file', 'een kolom &#39;e-mailadres&#39; nodig.'],
    ['e-mail;naam\n', {}, 'file', 'staat geen enkele rij. Wat nu: kies het bestand'],
    ['e-mail\n"a@example.org\n', {}, 'file', 'In rij 2 begint een tekst'],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), {}, 'file', 'oude vorm van Excel (xls)'],
    [Buffer.from('504b0304000000', 'hex'), {}, 'file', 'beschadigd of niet volledig'],
  ])('%j with %j is said at the field %s', async (bytes, fields, field, words) => {
    const answer = await upload(face, bytes, { fields })
    expect(answer.status).toBe(400)
    const page = await answer.text()
    expect(page).toContain('<title>Fout: Lees een lijst in')
    expect(page).toMatch(/class="error-summary"\s+role="alert"\s+tabindex="-1"\s+autofocus/)
    expect(page).toContain(`<a href="#${field}">`)
    expect(page.slice(page.indexOf(`id="${field}-error"`))).toContain(words)
    expect(await rowsOf(face, 'subscriber')).toEqual([])
  })

  test('of what is filled in is said all at once, and the file need not be chosen twice', async () => {
    const answer = await upload(face, list, { fields: { basis: 'consent', source: '' } })
    const page = await answer.text()
    expect(page).toContain('id="source-error"')
    expect(page).toContain('id="evidence-error"')
    expect(page).toContain('U koos leden.csv.')
    const id = /name="upload" value="(\w+)"/.exec(page)?.[1] ?? ''
    const fields = { basis: 'consent', source: 'lijst', evidence: 'map 12', purposes: 'newsletter' }
    const next = await face.post('/subscribers/import', { ...fields, upload: id })
    expect(next.headers.get('location')).toBe(`/subscribers/import/${id}`)
  })

  test('of every row makes the whole file unusable', async () => {
    const page = await textAt(await uploaded(face, 'e-mail\nniets\n'))
    expect(page).toContain('<title>Fout: ')
    expect(page).toContain('Geen enkele rij kan worden ingelezen.')
    expect(page).not.toContain('name="sha256"')
  })

  test('in a cell or a file name stays text', async () => {
    const at = await uploaded(face, 'e-mail;naam\n<script>alert(1)</script>;x\na@example.org;y\n', {
      name: '<img src=x onerror=alert(1)>.csv',
    })
    const page = await textAt(at)
    expect(page).toContain('&lt;script&gt;alert(1)')
    expect(page).not.toMatch(/<script>alert|<img src=x/)
  })

  test('comes back as a file with a column for the fault, to correct and choose again', async () => {
    const at = await uploaded(face, 'E-mail;Naam\na@example.org;An\nfout;Bo\n=1;Cé\n')
    const answer = await face.get(`${at}/faults`)
    expect(answer.headers.get('content-disposition')).toContain('rijen-met-fouten.csv')
    const lines = Buffer.from(await answer.arrayBuffer())
      .toString('utf8')
      .split('\r\n')
    expect(lines[0]).toBe('\uFEFFE-mail;Naam;fout')
    expect(lines[1]).toMatch(/^fout;Bo;"?'fout' is geen volledig/)
    expect(lines[2]).toMatch(/^'=1;Cé;/)
    expect(lines).toHaveLength(4)
  })
})
