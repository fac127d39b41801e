import {
  appendFileSync,
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { inspectIssue } from '../../src/check/inspect-issue.ts'
import { readConfig } from '../../src/config.ts'
import { keptVersions } from '../../src/issue/kept-versions.ts'
import { blocks } from '../../src/problem.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { textFor } from '../../src/text/text.ts'
import { launchChromium } from '../support/chromium.ts'
import { addPeople } from '../support/dispatch-fixture.ts'
import { openLocalFace, rawRequest, type LocalFace } from '../support/local-face.ts'
import { sendToEveryone } from '../support/sent-issue.ts'

const now = Date.parse('2026-11-29T12:00:00Z')
const title = 'Netwerkdag'
const date = '2023-12-01'
const events = '/issues/2023-10/events/new'
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

async function localFace(change: (root: string) => void = () => {}): Promise<LocalFace> {
  const face = await openLocalFace(change)
  onTestFinished(() => face.close())
  return face
}

/** As after a first start: the settings, and nobody who wrote anything yet. */
async function emptyFace(): Promise<LocalFace> {
  const face = await openLocalFace(
    (root) => rmSync(join(root, 'newsletters'), { recursive: true }),
    undefined,
    { now: () => now },
  )
  onTestFinished(() => face.close())
  return face
}

async function pageOf(face: LocalFace, javaScriptEnabled = true): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(face.startUrl)
  return page
}

describe.each([
  ['with scripts', true],
  ['without any script', false],
])('from nothing to an issue, %s,', (_, scripts) => {
  test('with only what the screens say', async () => {
    const face = await emptyFace()
    const page = await pageOf(face, scripts)
    await page.getByText('Er is nog geen editie.').waitFor()
    await page.getByRole('link', { name: 'Nieuwe editie' }).click()
    expect(await page.getByLabel('Maand').inputValue()).toBe('12')
    expect(await page.getByLabel('Jaar').inputValue()).toBe('2026')
    await page.getByLabel('Maand').selectOption('maart')
    await page.getByLabel('Jaar').selectOption('2027')
    await page.getByRole('button', { name: 'Maak de editie' }).click()
    await page.getByRole('heading', { level: 1, name: 'Nieuwsbrief maart 2027' }).waitFor()
    const empty = page.locator('.problem', { hasText: 'nog geen enkel bericht' })
    expect(await empty.innerText()).toContain('Nieuw bericht')
    await empty.getByRole('link', { name: 'Naar de bijdragen' }).click()
    expect(new URL(page.url()).hash).toBe('#contributions')

    await page.locator('summary', { hasText: 'Nieuw bericht, RIEC' }).click()
    await page.locator('#title-riec').fill('Herken ondermijning: "5 signalen"')
    await page.locator('.partner', { hasText: 'RIEC' }).getByRole('button').click()
    await page.locator('#text').waitFor()
    expect(await page.locator('#problems').innerText()).toContain(
      'Dit bericht heeft een titel, maar geen tekst.',
    )
    const text = page.locator('#text')
    if (scripts) {
      await page.locator('#text:focus').waitFor()
      await page.keyboard.type('Ondermijning ziet u niet altijd.')
    } else {
      await text.fill(`${await text.inputValue()}Ondermijning ziet u niet altijd.`)
    }
    await page.getByRole('button', { name: 'Bewaar' }).click()
    await page.getByText('Geen meldingen in dit bestand').waitFor()
    const file = 'newsletters/2027-03/riec/herken-ondermijning-5-signalen.md'
    expect(readFileSync(join(face.root, file), 'utf8')).toBe(
      `---\ntitle: 'Herken ondermijning: "5 signalen"'\n---\n\nOndermijning ziet u niet altijd.`,
    )

    await page.goto(face.url('/issues/2027-03'))
    await page.getByRole('link', { name: 'Nieuwe bijeenkomst' }).click()
    await page.getByLabel('Titel').fill('Leerhuis: samen veilig')
    await page.getByLabel('Dag').fill('2027-03-23')
    await page.getByLabel('van', { exact: true }).fill('09:30')
    await page.getByLabel('tot', { exact: true }).fill('12:00')
    await page.getByLabel('Plaats').fill('Stadhuis, "zaal 3"')
    await page.getByRole('button', { name: 'Zet in de agenda' }).click()
    const agenda = page.locator('#agenda')
    await agenda.getByText(/staat in de agenda en in deze editie/).waitFor()
    expect((await agenda.innerText()).replaceAll(/\s+/g, ' ')).toContain(
      'dinsdag 23 maart 2027, 9.30 tot 12.00 uur, Stadhuis, ‘zaal 3’',
    )
    expect(await blocking(face, '2027-03')).toEqual([
      'issue/segments-missing newsletters/2027-03/issue.md',
      'subject/missing newsletters/2027-03/issue.md',
    ])
    await agenda.getByRole('link', { name: 'Open de agenda' }).click()
    await page.locator('#text').waitFor()
    expect(await page.locator('#problems').innerText()).toContain('Geen meldingen in dit bestand')
    expect(face.faults).toEqual([])
  }, 60_000)
})

