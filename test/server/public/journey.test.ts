import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emailKeys } from '../../../src/subscribers/address.ts'
import { launchChromium } from '../../support/chromium.ts'
import { linkIn, openPublicFace, type PublicFace } from '../../support/public-face.ts'
import { sendToEveryone } from '../../support/sent-issue.ts'

/** One reader from sign-up to erasure, in a browser without JavaScript, mail through the outbox. */
const address = 'sanne.smit@example.org'
let face: PublicFace
let browser: Browser
let page: Page
beforeAll(async () => {
  ;[face, browser] = await Promise.all([openPublicFace(), launchChromium()])
  page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
})
afterAll(async () => {
  await browser.close()
  await face.close()
})

const heading = () => page.locator('h1').textContent()
const press = (name: string) => page.getByRole('button', { name }).click()
const history = async () => {
  const rows = await face.store.db
    .selectFrom('consent')
    .selectAll()
    .where('email_key', 'in', emailKeys(address, face.secret))
    .orderBy('occurred_at')
    .orderBy('purpose', 'desc')
    .execute()
  return rows.map(({ event, purpose, source }) => `${event} ${purpose}: ${source}`)
}

test('a reader signs up, confirms, chooses, downloads, unsubscribes and is erased', async () => {
  await page.goto(face.url('/subscribe'))
  await page.getByLabel('Uw e-mailadres').fill('sanne.smit')
  await press('Meld mij aan')
  expect(await page.title()).toMatch(/^Fout: Aanmelden/)
  expect(await page.locator('.error-summary').textContent()).toContain('Kies wat u wilt ontvangen')
  await page.getByLabel('Uw e-mailadres').fill(address)
  await page.getByLabel('De nieuwsbrief').check()
  await page.getByLabel('Uitnodigingen voor bijeenkomsten').check()
  await page.getByLabel('Privacy Platform Eenheid Rotterdam').check()
  face.later(5000)
  await press('Meld mij aan')
  expect(await heading()).toBe('Kijk in uw mailbox')
  expect(await history()).toEqual([
    'requested newsletter: aanmeldformulier',
    'requested invitations: aanmeldformulier',
  ])

  const [confirmation] = await face.mailsTo(address)
  await page.goto(linkIn(confirmation, '/confirm/'))
  expect(await heading()).toBe('Bevestig uw aanmelding')
  expect(await page.locator('main').textContent()).toContain('s…@example.org')
  expect(await page.locator('main').textContent()).toContain('Privacy Platform Eenheid Rotterdam')
  expect(await history()).toHaveLength(2)
  await press('Ja, meld mij aan')
  expect(await heading()).toBe('U bent aangemeld')
  expect((await history()).slice(2)).toEqual([
    'confirmed newsletter: link in de bevestigingsmail',
    'confirmed invitations: link in de bevestigingsmail',
  ])

  const welcome = (await face.mailsTo(address)).find(({ subject }) => subject?.startsWith('Welkom'))
  await page.goto(linkIn(welcome, '/p/'))
  expect(await page.getByLabel('Privacy Platform Eenheid Rotterdam').isChecked()).toBe(true)
  await page.getByLabel('Overleg van gemeentelijke CISO’s').check()
  await page.getByLabel('Mensenhandel', { exact: true }).check()
  await page.getByLabel('Regionaal Informatie- en Expertisecentrum Rotterdam').check()
  await page.getByLabel('Uw gemeente').selectOption({ label: 'Voorne aan Zee' })
  await page.getByLabel('Uw naam (hoeft niet)').fill('Sanne Smit')
  await press('Bewaar mijn keuzes')
  expect(await page.getByRole('status').textContent()).toBe('Uw keuzes zijn bewaard.')
  expect(await page.getByLabel('Mensenhandel', { exact: true }).isChecked()).toBe(true)
  expect(await page.getByLabel('Uw naam (hoeft niet)').inputValue()).toBe('Sanne Smit')
  const row = await face.store.db.selectFrom('subscriber').selectAll().executeTakeFirstOrThrow()
  expect(row).toMatchObject({
    name: 'Sanne Smit',
    area: 'GM1992',
    choices: ' network:ciso-overleg network:pper partner:riec theme:mensenhandel ',
    choices_by: 'subscriber',
  })

  await press('Mail mij die link')
  expect(await heading()).toBe('Kijk in uw mailbox')
  const data = (await face.mailsTo(address)).find(({ subject }) => subject?.includes('gegevens'))
  const dataLink = linkIn(data, '/data/')
  await page.goto(dataLink)
  const shown = await page.locator('dl').first().innerText()
  expect(shown).toMatch(/Onderwerpen\s+Mensenhandel/)
  expect(shown).toMatch(/Gemeente\s+Voorne aan Zee/)
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Als JSON' }).click(),
  ])
  expect(saved.suggestedFilename()).toBe('uw-gegevens.json')
  const record: unknown = JSON.parse(readFileSync(await saved.path(), 'utf8'))
  expect(record).toMatchObject({
    address,
    profile: { name: 'Sanne Smit', newsletter: 'confirmed' },
    consents: [{ event: 'requested' }, { event: 'requested' }, { event: 'confirmed' }, {}],
  })
  expect(JSON.stringify(record)).toContain('Verschijnt ongeveer negen keer per jaar')
  const readable = await (await fetch(`${dataLink}/text`)).text()
  expect(readable).toContain('Gemeente: Voorne aan Zee')
  expect(readable).toContain('bron: link in de bevestigingsmail')
  expect(readable).toContain('link naar de eigen gegevens')

  expect(await sendToEveryone(face)).toHaveLength(1)
  const issue = (await face.mailsTo(address)).find(({ headers }) =>
    headers.some(({ key }) => key === 'list-unsubscribe'),
  )
  const header = issue?.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? ''
  const oneClick = /<(http[^>]+)>/.exec(header)?.[1] ?? ''
  const answer = await fetch(oneClick, {
    method: 'POST',
    redirect: 'error',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  })
  expect(answer.status).toBe(200)
  expect((await history()).at(-1)).toBe(
    'withdrawn newsletter: afmeldknop mailprogramma, editie 2023-10',
  )
  await page.goto(linkIn(issue, '/u/'))
  expect(await page.locator('main').textContent()).toContain('U meldt s…@example.org af.')

  await page.goto(dataLink)
  await press('Wis mijn gegevens')
  expect(await page.title()).toMatch(/^Fout: /)
  await page.getByLabel('Ja, wis al mijn gegevens').check()
  await press('Wis mijn gegevens')
  expect(await heading()).toBe('Uw gegevens zijn gewist')
  expect((await history()).at(-1)).toBe('withdrawn invitations: zelf gewist')
  expect(await face.store.db.selectFrom('subscriber').selectAll().execute()).toEqual([])
  await page.goto(linkIn(issue, '/u/'))
  expect(await heading()).toBe('U bent al afgemeld')
  await page.goto(linkIn(issue, '/p/'))
  expect(await heading()).toBe('Er is niets over u bewaard')
  await page.goto(dataLink)
  expect(await heading()).toBe('Deze link is niet volledig')
  expect(face.faults).toEqual([])
}, 60_000)
