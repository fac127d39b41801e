import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectIssue } from '../../src/check/inspect-issue.ts'
import { readConfig } from '../../src/config.ts'
import { blocks } from '../../src/problem.ts'
import { textFor } from '../../src/text/text.ts'
import { launchChromium } from '../support/chromium.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'
import { plantFaults, plantOtherFaults } from '../support/planted-faults.ts'

let face: LocalFace
let browser: Browser
let page: Page

/** What somebody who reads the words of a problem would type, on the line where the caret then is. */
const answers: [RegExp, (line: string) => string][] = [
  [/heeft geen beschrijving/, (line) => line.replace('![]', '![De haven van Rotterdam]')],
  [/gaat nergens heen/, (line) => line.replace('(#)', '(https://veiligheidsalliantie.nl/pvo)')],
  [/heeft geen woorden/, (line) => line.replace('▶', 'Lees wie de nieuwsbrief bereikt')],
  [/In de agenda staat 17 april/, (line) => line.replace('3 april', '17 april')],
  [/'haven.jpg' is er niet/, (line) => line.replace('haven.jpg', 'haven.png')],
  [
    /Maak er een link van/,
    (line) => line.replace('06 12 34 56 78', '[06 12 34 56 78](tel:+31612345678)'),
  ],
  [/zonder webadres/, (line) => line.replace('[var.nl]', '[de voorwaarden van de subsidie]')],
  [/als de naam ontbreekt/, (line) => line.replace('[[name]]', '[[name|lezer]]')],
]

/** What they would type where the caret then is, without looking for the place. */
const typed: [RegExp, string][] = [
  [/heeft geen onderwerp/, "'Nieuwsbrief VAR maart: carrousel en jaarplan'"],
  [/ontbreken de gegevens/, 'Nieuws van het RIEC'],
  [/'title' is niet ingevuld/, 'Subsidie voor digitale weerbaarheid'],
  [/kop zonder tekst/, 'Doe mee'],
  [/Zet de cel erbij/, ' 12 |'],
]

describe.each([
  ['in words, links and facts', plantFaults],
  ['in how files were saved and filled in', plantOtherFaults],
])('ten planted faults, %s,', (_, plant) => {
  beforeAll(async () => {
    ;[face, browser] = await Promise.all([openLocalFace(plant), launchChromium()])
    page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
    await page.goto(face.startUrl)
  })
  afterAll(async () => {
    await browser.close()
    await face.close()
  })

  test('go to none with only what the screens say', toNone, 120_000)
})

async function toNone(): Promise<void> {
  const seen: string[] = []
  await page.goto(face.url('/'))
  await page
    .getByRole('link', { name: 'Nieuwsbrief maart 2023' })
    .or(page.getByRole('link', { name: '2023-03' }))
    .first()
    .click()
  for (let step = 0; step < 15; step += 1) {
    await page.goto(face.url('/issues/2023-03'))
    const worst = page.locator('#problems .problem.blocks').first()
    if ((await worst.count()) === 0) break
    const words = await worst.innerText()
    seen.push(words.split('\n').find((part) => part.length > 20) ?? words)
    await solve(worst, words)
  }
  expect(seen).toHaveLength(10)
  expect(await page.locator('#problems').innerText()).not.toContain('Blokkeert')
  expect(await blocking()).toEqual([])
}

async function solve(problem: Locator, words: string): Promise<void> {
  const mend = problem.getByRole('button', { name: /^Verbeter/ })
  const [, missing] = typed.find(([pattern]) => pattern.test(words)) ?? []
  const hasButton = (await mend.count()) > 0
  if (hasButton) {
    await mend.click()
    await page.locator('#notice').waitFor()
  }
  if (missing !== undefined) {
    if (!hasButton) await problem.getByRole('link', { name: /^Ga naar/ }).click()
    await page.locator('#text:focus').waitFor()
    await page.keyboard.type(missing)
    await save()
    return
  }
  if (hasButton) return
  const [, answer] = answers.find(([pattern]) => pattern.test(words)) ?? []
  if (answer === undefined) {
    await problem.getByText('Klopt het toch? Geef een reden').click()
    await problem.getByRole('textbox').fill('Dit is het nummer van een dossier: geen persoon.')
    await problem.getByRole('button', { name: 'Accepteer de melding' }).click()
    await page.getByText('Uw reden staat in ').waitFor()
    return
  }
  await problem
    .getByRole('link', { name: /^Ga naar/ })
    .first()
    .click()
  const area = page.locator('#text')
  const before = await area.inputValue()
  const at = await area.evaluate(
    (field) =>
      (field as HTMLTextAreaElement).value
        .slice(0, (field as HTMLTextAreaElement).selectionStart)
        .split('\n').length - 1,
  )
  const lines = before.split('\n')
  // A problem of the whole file has no line: what goes at the top goes below the first field.
  const line = page.url().includes('line=') ? at : 1
  const after = lines.map((text, index) => (index === line ? answer(text) : text)).join('\n')
  expect(after).not.toBe(before)
  await area.fill(after)
  await save()
}

async function save(): Promise<void> {
  await page.getByRole('button', { name: 'Bewaar' }).click()
  await page.getByText(/^Bewaard om/).waitFor()
}

/** As the command line and sending see it. */
async function blocking(): Promise<string[]> {
  const read = readConfig(face.root, {})
  if (read.kind !== 'ok') throw new Error('No settings')
  const segments = { knownSegments: ['nieuwsbrief-alle', 'bestuurders'] }
  const { problems } = await inspectIssue(read.config, textFor('nl'), '2023-03', segments)
  return problems.filter(blocks).map(({ code, file }) => `${code} ${file}`)
}
