import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { missScheduled } from '../../src/dispatch/scheduled.ts'
import { countOccurrences } from '../../src/schedule/occurrence-store.ts'
import { loadSeries } from '../../src/schedule/read-series.ts'
import { databaseFile, openStore } from '../../src/store/store.ts'
import { launchChromium } from '../support/chromium.ts'
import { addPeople } from '../support/dispatch-fixture.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'

const HEAD = 'newsletters/2023-03/issue.md'
const at = '/issues/2023-03/schedule'
let face: LocalFace
let browser: Browser
let original: string

beforeAll(async () => {
  ;[face, browser] = await Promise.all([
    openLocalFace(undefined, undefined, { daemon: true }),
    launchChromium(),
  ])
  const store = await openStore(databaseFile(face.root))
  await addPeople(store, 3, face.root)
  await store.close()
  original = read(HEAD)
  // The first look at an issue loads all that renders and checks it.
  await face.get(at)
}, 60_000)
afterAll(async () => {
  await browser.close()
  await face.close()
})
beforeEach(async () => {
  if (read(HEAD) !== original) await save(HEAD, original)
})

describe.each([true, false])('with script: %s', (javaScriptEnabled) => {
  test('a chosen moment is checked, planned with one button, and taken off again', async () => {
    const page = await open(javaScriptEnabled)
    await page.goto(face.url(at))
    await page.getByRole('radio', { name: 'Ander moment' }).check()
    await page.getByLabel('Dag', { exact: true }).fill('2031-03-28')
    await page.getByLabel('Tijd', { exact: true }).fill('16:30')
    await page.getByRole('button', { name: 'Neem dit moment over' }).click()
    const answers = page.locator('.answers')
    await answers.getByText('vrijdag 28 maart 2031, 16.30 uur').first().waitFor()
    expect(await answers.innerText()).toContain('op vrijdag na 15.00 uur')
    expect(await answers.innerText()).toContain('6 bijeenkomsten zijn al geweest als deze editie')
    expect(await answers.innerText()).toContain('3 ontvangers')
    expect(read(HEAD)).toBe(original)
    await page.getByRole('button', { name: 'Plan 3 e-mails in' }).click()
    await page.getByText('Dan gaan 3 e-mails vanzelf op weg.').waitFor()
    await page.getByText(/^Ingepland op .*, vingerafdruk [0-9A-F]{4}\u2011[0-9A-F]{4}\.$/).waitFor()
    expect(read(HEAD)).toContain('\nsend_at: 2031-03-28T16:30\n---')
    await page.goto(face.url('/issues/2023-03'))
    expect(await page.locator('main').innerText()).toContain('vrijdag 28 maart 2031, 16.30 uur')
    await page.goto(face.url(at))
    await page.getByRole('button', { name: 'Haal uit de planning' }).click()
    await page.getByRole('button', { name: 'Plan 3 e-mails in' }).waitFor()
    expect(read(HEAD)).toBe(original.replace('\n---\n', '\nsend_at:\n---\n'))
    await page.context().close()
  }, 60_000)
})

test('what the clock change makes of a moment is said before it is planned', async () => {
  expect(await words(`${at}?moment=other&day=2031-03-30&time=02:30`)).toContain(
    '2.30 uur bestaat die dag niet, want de klok gaat vooruit. Het wordt 3.30 uur.',
  )
  expect(await words(`${at}?moment=2031-10-26T02:30`)).toContain(
    '2.30 uur komt die dag twee keer voor, want de klok gaat terug. De eerste keer telt.',
  )
})

