import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import {
  capitalise,
  formatAmount,
  formatDate,
  formatList,
  formatNumber,
  formatTime,
  formatTimes,
  formatValue,
} from '../../src/render/format.ts'
import { en } from '../../src/text/en.ts'
import { nl } from '../../src/text/nl.ts'

const space = '\u00A0'

describe('a Dutch reader sees', () => {
  test('a date with its weekday, and the day kept with its month', () => {
    expect(formatDate('2023-03-23', nl)).toBe(`donderdag 23${space}maart 2023`)
    expect(formatDate('2024-02-29', nl)).toBe(`donderdag 29${space}februari 2024`)
    expect(formatDate('2023-01-01', nl)).toBe(`zondag 1${space}januari 2023`)
  })

  test('a time with a point', () => {
    expect(formatTime('09:30', nl)).toBe(`9.30${space}uur`)
    expect(formatTime('14:05', nl)).toBe(`14.05${space}uur`)
    expect(formatTimes('09:30', '12:00', nl)).toBe(`9.30 tot 12.00${space}uur`)
    expect(formatTimes('09:30', undefined, nl)).toBe(`9.30${space}uur`)
  })

  test('numbers with points, amounts kept with their sign', () => {
    expect(formatNumber(132040, nl)).toBe('132.040')
    expect(formatNumber(999, nl)).toBe('999')
    expect(formatNumber(-1234567.5, nl)).toBe('-1.234.567,5')
    expect(formatAmount(8100, nl)).toBe(`€${space}8.100`)
    expect(formatAmount(1234.5, nl)).toBe(`€${space}1.234,50`)
    expect(formatValue(12.34, '%', nl)).toBe('12,3%')
  })

  test('IJ as one capital, and the word after ’s', () => {
    expect(capitalise('ijsselmonde')).toBe('IJsselmonde')
    expect(capitalise('’s avonds')).toBe('’s Avonds')
    expect(capitalise('’s-gravenhage')).toBe('’s-Gravenhage')
    expect(capitalise('élan')).toBe('Élan')
    expect(capitalise('')).toBe('')
  })

  test('a list as a sentence', () => {
    expect(formatList(['VAR', 'RIEC', 'PVO'], nl)).toBe('VAR, RIEC en PVO')
    expect(formatList(['VAR'], nl)).toBe('VAR')
    expect(formatList([], nl)).toBe('')
  })
})

test('an English reader sees the same in English', () => {
  expect(formatDate('2023-03-23', en)).toBe(`Thursday 23${space}March 2023`)
  expect(formatTime('00:05', en)).toBe(`12.05${space}am`)
  expect(formatTime('15:30', en)).toBe(`3.30${space}pm`)
  expect(formatNumber(132040.25, en)).toBe('132,040.25')
})

test('every whole number reads back as itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), (value) => {
      expect(Number(formatNumber(value, nl).replaceAll('.', ''))).toBe(value)
    }),
  )
})
