import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { barriers } from '../support/barriers.ts'
import { launchChromium } from '../support/chromium.ts'
import { sendingFace, type SendingFace } from '../support/sending-face.ts'

// Each opens a house of its own, with every template to compile, a mail server and a browser.
vi.setConfig({ testTimeout: 120_000 })

const ISSUE = '/issues/2023-03/dispatch'
const PEOPLE = 12
/** So many that some still wait when two rounds of the server's five connections have passed. */
const MANY = 30
let browser: Browser

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

test('an issue is sent from the page: rehearsed, with the number typed, and told by whom', async () => {
  const house = await sendingFace(PEOPLE)
  const page = await openPage(house)
  await page.getByRole('link', { name: 'Oefen en verstuur' }).click()
  expect(await page.locator('.panel').textContent()).toContain('12 ontvangers')
  await page.getByLabel('Typ 12 om 12 e-mails te versturen').fill('11')
  await page.getByLabel('Uw naam').fill('Samira Jansen')
  await page.getByRole('button', { name: 'Verstuur 12 e-mails' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('Dat is niet het aantal')
  expect(await page.title()).toMatch(/^Fout: /)
  expect(house.peer.taken).toHaveLength(0)
  await page.getByLabel('Typ 12 om').fill('12')
  await page.getByRole('button', { name: 'Verstuur 12 e-mails' }).click()
  await page.getByText('12 van 12 verstuurd').waitFor()
  expect(new Set(house.peer.taken.map(({ to }) => to)).size).toBe(PEOPLE)
  expect(house.peer.taken).toHaveLength(PEOPLE)
  expect(await log(page)).toEqual([
    expect.stringContaining('Klaar: iedereen is aan de beurt geweest.'),
    expect.stringContaining('De mails zijn klaargezet.'),
    expect.stringContaining('Samira Jansen: verstuur aan 12 ontvangers.'),
  ])
  await sound(house)
})

test('what was rehearsed is what is sent: a list that changed meanwhile sends nothing', async () => {
  const house = await sendingFace(3)
  const page = await openPage(house, '/send')
  await unsubscribe(house, 's1')
  await page.getByLabel('Typ 3 om').fill('3')
  await page.getByLabel('Uw naam').fill('Samira')
  await page.getByRole('button', { name: 'Verstuur 3 e-mails' }).click()
  expect(await page.getByRole('alert').textContent()).toContain('intussen veranderd')
  expect(house.peer.taken).toHaveLength(0)
  await page.getByLabel('Typ 2 om').fill('2')
  await page.getByRole('button', { name: 'Verstuur 2 e-mails' }).click()
  await page.getByText('2 van 2 verstuurd').waitFor()
  expect(house.peer.taken.map(({ to }) => to).sort()).toEqual([
    'lezer0@example.org',
    'lezer2@example.org',
  ])
})

test('paused, gone on, stopped and sent to the rest: everybody gets it once', async () => {
  const house = await sendingFace(MANY)
  house.pace.pass = 2
  const page = await openPage(house, '/send')
  await send(page, MANY)
  await page.getByRole('button', { name: 'Pauzeer' }).click()
  await page.getByText('De verzending is gepauzeerd.').waitFor()
  house.pace.pass = Infinity
  const paused = await settled(house)
  expect(paused).toBeLessThan(MANY)
  await page.reload()
  await addsUp(page)
  expect(await page.locator('.notice').textContent()).toContain('met de hand gepauzeerd')

  house.pace.pass = 1
  await page.getByRole('link', { name: 'Ga verder met' }).click()
  expect(await page.getByLabel('Uw naam').inputValue()).toBe('Samira Jansen')
  const left = MANY - paused
  await page.getByRole('button', { name: `Verstuur ${left} e-mail` }).click()
  await expect.poll(() => house.peer.taken.length, { timeout: 30_000 }).toBeGreaterThan(paused)
  await page.getByRole('link', { name: 'Stop', exact: true }).click()
  await page.getByLabel('Waarom?').fill('Verkeerde datum')
  await page.getByRole('button', { name: /^Stop: \d+ ontvangers? krijg/ }).click()
  await page.getByText('De verzending is gestopt.').waitFor()
  house.pace.pass = Infinity
  const stopped = await settled(house)
  expect(stopped).toBeLessThan(MANY)
  await page.reload()
  await addsUp(page)
  expect((await log(page)).join('\n')).toMatch(
    /Samira Jansen: stop\. \d+ ontvangers? krijg.* de mail niet\. Reden: Verkeerde datum/,
  )

  await page.getByRole('link', { name: `Verstuur aan de overige ${MANY - stopped}` }).click()
  await page.getByRole('button', { name: `Verstuur ${MANY - stopped} e-mail` }).click()
  await page.getByText('30 van 30 verstuurd').waitFor()
  expect(house.peer.taken).toHaveLength(MANY)
  expect(new Set(house.peer.taken.map(({ to }) => to)).size).toBe(MANY)
  await sound(house)
})

test('whoever is unsure is left alone, and only gets it when somebody says why it may be twice', async () => {
  const house = await sendingFace(4)
  house.pace.lose = 1
  const page = await openPage(house, '/send')
  await send(page, 4)
  const leave = page.getByRole('link', { name: 'Laat 1 onzekere' })
  await leave.waitFor()
  await settled(house)
  await page.reload()
  await addsUp(page)
  expect(house.peer.taken).toHaveLength(3)
  await leave.click()
  await page.getByRole('button', { name: 'Laat 1 ontvanger' }).click()
  await page.getByText('Van een deel is niet zeker of de mail aankwam').waitFor()
  await page.getByRole('link', { name: 'ook aan wie onzeker is' }).click()
  expect(await page.locator('.notice').textContent()).toContain('misschien dubbel')
  await page.evaluate(() => document.querySelector('#why')?.removeAttribute('required'))
  const confirm = page.getByRole('button', { name: 'Verstuur 1 e-mail' })
  await confirm.click()
  expect(await page.getByRole('alert').textContent()).toContain('Schrijf op waarom')
  await page.getByLabel('Waarom?').fill('Zij vroegen er zelf om')
  await confirm.click()
  await page.getByText('4 van 4 verstuurd').waitFor()
  await sound(house)
})

test('a mistake is corrected for those who got it: made from the page, written, and sent', async () => {
  const house = await sendingFace(3)
  const page = await openPage(house, '/send')
  await send(page, 3)
  await page.getByText('3 van 3 verstuurd').waitFor()
  await page.getByRole('link', { name: 'Maak correctie voor deze 3' }).click()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Maak de correctie' }).click()
  await page.locator('.file-title').waitFor()
  const text = page.getByRole('textbox', { name: 'Tekst van het bestand' })
  expect(await text.inputValue()).toContain('corrects: 2023-03\n')
  await text.fill(`${await text.inputValue()}De bijeenkomst is op donderdag 6 april.\n`)
  await page.getByRole('button', { name: 'Bewaar' }).click()
  await page.goto(house.face.url('/issues/2023-03-correctie/dispatch'))
  expect(await page.locator('main').textContent()).toContain('gaat naar wie ‘2023-03’ kreeg')
  await page.getByRole('link', { name: 'Oefen en verstuur' }).click()
  expect(await barriers(page)).toEqual([])
  await send(page, 3)
  await page.getByText('3 van 3 verstuurd').waitFor()
  expect(house.peer.taken).toHaveLength(6)
  await page.goto(house.face.url(ISSUE))
  expect((await log(page))[0]).toContain('Samira Jansen: maak een correctie voor 3 ontvangers.')
  await sound(house)
})

test('of two tabs the first decides; the second is told, and nothing happens twice', async () => {
  const house = await sendingFace(PEOPLE)
  house.pace.pass = 2
  const page = await openPage(house, '/send')
  await send(page, PEOPLE)
  await page.getByRole('button', { name: 'Pauzeer' }).click()
  await page.getByText('De verzending is gepauzeerd.').waitFor()
  house.pace.pass = Infinity
  await settled(house)
  const [first, second] = [await openPage(house, '/resume'), await openPage(house, '/cancel')]
  await first.getByLabel('Uw naam').fill('Eerste')
  await first.getByRole('button', { name: /^Verstuur/ }).click()
  await first.getByText('Het versturen gaat verder.').waitFor()
  await second.getByLabel('Uw naam').fill('Tweede')
  await second.getByRole('button', { name: /^Stop/ }).click()
  expect(await second.getByRole('alert').textContent()).toContain('intussen iets veranderd')
  await first.getByText('12 van 12 verstuurd').waitFor({ timeout: 30_000 })
  expect(house.peer.taken).toHaveLength(PEOPLE)
  expect((await log(first)).join('\n')).not.toContain('Tweede')
})

test('without scripts it pauses, shows numbers on asking, and goes on', async () => {
  const house = await sendingFace(PEOPLE)
  house.pace.pass = 2
  const page = await openPage(house, '/send', { javaScriptEnabled: false })
  await send(page, PEOPLE)
  await page.getByRole('link', { name: 'Ververs de cijfers' }).click()
  await page.getByRole('button', { name: 'Pauzeer' }).click()
  house.pace.pass = Infinity
  const paused = await settled(house)
  expect(paused).toBeLessThan(PEOPLE)
  await page.goto(house.face.url(`${ISSUE}/resume`))
  await page.getByRole('button', { name: /^Verstuur/ }).click()
  await expect.poll(() => house.peer.taken.length, { timeout: 30_000 }).toBe(PEOPLE)
  await page.goto(house.face.url(ISSUE))
  expect(await page.locator('.progress-line').textContent()).toContain('12 van 12 verstuurd')
})

test('whose mail it was is masked until somebody asks, and never in an address bar', async () => {
  const house = await sendingFace(60)
  const page = await openPage(house, '/send')
  await send(page, 60)
  await page.getByText('60 van 60 verstuurd').waitFor({ timeout: 30_000 })
  await page.getByRole('link', { name: 'Bekijk lijst' }).click()
  const shown = () => page.locator('main').textContent()
  expect(await shown()).toContain('l…@example.org')
  expect(await shown()).not.toMatch(/lezer\d/)
  await page.getByRole('button', { name: 'Volgende' }).click()
  expect(await shown()).not.toMatch(/lezer\d/)
  await page.getByRole('button', { name: 'Toon de hele adressen' }).click()
  expect(await shown()).toMatch(/lezer\d+@example\.org/)
  await page.getByLabel('Zoek een adres').fill('lezer4')
  await page.getByRole('button', { name: 'Zoek' }).click()
  expect(await page.getByRole('status').first().textContent()).toBe('11 ontvangers gevonden.')
  expect(page.url()).toBe(house.face.url(`${ISSUE}/received`))
  const held = await house.face.get(`${ISSUE}/received?to=lezer4&whole=yes`)
  expect(await held.text()).not.toMatch(/lezer\d/)
})

test('an alarm shows on the overview and the page, and goes when somebody says why it may', async () => {
  const house = await sendingFace(2)
  const store = await openList(house.face.root, {})
  await store.db
    .insertInto('event_post')
    .values({ id: 'p', received_at: 1, signed_at: null, body: '', processed_at: 1 })
    .execute()
  const event = { id: 'e', post_id: 'p', dedupe_key: 'e', type: 'delivered', at: 1, quarantined: 1 }
  const about = { attempt_id: 'elsewhere', recipient_ref: 'nobody', message_id: 'm' }
  await store.db
    .insertInto('provider_event')
    .values({ ...event, ...about })
    .execute()
  await store.close()
  const page = await openPage(house, '', { viewport: { width: 320, height: 700 } })
  expect(await page.locator('.alarm').textContent()).toContain('1 mail die hier niet bekend is')
  await page.goto(house.face.url('/'))
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: 'Bekijk de alarmen' }).click()
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('Uw naam').fill('Samira Jansen')
  await page.getByLabel('Waarom?').fill('Van de proef vorige week')
  await page.getByRole('button', { name: 'Vink af' }).click()
  await page.getByText('Afgevinkt door Samira Jansen').waitFor()
  await page.goto(house.face.url('/'))
  expect(await page.locator('.alarm').count()).toBe(0)
  const old = await house.face.post('/alarms', {
    alarm: 'unknown-events:',
    level: '7',
    name: 'Een ander',
    why: 'nee',
  })
  expect(old.status).toBe(409)
})

