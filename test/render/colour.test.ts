import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { contrast, onColour, readable } from '../../src/render/colour.ts'
import { identityOf, look } from '../../src/render/look.ts'

const anyColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`)

describe('whatever colour a partner chooses', () => {
  test('its words read on the page, light and dark', () => {
    fc.assert(
      fc.property(anyColour, (colour) => {
        const partner = { id: 'x', name: 'X', short: 'X', colour, website: undefined }
        const identity = identityOf(partner)
        for (const background of [look.light.page, look.light.plate]) {
          expect(contrast(identity.ink, background)).toBeGreaterThanOrEqual(4.5)
        }
        for (const background of [look.dark.page, look.dark.plate]) {
          expect(contrast(identity.darkInk, background)).toBeGreaterThanOrEqual(4.5)
        }
        expect(contrast(identity.darkColour, look.dark.page)).toBeGreaterThanOrEqual(3)
        expect(contrast(identity.onColour, identity.colour)).toBeGreaterThanOrEqual(4.5)
        expect(contrast(identity.ink, '#ffffff')).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })

  test('it stays as it is where it already reads', () => {
    expect(readable('#1d4f91', '#ffffff')).toBe('#1d4f91')
  })
})

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  // The lightest grey that passes on white, from the WCAG understanding document.
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  expect(onColour('#1d4f91')).toBe('#ffffff')
  expect(onColour('#ffe14d')).not.toBe('#ffffff')
})

test('every colour of our own reads, light and dark', () => {
  for (const { page, plate, ink, muted, link, warning } of [look.light, look.dark]) {
    for (const words of [ink, muted, link, warning]) {
      expect(contrast(words, page)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(words, plate)).toBeGreaterThanOrEqual(4.5)
    }
  }
})
