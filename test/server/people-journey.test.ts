import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axeCore from 'axe-core'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { filesIn, rowsOf } from '../support/list-upload.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

/** As Dutch Excel saves it: Windows-1252, `;`, with seven rows that have five kinds of faults. */
const list = Buffer.from(
  [
    'E-mailadres;Naam;Organisatie;Soort organisatie;Gemeente;Opmerking',
    'zoe@example.org;Zoë Coördinator;Gemeente Rotterdam;gemeente;Rotterdam;"Twee',
    'regels"',
    'piet@example;Piet;;gemeente;Rotterdam;',
    ';Leeg;;;;',
    '"samen@example.org, thuis@example.org";Twee;;;;',
    'dubbel@example.org;Eén;;;;',
    'woord@example.org;Woord;;gemeent;Rotterdam;',
    'Dubbel@example.org;Twee;;;;',
    '',
    'cel@example.org;Cel;;;;;te veel',
    'renee@example.org;Renée;;politie;Schiedam;',
  ].join('\r\n'),
  'latin1',
)

test.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])(
  'on a phone, %s: a list goes in, and a person is found and erased',
  async (_, javaScriptEnabled) => {
    const face = await openLocalFace()
    const viewport = { width: 320, height: 640 }
    const page = await (await browser.newContext({ viewport, javaScriptEnabled })).newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const good = () => hasNoBarrier(page, javaScriptEnabled)
    const go = (name: string) => page.getByRole('button', { name, exact: true }).click()

    await page.goto(face.startUrl)
    await page.getByRole('link', { name: 'Abonnees' }).click()
    await page.getByRole('link', { name: 'Lees een lijst in' }).click()
    await go('Kijk wat er zou veranderen')
    expect(await page.title()).toMatch(/^Fout: Lees een lijst in/)
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('error-summary')
    await good()

    await page
      .getByLabel('Bestand', { exact: true })
      .setInputFiles({ name: 'leden.csv', mimeType: 'text/csv', buffer: list })
    await page.getByLabel('Zij gaven toestemming').check()
    await page.getByLabel('Waar komt de lijst vandaan?').fill('aanmeldlijst Leerhuis')
    await go('Kijk wat er zou veranderen')
    await page.getByRole('link', { name: 'Het bestand heeft geen kolom bewijs.' }).click()
    expect(page.url()).toContain('#evidence')
    await page.getByLabel('Waaruit blijkt de toestemming?').fill('formulieren, map 12')
    await go('Kijk wat er zou veranderen')

    expect(await page.title()).toMatch(/^Kijk na wat er verandert/)
    const shown = await page.locator('main').innerText()
    expect(shown).toContain('Windows (1252)')
    expect(shown).toContain('puntkomma')
    expect(shown).toContain('Zoë Coördinator')
    expect(await summary(page)).toEqual(['2', '0', '0', '7', '0', '9'])
    // The numbers of a spreadsheet: a line break in quotes adds no row, an empty line does.
    expect(await page.locator('.fault-rows tbody th').allInnerTexts()).toEqual([
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '10',
    ])
    expect(shown).toContain("'dubbel@example.org' staat ook in rij 8.")
    expect(shown).toContain("'dubbel@example.org' staat ook in rij 6.")
    await good()
    expect(await rowsOf(face, 'subscriber')).toEqual([])

    await go('Lees 2 abonnees in')
    expect(await page.title()).toMatch(/^De lijst is ingelezen/)
    expect(await summary(page)).toEqual(['2', '0', '0', '7', '0', '9'])
    await good()
    expect(await namesIn(face)).toEqual(['Renée', 'Zoë Coördinator'])
    expect(filesIn(face.root)).toEqual([])

    await page.getByRole('link', { name: 'Naar de abonnees' }).click()
    await good()
    await page.getByRole('link', { name: 'Zoek één persoon' }).click()
    await page.getByLabel('E-mailadres').fill('renee@example.org')
    await page.getByLabel('Waarom kijkt u?').fill('verzoek van 3 april')
    await go('Toon wat er is bewaard')
    expect(await page.locator('main').innerText()).toContain('bewijs: formulieren, map 12')
    await good()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download als tekst' }).click(),
    ])
    expect(readFileSync(await download.path(), 'utf8')).toContain('Naam: Renée')

    await go('Verder naar wissen')
    await good()
    await go('Wis deze persoon')
    expect(await page.title()).toMatch(/^Fout: Iemand wissen/)
    await page.getByLabel('Ik heb dit gelezen').check()
    await go('Wis deze persoon')
    expect(await page.title()).toMatch(/^De persoon is gewist/)
    await good()
    expect(await namesIn(face)).toEqual(['Zoë Coördinator'])

    expect(asked.filter((url) => /@|%40|renee|dubbel|leden/i.test(url))).toEqual([])
    expect(face.faults).toEqual([])
    await page.context().close()
    await face.close()
  },
  120_000,
)

async function namesIn(face: LocalFace): Promise<string[]> {
  const names = (await rowsOf(face, 'subscriber')).map(({ name }) => String(name))
  return names.toSorted((one, other) => one.localeCompare(other, 'nl'))
}

async function summary(page: Page): Promise<string[]> {
  return page.locator('.numbers td').allInnerTexts()
}

async function hasNoBarrier(page: Page, canMeasure: boolean): Promise<void> {
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect([page.url(), sideways]).toEqual([page.url(), 0])
  if (!canMeasure) return
  await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    const results: AxeResults = await (window as unknown as { axe: typeof axeCore }).axe.run(
      document,
      { resultTypes: ['violations'] },
    )
    return results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  })
  expect(found).toEqual([])
}