test.each([
  ['2020-03-28T10:00', 'Dit moment is al geweest: zaterdag 28 maart 2020, 10.00 uur.'],
  ['2031-02-30T10:00', 'Vul een dag en een tijd in die bestaan.'],
  ['', 'Vul een dag en een tijd in die bestaan.'],
])('the moment %j is refused, and the next one is offered', async (moment, why) => {
  const asked = await words(`${at}?moment=${moment}`)
  expect(asked).toContain(why)
  expect(asked).toMatch(/Neem \S+dag \d+ \S+ \d{4}, 10\.00 uur/)
  expect(asked).not.toContain('e-mails in')
  const answer = await plan({ moment })
  expect(answer.status).toBe(400)
  const page = await answer.text()
  expect(page).toContain('<title>Fout: ')
  expect(plain(page)).toContain(why)
  expect(read(HEAD)).toBe(original)
})

test('what blocks keeps it from being planned, with the reason where the button was', async () => {
  await save(HEAD, original.replace(/^subject:.*$/m, 'subject:'))
  const page = await words(at)
  expect(page).toContain('Inplannen kan pas als 1 melding is opgelost.')
  expect(page).not.toContain('e-mails in')
  const answer = await plan({ moment: '2031-03-28T10:00' })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('Er zijn meldingen die versturen tegenhouden.')
  expect(read(HEAD)).not.toContain('send_at')
})

test('when somebody saved meanwhile, their text stays and nothing is planned', async () => {
  const version = await fieldOn(at, 'version')
  const theirs = `${original}\nVan iemand anders.\n`
  write(HEAD, theirs)
  const answer = await plan({ moment: '2031-03-28T10:00', version })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('De editie is intussen gewijzigd. Zij is niet ingepland.')
  expect(read(HEAD)).toBe(theirs)
})

test('when a partner saved meanwhile, what nobody saw is not planned', async () => {
  const seen = await fieldOn(at, 'seen')
  const item = 'newsletters/2023-03/riec/informatie.md'
  const own = read(item)
  await save(item, `${own}\nEen zin erbij.\n`)
  const answer = await plan({ moment: '2031-03-28T10:00', seen })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('De editie is intussen gewijzigd. Zij is niet ingepland.')
  expect(read(HEAD)).toBe(original)
  await save(item, own)
})

test('a moment that stands in the file only is not planned, and every page says so', async () => {
  await save(HEAD, original.replace('\n---\n', '\nsend_at: 2031-03-28T10:00\n---\n'))
  expect(await words('/issues/2023-03')).toContain(
    'In issue.md staat vrijdag 28 maart 2031, 10.00 uur, maar de editie is nog niet ingepland. Zonder inplannen gaat er niets weg.',
  )
  const page = await words(at)
  expect(page).not.toContain('vanzelf op weg')
  expect(page).toContain('Plan 3 e-mails in')
})

test('where nobody sends, no page says that something leaves by itself', async () => {
  const off = await openLocalFace()
  onTestFinished(() => off.close())
  const store = await openStore(databaseFile(off.root))
  await addPeople(store, 3, off.root)
  await store.close()
  const said = async () => plain(await (await off.get(at)).text())
  expect(await said()).toContain('Niemand, want versturen staat uit. Vraag uw beheerder')
  const [version, seen] = [await fieldOn(at, 'version', off), await fieldOn(at, 'seen', off)]
  const form = { version, seen, moment: '2031-03-28T10:00' }
  expect((await off.post(at, form)).status).toBe(303)
  expect(await said()).toContain('Versturen staat uit: zo gaat er dan niets weg.')
  expect(await said()).not.toContain('vanzelf op weg')
})

