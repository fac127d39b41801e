import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { personalLinks } from '../../src/subscribers/personal-links.ts'
import { signToken, verifyToken, type TokenPurpose } from '../../src/subscribers/token.ts'

const secret = 'k'.repeat(43)
const purposes: TokenPurpose[] = ['unsubscribe', 'preferences']
const ref = fc.string({ minLength: 1, maxLength: 64 })

describe('a link', () => {
  test('opens what it was made for and nothing else', () => {
    fc.assert(
      fc.property(ref, fc.constantFrom(...purposes), (ref, purpose) => {
        const token = signToken(purpose, ref, secret)
        for (const other of purposes) {
          expect(verifyToken(other, token, secret)).toBe(other === purpose ? ref : undefined)
        }
      }),
    )
  })

  test('with one changed character opens nothing', () => {
    fc.assert(
      fc.property(ref, fc.nat(), fc.integer({ min: 1, max: 127 }), (ref, at, flip) => {
        const token = signToken('unsubscribe', ref, secret)
        const place = at % token.length
        const changed = String.fromCharCode(token.charCodeAt(place) ^ flip)
        const broken = token.slice(0, place) + changed + token.slice(place + 1)
        expect(verifyToken('unsubscribe', broken, secret)).toBeUndefined()
      }),
      { numRuns: 500 },
    )
  })

  test('with something put behind it, or other words altogether, opens nothing', () => {
    const token = signToken('unsubscribe', 'r1', secret)
    for (const broken of [
      `${token}.x`,
      `${token}=`,
      `${token} `,
      '',
      '....',
      'v1',
      'x'.repeat(1e6),
    ]) {
      expect(verifyToken('unsubscribe', broken, secret)).toBeUndefined()
    }
  })

  test('goes on working after a new secret was put in front, and stops once the old one is gone', () => {
    const fresh = 'n'.repeat(43)
    const token = signToken('preferences', 'r1', secret)
    expect(verifyToken('preferences', token, `${fresh} ${secret}`)).toBe('r1')
    expect(verifyToken('preferences', token, fresh)).toBeUndefined()
    expect(signToken('preferences', 'r1', `${fresh} ${secret}`)).toBe(
      signToken('preferences', 'r1', fresh),
    )
  })

  test('fits on one line of a mail header with room to spare', () => {
    const { unsubscribeUrl } = personalLinks(
      'https://nieuwsbrief.example.org',
      '2023-03',
      'r'.repeat(22),
      secret,
    )
    expect(unsubscribeUrl).toMatch(/^https:\/\/nieuwsbrief\.example\.org\/u\/v1\.[\w.-]+$/)
    expect(unsubscribeUrl.length).toBeLessThan(200)
  })
})
