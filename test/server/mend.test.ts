import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'

const file = 'newsletters/2023-10/var/gvb.md'
const wrong = 'In Ijsselmonde heeft het dossier nummer 123456782.'
let face: LocalFace
let browser: Browser
let page: Page
let faulty: string

beforeAll(async () => {
  ;[face, browser] = await Promise.all([openLocalFace(), launchChromium()])
  // As a Windows program writes it.
  faulty = `\uFEFF${read()}\n${wrong}\n`.replaceAll('\n', '\r\n')
})
afterAll(async () => {
  await browser.close()
  await face.close()
})
beforeEach(async () => {
  writeFileSync(join(face.root, file), faulty)
  page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await page.goto(face.startUrl)
  await page.goto(face.url(`/issues/2023-10/source?file=${file}`))
})
afterEach(() => page.context().close())

test('a button puts it right, and another takes that back to the byte', async () => {
  await page.getByRole('button', { name: 'Verbeter: maak er ‘IJsselmonde’ van' }).click()
  await page.getByText('Verbeterd in var/gvb.md, regel ').waitFor()
  expect(read()).toBe(faulty.replace('Ijssel', 'IJssel'))
  await page.getByRole('button', { name: 'Ongedaan maken' }).click()
  await page.getByText('De wijziging in var/gvb.md is ongedaan gemaakt.').waitFor()
  expect(read()).toBe(faulty)
})

test('a reason goes into the file, and the problem is back when what it is about changes', async () => {
  const problem = page.locator('#problems .problem.blocks')
  await problem.getByText('Klopt het toch? Geef een reden').click()
  await problem.getByRole('textbox').fill("Een nummer van 't dossier: geen persoon.")
  await problem.getByRole('button', { name: 'Accepteer de melding' }).click()
  await page.getByText('Uw reden staat in var/gvb.md. De melding is geaccepteerd.').waitFor()
  expect(read()).toContain('\r\n  - code: personal-data/citizen-number\r\n    found: …782\r\n')
  expect(await problem.count()).toBe(0)
  expect(await page.locator('#accepted').textContent()).toContain("Een nummer van 't dossier")
  await page.locator('#text').fill(read().slice(1).replace('123456782', '111222333'))
  await page.getByRole('button', { name: 'Bewaar' }).click()
  expect(await problem.count()).toBe(1)
})

test('a word is no reason for what may be data of a person, and the page says what is', async () => {
  const problem = page.locator('#problems .problem.blocks')
  await problem.getByText('Klopt het toch? Geef een reden').click()
  await problem.getByRole('textbox').fill('ok')
  await problem.getByRole('button', { name: 'Accepteer de melding' }).click()
  await page.getByText('Schrijf in een paar woorden waarom dit mag blijven staan').waitFor()
  expect(read()).toBe(faulty)
})

test('a line that is put in waits for its value, with the caret there', async () => {
  await page.locator('#text').fill(
    read()
      .slice(1)
      .replace(/^title: .*\r\n/m, ''),
  )
  await page.getByRole('button', { name: 'Bewaar' }).click()
  await page.getByRole('button', { name: 'Verbeter: zet de regel ‘title:’ erbij' }).click()
  await page.getByText('De regel staat in var/gvb.md. Vul hem nu in en bewaar.').waitFor()
  expect(await page.locator('#notice.good').count()).toBe(0)
  expect(read()).toMatch(/^\uFEFF---\r\ntitle: \r\n/)
  const area = page.locator('#text')
  expect(await area.getAttribute('data-line')).toBe('2')
  expect(await area.getAttribute('data-column')).toBe('8')
})

test('undoing never takes away what was typed since', async () => {
  await page.getByRole('button', { name: /^Verbeter: maak er ‘IJsselmonde’/ }).click()
  const later = `${read()}Van iemand anders.\r\n`
  writeFileSync(join(face.root, file), later)
  await page.getByRole('button', { name: 'Ongedaan maken' }).click()
  await page.getByText('Het bestand is daarna nog gewijzigd.').waitFor()
  expect(read()).toBe(later)
})

