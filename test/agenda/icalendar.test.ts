import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import type { AgendaEvent } from '../../src/agenda/event.ts'
import { icalendar } from '../../src/agenda/icalendar.ts'
import { textFor } from '../../src/text/text.ts'
import { event as anEvent } from '../issue/parts.ts'

const about = {
  organisation: 'VeiligheidsAlliantie regio Rotterdam',
  domain: 'nieuwsbrief.example.org',
  zone: 'Europe/Amsterdam',
  now: Date.UTC(2023, 2, 1, 9, 30),
  text: textFor('nl'),
}

describe('a reader who adds the agenda to their calendar', () => {
  test('sees an event without a clock time on its day, without their day being blocked', () => {
    const [entry] = parsed([event({ date: '2023-10-31', partOfDay: 'morning' })])
    expect(entry?.startDate.isDate).toBe(true)
    expect(entry?.startDate.toString()).toBe('2023-10-31')
    expect(entry?.endDate.toString()).toBe('2023-11-01')
    expect(entry?.summary).toBe('Leerhuisbijeenkomst (dinsdagochtend)')
    expect(entry?.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
  })

  test.each([
    ['the day before summer time begins', '2023-03-25', '2023-03-25T08:30:00.000Z'],
    ['the day it begins', '2023-03-26', '2023-03-26T07:30:00.000Z'],
    ['the day before it ends', '2023-10-28', '2023-10-28T07:30:00.000Z'],
    ['the day it ends', '2023-10-29', '2023-10-29T08:30:00.000Z'],
  ])('finds 9.30 uur at the right moment on %s', (_, date, moment) => {
    const [entry] = parsed([event({ date, start: '09:30', end: '11:00' })])
    expect(entry?.startDate.toJSDate().toISOString()).toBe(moment)
    expect(entry?.endDate.toJSDate().getTime()).toBe(Date.parse(moment) + 90 * 60_000)
  })

  test('is given no end that lies before the beginning in the hour that is skipped', () => {
    const text = icalendar([event({ date: '2023-03-26', start: '02:15', end: '03:00' })], about)
    expect(text).toContain('DTSTART:20230326T011500Z\r\n')
    expect(text).not.toContain('DTEND')
  })

  test('is given no end that nobody named', () => {
    expect(icalendar([event({ start: '09:30' })], about)).not.toContain('DTEND')
  })

  test('keeps a cancelled event, marked as cancelled, with the reason', () => {
    const reason = 'De sprekers zijn niet beschikbaar; een nieuwe datum volgt.'
    const [entry] = parsed([event({ state: 'cancelled', reason, sequence: 2 })])
    expect(entry?.component.getFirstPropertyValue('status')).toBe('CANCELLED')
    expect(entry?.description).toBe(reason)
    expect(entry?.sequence).toBe(2)
  })

  test('is updated instead of given a second entry when title and date change', () => {
    const before = parsed([event({ title: 'Leerhuis', date: '2023-04-03' })])[0]
    const after = parsed([
      event({ title: 'Leerhuis dreigingen', date: '2023-04-17', sequence: 1 }),
    ])[0]
    expect(after?.uid).toBe(before?.uid)
    expect(after?.uid).toBe('leerhuis-1@nieuwsbrief.example.org')
  })

  test('is offered a publication and never made an invitee', () => {
    const text = icalendar([event({})], about)
    expect(text).toContain('\r\nMETHOD:PUBLISH\r\n')
    expect(text).not.toMatch(/ATTENDEE|ORGANIZER/)
  })

  test('gets the same file from a server in any time zone', () => {
    const events = [event({ date: '2023-03-26', start: '09:30', end: '11:00' }), event({})]
    const module = resolve(import.meta.dirname, '../../src/agenda/icalendar.ts')
    const { text: _, ...given } = about
    const script = `const { icalendar } = await import(${JSON.stringify(pathToFileURL(module).href)})
      process.stdout.write(icalendar(${JSON.stringify(events)}, ${JSON.stringify(given)}))`
    for (const TZ of ['America/Los_Angeles', 'Pacific/Kiritimati']) {
      const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      })
      expect(run.stdout).toBe(icalendar(events, about))
    }
  })
})

describe('for any text that an author can write', () => {
  // Long enough to be folded several times, and rich in what has to be escaped.
  const unit = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom(';', ',', '\\', '\n', '\r\n', 'é', '€', '\u{1F469}\u200D\u{1F692}', '\uD800'),
  )
  const words = fc.array(unit, { maxLength: 300, size: 'max' }).map((units) => units.join(''))
  const anyEvent = fc.record({
    title: words,
    place: fc.option(words, { nil: undefined }),
    reason: fc.option(words, { nil: undefined }),
    date: fc.date({
      min: new Date('2000-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    }),
    minutes: fc.option(fc.integer({ min: 0, max: 22 * 60 }), { nil: undefined }),
  })

  test('no line is longer than 75 octets, and every line ends in CRLF', () => {
    fc.assert(
      fc.property(anyEvent, words, (given, organisation) => {
        const text = icalendar([eventFrom(given)], { ...about, organisation })
        expect(text.endsWith('\r\n')).toBe(true)
        for (const line of text.slice(0, -2).split('\r\n')) {
          expect(line).not.toMatch(/[\r\n]/)
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
          // A character cut in two would come back as U+FFFD.
          expect(Buffer.from(line).toString()).toBe(line)
        }
      }),
    )
  })

  test('another program reads back what was written', () => {
    fc.assert(
      fc.property(anyEvent, (given) => {
        const written = eventFrom(given)
        const [entry, ...more] = parsed([written])
        expect(more).toEqual([])
        expect(entry?.summary).toBe(plain(written.title))
        expect(entry?.location ?? '').toBe(plain(written.place ?? ''))
        expect(entry?.description ?? '').toBe(plain(written.reason ?? ''))
        expect(entry?.uid).toBe('leerhuis-1@nieuwsbrief.example.org')
      }),
    )
  })
})

function parsed(events: AgendaEvent[]): ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(icalendar(events, about)) as unknown[])
  return calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component))
}

/** What is left of a text in a calendar: line ends alike, control characters gone. */
function plain(text: string): string {
  const lines = text.toWellFormed().replaceAll(/\r\n|[\r\u2028\u2029\u0085]/g, '\n')
  // oxlint-disable-next-line no-control-regex
  return lines.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
}

function eventFrom(given: {
  title: string
  place: string | undefined
  reason: string | undefined
  date: Date
  minutes: number | undefined
}): AgendaEvent {
  const { title, place, reason, minutes } = given
  const date = given.date.toISOString().slice(0, 10)
  if (minutes === undefined) return event({ title, place, reason, date })
  return event({ title, place, reason, date, start: clock(minutes), end: clock(minutes + 90) })
}

function clock(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return `${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`
}

function event(given: Partial<AgendaEvent>): AgendaEvent {
  return anEvent('leerhuis-1', given)
}
