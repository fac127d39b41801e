import * as fc from 'fast-check'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PostgresStore } from '../../src/store/postgres.ts'
import type { SqliteStore } from '../../src/store/store.ts'
import type { Tables } from '../../src/store/tables.ts'
import { segmentCounts } from '../../src/subscribers/segment-counts.ts'
import { matches } from '../../src/subscribers/segment-predicate.ts'
import { segmentSql } from '../../src/subscribers/segment-sql.ts'
import { insertSubscribers, openEmptyStore, subscriber } from '../subscribers/subscriber-fixture.ts'
import { openTestStore, startPostgres, type Server } from '../support/postgres.ts'
import { condition, person } from '../support/segment-arbitraries.ts'

let server: Server
let postgres: PostgresStore
let sqlite: SqliteStore
beforeAll(async () => {
  server = await startPostgres()
  postgres = await openTestStore(server)
  sqlite = await openEmptyStore()
}, 60_000)
afterAll(async () => {
  await postgres.close()
  await sqlite.close()
  await server.stop()
})

describe('on PostgreSQL', () => {
  test('the migrations make the same tables with the same columns', async () => {
    // Whether a column may be empty is not compared: SQLite calls every text key nullable.
    const columns = async (db: Kysely<Tables>) =>
      Object.fromEntries(
        (await db.introspection.getTables()).map((table) => [
          table.name,
          new Set(table.columns.map(({ name }) => name)),
        ]),
      )
    expect(await columns(postgres.db)).toEqual(await columns(sqlite.db))
  })

  test('a condition finds the same people as in SQLite and in memory', async () => {
    const people = fc.sample(person, { numRuns: 300, seed: 1992 })
    const rows = people.map((profile, index) => subscriber({ id: `p${index}`, ...profile }))
    await insertSubscribers(sqlite, rows)
    await insertSubscribers(postgres, rows)
    let telling = 0
    await fc.assert(
      fc.asyncProperty(condition, async (given) => {
        const found = async (db: Kysely<Tables>) =>
          (await db.selectFrom('subscriber').select('id').where(segmentSql(given)).execute()).map(
            ({ id }) => id,
          )
        const expected = rows.filter((row) => matches(given, row)).map(({ id }) => id)
        expect(new Set(await found(postgres.db))).toEqual(new Set(expected))
        expect(new Set(await found(sqlite.db))).toEqual(new Set(expected))
        const about = { id: 's', title: '', purpose: 'newsletter', file: '', line: 1 } as const
        const counted = await segmentCounts(postgres, [{ ...about, condition: given }])
        expect(counted.get('s')).toBe(expected.length)
        if (expected.length > 0 && expected.length < rows.length) telling++
      }),
      { numRuns: 100 },
    )
    expect(telling).toBeGreaterThan(15)
  })
})