test('has no barrier and scrolls one way, in every state', async () => {
  const house = await sendingFace(PEOPLE)
  house.pace.pass = 2
  house.pace.lose = 1
  const narrow = { viewport: { width: 320, height: 700 } }
  const page = await openPage(house, '/send', narrow)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Verstuur 12' }).evaluate((button) => {
    for (const field of button.closest('form')?.querySelectorAll('[required]') ?? [])
      field.removeAttribute('required')
  })
  await page.getByRole('button', { name: 'Verstuur 12' }).click()
  expect(await barriers(page)).toEqual([])
  await send(page, PEOPLE)
  await page.getByRole('button', { name: 'Pauzeer' }).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.goto(house.face.url(`${ISSUE}/cancel`))
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: /^Stop/ }).click()
  house.pace.pass = Infinity
  await settled(house)
  for (const path of ['', '/received', '/send-rest', '/send-rest-duplicates', '/hold', '/resume']) {
    await page.goto(house.face.url(ISSUE + path))
    expect([path, await barriers(page)]).toEqual([path, []])
  }
  const dark = await openPage(house, '', { colorScheme: 'dark' })
  expect(await barriers(dark)).toEqual([])
})

test('going on in a database from a backup promises nobody that it comes once, and asks why', async () => {
  const house = await sendingFace(3)
  house.pace.pass = 0
  const page = await openPage(house, '/send')
  await send(page, 3)
  await page.getByRole('button', { name: 'Pauzeer' }).click()
  await page.getByText('Gepauzeerd').first().waitFor()
  const store = await openList(house.face.root, {})
  await store.db.updateTable('dispatch').set({ reason: 'restored' }).execute()
  await store.close()
  await page.goto(house.face.url(`${ISSUE}/resume`))
  const effect = await page.locator('.effect').textContent()
  expect(effect).toMatch(/krijgt hem dubbel|misschien dubbel/)
  expect(effect).not.toContain('Niemand')
  expect(await page.getByLabel(/^Waarom/).getAttribute('required')).not.toBeNull()
  house.pace.pass = Infinity
})

