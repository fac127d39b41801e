import { beforeAll, describe, expect, test } from 'vitest'
import { calendarFaults } from '../../src/check/mail/calendar-faults.ts'
import type { IssueToCheck } from '../../src/check/check-input.ts'
import { checkIssue } from '../../src/check/check-issue.ts'
import type { PictureFile } from '../../src/check/picture-files.ts'
import type { ProblemCode } from '../../src/problem.ts'
import { marchToCheck, text } from './march.ts'

type Change = (input: IssueToCheck) => IssueToCheck

let march: IssueToCheck
beforeAll(async () => {
  march = await marchToCheck()
})

const mso = (content: string, condition = 'mso') => `<!--[if ${condition}]>${content}<![endif]-->`

/** What is right and what is wrong, for each code about the finished mail and its pictures. */
const cases: Partial<Record<ProblemCode, { good: Change[]; bad: Change[] }>> = {
  'mail/mso-balance': {
    good: [
      (input) => input,
      added(mso('<table><tr><td>') + '<p>x</p>' + mso('</td></tr></table>', 'mso | IE')),
      added('<!--[if !mso]><!--><div>x</div><!--<![endif]-->'),
    ],
    bad: [
      added(mso('<table><tr><td>')),
      added(mso('</td></tr></table>')),
      added('<!--[if mso]><p>x</p>'),
      added('<![endif]-->'),
      added('<!--[if mso]><!--[if mso]><![endif]-->'),
      added('<div>'),
    ],
  },
  'mail/vml': {
    good: [added(mso('<v:rect alt="De haven bij avond"><v:fill src="cid:x"/></v:rect>'))],
    bad: [
      added(mso('<v:rect><v:fill src="cid:x"/></v:rect>')),
      added(
        mso('<v:rect alt="Haven"><v:textbox><a href="https://var.nl">x</a></v:textbox></v:rect>'),
      ),
      added(mso('<v:rect alt="Haven"><v:textbox><h2>x</h2></v:textbox></v:rect>')),
    ],
  },
  'mail/css-support': {
    good: [
      (input) => input,
      added('<p style="display:flex">x</p>', { mailClients: ['thunderbird'] }),
      added('<p style="background:url(https-display:flex)">x</p>'),
    ],
    bad: [
      added('<p style="display:flex">x</p>'),
      added('<style>.x{gap:4px}</style>'),
      added('<p style="width:calc(100% - 4px)">x</p>'),
      added('<p style="width:50vw">x</p>'),
      added('<style>p::before{color:red}</style>'),
    ],
  },
  'mail/remote-font': {
    good: [(input) => input, added('<style>@font-face{font-family:x;src:local("Arial")}</style>')],
    bad: [
      added('<style>@import url(https://fonts.example.org/a.css);</style>'),
      added('<style>@font-face{font-family:x;src:url(https://fonts.example.org/a.woff2)}</style>'),
    ],
  },
  'mail/tracking': {
    good: [
      (input) => input,
      added('<img src="cid:a@b" alt=""><a href="https://var.nl/a.gif">x</a>'),
    ],
    bad: [
      added('<img src="https://teller.example.org/{{name}}.gif" width="1" height="1" alt="">'),
      added('<img src="//teller.example.org/p.gif" alt="">'),
      added('<img srcset="https://teller.example.org/p.gif 2x" alt="">'),
      added('<table role="presentation" background="https://teller.example.org/p.gif"></table>'),
      added('<p style="background:url( \'https://teller.example.org/p.gif\')">x</p>'),
      added('<style>p{background:url(https://teller.example.org/p.gif)}</style>'),
    ],
  },
  'mail/link-underline': {
    good: [
      (input) => input,
      added('<a href="https://var.nl" style="text-decoration:none;background:#1d4f91">Knop</a>'),
    ],
    bad: [added('<p><a href="https://var.nl" style="color:red;text-decoration:none">Link</a></p>')],
  },
  'mail/text-size': {
    good: [
      added('<p style="font-size:14px">x</p>'),
      added(`<p style="font-size:16px">${'lang '.repeat(40)}</p>`),
      added('<p style="font-size:0px;display:none">x</p>'),
    ],
    bad: [
      added('<p style="font-size:13px">x</p>'),
      added('<p style="font-size:10pt">x</p>'),
      added('<div style="font-size:20px"><p style="font-size:.5em"><b>x</b></p></div>'),
      added(`<p style="font-size:15px">${'lang '.repeat(40)}</p>`),
    ],
  },
  'mail/dark-meta': {
    good: [(input) => input],
    bad: [replaced('<meta name="color-scheme" content="light dark">', '')],
  },
  'agenda/ics-invalid': {
    good: [(input) => input],
    bad: [eventNamed('twee woorden'), eventNamed('dubbel', 2)],
  },
  'image/webp': { good: [picture('jpg')], bad: [picture('webp')] },
  'image/small': { good: [picture('jpg', 1120)], bad: [picture('jpg', 1119)] },
  'image/chart-data': {
    good: [(input) => input],
    bad: [
      replaced(/(<img src="cid:[^"]+" )alt="[^"]+"/g, '$1alt=" "'),
      replaced('>Zwijndrecht</th>', '></th>'),
    ],
  },
}

describe.each(Object.entries(cases))('%s', (code, { good, bad }) => {
  const found = (change: Change) => checkIssue(change(march)).filter((one) => one.code === code)

  test.each(good.map((change, at) => [at, change] as const))(
    'is silent where all is well (%i)',
    (_, change) => {
      expect(found(change)).toEqual([])
    },
  )

  test.each(bad.map((change, at) => [at, change] as const))(
    'is reported where it is not, and quotes what was found (%i)',
    (_, change) => {
      const problems = found(change)
      expect(problems.length).toBeGreaterThan(0)
      for (const { values, file } of problems) {
        expect(file).toMatch(/\.(md|mjml|yaml)$/)
        const words = Object.values(text.problems[code as ProblemCode](values)).join(' ')
        expect(words).not.toMatch(/undefined|NaN|\[object/)
        expect(words).toContain(String(values['found']))
      }
    },
  )
})

describe('the mail programs of the settings', () => {
  test('are known ones; another name is reported with those there are', () => {
    const mailClients = ['gmial', 'outlook.windows']
    const found = checkIssue({ ...march, config: { ...march.config, mailClients } })
    expect(found.filter(({ file }) => file === 'rondbrief.yaml')).toMatchObject([
      { code: 'frontmatter/field-value', values: { field: 'mail_clients', found: 'gmial' } },
    ])
  })
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

test('hostile HTML keeps no check busy for long', () => {
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
    checkIssue(added(piece.repeat(20_000))(march))
  }
  expect(performance.now() - from).toBeLessThan(10_000)
})

function replaced(from: string | RegExp, to: string): Change {
  return (input) => ({
    ...input,
    rendered: input.rendered.map((rendered) => {
      const html = rendered.html.replace(from, to)
      if (html === rendered.html) throw new Error(`The mail does not hold ${from}`)
      return Object.assign({}, rendered, { html })
    }),
  })
}

function added(html: string, settings: Partial<IssueToCheck['config']> = {}): Change {
  return (input) => ({
    ...replaced('</body>', `${html.replaceAll('$', '$$$$')}</body>`)(input),
    config: { ...input.config, ...settings },
  })
}

function picture(type: string, width?: number): Change {
  const place = { file: 'newsletters/2023-03/var/extra.md', line: 4, column: 8 }
  const found: PictureFile['found'] = {
    kind: 'file',
    bytes: 1,
    type,
    ...(width !== undefined && { width }),
  }
  return (input) => ({ ...input, pictures: [{ src: `foto.${type}`, place, found }] })
}

function eventNamed(id: string, times = 1): Change {
  return (input) => {
    const [event] = input.issue.events
    if (event === undefined) throw new Error('The issue has no agenda')
    const events = Array.from({ length: times }, () => ({ ...event, id }))
    return { ...input, issue: { ...input.issue, events } }
  }
}
