import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { datesIn, isoDates } from '../../src/check/dutch-dates.ts'

const read = (text: string, years: number[] = [2023]) =>
  datesIn(text).flatMap((date) => isoDates(date, years))

describe('a date in a sentence', () => {
  test.each([
    ['Op donderdag 23 maart 2023 is het zover.', ['2023-03-23']],
    ['Op donderdagochtend 23\u00A0maart', ['2023-03-23']],
    ['Op 23 Maart', ['2023-03-23']],
    ['23 en 24 maart 2023', ['2023-03-23', '2023-03-24']],
    ['16 tot en met 18 oktober', ['2023-10-16', '2023-10-17', '2023-10-18']],
    ['Tot 23-03-2023 of 1/4/2023', ['2023-03-23', '2023-04-01']],
    ['Op 24 mrt. en do 25 sept 2023', ['2023-03-24', '2023-09-25']],
    ['Op 24-3-23 en 2023-04-01', ['2023-03-24', '2023-04-01']],
    ['De 24e maart en de 3de mei', ['2023-03-24', '2023-05-03']],
    ['Kom op 3-4, of op 17-4 om tien uur.', ['2023-04-03', '2023-04-17']],
    ['Op 3 juli en op 14 september 2022', ['2023-07-03', '2022-09-14']],
  ])('%s', (text, dates) => {
    expect(read(text)).toEqual(dates)
  })

  test.each([
    '31 februari 2023',
    '8.100 mei',
    '2023-03-23-15',
    'in maart 2023',
    '06-12-34-56-78',
    '24-3-12',
    'met 24 janboel',
    '12,3 maart',
    '123 maart',
    'regel 489',
    'op 3-4 plekken',
    'op 3-4 van de scholen',
    'Open op maandag 9-12.',
    'De stand is 3-4.',
    'pagina 3-4',
  ])('is not seen in %s', (text) => {
    expect(read(text)).toEqual([])
  })

  test('keeps its weekday and its place', () => {
    const [date] = datesIn('Kom op vrijdagavond 24 maart.')
    expect(date).toMatchObject({
      text: 'vrijdagavond 24 maart',
      index: 7,
      weekday: 5,
      days: [24],
      month: 3,
    })
  })

  test('keeps a short weekday', () => {
    expect(datesIn('Kom do 23 mrt 2023.')[0]).toMatchObject({ text: 'do 23 mrt 2023', weekday: 4 })
    expect(datesIn('Het is zo 23 maart.')[0]).toMatchObject({ weekday: undefined })
  })

  test('is found again however it is written', () => {
    const dates = fc.date({
      min: new Date('1950-01-01'),
      max: new Date('2080-12-31'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(dates, (moment) => {
        const iso = moment.toISOString().slice(0, 10)
        const written = new Intl.DateTimeFormat('nl', {
          dateStyle: 'full',
          timeZone: 'UTC',
        }).format(moment)
        expect(read(`Op ${written}.`, [])).toEqual([iso])
        expect(datesIn(written)[0]?.weekday).toBe(moment.getUTCDay())
      }),
    )
  })

  test('takes no time to speak of on text that is made to be slow', () => {
    const started = performance.now()
    for (const text of ['23 '.repeat(30_000), 'donderdag '.repeat(10_000), '1-'.repeat(50_000)])
      datesIn(text)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
