import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { openList } from '../../src/subscribers/open-list.ts'
import { addPeople } from '../support/dispatch-fixture.ts'
import { barriers } from '../support/barriers.ts'
import { launchChromium } from '../support/chromium.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'

const item = 'newsletters/2023-10/var/gvb.md'
let face: LocalFace
let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())
beforeEach(async () => {
  face = await openLocalFace((root) => {
    const path = join(root, item)
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace('\n---\n\n', '\nsegments: [gemeenten]\n---\n\n'),
    )
  })
  page = await (await browser.newContext()).newPage()
  await page.goto(face.startUrl)
})
afterEach(async () => {
  await page.context().close()
  await face.close()
})

test('an issue that nobody gets is not called ready to plan, and a button leads to the list', async () => {
  await page.goto(face.url('/issues/2023-10'))
  await page.getByText('maar nog voor niemand').waitFor()
  expect(await page.getByRole('link', { name: 'Plan de editie in' }).count()).toBe(0)
  const group = page.locator('.row').filter({ hasText: 'Alle lezers van de nieuwsbrief' })
  expect(await group.innerText()).toContain('Hier zit niemand in die mail krijgt.')
  expect(await barriers(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await barriers(page)).toEqual([])
  await group.getByRole('link', { name: 'Kies een andere doelgroep' }).click()
  await page.getByRole('heading', { name: 'issue.md' }).waitFor()
  await page.goto(face.url('/?wait'))
  await page.getByRole('link', { name: 'Lees abonnees in' }).click()
  await page.getByRole('heading', { name: 'Lees een lijst in' }).waitFor()
})

test('with readers it is ready, and an item that none of them sees says so', async () => {
  const store = await openList(face.root, {})
  await addPeople(store, 3, face.root)
  await store.close()
  await page.goto(face.url('/issues/2023-10'))
  await page.getByText('De editie is klaar om te lezen.').waitFor()
  const row = page.locator('#contributions .row').filter({ hasText: 'alleen voor gemeenten' })
  expect(await row.innerText()).toContain(
    'Nu leest niemand dit bericht: het is alleen voor Medewerkers van gemeenten,',
  )
  expect(await page.getByText('Nu leest niemand dit bericht').count()).toBe(1)
})
