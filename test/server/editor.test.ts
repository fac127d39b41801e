import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'

const folder = 'newsletters/2023-10/'
const file = `${folder}var/gvb.md`
const other = `${folder}pvo/samen.md`
const wrong = 'In Ijsselmonde is iets te doen.'
const button = 'Verbeter: maak er ‘IJsselmonde’ van'
let face: LocalFace
let browser: Browser
let page: Page
let faulty: string
/** Questions of the browser itself, which nobody should see. */
let asked: string[]

beforeAll(async () => {
  ;[face, browser] = await Promise.all([
    openLocalFace((root) => {
      appendFileSync(join(root, file), `\n${wrong}\n`)
      appendFileSync(join(root, other), '\nLees [het plan](#).\n')
    }),
    launchChromium(),
  ])
  faulty = read()
  // The first look at an issue loads all that renders and checks it.
  await face.get('/issues/2023-10')
})
afterAll(async () => {
  await browser.close()
  await face.close()
})
beforeEach(async () => {
  writeFileSync(join(face.root, file), faulty)
  page = await (await browser.newContext()).newPage()
  asked = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.accept()
  })
  await page.goto(face.startUrl)
  await open()
})
afterEach(() => page.context().close())

test('putting right saves what was typed first: nothing is lost and nothing is asked', async () => {
  await page
    .locator('#text')
    .fill(`${faulty.replace(wrong, `Een regel ervoor.\n\n${wrong}`)}Erna.\n`)
  await page.getByRole('button', { name: button }).click()
  await page.getByText('Verbeterd in var/gvb.md, regel ').waitFor()
  const fixed = wrong.replace('Ijssel', 'IJssel')
  expect(read()).toBe(faulty.replace(wrong, `Een regel ervoor.\n\n${fixed}`) + 'Erna.\n')
  await page.getByRole('button', { name: 'Ongedaan maken' }).click()
  await page.getByText('ongedaan gemaakt').waitFor()
  expect(read()).toBe(faulty.replace(wrong, `Een regel ervoor.\n\n${wrong}`) + 'Erna.\n')
  expect(asked).toEqual([])
})

test('a problem that the unsaved words already solved is not solved twice, and they are saved', async () => {
  const mine = faulty.replace(wrong, 'In Capelle is iets te doen.')
  await page.locator('#text').fill(mine)
  await page.getByRole('button', { name: button }).click()
  await page.getByText('Deze melding is er niet meer').waitFor()
  expect(read()).toBe(mine)
})

test('when somebody else saved first, putting right shows both texts and writes nothing', async () => {
  await page.locator('#text').fill(`${faulty}Van mij.\n`)
  writeFileSync(join(face.root, file), `${faulty}Van een ander.\n`)
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('alert').waitFor()
  expect(read()).toBe(`${faulty}Van een ander.\n`)
  expect(await page.locator('#text').inputValue()).toBe(`${faulty}Van mij.\n`)
  // Only the choice itself may write, and leaving without it asks.
  expect(await page.getByRole('main').getByRole('button').allInnerTexts()).toEqual([
    'Bewaar mijn tekst',
  ])
  await page.getByRole('link', { name: 'Naar het voorbeeld' }).click()
  await page.waitForURL(/preview/)
  expect(asked).toEqual(['beforeunload'])
})

test('after putting right, focus is where it says what is left, and Enter leads to the next', async () => {
  await page.getByRole('button', { name: button }).press('Enter')
  await page.getByText('Verbeterd in var/gvb.md, regel ').waitFor()
  const focused = page.locator(':focus')
  expect(await focused.getAttribute('id')).toBe('notice')
  expect(await page.locator('#notice').innerText()).toContain('Nog 1 die versturen tegenhoudt.')
  await page.keyboard.press('Tab')
  expect(await focused.innerText()).toBe('Volgende melding')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'pvo/samen.md' }).waitFor()
  expect(await focused.getAttribute('id')).toBe('text')
  expect(await caret()).toContain('](#)')
  expect(await described()).toContain('De link')
})