test('a month that has an issue makes nothing and leads to that issue', async () => {
  const face = await emptyFace()
  const page = await pageOf(face)
  await page.goto(face.url('/issues/new'))
  await page.getByRole('button', { name: 'Maak de editie' }).click()
  await page.getByRole('heading', { name: 'Nieuwsbrief december 2026' }).waitFor()
  writeFileSync(join(face.root, 'newsletters/2026-12/issue.md'), '---\ntitle: Van mij\n---\n')
  await page.goto(face.url('/issues/new'))
  expect(await page.getByLabel('Maand').inputValue()).toBe('01')
  await page.getByLabel('Maand').selectOption('december')
  await page.getByLabel('Jaar').selectOption('2026')
  await page.getByRole('button', { name: 'Maak de editie' }).click()
  await page.getByRole('alert').getByText('Voor december 2026 is er al een editie.').waitFor()
  expect(await page.getByLabel('Maand').inputValue()).toBe('12')
  await page.getByRole('link', { name: 'Open editie 2026-12' }).click()
  await page.getByRole('heading', { level: 1, name: 'Van mij' }).waitFor()
})

test('so does a month that has one of another name', async () => {
  const face = await localFace((root) =>
    cpSync(join(root, 'newsletters/2023-10'), join(root, 'newsletters/2023-11-extra'), {
      recursive: true,
    }),
  )
  const answer = await face.post('/issues/new', { month: '11', year: '2023' })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('href="/issues/2023-11-extra"')
  expect(existsSync(join(face.root, 'newsletters/2023-11'))).toBe(false)
})

test('with a series its next date is proposed and its dates are in the issue', async () => {
  const face = await openLocalFace(() => {}, undefined, { now: () => now })
  onTestFinished(() => face.close())
  const page = await pageOf(face)
  await page.getByRole('link', { name: 'Nieuwe editie' }).click()
  await page
    .getByText('Volgens de reeks ‘Nieuwsbrief VAR’ is december 2026 aan de beurt.')
    .waitFor()
  await page.getByRole('button', { name: 'Maak de editie' }).click()
  await page.getByRole('heading', { level: 1, name: 'Nieuwsbrief december 2026' }).waitFor()
  const head = readFileSync(join(face.root, 'newsletters/2026-12/issue.md'), 'utf8')
  expect(head).toContain('# De planning, uit newsletters/series.yaml:')
  // The button of the series would make a second one.
  await page.goto(face.url('/?wait'))
  expect(await page.getByRole('button', { name: /15 december|8 december/ }).count()).toBe(0)
})

test.each([
  [{}, 400],
  [{ month: '13', year: '2026' }, 400],
  [{ month: '12', year: '../2026' }, 400],
  [{ month: '12', year: '1026' }, 400],
])('a form with %j makes no issue', async (form, status) => {
  const face = await emptyFace()
  const answer = await face.post('/issues/new', form)
  expect(answer.status).toBe(status)
  expect(await answer.text()).toContain('Kies een maand en een jaar.')
  expect(existsSync(join(face.root, 'newsletters'))).toBe(false)
})

test.each([
  ['', 'Schrijf een titel.'],
  ['   \n ', 'Schrijf een titel.'],
  ['?!… 🎉', 'Schrijf een titel met letters of cijfers erin.'],
  ['a'.repeat(500), 'De titel heeft 500 tekens. Maak hem korter: hoogstens 120 tekens.'],
])('the title %j makes nothing, and stands on the page again', async (title, words) => {
  const face = await localFace()
  const before = readdirSync(join(face.root, 'newsletters/2023-10/riec'))
  const answer = await face.post('/issues/2023-10/items', { partner: 'riec', title })
  const body = await answer.text()
  expect(answer.status).toBe(400)
  expect(body).toContain(words)
  expect(body).toContain(`value="${title.trim()}"`)
  expect(readdirSync(join(face.root, 'newsletters/2023-10/riec'))).toEqual(before)
})

