import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'cheerio'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'

let face: LocalFace

beforeAll(async () => {
  face = await openLocalFace((root) => {
    const path = join(root, 'rondbrief.yaml')
    const name = String.raw`$1"VAR\nBcc: x@example.org"`
    writeFileSync(path, readFileSync(path, 'utf8').replace(/(sender:\s+name: ).*/, name))
    const template = join(root, 'templates/partials/masthead.mjml')
    const style = '<mj-raw><p style="font-size:9px">Kleine letters voor wie goed kijkt</p></mj-raw>'
    appendFileSync(template, style)
    appendFileSync(join(root, 'newsletters/2023-10/riec/conferentie.md'), '\n# Te groot\n')
  })
})
afterAll(() => face.close())

test('what only the administrator can solve stands apart, with whom to ask and what to tell', async () => {
  const $ = load(await (await face.get('/issues/2023-10')).text())
  const apart = $('#problems .for-maintainer')
  const own = $('#problems > .problems')
  expect(apart.find('h4').first().text()).toBe('Voor uw beheerder')
  expect(apart.first().text()).toContain('Geef uw beheerder door wat hier staat, met de code.')
  expect(apart.first().text()).toContain('gaat er niets weg')
  expect(apart.first().text()).toMatch(/Code:\s+mail\/text-size/)
  expect(own.text()).not.toContain('Kleine letters')
  // What she can do herself is not mixed with it, and says whose text it is about.
  const heading = own.find('.problem').filter((_, row) => $(row).text().includes('Te groot'))
  expect(heading.find('.tag').text()).toContain('Van RIEC')
  expect(heading.text()).not.toContain('Code:')
})

test('it stays under its level, so that nothing that blocks is out of sight', async () => {
  const $ = load(await (await face.get('/issues/2023-10')).text())
  const level = $('#problems h3.level').first()
  expect(level.text()).toBe('Blokkeert')
  expect(level.nextUntil('h3').filter('.for-maintainer').length).toBe(1)
  expect($('.next-words').text()).toMatch(/hebt u uw beheerder nodig/)
})
