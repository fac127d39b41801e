import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { emailKey } from '../../../src/subscribers/address.ts'
import { occasionAt } from '../../../src/subscribers/occasion.ts'
import { suppress } from '../../../src/subscribers/suppression.ts'
import { insertSubscribers, subscriber } from '../../subscribers/subscriber-fixture.ts'
import { openPublicFace, type PublicFace } from '../../support/public-face.ts'

let face: PublicFace
beforeEach(async () => {
  face = await openPublicFace()
})
afterEach(() => face.close())

/** The form as a browser would send it, filled in by a person who took five seconds. */
async function fill(given: Record<string, string> = {}, network = '192.0.2.1'): Promise<Response> {
  const page = await (await face.get('/subscribe')).text()
  const stamp = /name="stamp" value="([^"]+)"/.exec(page)?.[1] ?? ''
  face.later(5000)
  return fetch(face.url('/subscribe'), {
    method: 'POST',
    headers: { 'x-forwarded-for': `203.0.113.9, ${network}` },
    body: new URLSearchParams({ email: 'jan@example.org', purpose: 'newsletter', stamp, ...given }),
    redirect: 'manual',
  })
}
const queued = () => face.store.db.selectFrom('notice').selectAll().execute()

describe('whoever signs up', () => {
  test('gets the same answer, in the same time, whatever we know of the address', async () => {
    const key = (name: string) => emailKey(`${name}@example.org`, face.secret)
    await insertSubscribers(face.store, [
      subscriber({ id: 'bekend', email_key: key('bekend') }),
      subscriber({ id: 'weg', email_key: key('weg') }),
    ])
    const ending = { emailKey: key('weg'), scope: 'all', reason: 'complaint' } as const
    const { newId } = occasionAt(face.now())
    await suppress(face.store, { ...ending, source: 'klacht', at: face.now() }, newId)
    const times: number[] = []
    const answers = new Set<string>()
    for (let round = 0; round < 4; round++) {
      for (const name of [`nieuw${round}`, 'bekend', 'weg']) {
        const began = performance.now()
        const answer = await fill({ email: `${name}@example.org` })
        times.push(performance.now() - began)
        answers.add(`${answer.status} ${answer.headers.get('location')} ${await answer.text()}`)
      }
    }
    expect([...answers]).toEqual(['303 /subscribe/sent '])
    // No answer comes before its quarter of a second, whatever there was to do.
    expect(times.length).toBe(12)
    expect(Math.min(...times)).toBeGreaterThan(240)
  })

  test('with an address that is none is told so, and nothing is kept', async () => {
    for (const [email, words] of [
      ['', 'Vul uw e-mailadres in.'],
      ['jan', 'Dit is geen volledig e-mailadres.'],
      ['jan@example.org, piet@example.org', 'meer adressen'],
      ['Jan <jan@example.org>', 'zonder naam'],
      [`${'x'.repeat(10_000)}@example.org`, 'te lang'],
      ['jan@example.org\r\nBcc: piet@example.org', 'geen volledig'],
    ] as const) {
      const answer = await fill({ email })
      expect(answer.status).toBe(400)
      const page = await answer.text()
      expect(page).toContain('<title>Fout: ')
      expect(page).toContain(words)
    }
    expect(await queued()).toEqual([])
    expect(await face.store.db.selectFrom('subscriber').selectAll().execute()).toEqual([])
  })

  test('what was typed comes back, and only as text', async () => {
    const page = await (await fill({ email: '"><script>alert(1)</script>' })).text()
    expect(page).not.toContain('<script>')
    expect(page).toContain('&lt;script&gt;')
    expect(page).toMatch(/value="newsletter"\s+checked/)
  })

  test('never gets what a stranger typed in a mail', async () => {
    await fill({ name: 'Koop nu', purpose: 'newsletter' })
    const [mail] = await face.mailsTo('jan@example.org')
    expect(JSON.stringify([mail?.html, mail?.text, mail?.subject])).not.toContain('Koop nu')
  })
})

describe('a program', () => {
  test('that fills in the hidden field gets the same answer and nothing else', async () => {
    expect((await fill({ extra: 'https://example.org' })).headers.get('location')).toBe(
      '/subscribe/sent',
    )
    expect(await queued()).toEqual([])
  })

  test('that is too fast, or made up the form itself, is asked to do it again', async () => {
    const page = await (await face.get('/subscribe')).text()
    const stamp = /name="stamp" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const typed = { email: 'jan@example.org', purpose: 'newsletter' }
    for (const form of [{ ...typed, stamp }, typed, { ...typed, stamp: 'v1.a.b.c' }]) {
      const answer = await face.post('/subscribe', form)
      expect(answer.status).toBe(400)
      expect(await answer.text()).toContain('nog eens')
    }
    expect(await queued()).toEqual([])
  })

  test('that comes from one network is stopped after thirty an hour, and others are not', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 31; i++) {
      statuses.push((await fill({ email: `lezer${i}@example.org`, extra: 'x' })).status)
    }
    expect(statuses.slice(0, 30)).toEqual(Array(30).fill(303))
    expect(statuses[30]).toBe(429)
    expect((await fill({}, '198.51.100.7')).status).toBe(303)
    expect(face.faults).toEqual([])
  })

  test('that comes from everywhere sets off an alarm', async () => {
    const { newId } = occasionAt(0)
    await face.store.db
      .insertInto('form_use')
      .values(
        Array.from({ length: 300 }, (_, i) => ({
          id: newId(),
          network_key: `n${i}`,
          at: face.now(),
        })),
      )
      .execute()
    expect((await fill()).status).toBe(429)
    expect(face.faults).toEqual(['crowded'])
  })
})