test('what changes after it was planned is shown in words, and planned again with one button', async () => {
  const item = 'newsletters/2023-03/riec/informatie.md'
  const own = read(item)
  expect((await plan({ moment: '2031-03-28T10:00' })).status).toBe(303)
  await save(item, `${own}\nDe bijeenkomst is een week later.\n`)
  for (const path of ['/issues/2023-03', '/issues/2023-03/row', '/issues/2023-03/dispatch']) {
    expect([path, await words(path)]).toEqual([path, expect.stringContaining('Plan opnieuw in')])
  }
  expect(await words('/issues/2023-03')).toContain(
    'De editie is ingepland voor vrijdag 28 maart 2031, 10.00 uur, maar daarna gewijzigd. Zo gaat zij niet weg.',
  )
  expect(await words('/issues/2023-03/dispatch')).toContain(
    'Bekijk de wijziging en plan opnieuw in',
  )
  expect(await words('/issues/2023-03/dispatch')).not.toContain('Nog niet gekozen')
  const page = await words(at)
  expect(page).toContain('Dit staat er nu De bijeenkomst is een week later.')
  expect(page).not.toContain('Dit stond er toen u inplande')
  expect((await plan({ moment: '2031-03-28T10:00' })).status).toBe(303)
  expect(await words(at)).toContain('Dan gaan 3 e-mails vanzelf op weg.')
  await save(item, own)
  expect(await words(at)).toContain('Dit stond er toen u inplande De bijeenkomst is')
  expect((await face.post(`${at}/stop`, { wall: '2031-03-28T10:00' })).status).toBe(303)
  expect(read(HEAD)).toContain('\nsend_at:\n---')
})

test('a moment that somebody moves in the file by hand is no longer what was planned', async () => {
  expect((await plan({ moment: '2031-03-28T10:00' })).status).toBe(303)
  await save(HEAD, read(HEAD).replace('2031-03-28T10:00', '2031-03-29T10:00'))
  expect(await words(at)).toContain(
    'In issue.md staat nu een ander moment: zaterdag 29 maart 2031, 10.00 uur.',
  )
  await save(HEAD, read(HEAD).replace('2031-03-29T10:00', ''))
  expect(await words(at)).toContain('Het moment staat niet meer in issue.md.')
  expect((await face.post(`${at}/stop`, { wall: '2031-03-28T10:00' })).status).toBe(303)
})

test('why it was missed is said on the page and in its log, in words', async () => {
  expect((await plan({ moment: '2031-03-28T10:00' })).status).toBe(303)
  const store = await openStore(databaseFile(face.root))
  const row = await store.db
    .selectFrom('dispatch')
    .select('id')
    .where('status', '=', 'scheduled')
    .executeTakeFirstOrThrow()
  await missScheduled(store, row.id, 'changed', systemPorts)
  await store.close()
  const page = await words('/issues/2023-03/dispatch')
  expect(page).toContain(
    'De editie is niet vanzelf verstuurd: de editie was gewijzigd nadat zij is ingepland. Verstuur met de hand, of kies een nieuw moment.',
  )
  expect(page).toContain(
    'De editie is niet vanzelf verstuurd. Reden: de editie was gewijzigd nadat zij is ingepland',
  )
  expect((await plan({ moment: '2031-03-28T10:00' })).status).toBe(303)
  expect((await face.post(`${at}/stop`, { wall: '2031-03-28T10:00' })).status).toBe(303)
})

test('line ends of the file stay as they were', async () => {
  await save(HEAD, original.replaceAll('\n', '\r\n'))
  expect((await plan({ moment: '2031-03-28T10:00' })).status).toBe(303)
  expect(read(HEAD)).toBe(
    original.replace('\n---\n', '\nsend_at: 2031-03-28T10:00\n---\n').replaceAll('\n', '\r\n'),
  )
})