test('an item of nobody, or of an issue that is not there, is refused', async () => {
  const face = await localFace()
  const form = { partner: '../var', title: 'Titel' }
  expect((await face.post('/issues/2023-10/items', form)).status).toBe(400)
  expect((await face.post('/issues/2023-10/items', { title: 'Titel' })).status).toBe(400)
  const other = { partner: 'riec', title: 'Titel' }
  expect((await face.post('/issues/2024-10/items', other)).status).toBe(404)
  expect((await face.get('/issues/2023-10/items')).headers.get('location')).toBe(
    '/issues/2023-10#contributions',
  )
})

test('what somebody types for a new item stays while a file changes', async () => {
  const face = await localFace()
  const page = await pageOf(face)
  await page.goto(face.url('/issues/2023-10'))
  await page.locator('summary', { hasText: 'Nieuw bericht, RIEC' }).click()
  await page.locator('#title-riec').fill('Half getypt')
  const file = join(face.root, 'newsletters/2023-10/riec/conferentie.md')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^title: .*$/m, 'title: Een andere titel'))
  await page.getByRole('link', { name: 'Een andere titel' }).waitFor()
  expect(await page.locator('#title-riec').inputValue()).toBe('Half getypt')
  expect(await page.locator('#title-riec').isVisible()).toBe(true)
})

test('nothing is added to an issue that was sent', async () => {
  const face = await localFace()
  await send(face)
  const body = await (await face.get('/issues/2023-10')).text()
  expect(body).not.toContain('Nieuw bericht')
  const answer = await face.post('/issues/2023-10/items', { partner: 'riec', title: 'Te laat' })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('Aan deze editie kan niets meer worden toegevoegd')
  expect(existsSync(join(face.root, 'newsletters/2023-10/riec/te-laat.md'))).toBe(false)
  expect(body).not.toContain('Nieuwe bijeenkomst')
  expect((await face.get(events)).status).toBe(409)
  const before = readFileSync(join(face.root, 'newsletters/agenda.yaml'), 'utf8')
  expect((await face.post(events, { title, date })).status).toBe(409)
  expect(readFileSync(join(face.root, 'newsletters/agenda.yaml'), 'utf8')).toBe(before)
})

async function send({ root }: LocalFace): Promise<void> {
  const read = readConfig(root, {})
  if (read.kind !== 'ok') throw new Error('No settings')
  const store = await openList(root, {})
  await addPeople(store, 2, root)
  await sendToEveryone({ config: read.config, store })
  await store.close()
}

