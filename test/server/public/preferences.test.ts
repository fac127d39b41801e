import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emailKey } from '../../../src/subscribers/address.ts'
import { noticeRef } from '../../../src/subscribers/reader.ts'
import { signToken } from '../../../src/subscribers/token.ts'
import { insertSubscribers, subscriber } from '../../subscribers/subscriber-fixture.ts'
import { openPublicFace, type PublicFace } from '../../support/public-face.ts'

let face: PublicFace
beforeAll(async () => {
  face = await openPublicFace()
  await insertSubscribers(face.store, [
    subscriber({
      id: 'jan',
      email_key: emailKey('jan@example.org', face.secret),
      invitations: 'confirmed',
      choices: ' theme:huiselijk-geweld theme:woonoverlast ',
    }),
    subscriber({ id: 'an', email_key: emailKey('an@example.org', face.secret) }),
  ])
})
afterAll(() => face.close())

async function pageOf(id: string): Promise<string> {
  const token = signToken('preferences', noticeRef(id, face.now()), face.secret)
  return (await face.get(`/p/${token}`)).text()
}

describe('the topics on the preferences page', () => {
  test('are said to be for invitations, and never to narrow a newsletter that they do not', async () => {
    const page = await pageOf('jan')
    expect(page).toContain('U krijgt uitnodigingen over de onderwerpen die u kiest.')
    expect(page).toContain('In de nieuwsbrief krijgt u altijd alle onderwerpen.')
  })

  test('are said to change nothing yet for who gets no invitations', async () => {
    const page = await pageOf('an')
    expect(page).toContain('Deze keuze is voor uitnodigingen, en die krijgt u nu niet.')
    expect(page).not.toContain('U krijgt uitnodigingen')
  })

  test('that moved or ended are told of apart, each in a line of its own', async () => {
    const lines = [...(await pageOf('jan')).matchAll(/<p class="news">([^<]*)<\/p>/g)]
    expect(lines.map(([, words]) => words)).toEqual([
      'Het onderwerp ‘Huiselijk geweld’ hoort nu bij ‘Zorg en veiligheid’. Dat is voor u gekozen.',
      'Het onderwerp ‘Woonoverlast’ bestaat niet meer. Een deel staat nu bij ‘Mensenhandel’. Kies dat als u het wilt volgen.',
    ])
    expect(await pageOf('an')).not.toContain('class="news"')
  })

  test('narrow the newsletter where one of its segments asks for a topic, and that is said', async () => {
    const segment = `
  - id: privacylezers
    title: Lezers over privacy
    purpose: newsletter
    who: { not: { any: [{ role: boa }, { theme: privacy }] } }
`
    appendFileSync(join(face.root, 'subscribers/segments.yaml'), segment)
    const page = await pageOf('jan')
    expect(page).toContain(
      'Sommige berichten in de nieuwsbrief zijn voor lezers van één onderwerp.',
    )
    expect(page).not.toContain('altijd alle onderwerpen')
  })
})
