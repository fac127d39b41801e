import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemUser } from '../../src/subscribers/system-user.ts'
import { seenAt, uploaded } from '../support/list-upload.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'
import { filesOf, markedText, wordsOf } from '../support/marked-text.ts'
import { sampleOutbox } from '../support/sample-outbox.ts'

const marked = markedText('nl')
const gvb = 'newsletters/2023-10/var/gvb.md'
const paths = [
  '/?wait',
  '/help',
  '/outbox',
  '/subscribers',
  '/subscribers/segments/gemeenten',
  '/subscribers/import',
  '/subscribers/person',
  '/subscribers/person/erased',
  '/subscribers/export',
  '/subscribers/log',
  '/outbox/2023-10/eerste.eml',
  '/issues/2023-10',
  '/issues/2023-10/schedule',
  '/issues/2023-10/schedule?moment=2031-03-30T02:30',
  '/issues/2023-10/schedule?moment=2020-01-01T10:00',
  '/issues/2023-10/dispatch',
  '/issues/2023-10/preview',
  '/issues/2023-10/preview?show=inbox&mode=inverted',
  '/issues/2023-10/preview?mode=inverted',
  '/issues/2023-10/source?file=newsletters/2023-10/var/gvb.md',
  '/issues/2023-10/source?file=templates/newsletter.mjml',
  '/issues/2099-01',
  '/issues/new',
  '/issues/2023-10/events/new',
]
let face: LocalFace

beforeAll(async () => {
  face = await openLocalFace((root) => {
    sampleOutbox(root)
    // Something to put right and something to give a reason for.
    appendFileSync(join(root, gvb), '\nIn Ijsselmonde heeft het dossier nummer 123456782.\n')
  }, marked)
})
afterAll(() => face.close())

const known = [
  'Rondbrief',
  'Café & <ander> nieuws',
  'j…@example.org',
  'Samira Jansen',
  'templates/newsletter.mjml',
]

test('every word on a screen comes from the catalogue or from the files of the newsletter', async () => {
  for (const path of paths) {
    expect([path, leakedIn(await (await face.get(path)).text())]).toEqual([path, []])
  }
})

test('nor does any word about what could not be made', async () => {
  const item = { partner: 'riec', title: '?!' }
  const pages = [
    await face.post('/issues/new', {}),
    await face.post('/issues/new', { month: '10', year: '2023' }),
    await face.post('/issues/2023-10/items', item),
    await face.post('/issues/2023-10/events/new', { title: '?!', end: '12:00' }),
  ]
  for (const page of pages) {
    expect([page.url, leakedIn(await page.text())]).toEqual([page.url, []])
  }
})

test('nor does any word about a list or a person come from elsewhere', async () => {
  const rows = 'e-mailadres;naam;hobby\nan@example.org;An;vissen\nfout;Bo;lezen\n'
  writeFileSync(join(face.root, 'leden.csv'), rows)
  const at = await uploaded(face, rows)
  const person = { address: 'an@example.org', reason: 'voorbeeld' }
  const seen = await seenAt(face, at)
  const pages = [
    await face.get(at),
    await face.post(at, { ...seen, faulty: '0' }),
    await face.get((await face.post(at, seen)).headers.get('location') ?? ''),
    await face.get(at),
    await face.post('/subscribers/import', {}),
    await face.get('/subscribers'),
    await face.post('/subscribers/person', { ...person, address: '' }),
    await face.post('/subscribers/person', person),
    await face.post('/subscribers/person/erase', person),
    await face.post('/subscribers/export', {}),
    await face.get('/subscribers/log'),
  ]
  const actor = systemUser()
  for (const page of pages) {
    const leaked = leakedIn(await page.text()).filter(
      (words) =>
        !['voorbeeld', 'a…@example.org', actor].includes(words) && !/^[\w-]{8}$/.test(words),
    )
    expect([page.url, leaked]).toEqual([page.url, []])
  }
})

function leakedIn(page: string): string[] {
  const written = filesOf(face.root)
  return wordsOf(page).filter(
    (words) => !written.includes(words) && !known.some((one) => one.includes(words)),
  )
}
