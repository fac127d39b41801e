import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'
import { sampleOutbox } from '../support/sample-outbox.ts'

let face: LocalFace
beforeAll(async () => {
  face = await openLocalFace(sampleOutbox)
})
afterAll(() => face.close())

test('lists the mails in pages, without the full address of anybody', async () => {
  const first = await (await face.get('/outbox')).text()
  expect(first).toContain('61 mails')
  expect(first).toContain('Blad 1 van 4')
  expect(first).toContain('l…@example.org')
  expect(first).not.toContain('lezer1@example.org')
  expect(first).not.toContain('half')
  const second = await (await face.get('/outbox?page=4')).text()
  expect(second.match(/class="row"/g)).toHaveLength(1)
  const beyond = await (await face.get('/outbox?page=99')).text()
  expect(beyond).toContain('Blad 4 van 4')
})

test('finds a mail by its address, which no screen and no address bar shows', async () => {
  const one = await (await face.post('/outbox', { to: ' JAN.jansen@example ' })).text()
  expect(one).toContain('1 mail gevonden')
  expect(one).toContain('/outbox/2023-10/eerste.eml"')
  expect(one).toContain('j…@example.org')
  expect(one.match(/class="row"/g)).toHaveLength(1)
  const some = await (await face.post('/outbox', { to: 'lezer', page: '3' })).text()
  expect(some).toContain('60 mails gevonden')
  expect(some).toContain('Blad 3 van 3')
  expect(some).not.toMatch(/(?:href|action)="[^"]*lezer/)
  expect(some).not.toContain('lezer1@example.org')
  const none = await (await face.post('/outbox', { to: 'niemand@example.org' })).text()
  expect(none).toContain('Geen mail aan een adres waar dit in staat.')
  const foreign = await fetch(face.url('/outbox'), {
    method: 'POST',
    headers: { cookie: face.cookie, origin: 'https://evil.example' },
    body: new URLSearchParams({ to: 'lezer' }),
  })
  expect(foreign.status).toBe(403)
})

test('shows one mail as a reader sees it, as text and with its headers', async () => {
  const page = await (await face.get('/outbox/2023-10/eerste.eml')).text()
  expect(page).toContain('Café &amp; &lt;ander&gt; nieuws')
  expect(page).not.toContain('jan.jansen@')
  const text = await (await face.get('/outbox/2023-10/eerste.eml?show=text')).text()
  expect(text).toContain('Platte tekst van de mail.')
  const headers = await (await face.get('/outbox/2023-10/eerste.eml?show=headers')).text()
  expect(headers).toContain('MIME-Version: 1.0')
  expect(headers).not.toContain('De mail zelf')
})

test('gives the file as it is, to open in a mail program', async () => {
  const answer = await face.get('/outbox/2023-10/eerste.eml/download')
  expect(answer.headers.get('content-type')).toBe('message/rfc822')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="eerste.eml"')
})

test('no script of a mail runs and nothing is fetched from elsewhere', async () => {
  const browser = await launchChromium()
  const page = await browser.newPage()
  const foreign: string[] = []
  page.on('response', (response) => {
    if (!response.url().startsWith(face.url('/')) && !response.url().startsWith('data:'))
      foreign.push(response.url())
  })
  await page.goto(face.startUrl)
  await page.goto(face.url('/outbox/2023-10/eerste.eml/html'))
  expect(await page.title()).toBe('Mail')
  const loaded = await page.evaluate(() => document.querySelector('img')?.naturalWidth)
  expect(loaded).toBe(1)
  expect(foreign).toEqual([])
  await browser.close()
})

test('what is not there says so', async () => {
  for (const path of [
    '/outbox/2023-10/niets.eml',
    '/outbox/2099-01/eerste.eml',
    '/outbox/2023-10/half.eml.part',
  ]) {
    expect([path, (await face.get(path)).status]).toEqual([path, 404])
  }
})
