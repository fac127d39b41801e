import * as fc from 'fast-check'
import { sql, type Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DatabaseOfOtherVersion } from '../../src/store/migrate.ts'
import { openPostgres, type PostgresStore } from '../../src/store/postgres.ts'
import { AddressParameterRefused } from '../../src/store/storage-fault.ts'
import type { SqliteStore } from '../../src/store/store.ts'
import type { Tables } from '../../src/store/tables.ts'
import { segmentCounts } from '../../src/subscribers/segment-counts.ts'
import { matches } from '../support/segment-predicate.ts'
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

  test('an address cannot take away what keeps a commit, and may say how to connect', async () => {
    const url = await server.newDatabase()
    for (const given of [
      'options=-c%20synchronous_commit%3Doff',
      'sslmode=disable&idle_in_transaction_session_timeout=0',
      'statement_timeout=1',
      'replication=database',
    ]) {
      await expect(openPostgres(`${url}?${given}`, undefined)).rejects.toThrow(
        AddressParameterRefused,
      )
    }
    const store = await openPostgres(`${url}?sslmode=disable`, undefined)
    const of = async (name: string) => {
      const { rows } = await sql<Record<string, string>>`show ${sql.raw(name)}`.execute(
        store.beside,
      )
      return rows[0]?.[name]
    }
    expect(await of('synchronous_commit')).toBe('on')
    expect(await of('idle_in_transaction_session_timeout')).toBe('1min')
    await store.close()
  })

  test('a database of a later version is not opened', async () => {
    const url = await server.newDatabase()
    const store = await openPostgres(url, undefined)
    await sql`insert into kysely_migration values ('999-later', '2099-01-01T00:00Z')`.execute(
      store.db,
    )
    await store.close()
    await expect(openPostgres(url, undefined)).rejects.toThrow(DatabaseOfOtherVersion)
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
