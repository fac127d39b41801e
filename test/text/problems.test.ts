import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { catalogue, type ProblemCode } from '../../src/problem.ts'
import { mailProgram } from '../../src/text/problem-text.ts'
import { textFor } from '../../src/text/text.ts'
import { exampleValues } from './example-values.ts'

const codes = Object.keys(catalogue) as ProblemCode[]

describe.each(['nl', 'en'] as const)('the words of every problem in %s', (language) => {
  const words = textFor(language).problems
  const said = codes.map((code) => ({ code, ...words[code](exampleValues[code]) }))

  test('are whole sentences, without blanks', () => {
    const hole = /undefined|NaN|null|\[object| {2}|''| ,(?!')| \.(?!md)/
    for (const { code, title, why, fix } of said) {
      for (const part of [title, why, fix]) {
        expect(part, code).not.toMatch(hole)
        expect(part, code).toMatch(/^[\p{Lu}'‘\d]/u)
      }
      expect(title, code).toMatch(/[.?]$/)
      expect(why, code).toMatch(/\.$/)
    }
  })

  test('are short', () => {
    for (const { code, title, why, fix } of said) {
      expect(title.length, code).toBeLessThan(200)
      expect(why.length, code).toBeLessThan(170)
      expect(fix.length, code).toBeLessThan(170)
    }
  })

  test('never shout, blame or use jargon', () => {
    for (const { code, title, why, fix } of said) {
      const all = [title, why, fix].join(' ')
      expect(all, code).not.toMatch(/!/)
      expect(all, code).not.toMatch(
        /\b(ongeldige?|syntax|pars(e|en|er|ing)|invalid|error|exception)\b/i,
      )
      expect(all, code).not.toMatch(/\b(je|jij|jouw|jullie)\b/i)
    }
  })

  test('quote what was found and what is suggested', () => {
    const plain = (value: unknown) => String(value).replaceAll(/[.,](?=\d{3})/g, '')
    for (const { code, title, why, fix } of said) {
      const all = plain([title, why, fix].join(' '))
      for (const [name, value] of Object.entries(exampleValues[code])) {
        const isDate = /^\d{4}-\d\d-\d\d$/.test(String(value))
        if (isDate || !['found', 'suggestion', 'field'].includes(name)) continue
        expect(all, `${code} ${name}`).toContain(plain(value))
      }
    }
  })
})

test('a picture in the text is described in the text, one of the front matter at alt', () => {
  for (const language of ['nl', 'en'] as const) {
    const words = textFor(language).problems['image/alt-missing']
    expect(words({ found: 'foto.jpg', where: 'text' }).fix).toContain('](foto.jpg)')
    expect(words({ found: 'foto.jpg' }).fix).toContain("'alt'")
    const unused = textFor(language).problems['issue/file-unused']
    expect(unused({ found: 'foto.jpg', kind: 'picture' }).fix).toContain("'image'")
  }
})

test('no sentence was left untranslated', () => {
  const [nl, en] = [textFor('nl').problems, textFor('en').problems]
  const same = codes.filter((code) => {
    const [dutch, english] = [nl[code](exampleValues[code]), en[code](exampleValues[code])]
    return dutch.title === english.title || dutch.why === english.why || dutch.fix === english.fix
  })
  expect(same).toEqual([])
})

test('a mail program is called what people call it, whichever the data names', () => {
  const data = new URL('../../src/check/data/caniemail.json', import.meta.url)
  const { clients } = JSON.parse(readFileSync(data, 'utf8')) as { clients: string[] }
  expect(clients.length).toBeGreaterThan(40)
  for (const client of clients)
    expect(mailProgram(client)).toMatch(/^[A-Z][^()]* \([^)-]+\)$|^Outlook.com$|^Windows Mail$/)
  const words = textFor('nl').problems['mail/css-support']
  const { title } = words({ found: 'gap', clients: 'gmail.android', count: 4 })
  expect(title).toContain('Gmail (Android) en 3 andere mailprogramma’s.')
})

test('the picture to make smaller is named with what it weighs', () => {
  const values = { kilobytes: 4960, limit: 800, heaviest: 'zaal.jpg', heaviestKilobytes: 4800 }
  expect(textFor('nl').problems['image/total-heavy'](values).fix).toContain("'zaal.jpg' (4.800 kB)")
})