test('a page that only looks changes nothing', async () => {
  const house = await sendingFace(3)
  const page = await openPage(house, '/send')
  await send(page, 3)
  await page.getByText('3 van 3 verstuurd').waitFor()
  const before = await rows(house)
  for (const path of ['', '/send', '/pause', '/resume', '/cancel', '/send-rest', '/received']) {
    await house.face.get(ISSUE + path)
  }
  expect(await rows(house)).toBe(before)
  const foreign = await fetch(house.face.url(`${ISSUE}/cancel`), {
    method: 'POST',
    headers: { cookie: house.face.cookie, origin: 'https://example.com' },
    body: new URLSearchParams({ version: '1' }),
  })
  expect(foreign.status).toBe(403)
})

async function openPage(
  { face }: SendingFace,
  path = '',
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext(options)
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(face.startUrl)
  await page.goto(face.url(ISSUE + path))
  return page
}

async function send(page: Page, count: number): Promise<void> {
  await page.getByLabel(`Typ ${count} om`).fill(String(count))
  await page.getByLabel('Uw naam').fill('Samira Jansen')
  await page.getByRole('button', { name: `Verstuur ${count} e-mails` }).click()
}

/** How many had left when nothing was under way any more, by the ledger itself. */
async function settled({ face, peer }: SendingFace): Promise<number> {
  const store = await openList(face.root, {})
  const underWay = async () => {
    const { count } = await store.db
      .selectFrom('dispatch')
      .leftJoin('batch', (join) =>
        join.onRef('batch.dispatch_id', '=', 'dispatch.id').on('batch.status', '=', 'submitting'),
      )
      .where((eb) =>
        eb.or([
          eb('batch.id', 'is not', null),
          eb('dispatch.status', 'in', ['preparing', 'sending']),
        ]),
      )
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return count
  }
  await expect.poll(underWay, { timeout: 60_000 }).toBe(0)
  await store.close()
  return peer.taken.length
}

