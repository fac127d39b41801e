import { load } from 'cheerio'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { emailKey } from '../../src/subscribers/address.ts'
import { secretOf } from '../../src/subscribers/secret.ts'
import { insertSubscribers, subscriber } from '../subscribers/subscriber-fixture.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'
import { sendToEveryone } from '../support/sent-issue.ts'

let face: LocalFace
beforeAll(async () => {
  face = await openLocalFace()
  const read = readConfig(face.root, {})
  if (read.kind !== 'ok') throw new Error(JSON.stringify(read.problems))
  const store = await openList(face.root, {})
  const email_key = emailKey('jan@example.org', secretOf(read.config))
  await insertSubscribers(store, [subscriber({ id: 'jan', email_key, name: 'Jan Jansen' })])
  await sendToEveryone({ config: read.config, store })
  await store.close()
})
afterAll(() => face.close())

test('an issue that was sent says when, and no longer asks for a moment', async () => {
  const $ = load(await (await face.get('/issues/2023-10')).text())
  const shown = $('.facts, .tasks').text().replaceAll(/\s+/g, ' ')
  expect(shown).toContain('Verzendmoment Verstuurd op ')
  expect(shown).not.toContain('Nog niet gekozen')
  expect(shown).not.toContain('send_at')
})

test('an issue that was not sent still asks for one', async () => {
  const page = await (await face.get('/issues/2023-03')).text()
  expect(page).toContain('U kiest het bij Inplannen.')
  expect(page).not.toContain('Verstuurd op')
})

test('its numbers show what happened and the total, not what did not happen', async () => {
  const $ = load(await (await face.get('/issues/2023-10/dispatch')).text())
  const rows = $('.numbers tbody tr, .numbers tfoot tr').toArray()
  expect(rows.map((row) => $(row).text().trim().split(/\s+/))).toEqual([
    ['Verstuurd', '1'],
    ['Totaal', '1'],
  ])
})

test.each([
  '/alarms',
  '/issues',
  '/occurrences/skip',
  '/outbox',
  '/issues/2023-10/fix',
  '/issues/2023-10/accept',
  '/issues/2023-10/undo',
  '/issues/2023-10/source',
  '/issues/2023-10/schedule',
  '/issues/2023-03/dispatch/send',
  '/issues/2023-10/dispatch/pause',
  '/issues/2023-10/dispatch/received',
  '/issues/2023-10/dispatch/correction',
  '/subscribers/person',
  '/subscribers/export',
  '/subscribers/import',
])('a form that arrives broken at %s is no fault of ours, and changes nothing', async (path) => {
  const answer = await fetch(face.url(path), {
    method: 'POST',
    headers: {
      cookie: face.cookie,
      origin: face.url('/').slice(0, -1),
      'content-type': 'multipart/form-data; boundary=x',
    },
    body: '--x\r\nContent-Disposition: form-data; name="name',
    redirect: 'manual',
  })
  expect(answer.status).toBeLessThan(500)
  expect(answer.headers.get('location')).toBeNull()
  expect(face.faults).toEqual([])
})

test('a reason with an e-mail address in it is not kept: the log is no list of people', async () => {
  const said = { name: 'Samira Jansen', why: 'op verzoek van jan@example.org' }
  const found = load(await (await face.get('/issues/2023-10/dispatch/correction')).text())
  expect(found('#why').attr('maxlength')).toBe('200')
  const answers = [
    await face.post('/issues/2023-10/dispatch/correction', said),
    await face.post('/issues/2023-10/dispatch/cancel', { ...said, version: '1' }),
    await face.post('/alarms', { ...said, alarm: 'disk-short:', level: '16' }),
  ]
  for (const answer of answers) {
    expect([400, 409]).toContain(answer.status)
    expect(await answer.text()).toContain('In de reden staat een e-mailadres.')
  }
  const store = await openList(face.root, {})
  expect(await store.db.selectFrom('decision').selectAll().execute()).toEqual([])
  expect(await store.db.selectFrom('alarm_seen').selectAll().execute()).toEqual([])
  await store.close()
})