test('F8 goes through every problem once and round, and saves on the way', async () => {
  await page.locator('#text').fill(`${faulty}Nog iets.\n`)
  const seen: string[] = []
  do {
    seen.push(await toNext())
  } while (seen.at(-1) !== seen[0] || seen.length < 2)
  expect(read()).toBe(`${faulty}Nog iets.\n`)
  expect(new Set(seen).size).toBe(seen.length - 1)
  expect(seen.filter((where) => where.includes('pvo%2Fsamen.md')).length).toBeGreaterThan(0)
  expect(asked).toEqual([])
})

test('after the last problem it says so, and where nothing blocks what the next step is', async () => {
  writeFileSync(join(face.root, file), faulty.replace(wrong, ''))
  const before = readFileSync(join(face.root, other), 'utf8')
  writeFileSync(join(face.root, other), before.replace('[het plan](#)', 'het plan'))
  const step = page.getByRole('link', { name: 'Naar de volgende stap' }).first()
  const shown = async () => {
    await page.goto(face.url(`/issues/2023-10/source?file=${file}`))
    return page.getByText('niets houdt versturen tegen').count()
  }
  await expect.poll(shown, { timeout: 60_000 }).toBe(1)
  const bar = page.locator('.editor-actions')
  const isLast = async () => {
    await toNext()
    return (await bar.innerText()).includes('Dat was de laatste melding.')
  }
  while (!(await isLast()));
  await bar.getByRole('link', { name: 'Naar de volgende stap' }).click()
  await page.getByRole('heading', { name: 'Volgende stap' }).waitFor()
  await page.goto(face.url('/issues/2023-10/preview'))
  await page.getByText('Geen van deze meldingen houdt versturen tegen.').waitFor()
  expect(await step.count()).toBe(1)
  writeFileSync(join(face.root, other), before)
})

test('the line one is on is in sight above the buttons, and so is that it is saved', async () => {
  await page.setViewportSize({ width: 1280, height: 700 })
  const long = Array.from({ length: 60 }, (_, at) => `Regel ${at} van de tekst.`).join('\n\n')
  await page.locator('#text').fill(`${faulty}\n${long}\n\nHier.`)
  expect(await caretIsInSight()).toBe(true)
  await page.locator('#text').press('Control+End')
  await page.keyboard.type(' Nog een woord.\n\nEn nog een.')
  expect(await caretIsInSight()).toBe(true)
  await page.keyboard.press('Control+s')
  const told = page.getByText(/^Bewaard om/)
  await told.waitFor()
  expect(await told.evaluate((words) => words.getBoundingClientRect().bottom)).toBeLessThan(700)
  expect(await caretIsInSight()).toBe(true)
  expect(await page.getByRole('button', { name: 'Zet de vorige versie terug' }).count()).toBe(1)
  await page.goto(face.url('/issues/2023-10'))
  await page.goBack()
  await page.locator('#text').waitFor()
  expect(await told.count()).toBe(0)
})

test('the mark of a problem goes along with its line while somebody types above it', async () => {
  const marked = page.locator('#gutter > .blocks, #gutter > .warns').first()
  expect(await marked.textContent()).toBe(wrong)
  await page.locator('#text').evaluate((area: HTMLTextAreaElement, at) => {
    area.setSelectionRange(at, at)
  }, faulty.indexOf(wrong))
  await page.locator('#text').press('Enter')
  expect(await marked.textContent()).toBe(wrong)
})

test('without script the same button goes to the next problem, and saves', async () => {
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await plain.goto(face.startUrl)
  await plain.goto(face.url(`/issues/2023-10/source?file=${file}`))
  await plain.locator('#text').fill(`${faulty}Zonder script.\n`)
  await plain.getByRole('button', { name: 'Volgende melding' }).click()
  await plain.getByRole('heading', { name: 'pvo/samen.md' }).waitFor()
  expect(read()).toBe(`${faulty}Zonder script.\n`)
  await plain.context().close()
})

