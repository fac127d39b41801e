import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { resolveAgain } from '../../src/schedule/resolve-again.ts'
import { hostZones, onMachineIn } from '../support/host-zones.ts'
import { memoryStore } from '../support/memory-store.ts'
import { copyProject, edit } from '../support/project-copy.ts'

const script = join(import.meta.dirname, '../support/zone-process.ts')

test.each(hostZones)(
  'on a machine in %s every moment is the same (vectors 1 to 8 and 15)',
  async (TZ, offset) => {
    const { stdout } = await promisify(execFile)(process.execPath, [script], {
      env: { ...process.env, TZ },
    })
    expect(JSON.parse(stdout)).toEqual({
      offset,
      vectors: {
        1: '2027-03-28T01:30Z skipped 2027-03-28T03:30',
        2: ['2027-03-28T01:00Z skipped 2027-03-28T03:00', '2027-03-28T01:00Z'],
        3: '2027-10-31T00:30Z doubled 2027-10-31T02:30',
        4: ['2027-10-31T00:00Z doubled 2027-10-31T02:00', '2027-10-31T02:00Z'],
        5: [
          '2026-03-29T01:30Z skipped 2026-03-29T03:30',
          '2026-10-25T00:30Z doubled 2026-10-25T02:30',
        ],
        6: [
          '2027-03-22T07:00 2027-03-22T06:00Z',
          '2027-03-29T07:00 2027-03-29T05:00Z',
          '2027-10-25T07:00 2027-10-25T05:00Z',
          '2027-11-01T07:00 2027-11-01T06:00Z',
        ],
        7: [
          '2027-03-21T02:30 2027-03-21T01:30Z',
          '2027-03-28T02:30 2027-03-28T01:30Z skipped 2027-03-28T03:30',
          '2027-04-04T02:30 2027-04-04T00:30Z',
          '2027-10-24T02:30 2027-10-24T00:30Z',
          '2027-10-31T02:30 2027-10-31T00:30Z doubled 2027-10-31T02:30',
          '2027-11-07T02:30 2027-11-07T01:30Z',
        ],
        8: [
          '2027-10-30T02:30 2027-10-30T00:30Z',
          '2027-10-31T02:30 2027-10-31T00:30Z doubled 2027-10-31T02:30',
          '2027-11-01T02:30 2027-11-01T01:30Z',
        ],
        clock: 'forward',
        today: '2027-10-31',
        // 26, 28 and 29 March are Good Friday, Easter Sunday and Easter Monday.
        deadlines: {
          new: '2027-03-08',
          remind: '2027-03-16',
          deliver: '2027-03-19',
          compose: '2027-03-25',
          approve: '2027-03-25',
        },
      },
    })
  },
)

describe.each(hostZones)('on a machine in %s', (hostZone) => {
  beforeEach(() => onMachineIn(hostZone))

  test('a newer time zone list moves what is to come and leaves what has been (vector 14)', async () => {
    const store = await memoryStore()
    onTestFinished(() => store.close())
    const now = Date.parse('2027-01-01T00:00Z')
    const wrong = { past: Date.parse('2026-12-08T08:00Z'), future: Date.parse('2027-06-08T09:00Z') }
    const row = { series_id: 'reeks', tz: 'Europe/Amsterdam', tzdb: '2000a', changed_at: 0 }
    await store.db
      .insertInto('occurrence')
      .values([
        {
          ...row,
          local_date: '2026-12-08',
          wall: '2026-12-08T10:00',
          due_at: wrong.past,
          state: 'made',
          issue_id: '2026-12',
        },
        {
          ...row,
          local_date: '2027-06-08',
          wall: '2027-06-08T10:00',
          due_at: wrong.future,
          state: 'open',
          issue_id: null,
        },
      ])
      .execute()
    for (const [id, status, due_wall, due_at] of [
      ['past', 'done', '2026-12-08T10:00', wrong.past],
      ['future', 'scheduled', '2027-06-08T10:00', wrong.future],
      ['sending', 'sending', '2027-06-08T10:00', wrong.future],
    ] as const) {
      await store.db
        .insertInto('dispatch')
        .values({
          id,
          issue_id: id,
          list_id: 'lijst',
          kind: 'regular',
          status,
          due_wall,
          due_at,
          tz: 'Europe/Amsterdam',
          tzdb: '2000a',
          grace_ms: 0,
          content_hash: '',
          prepared_at: null,
          candidate_count: 0,
          excluded_count: 0,
          recipient_count: 0,
          on_unknown: 'hold',
          claim_below: 2_147_483_647,
          reason: null,
          created_at: 0,
          finished_at: null,
          version: 1,
        })
        .execute()
    }
    const right = Date.parse('2027-06-08T08:00Z')
    await resolveAgain(store, now, '2027a')
    expect(
      await store.db
        .selectFrom('occurrence')
        .select(['due_at', 'tzdb'])
        .orderBy('due_at')
        .execute(),
    ).toEqual([
      { due_at: wrong.past, tzdb: '2000a' },
      { due_at: right, tzdb: '2027a' },
    ])
    expect(
      await store.db
        .selectFrom('dispatch')
        .select(['id', 'due_at', 'tzdb'])
        .orderBy('id')
        .execute(),
    ).toEqual([
      { id: 'future', due_at: right, tzdb: '2027a' },
      { id: 'past', due_at: wrong.past, tzdb: '2000a' },
      { id: 'sending', due_at: wrong.future, tzdb: '2000a' },
    ])
  })

  test.each(['Europe/Amsterdm', '+01:00', 'CET'])(
    'the zone %s is refused as soon as it is written down (vector 16)',
    (zone) => {
      const root = copyProject()
      edit(root, 'rondbrief.yaml', 'zone: Europe/Amsterdam', `zone: ${zone}`)
      const read = readConfig(root, {})
      expect(read.kind).toBe('invalid')
      expect(read.problems).toContainEqual(
        expect.objectContaining({
          code: 'frontmatter/field-value',
          values: { field: 'zone', found: zone, expected: 'zone' },
          line: 5,
        }),
      )
    },
  )
})