async function log(page: Page): Promise<string[]> {
  const lines = await page.locator('.log li').allTextContents()
  return lines.map((line) => line.replaceAll(/\s+/g, ' '))
}

/** The rows of the table are the total below it. */
async function addsUp(page: Page): Promise<void> {
  const numbers = async (rows: string) =>
    (await page.locator(`.numbers:has(tfoot) ${rows} td`).allTextContents()).map(Number)
  const [total = 0] = await numbers('tfoot')
  expect((await numbers('tbody')).reduce((sum, one) => sum + one, 0)).toBe(total)
}

async function sound({ face }: SendingFace): Promise<void> {
  const store = await openList(face.root, {})
  expect(await checkInvariants(store)).toEqual([])
  await store.close()
  expect(face.faults).toEqual([])
}

async function unsubscribe({ face }: SendingFace, id: string): Promise<void> {
  const store = await openList(face.root, {})
  await store.db
    .updateTable('subscriber')
    .set({ newsletter: 'withdrawn' })
    .where('id', '=', id)
    .execute()
  await store.close()
}

/** Everything that the ledger holds, as one string. */
async function rows({ face }: SendingFace): Promise<string> {
  const store = await openList(face.root, {})
  const tables = ['dispatch', 'batch', 'recipient', 'attempt', 'ledger_log', 'decision'] as const
  const all = await Promise.all(
    tables.map((name) => store.db.selectFrom(name).selectAll().execute()),
  )
  await store.close()
  return JSON.stringify(all)
}