test('after saving somebody goes on typing where they were, and hears that it is saved', async () => {
  await page.locator('#text').press('Control+End')
  await page.keyboard.type('Een')
  await page.keyboard.press('Control+s')
  await page.getByText(/^Bewaard om/).waitFor()
  await page.keyboard.type(' twee')
  expect(await page.getByRole('status').first().innerText()).toBe('Nog niet bewaard')
  await page.keyboard.press('Control+s')
  await page.getByText(/^Bewaard om/).waitFor()
  expect(read()).toBe(`${faulty}Een twee`)
})

test('a place in this file is gone to without losing what was typed', async () => {
  await page.locator('#text').fill(`${faulty}Nog niet bewaard.\n`)
  await page
    .getByRole('link', { name: /^Ga naar var\/gvb.md, regel/ })
    .first()
    .click()
  expect(await page.locator('#text').inputValue()).toContain('Nog niet bewaard.')
  expect(await caret()).toContain('Ijsselmonde')
  expect(asked).toEqual([])
})

test('the way to the preview saves what is to be seen there, and asks nothing', async () => {
  await page.locator('#text').fill(`${faulty}Pas getypt.\n`)
  await page.getByRole('button', { name: 'Naar het voorbeeld' }).click()
  await page.locator('iframe').last().contentFrame().getByText('Pas getypt.').waitFor()
  expect(read()).toBe(`${faulty}Pas getypt.\n`)
  expect(asked).toEqual([])
})

test('the links above the text save first as well, and ask nothing', async () => {
  await page.locator('#text').fill(`${faulty}Pas getypt.\n`)
  await page.getByRole('link', { name: 'Inplannen' }).click()
  await page.waitForURL(/\/schedule$/)
  expect(read()).toBe(`${faulty}Pas getypt.\n`)
  await open()
  await page.locator('#text').fill(`${faulty}Nog iets.\n`)
  await page.getByRole('link', { name: 'Hulp' }).click()
  await page.waitForURL(/\/help$/)
  expect(read()).toBe(`${faulty}Nog iets.\n`)
  expect(asked).toEqual([])
})

test('the preview has the same buttons, and comes back as it was looked at', async () => {
  await page.goto(face.url('/issues/2023-10/preview?width=768&mode=dark'))
  await page.getByRole('button', { name: button }).click()
  await page.getByText('Verbeterd in var/gvb.md, regel ').waitFor()
  const { searchParams } = new URL(page.url())
  expect([searchParams.get('width'), searchParams.get('mode')]).toEqual(['768', 'dark'])
  expect(read()).not.toContain('Ijssel')
  await page.getByRole('button', { name: 'Ongedaan maken' }).click()
  await page.getByText('ongedaan gemaakt').waitFor()
  expect(read()).toBe(faulty)
  expect(new URL(page.url()).searchParams.get('width')).toBe('768')
})

async function open(): Promise<void> {
  const shown = async () => {
    await page.goto(face.url(`/issues/2023-10/source?file=${file}`))
    return page.getByRole('button', { name: button }).count()
  }
  await expect.poll(shown, { timeout: 60_000 }).toBe(1)
}

async function toNext(): Promise<string> {
  const before = page.url()
  await page.keyboard.press('F8')
  await page.waitForURL((url) => url.href !== before)
  return new URL(page.url()).search
}

/** The last character before it stands on the screen, and not behind the bar. */
function caretIsInSight(): Promise<boolean> {
  return page.locator('#text').evaluate((area: HTMLTextAreaElement) => {
    const line = area.value.slice(0, area.selectionEnd).split('\n').length
    const row = document.querySelectorAll('#gutter > div')[line - 1]?.getBoundingClientRect()
    const bar = document.querySelector('.editor-actions')?.getBoundingClientRect()
    return row !== undefined && bar !== undefined && row.top >= 0 && row.bottom <= bar.top + 1
  })
}

/** From the caret on. */
function caret(): Promise<string> {
  return page
    .locator('#text')
    .evaluate((area: HTMLTextAreaElement) => area.value.slice(Math.max(0, area.selectionStart - 5)))
}

function described(): Promise<string> {
  return page
    .locator('#text')
    .evaluate(
      (area) =>
        document.getElementById(area.getAttribute('aria-describedby') ?? '')?.textContent ?? '',
    )
}

function read(): string {
  return readFileSync(join(face.root, file), 'utf8')
}