describe('a new event', () => {
  test('keeps the agenda and the issue as they are, and their earlier versions', async () => {
    const face = await localFace()
    const [agenda, head] = ['newsletters/agenda.yaml', 'newsletters/2023-10/issue.md']
    const read = (file: string) => readFileSync(join(face.root, file), 'utf8')
    // As an editor on Windows saves it.
    writeFileSync(join(face.root, agenda), read(agenda).replaceAll('\n', '\r\n'))
    const before = { agenda: read(agenda), head: read(head) }
    const answer = await face.post(events, { title, date })
    expect(answer.status).toBe(303)
    expect(read(agenda)).toBe(
      `${before.agenda}\r\n${[
        '  - id: netwerkdag-2023',
        '    title: Netwerkdag',
        '    type: bijeenkomst',
        '    date: 2023-12-01',
        '    status: gepland',
      ].join('\r\n')}\r\n`,
    )
    expect(read(head)).toBe(
      before.head.replace('  - leerhuis-november-2023\n', '$&  - netwerkdag-2023\n'),
    )
    for (const [file, words] of Object.entries({ [agenda]: before.agenda, [head]: before.head })) {
      expect(keptVersions(face.root, file)[0]?.bytes.toString()).toBe(words)
    }
  })

  test('from two tabs at once are two events; the same one twice is one', async () => {
    const face = await localFace()
    const asked = [1, 2, 3, 4].map((number) => ({ title: `Dag ${number}`, date }))
    const answers = await Promise.all([...asked, ...asked].map((form) => face.post(events, form)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 303))
    const agenda = readFileSync(join(face.root, 'newsletters/agenda.yaml'), 'utf8')
    const head = readFileSync(join(face.root, 'newsletters/2023-10/issue.md'), 'utf8')
    for (const number of [1, 2, 3, 4]) {
      expect(agenda.split(`- id: dag-${number}-2023\n`)).toHaveLength(2)
      expect(head.split(`- dag-${number}-2023\n`)).toHaveLength(2)
    }
    const again = await face.post(events, { title: 'Dag 1', date })
    const told = await (await face.get(again.headers.get('location') ?? '')).text()
    expect(told).toContain('‘Dag 1’ stond al in de agenda, en staat in deze editie.')
  })

  test('goes into a broken agenda only after somebody mended it', async () => {
    const face = await localFace((root) =>
      appendFileSync(join(root, 'newsletters/agenda.yaml'), '  - id: "half\n'),
    )
    const before = readFileSync(join(face.root, 'newsletters/agenda.yaml'), 'utf8')
    const answer = await face.post(events, { title, date, place: 'Zaal <3>' })
    const body = await answer.text()
    expect(answer.status).toBe(409)
    expect(body).toContain('De agenda is zo niet aan te vullen. Er is niets veranderd.')
    expect(body).toContain('value="Zaal &lt;3&gt;"')
    expect(body).toContain('/issues/2023-10/source?file=newsletters%2Fagenda.yaml')
    expect(readFileSync(join(face.root, 'newsletters/agenda.yaml'), 'utf8')).toBe(before)
  })

  test('says what is left to do when the issue cannot take it', async () => {
    const face = await localFace((root) => {
      const file = join(root, 'newsletters/2023-10/issue.md')
      const head = readFileSync(file, 'utf8')
      writeFileSync(file, head.replace(/agenda:\n(.*\n){2}/, 'agenda: najaarscarrousel-2023\n'))
    })
    const page = await pageOf(face)
    await page.goto(face.url(events))
    await page.getByLabel('Titel').fill(title)
    await page.getByLabel('Dag').fill(date)
    await page.getByRole('button', { name: 'Zet in de agenda' }).click()
    const notice = page.locator('#agenda #notice')
    await notice.getByText('maar nog niet in deze editie').waitFor()
    await notice.getByText('zet bij agenda de naam netwerkdag-2023 erbij').waitFor()
    await notice.getByRole('link', { name: 'Open issue.md' }).click()
    await page.locator('#text').waitFor()
    expect(new URL(page.url()).searchParams.get('file')).toBe('newsletters/2023-10/issue.md')
  })

  test.each([
    [{}, ['Schrijf een titel.', 'Kies een dag.']],
    [{ title: '?!', date: '2023-02-30' }, ['met letters of cijfers', 'Deze dag bestaat niet.']],
    [{ title, date, end: '12:00' }, ['Vul ook in hoe laat het begint.']],
    [{ title, date, start: '12:00', end: '09:00' }, ['Het einde komt niet na het begin.']],
    [{ title, date, start: '25:00' }, ['Schrijf een tijd zoals 09:30.']],
    [
      { title: 'a'.repeat(500), date, place: 'b'.repeat(500), type: 'c'.repeat(500) },
      ['De titel heeft 500 tekens.', 'Maak de plaats korter', 'Maak de soort korter'],
    ],
  ])('with %j is not added, and is on the page again', async (form, words) => {
    const face = await localFace()
    const before = readFileSync(join(face.root, 'newsletters/agenda.yaml'), 'utf8')
    const answer = await face.post(events, form)
    const body = await answer.text()
    expect(answer.status).toBe(400)
    for (const one of [...words, ...Object.values(form)]) expect(body).toContain(one)
    expect(readFileSync(join(face.root, 'newsletters/agenda.yaml'), 'utf8')).toBe(before)
  })
})

test('looking at the forms changes nothing', async () => {
  const face = await localFace()
  const seen = () =>
    readdirSync(join(face.root, 'newsletters'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name)).toString('base64'))
  const before = seen()
  for (const path of ['/issues/new', events, '/issues/2023-10/items', '/issues/2023-10']) {
    await face.get(path)
  }
  expect(seen()).toEqual(before)
  for (const path of ['/issues/new', events, '/issues/2023-10/items']) {
    const foreign = await rawRequest(face.port, {
      path,
      method: 'POST',
      headers: { host: `127.0.0.1:${face.port}`, cookie: face.cookie, origin: 'http://x.test' },
    })
    expect(foreign.status).toBe(403)
  }
  expect(seen()).toEqual(before)
})

async function blocking({ root }: LocalFace, issueId: string): Promise<string[]> {
  const read = readConfig(root, {})
  if (read.kind !== 'ok') throw new Error('No settings')
  const { problems } = await inspectIssue(read.config, textFor('nl'), issueId, {
    knownSegments: [],
  })
  return problems
    .filter(blocks)
    .map(({ code, file }) => `${code} ${file}`)
    .toSorted()
}
