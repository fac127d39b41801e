import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'
import { filesOf, markedText, wordsOf } from '../support/marked-text.ts'
import { sampleOutbox } from '../support/sample-outbox.ts'

const marked = markedText('nl')
const paths = [
  '/?wait',
  '/help',
  '/outbox',
  '/outbox/2023-10/eerste.eml',
  '/issues/2023-10',
  '/issues/2023-10/schedule',
  '/issues/2023-10/schedule?moment=2031-03-30T02:30',
  '/issues/2023-10/schedule?moment=2020-01-01T10:00',
  '/issues/2023-10/dispatch',
  '/issues/2023-10/preview',
  '/issues/2023-10/preview?show=inbox&mode=inverted',
  '/issues/2023-10/preview?mode=inverted',
  '/issues/2023-10/source?file=newsletters/2023-10/var/gvb.md',
  '/issues/2023-10/source?file=templates/newsletter.mjml',
  '/issues/2099-01',
]
let face: LocalFace

beforeAll(async () => {
  face = await openLocalFace(sampleOutbox, marked)
})
afterAll(() => face.close())

test('every word on a screen comes from the catalogue or from the files of the newsletter', async () => {
  const written = filesOf(face.root)
  const known = [
    'Rondbrief',
    'Café & <ander> nieuws',
    'j…@example.org',
    'Samira Jansen',
    'templates/newsletter.mjml',
  ]
  for (const path of paths) {
    const page = await (await face.get(path)).text()
    const leaked = wordsOf(page).filter(
      (words) => !written.includes(words) && !known.some((one) => one.includes(words)),
    )
    expect([path, leaked]).toEqual([path, []])
  }
})
