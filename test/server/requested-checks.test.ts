import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { isInstalled } from '../support/installed.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'

const file = 'newsletters/2023-10/var/gvb.md'
/** Every site there is: but for one page it keeps whoever asks waiting until the test says so. */
let site: Server
let asked: string[] = []
let answer: () => void
let answering = new Promise<void>((done) => (answer = done))
let face: LocalFace
let browser: Browser
let page: Page

beforeAll(async () => {
  site = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const ready = request.url === '/er' ? Promise.resolve() : answering
    void ready.then(() => response.writeHead(request.url === '/weg' ? 404 : 200).end())
  })
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  const { port } = site.address() as AddressInfo
  const here = {
    resolve: () => Promise.resolve(['127.0.0.1']),
    isAllowed: (address: string) => address === '127.0.0.1',
  }
  ;[face, browser] = await Promise.all([
    openLocalFace(
      (root) => {
        // Only links that this test answers.
        const folder = join(root, 'newsletters/2023-10')
        for (const one of ['issue.md', 'var/gvb.md']) {
          const path = join(folder, one)
          const words = readFileSync(path, 'utf8')
          writeFileSync(path, words.replaceAll('https://', `http://127.0.0.1.example:${port}/?`))
        }
        appendFileSync(
          join(root, file),
          `\nLees [de agenda](http://elders.example.org:${port}/er) en [het verslag](http://elders.example.org:${port}/weg).\n`,
        )
      },
      undefined,
      { network: here, env: { PATH: process.env['PATH'], RONDBRIEF_CHROMIUM: '/nergens' } },
    ),
    launchChromium(),
  ])
  page = await (await browser.newContext()).newPage()
  await page.goto(face.startUrl)
  await page.goto(face.url('/issues/2023-10'))
})
afterAll(async () => {
  await browser.close()
  await face.close()
  site.closeAllConnections()
  site.close()
})

const links = () => page.locator('#check-links')

test('no site is asked anything before somebody presses the button, which says what it does', async () => {
  await expect.poll(() => links().innerText()).toMatch(/bezoekt dan de websites/)
  await page.goto(face.url('/issues/2023-10/preview'))
  await page.goto(face.url('/issues/2023-10'))
  expect(asked).toEqual([])
  const button = links().getByRole('button', {
    name: /^Bezoek \d+ websites en vraag \d+ links na$/,
  })
  expect(await button.count()).toBe(1)
})

test('while it asks it says of how many links it knows, and one press stops it', async () => {
  const button = links().getByRole('button')
  const total = /vraag (\d+) links/.exec(await button.innerText())?.[1]
  await button.click()
  await links()
    .getByText(/^\d+ van \d+ links bekeken\.$/)
    .waitFor()
  const [, done, all] = /(\d+) van (\d+) links bekeken/.exec(await links().innerText()) ?? []
  expect(all).toBe(total)
  expect(Number(done)).toBeGreaterThan(0)
  expect(Number(done)).toBeLessThan(Number(total))
  await links().getByRole('button', { name: 'Stop met navragen' }).click()
  await links().getByText('U hebt deze controle gestopt. Er is geen uitslag.').waitFor()
  expect(await page.locator('#more-checks .problem').count()).toBe(0)
  expect(await links().innerText()).not.toContain('bekeken')
  // Nobody is asked anything more.
  const before = asked.length
  site.closeAllConnections()
  await new Promise((done) => setTimeout(done, 1000))
  expect(asked.length).toBe(before)
  expect((await face.post('/issues/2023-10/checks/links/stop', {})).status).toBe(303)
  expect(face.faults).toEqual([])
  asked = []
})

