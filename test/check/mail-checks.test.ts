import { beforeAll, describe, expect, test } from 'vitest'
import { calendarFaults } from '../../src/check/mail/calendar-faults.ts'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import { readConfig } from '../../src/config.ts'
import { added } from '../problems/march.ts'
import { copyProject, edit } from '../support/project-copy.ts'
import { marchToCheck } from './march.ts'

let march: IssueToCheck
beforeAll(async () => {
  march = await marchToCheck()
})

describe('the mail programs of the settings', () => {
  test('are known ones; another name is reported with those there are', () => {
    const mailClients = ['gmial', 'outlook.windows']
    const found = checkIssue({ ...march, config: { ...march.config, mailClients } })
    expect(found.filter(({ file }) => file === 'rondbrief.yaml')).toMatchObject([
      { code: 'frontmatter/field-value', values: { field: 'mail_clients', found: 'gmial' } },
    ])
  })

  test('stand in the settings as they count where nobody chose any', () => {
    const root = copyProject()
    const chosen = clientsOf(root)
    edit(root, 'rondbrief.yaml', /^mail_clients: .*\n/m, '')
    expect(chosen).toEqual(clientsOf(root))
    expect(march.config.mailClients).toEqual(chosen)
  })

  function clientsOf(root: string): string[] {
    const read = readConfig(root, {})
    if (read.kind === 'invalid') throw new Error('The settings cannot be read')
    return read.config.mailClients
  }
})

describe('a calendar file', () => {
  const file = (...lines: string[]) =>
    ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
  const [uid, stamp, start] = [
    'UID:a@var.nl',
    'DTSTAMP:20230301T093000Z',
    'DTSTART:20230401T073000Z',
  ]

  test('with everything a calendar needs has no fault', () => {
    expect(calendarFaults(file(uid, stamp, start))).toEqual([])
    expect(calendarFaults(file(uid, stamp, 'DTSTART;VALUE=DATE:20230401'))).toEqual([])
  })

  test.each([
    ['no name of its own', [stamp, start]],
    ['no stamp', [uid, start]],
    ['a local stamp', [uid, 'DTSTAMP:20230301T093000', start]],
    ['a time in no zone', [uid, stamp, 'DTSTART:20230401T093000']],
    [
      'a zone that it does not bring',
      [uid, stamp, 'DTSTART;TZID=Europe/Amsterdam:20230401T093000'],
    ],
    ['a line of 76 octets', [uid, stamp, start, `SUMMARY:${'é'.repeat(34)}`]],
    ['a bare line end', [uid, stamp, start, 'SUMMARY:a\nb']],
  ])('with %s is faulty', (_, lines) => {
    expect(calendarFaults(file(...lines))).toHaveLength(1)
  })
})

test('hostile HTML keeps no check busy for long', async () => {
  const from = performance.now()
  for (const piece of [
    '<!--[if mso]>',
    '<',
    '<a "',
    '{',
    '/*',
    'url(',
    '@media',
    '<v:rect ',
    '&',
  ]) {
    await added(piece.repeat(20_000))()
  }
  expect(performance.now() - from).toBeLessThan(10_000)
})
