import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { send as sendCommand } from '../../src/commands/send.ts'
import { status } from '../../src/commands/status.ts'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { emailKey } from '../../src/subscribers/address.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { secretOf } from '../../src/subscribers/secret.ts'
import { barriers } from '../support/barriers.ts'
import { launchChromium } from '../support/chromium.ts'
import { runCommand } from '../support/run-command.ts'
import { sendingFace, type SendingFace } from '../support/sending-face.ts'

vi.setConfig({ testTimeout: 120_000 })

const ISSUE = '/issues/2023-03'
const PEOPLE = 45
const FIRST =
  'Eerst krijgen 20 ontvangers de mail, zo mogelijk van uw eigen organisatie. Daarna volgt de rest.'
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

test('twenty get it first, colleagues among them, and the page says so until the rest goes', async () => {
  const house = await withColleagues()
  house.pace.pass = 10
  const page = await openPage(house, { viewport: { width: 320, height: 700 } })
  await page.goto(house.face.url(`${ISSUE}/schedule`))
  expect(await page.locator('.answers').innerText()).toContain(FIRST)
  await send(page, house)
  await expect.poll(() => house.peer.taken.length, { timeout: 30_000 }).toBe(10)
  await page.getByText(FIRST).waitFor()
  expect(await barriers(page)).toEqual([])
  house.pace.pass = 10
  await expect.poll(() => house.peer.taken.length, { timeout: 30_000 }).toBe(20)
  const [...early] = house.peer.taken.map(({ to }) => to)
  expect(early).toEqual(expect.arrayContaining(colleagues))
  house.pace.pass = Infinity
  await page.getByText(`${PEOPLE} van ${PEOPLE} verstuurd`).waitFor()
  expect(await page.getByText(FIRST).count()).toBe(0)
  expect(await page.locator('.log').innerText()).toContain(
    'De eerste ontvangers zijn aan de beurt geweest. De rest gaat nu.',
  )
  expect(new Set(house.peer.taken.map(({ to }) => to)).size).toBe(PEOPLE)
  expect(house.peer.taken).toHaveLength(PEOPLE)
  await sound(house)
})

test('a connection that breaks on one of them keeps it from the rest, with what to do; gone on, nobody gets it twice', async () => {
  const house = await withColleagues()
  house.pace.lose = 1
  const page = await openPage(house, { viewport: { width: 320, height: 700 } })
  await send(page, house)
  await page.getByText('van een of meer van de eerste ontvangers is onzeker').first().waitFor()
  await page.reload()
  expect(await page.locator('.notice').first().innerText()).toContain('Ga daarna verder of stop.')
  expect(await barriers(page)).toEqual([])
  expect(house.peer.taken.length).toBeLessThan(20)
  const seen = await runCommand(status, house.face.root, { positionals: ['2023-03'] })
  expect(seen.printed).toContain(FIRST)
  await page.getByRole('link', { name: /^Ga verder met/ }).click()
  await page.getByRole('button', { name: /^Verstuur \d+ e-mails$/ }).click()
  await expect.poll(async () => (await open(house)).waiting, { timeout: 60_000 }).toBe(0)
  const addresses = house.peer.taken.map(({ to }) => to)
  expect(new Set(addresses).size).toBe(addresses.length)
  await sound(house)
})

test('in a terminal it is said too', async () => {
  const house = await withColleagues()
  const { told } = await runCommand(sendCommand, house.face.root, {
    positionals: ['2023-03'],
    options: { 'yes-really': true, count: String(PEOPLE) },
  })
  expect(told).toContain(FIRST)
  expect(house.peer.taken).toHaveLength(PEOPLE)
  expect(house.peer.taken.slice(0, 20).map(({ to }) => to)).toEqual(
    expect.arrayContaining(colleagues),
  )
})

/** At the address that the mail comes from. */
const colleagues = ['lezer31@nieuwsbrief.internal', 'lezer44@nieuwsbrief.internal']

async function withColleagues(): Promise<SendingFace> {
  const house = await sendingFace(PEOPLE)
  const store = await openList(house.face.root, {})
  const secret = secretOf({ root: house.face.root, secrets: { secret: undefined } })
  for (const email of colleagues) {
    await store.db
      .updateTable('subscriber')
      .set({ email, email_key: emailKey(email, secret) })
      .where('email', '=', email.replace('nieuwsbrief.internal', 'example.org'))
      .execute()
  }
  await store.close()
  return house
}

async function send(page: Page, { face }: SendingFace): Promise<void> {
  await page.goto(face.url(`${ISSUE}/dispatch/send`))
  expect(await page.locator('.panel').first().innerText()).toContain(FIRST)
  await page.getByLabel(`Typ ${PEOPLE} om`).fill(String(PEOPLE))
  await page.getByLabel('Uw naam').fill('Samira Jansen')
  await page.getByRole('button', { name: `Verstuur ${PEOPLE} e-mails` }).click()
}

async function open({ face }: SendingFace): Promise<{ waiting: number }> {
  const store = await openList(face.root, {})
  const { waiting } = await store.db
    .selectFrom('batch')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('status', 'in', ['ready', 'submitting'])
    .executeTakeFirstOrThrow()
  await store.close()
  return { waiting: Number(waiting) }
}

async function openPage({ face }: SendingFace, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options)
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(face.startUrl)
  return page
}

async function sound({ face }: SendingFace): Promise<void> {
  const store = await openList(face.root, {})
  expect(await checkInvariants(store)).toEqual([])
  await store.close()
  expect(face.faults).toEqual([])
}