test('a file that Notepad saved with letters of its own is saved anew by a button', async () => {
  const words = faulty.slice(1).replace(wrong, 'De coördinatie is in één hand.')
  writeFileSync(join(face.root, file), Buffer.from(words, 'latin1'))
  await seenOnIssue('#contributions', 'var/gvb.md\n\nNog niet te lezen')
  await page.getByRole('button', { name: 'Verbeter: bewaar het bestand als UTF-8' }).click()
  await page.getByText('var/gvb.md is nu bewaard als UTF-8.').waitFor()
  expect(read()).toBe(words)
  expect(await page.locator('#problems .problem.blocks').count()).toBe(0)
})

test('a partner whose only text cannot be read delivered something all the same', async () => {
  const only = join(face.root, 'newsletters/2023-10/pvo/samen.md')
  const before = readFileSync(only)
  writeFileSync(only, 'Zonder gegevens erboven.\n')
  await seenOnIssue('.tasks', '1 bestand is nog niet te lezen.')
  expect(await page.locator('main').innerText()).not.toContain('heeft nog niets ingeleverd')
  expect(await page.getByRole('link', { name: 'pvo/samen.md', exact: true }).count()).toBe(1)
  writeFileSync(only, before)
})

test('while a file cannot be read, it says that there may be more than is counted', async () => {
  const partial = 'Een bestand is nog niet te lezen.'
  expect(await page.locator('#problems').innerText()).not.toContain(partial)
  writeFileSync(join(face.root, file), faulty.replace('---', '---\r\nlabel: een: twee'))
  const shown = async () => {
    await page.goto(face.url(`/issues/2023-10/source?file=${file}`))
    return page.locator('#problems').innerText()
  }
  await expect.poll(shown, { timeout: 15_000 }).toContain(partial)
  await page.goto(face.url('/issues/2023-10'))
  expect(await page.locator('#problems').innerText()).toContain(partial)
})

test('a place in another file that a problem names can be gone to', async () => {
  const item = 'newsletters/2023-03/var/jaarplan.md'
  const before = readFileSync(join(face.root, item), 'utf8')
  const said = 'Het Leerhuis over statelijke dreigingen is op 3 april.'
  writeFileSync(join(face.root, item), `${before}\n${said}\n`)
  const link = page.getByRole('link', { name: /^newsletters\/agenda\.yaml, regel / })
  const shown = async () => {
    await page.goto(face.url(`/issues/2023-03/source?file=${item}`))
    return link.count()
  }
  await expect.poll(shown, { timeout: 60_000 }).toBe(1)
  const problem = page.locator('.problem', { has: link })
  await problem.getByRole('link', { name: /^Ga naar/ }).click()
  // Beside the buttons at most two lines of it, until somebody asks for all.
  const here = page.locator('#here')
  const lines = () =>
    here.evaluate(
      (words) =>
        words.getBoundingClientRect().height /
        Number.parseFloat(getComputedStyle(words).lineHeight),
    )
  expect(await lines()).toBeLessThan(2.5)
  await here.focus()
  expect(await lines()).toBeGreaterThan(2.5)
  await link.click()
  await page.getByRole('heading', { name: 'newsletters/agenda.yaml' }).waitFor()
  expect(Number(await page.locator('#text').getAttribute('data-line'))).toBeGreaterThan(1)
  writeFileSync(join(face.root, item), before)
})

test('a button about what is not there any more changes nothing and says so', async () => {
  const form = {
    code: 'typography/ij',
    file,
    line: '99',
    column: '1',
    found: 'Ijsland',
    back: 'issue',
  }
  const answer = await face.post('/issues/2023-10/fix', form)
  expect(answer.status).toBe(303)
  const told = await (await face.get(answer.headers.get('location') ?? '')).text()
  expect(told).toContain('Deze melding is er niet meer')
  expect(read()).toBe(faulty)
})

test('looking at a page or following its address changes nothing', async () => {
  for (const what of ['fix', 'accept', 'undo']) {
    expect((await face.get(`/issues/2023-10/${what}`)).status).toBe(404)
  }
  expect(read()).toBe(faulty)
})

/** A changed file is on the page as soon as it was noticed. */
async function seenOnIssue(where: string, words: string): Promise<void> {
  const shown = async () => {
    await page.goto(face.url('/issues/2023-10'))
    return page.locator(where).innerText()
  }
  await expect.poll(shown, { timeout: 15_000 }).toContain(words)
}

function read(): string {
  return readFileSync(join(face.root, file), 'utf8')
}