describe('on the overview', () => {
  test('the next issue of the series is one button away, and pressing twice makes one', async () => {
    const page = await open(true)
    await page.goto(face.url('/?wait'))
    const button = page.getByRole('button', { name: /^Maak de editie van dinsdag/ })
    const form = page.locator('form[action="/issues"]')
    const fields = {
      series: await form.locator('[name=series]').inputValue(),
      day: await form.locator('[name=day]').inputValue(),
    }
    await button.click()
    await page.waitForURL(/\/issues\/\d{4}-\d\d$/)
    const id = page.url().slice(-7)
    expect(id).toBe(fields.day.slice(0, 7))
    const head = read(`newsletters/${id}/issue.md`)
    write(`newsletters/${id}/issue.md`, `${head}Mijn inleiding.\n`)
    const again = await face.post('/issues', fields)
    expect(again.headers.get('location')).toBe(`/issues/${id}`)
    expect(read(`newsletters/${id}/issue.md`)).toBe(`${head}Mijn inleiding.\n`)
    await page.goto(face.url('/?wait'))
    expect(await page.locator('section', { hasText: 'Binnenkort' }).last().innerText()).toContain(
      `Editie ${id}`,
    )
    await page.goto(face.url(`/issues/${id}/schedule`))
    expect(await page.locator('.option').first().innerText()).toContain('Volgens de reeks')
    rmSync(join(face.root, 'newsletters', id), { recursive: true })
    await page.context().close()
  })

  test('what is asked about a date that is not in the series makes nothing', async () => {
    const answer = await face.post('/issues', { series: 'nieuwsbrief', day: '2031-03-30' })
    expect(answer.status).toBe(404)
    expect(existsSync(join(face.root, 'newsletters/2031-03'))).toBe(false)
    expect((await face.post('/issues', { series: 'nieuwsbrief', day: '../x' })).status).toBe(400)
  })

  test('dates that went by are one question, gone when it is answered', async () => {
    const store = await openStore(databaseFile(face.root))
    onTestFinished(() => store.close())
    const source = "series:\n  - { id: oud, at: '10:00', day: tweede dinsdag }\n"
    const own = read('newsletters/series.yaml')
    write('newsletters/series.yaml', source)
    onTestFinished(() => write('newsletters/series.yaml', own))
    const { series } = await loadSeries(face.root)
    const [year, zone] = [2020, 'Europe/Amsterdam']
    const now = Date.parse(`${year}-01-02T09:00Z`)
    await countOccurrences(store, series, { today: `${year}-01-02`, zone, now, issues: [] })
    const page = await words('/?wait')
    expect(page).toMatch(/\d+ data gingen voorbij zonder editie: dinsdag 14 januari 2020, /)
    const until = /name="until" value="(\d+)"/.exec(await (await face.get('/?wait')).text())?.[1]
    expect((await face.post('/occurrences/skip', { until: until ?? '' })).status).toBe(303)
    expect(await words('/?wait')).not.toContain('gingen voorbij')
  })

  test('a slip in the file of the series is said there, with the way to the line', async () => {
    const own = read('newsletters/series.yaml')
    onTestFinished(() => write('newsletters/series.yaml', own))
    write('newsletters/series.yaml', own.replace('day: tweede', 'day: vijfde'))
    const page = await (await face.get('/?wait')).text()
    expect(page).toContain('Hier hoort een dag van de maand.')
    expect(page).toContain('/issues/-/source?file=newsletters%2Fseries.yaml&amp;line=6')
  })
})

async function open(javaScriptEnabled: boolean): Promise<Page> {
  const page = await (await browser.newContext({ javaScriptEnabled })).newPage()
  await page.goto(face.startUrl)
  return page
}

async function plan(form: { moment: string; version?: string; seen?: string }): Promise<Response> {
  const other = `${at}?moment=2031-01-07T10:00`
  const [version, seen] = [await fieldOn(other, 'version'), await fieldOn(other, 'seen')]
  return face.post(at, { version, seen, ...form })
}

/** As the form carries it; the page of an issue that cannot be planned has none. */
async function fieldOn(path: string, field: 'version' | 'seen', on = face): Promise<string> {
  const page = await (await on.get(path)).text()
  return new RegExp(`name="${field}" value="([0-9a-f]+)"`).exec(page)?.[1] ?? 'none'
}

async function words(path: string): Promise<string> {
  return plain(await (await face.get(path)).text())
}

function plain(page: string): string {
  return page
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/[\s\u00A0]+/g, ' ')
    .replaceAll('&#39;', "'")
}

function read(file: string): string {
  return readFileSync(join(face.root, file), 'utf8')
}

/** As another program does, and seen by the server: it looks at most a quarter of a second later. */
async function save(file: string, text: string): Promise<void> {
  write(file, text)
  await wait(500)
}

function write(file: string, text: string): void {
  writeFileSync(join(face.root, file), text)
}
