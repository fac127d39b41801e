import { execFile } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import {
  countOccurrences,
  occurrenceRows,
  passedOccurrences,
  skipPassed,
  takeOccurrence,
} from '../../src/schedule/occurrence-store.ts'
import { nextOpen, plannedBetween, plannedFor } from '../../src/schedule/planned-issues.ts'
import { readSeries } from '../../src/schedule/read-series.ts'
import type { Series } from '../../src/schedule/series.ts'
import type { PostgresStore } from '../../src/store/postgres.ts'
import type { Database } from '../../src/store/store.ts'
import { memoryStore } from '../support/memory-store.ts'
import { openTestStore, startPostgres, type Server } from '../support/postgres.ts'
import { copyProject } from '../support/project-copy.ts'

const ZONE = 'Europe/Amsterdam'
let server: Server
let postgres: PostgresStore
beforeAll(async () => {
  server = await startPostgres()
  postgres = await openTestStore(server)
}, 60_000)
afterAll(async () => {
  await postgres.close()
  await server.stop()
})

describe.each(['SQLite', 'PostgreSQL'])('the dates of a series, kept in %s', (name) => {
  let store: { db: Database }
  let issues: string[]
  beforeEach(async () => {
    issues = []
    if (name === 'PostgreSQL') {
      await postgres.db.deleteFrom('occurrence').execute()
      store = postgres
    } else {
      const memory = await memoryStore()
      onTestFinished(() => memory.close())
      store = memory
    }
  })

  test('are counted once, whatever is counted again and however often', async () => {
    const series = monthly()
    await count(series, '2027-01-04')
    await count(series, '2027-01-04')
    await count(series, '2027-02-10')
    expect((await dates()).slice(0, 3)).toEqual(['2027-01-12', '2027-02-09', '2027-03-09'])
    expect(new Set(await dates()).size).toBe((await dates()).length)
  })

  test('have no gap after years without a computer, and begin on the day of the first count', async () => {
    const series = monthly()
    await count(series, '2027-01-13')
    await count(series, '2030-01-01')
    const found = await dates()
    expect(found[0]).toBe('2027-02-09')
    expect(found.filter((date) => date < '2030-01-01')).toHaveLength(35)
  })

  test('the evening of a day on which one was sent already begins with the next', async () => {
    await count(monthly(), '2027-01-12', '20:00')
    expect((await dates())[0]).toBe('2027-02-09')
  })

  test('follow the file for what is to come and keep what has been', async () => {
    await count(monthly(), '2027-01-04')
    await count(monthly('tweede donderdag'), '2027-02-10')
    expect((await dates()).slice(0, 4)).toEqual([
      '2027-01-12',
      '2027-02-09',
      '2027-02-11',
      '2027-03-11',
    ])
    await count([], '2027-02-12')
    expect(await dates()).toEqual(['2027-01-12', '2027-02-09', '2027-02-11'])
  })

  test('a date that is moved stays that date, at another moment', async () => {
    await count(monthly(), '2027-01-04')
    await count(
      monthly('tweede dinsdag', 'except: [{ date: 2027-02-09, to: 2027-02-16 }]'),
      '2027-01-05',
    )
    const [, second] = await occurrenceRows(store)
    expect(second).toMatchObject({ local_date: '2027-02-09', wall: '2027-02-16T10:00' })
    expect(second?.due_at).toBe(Date.parse('2027-02-16T09:00Z'))
  })

  test('that went by without an issue are one question, until it is answered', async () => {
    issues = ['2027-02']
    await count(monthly(), '2027-01-04')
    await count(monthly(), '2027-04-20')
    const now = Date.parse('2027-04-20T10:00Z')
    const passed = (await passedOccurrences(store, now)).map(({ local_date }) => local_date)
    expect(passed).toEqual(['2027-01-12', '2027-03-09', '2027-04-13'])
    expect(await skipPassed(store, Date.parse('2027-03-31T00:00Z'), now)).toBe(2)
    expect((await passedOccurrences(store, now)).map(({ local_date }) => local_date)).toEqual([
      '2027-04-13',
    ])
  })

  test('an issue that somebody made by its name is the issue of its date', async () => {
    issues = ['2027-01', '2027-03-extra']
    await count(monthly(), '2027-01-04')
    const [first, second] = await occurrenceRows(store)
    expect(first).toMatchObject({ state: 'made', issue_id: '2027-01' })
    expect(second).toMatchObject({ state: 'open', issue_id: null })
  })

  test('one date gives one issue, and again when the folder of that issue is gone', async () => {
    const planning = { series: monthly(), rows: [], issues }
    const planned = nextOpen(planning, '2027-01-04')
    expect(planned).toMatchObject({ issueId: '2027-01', wall: '2027-01-12T10:00' })
    if (planned === undefined) return
    const options = () => ({ today: '2027-01-04', zone: ZONE, now: 0, issues })
    expect(await takeOccurrence(store, planned, options())).toBe(true)
    issues = ['2027-01']
    expect(await takeOccurrence(store, planned, options())).toBe(false)
    issues = []
    expect(await takeOccurrence(store, planned, options())).toBe(true)
  })

  async function count(series: readonly Series[], today: string, time = '06:00'): Promise<void> {
    const now = Date.parse(`${today}T${time}Z`)
    await countOccurrences(store, series, { today, zone: ZONE, now, issues })
  }

  async function dates(): Promise<string[]> {
    return (await occurrenceRows(store)).map(({ local_date }) => local_date)
  }
})

test('two dates in a month, and two series, have issues with names of their own', () => {
  const source = `series:
  - { id: brief, at: '10:00', every: 2 weken, from: 2027-03-02 }
  - { id: pers, at: '09:00', dates: [2027-03-16] }
`
  const planning = { ...readSeries(Buffer.from(source)), rows: [], issues: ['2027-03-16'] }
  expect(
    plannedBetween(planning, '2027-03-01', '2027-04-13').map(({ issueId, state }) => [
      issueId,
      state,
    ]),
  ).toEqual([
    ['2027-03', 'open'],
    ['2027-03-pers', 'open'],
    ['2027-03-16', 'made'],
    ['2027-03-30', 'open'],
    ['2027-04', 'open'],
  ])
  expect(plannedFor(planning, '2027-03-30')?.wall).toBe('2027-03-30T10:00')
  expect(plannedFor(planning, '2027-03-extra')).toBeUndefined()
})

test('asked by several people at the same moment, a date still gives one issue', async () => {
  const root = copyProject()
  mkdirSync(join(root, 'data'))
  rmSync(join(root, 'newsletters/2023-10'), { recursive: true })
  const program = join(import.meta.dirname, '../../bin/rondbrief.js')
  const runs = await Promise.all(
    [1, 2, 3].map(() =>
      promisify(execFile)(process.execPath, [program, 'new', '2027-02', '--json'], { cwd: root })
        .then(({ stdout }) => stdout)
        .catch((error: { stdout: string }) => error.stdout),
    ),
  )
  const answers = runs.map((out) => JSON.parse(out) as Record<string, unknown>)
  // With whatever else one of them said in its place.
  const said = answers.map(({ ok, reason, message }) => String(message ?? reason ?? ok))
  expect(said.toSorted((a, b) => a.localeCompare(b))).toEqual(['exists', 'exists', 'true'])
})

function monthly(day = 'tweede dinsdag', more = ''): Series[] {
  const source = `series:\n  - id: brief\n    at: '10:00'\n    day: ${day}\n    ${more}\n`
  return readSeries(Buffer.from(source)).series
}