test('the button asks once, says that it is at it, and shows what it found as any other problem', async () => {
  await links().getByRole('button').click()
  await links().getByText('Rondbrief vraagt de links nu na.').waitFor()
  expect(await links().getByRole('button').allInnerTexts()).toEqual(['Stop met navragen'])
  // Whoever presses once more, on a page that was open, starts nothing.
  const again = await face.post('/issues/2023-10/checks/links/start', {})
  expect(again.status).toBe(303)
  answer()
  await links().getByText('Dit kwam eruit:').waitFor()
  expect(asked.filter((one) => one === 'HEAD /weg').length).toBe(1)
  const dead = page.locator('#more-checks .problem').filter({ hasText: 'Deze link werkt niet' })
  expect(await dead.innerText()).toContain('Ga naar var/gvb.md')
  expect(await page.locator('#more-checks').innerText()).not.toContain('/er')
  expect(face.faults).toEqual([])
})

test('an answer stays with its link when the text moves, and a link that came later is counted', async () => {
  const path = join(face.root, file)
  const words = readFileSync(path, 'utf8')
  const moved = words.replace(
    '\nLees [de',
    '\nEen regel erbij.\n\nZie [nieuw](https://nieuw.example.org/).\n\nLees [de',
  )
  writeFileSync(path, moved)
  await links().getByText('Sindsdien is er 1 link bij gekomen.').waitFor()
  const dead = page.locator('#more-checks .problem').filter({ hasText: 'Deze link werkt niet' })
  const line = moved.slice(0, moved.indexOf('/weg')).split('\n').length
  expect(await dead.innerText()).toContain(`var/gvb.md, regel ${line}`)
})

test('a reason is taken there too, and holds', async () => {
  const dead = page.locator('#more-checks .problem').filter({ hasText: 'Deze link werkt niet' })
  await dead.getByText('Klopt het toch? Geef een reden').click()
  await dead.getByRole('textbox').fill('De pagina komt er morgen.')
  await dead.getByRole('button', { name: 'Accepteer de melding' }).click()
  await page.getByText('Uw reden staat in var/gvb.md.').waitFor()
  expect(await page.locator('#accepted-on-request').textContent()).toContain('komt er morgen')
  expect(await page.locator('#more-checks .problem.warns').count()).toBe(0)
})

test('where there is no browser the page says so before anybody asks, and what to do', async () => {
  await page.goto(face.url('/issues/2023-10'))
  const row = page.locator('#check-browser')
  expect(await row.innerText()).toContain(
    'Er is geen Chromium, Chrome of Edge gevonden op deze computer. Vraag uw beheerder',
  )
  // A button that can only fail is none.
  expect(await row.getByRole('button').count()).toBe(0)
})

test('what a browser measured is of the mail of that moment, and says so when it changes', async () => {
  const measuring = await openLocalFace()
  try {
    await page.goto(measuring.startUrl)
    await page.goto(measuring.url('/issues/2023-10'))
    const row = page.locator('#check-browser')
    await row.getByRole('button').click()
    await row.getByText('De browser meet de mail nu.').waitFor()
    await row.getByText('Alles was goed te lezen.').waitFor()
    appendFileSync(join(measuring.root, file), '\nEr komt een zin bij.\n')
    await row.getByText('De mail is daarna veranderd.').waitFor()
    expect(measuring.faults).toEqual([])
  } finally {
    await measuring.close()
  }
})

test('a check that does not exist is not started', async () => {
  expect((await face.post('/issues/2023-10/checks/geheim/start', {})).status).toBe(404)
  expect((await face.post('/issues/2099-01/checks/links/start', {})).status).toBe(404)
})

test.runIf(isInstalled.spamassassin)(
  'SpamAssassin is there only where it is installed',
  async () => {
    expect(await (await face.get('/issues/2023-10')).text()).toContain('id="check-spam"')
    const without = await openLocalFace(() => {}, undefined, { env: {} })
    try {
      expect(await (await without.get('/issues/2023-10')).text()).not.toContain('check-spam')
      expect((await without.post('/issues/2023-10/checks/spam/start', {})).status).toBe(404)
    } finally {
      await without.close()
    }
  },
)
