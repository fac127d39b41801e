import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readHead } from '../../src/issue/read-head.ts'
import { withSendAt } from '../../src/issue/with-send-at.ts'

const moment = '2026-12-15T10:00'

test.each([
  ['send_at:', 'send_at: 2026-12-15T10:00'],
  ['send_at: 2020-01-01 09:00', 'send_at: 2026-12-15T10:00'],
  ["send_at: '2020-01-01 09:00' # nog niet zeker", 'send_at: 2026-12-15T10:00 # nog niet zeker'],
  ['send_at: # nog leeg', 'send_at: 2026-12-15T10:00 # nog leeg'],
  ['"send_at" :   2020-01-01T09:00', '"send_at" : 2026-12-15T10:00'],
])('%s becomes %s, and nothing else changes', (before, after) => {
  const around = (line: string) =>
    `---\n# uitleg\ntitle: Maart\n${line}\n\n# send_at: voorbeeld\norder: []\n---\n\nOok send_at: in de tekst\n`
  expect(withSendAt(around(before), moment)).toBe(around(after))
})

test('where there is no line for it, it comes last, before the text', () => {
  expect(withSendAt('---\ntitle: Maart\n---\nTekst\n', moment)).toBe(
    `---\ntitle: Maart\nsend_at: ${moment}\n---\nTekst\n`,
  )
  expect(withSendAt('---\n---\nTekst\n', moment)).toBe(`---\nsend_at: ${moment}\n---\nTekst\n`)
})

test('taken away, the line stays to be filled in again', () => {
  const planned = `---\ntitle: Maart\nsend_at: ${moment} # ja\norder: []\n---\n`
  expect(withSendAt(planned, undefined)).toBe('---\ntitle: Maart\nsend_at: # ja\norder: []\n---\n')
  expect(withSendAt('---\ntitle: Maart\n---\n', undefined)).toBe('---\ntitle: Maart\n---\n')
})

test.each([
  'geen gegevens',
  '---\ntitle: [\n---\n',
  '---\n- een lijst\n---\n',
  '---\ntitle: Maart\n',
  '---js\ntitle: Maart\n---\n',
  // Which of the two is meant, a person has to say.
  '---\ntitle: Maart\n---\nsend_at: 2026-12-14T10:00\n',
])('what cannot be read for certain is left alone: %j', (text) => {
  expect(withSendAt(text, moment)).toBeUndefined()
})

test('whatever the head holds, only the moment differs afterwards, and taking it away undoes it', () => {
  const line = fc.constantFrom(
    'title: Maart',
    "subject: 'a: b'",
    'order:\n  - var/a\n  - pvo/b',
    '# uitleg --- hier',
    'segments: [a, b]',
    '',
    'action:\n  title: >\n    Lang\n    verhaal',
    'signed_by: ["—"]',
  )
  fc.assert(
    fc.property(fc.uniqueArray(line), fc.nat(), fc.string(), (lines, at, body) => {
      const place = at % (lines.length + 1)
      const head = [...lines.slice(0, place), 'send_at:', ...lines.slice(place)]
      const text = `---\n${head.join('\n')}\n---\n${body}`
      const planned = withSendAt(text, moment)
      expect(planned).toBe(text.replace('send_at:', `send_at: ${moment}`))
      expect(withSendAt(planned ?? '', undefined)).toBe(text)
      expect(readHead(Buffer.from(planned ?? ''), 'x', 'issue.md').head.sendAt).toBe(moment)
    }),
  )
})
