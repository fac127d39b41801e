import { imageSize } from 'image-size'
import { describe, expect, test } from 'vitest'
import { chartAlt, chartRows, chartSvg, figureTotal } from '../../src/render/chart.ts'
import { identityOf } from '../../src/render/look.ts'
import { rasterise } from '../../src/render/rasterise.ts'
import { nl } from '../../src/text/nl.ts'
import { config, figure, realIssue } from './rendering.ts'

const brand = identityOf(config.partners[0]!)
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    label: `Wijk ${at + 1}`,
    value: (at * 7919) % 1000,
    area: undefined,
    labelInSource: undefined,
    line: at + 1,
  }))

describe('a chart', () => {
  test('shows the highest first', () => {
    const { rows, isTop } = chartRows(figure({ rows: rowsOf(6) }))
    const values = rows.map(({ value }) => value)
    expect(values).toEqual(values.toSorted((a, b) => b - a))
    expect(isTop).toBe(false)
  })

  test('shows eight of many, and says so to who cannot see it', () => {
    const many = figure({ rows: rowsOf(25) })
    expect(chartRows(many)).toMatchObject({ isTop: true, rows: { length: 8 } })
    expect(chartAlt(many, nl)).toMatch(/de hoogste 8\. Wijk \d+ \d+/)
  })

  test('is a picture of 1120 px under 200 KB, the same every time', async () => {
    const { figureData } = await realIssue('2023-03')
    for (const data of figureData) {
      const bytes = await rasterise(chartSvg(data, nl, brand))
      expect(imageSize(bytes)).toMatchObject({ width: 1120, type: 'png' })
      expect(bytes.length).toBeLessThan(200_000)
      expect((await rasterise(chartSvg(data, nl, brand))).equals(bytes)).toBe(true)
    }
  })

  test('has letters in it, from the font that came along', async () => {
    const named = figure({ rows: [{ ...rowsOf(1)[0]!, label: 'Gemeente', value: 5 }] })
    const nameless = figure({ rows: [{ ...rowsOf(1)[0]!, label: ' ', value: 5 }] })
    const [withName, without] = [
      await rasterise(chartSvg(named, nl, brand)),
      await rasterise(chartSvg(nameless, nl, brand)),
    ]
    expect(withName.length).toBeGreaterThan(without.length + 1000)
  })

  test('is still there when all is zero, below zero or hostile', async () => {
    for (const rows of [
      [{ ...rowsOf(1)[0]!, value: 0 }],
      [{ ...rowsOf(1)[0]!, value: -5 }],
      [{ ...rowsOf(1)[0]!, label: '"/><script>&{{x}}'.repeat(20) }],
    ]) {
      expect((await rasterise(chartSvg(figure({ rows }), nl, brand))).length).toBeGreaterThan(500)
    }
  })
})

test('a total is called computed unless the source prints the same', () => {
  expect(figureTotal(figure())).toEqual({ value: 2000, isComputed: true })
  expect(figureTotal(figure({ totalInSource: { value: 2000, line: 1 } }))?.isComputed).toBe(false)
  expect(figureTotal(figure({ totalInSource: { value: 1990, line: 1 } }))?.isComputed).toBe(true)
  expect(figureTotal(figure({ unit: '%' }))).toBeUndefined()
})
