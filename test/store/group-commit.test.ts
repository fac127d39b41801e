import type { Transaction } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { besideOthers, openStore, type SqliteStore } from '../../src/store/store.ts'
import type { Tables } from '../../src/store/tables.ts'

test('what is asked for at the same moment shares one commit', async () => {
  const store = await opened()
  const commits = vi.spyOn(store.db, 'transaction')
  await Promise.all([1, 2, 3, 4, 5].map((at) => besideOthers(store, (trx) => add(trx, at))))
  expect(await moments(store)).toEqual([1, 2, 3, 4, 5])
  expect(commits).toHaveBeenCalledTimes(1)
})

test('one that fails takes back its own and nothing of the others', async () => {
  const store = await opened()
  const results = await Promise.allSettled(
    [1, 2, 3].map((at) =>
      besideOthers(store, async (trx) => {
        await add(trx, at)
        if (at === 2) throw new Error('changed its mind')
        return at
      }),
    ),
  )
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await moments(store)).toEqual([1, 3])
})

test('nobody hears that it is done when the disk refused, and nothing is kept', async () => {
  const store = await opened()
  const results = await Promise.allSettled(
    [1, 2, 3].map((at) =>
      besideOthers(store, async (trx) => {
        await add(trx, at)
        if (at === 2) throw Object.assign(new Error('full'), { code: 'ERR_SQLITE_ERROR' })
      }),
    ),
  )
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(await moments(store)).toEqual([])
  await besideOthers(store, (trx) => add(trx, 4))
  expect(await moments(store)).toEqual([4])
})

async function opened(): Promise<SqliteStore> {
  const store = await openStore(':memory:')
  onTestFinished(() => store.close())
  return store
}

/** Any row of the ledger will do. */
async function add(trx: Transaction<Tables>, at: number): Promise<void> {
  await trx
    .insertInto('form_use')
    .values({ id: String(at), network_key: 'invented', at })
    .execute()
}

async function moments({ db }: SqliteStore): Promise<number[]> {
  const rows = await db.selectFrom('form_use').select('at').orderBy('at').execute()
  return rows.map(({ at }) => at)
}
