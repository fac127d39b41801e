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
