import { setImmediate } from 'node:timers/promises'
import { sql, type Transaction } from 'kysely'
import type { Database } from './store.ts'
import type { Tables } from './tables.ts'

type Work<T> = (trx: Transaction<Tables>) => Promise<T>
type Member = { work: Work<unknown>; settle: (outcome: Outcome) => void }
type Outcome = { kind: 'done'; value: unknown } | { kind: 'failed'; error: unknown }
type Group = { waiting: Member[]; isCommitting: boolean }

const groups = new WeakMap<Database, Group>()

/**
 * Runs `work` in a transaction that it may share with others which are asked for in the same turn of
 * the event loop: one commit, and so one wait for the disk, for all of them. Each has a savepoint of
 * its own, so that one that fails takes back only what it did; nobody hears that it is done before
 * the commit holds, and when that fails all have failed. On SQLite there is one writer in any case,
 * so nothing is lost by doing them one after another.
 */
export function inGroup<T>(
  db: Database,
  work: Work<T>,
  nextTurn: () => Promise<void> = setImmediate,
): Promise<T> {
  const group = groups.get(db) ?? { waiting: [], isCommitting: false }
  groups.set(db, group)
  return new Promise<T>((resolve, reject) => {
    const settle = (outcome: Outcome) =>
      outcome.kind === 'done' ? resolve(outcome.value as T) : reject(outcome.error)
    group.waiting.push({ work, settle })
    if (!group.isCommitting) void commitAll(db, group, nextTurn)
  })
}

async function commitAll(db: Database, group: Group, nextTurn: () => Promise<void>): Promise<void> {
  group.isCommitting = true
  while (group.waiting.length > 0) {
    await nextTurn()
    await commitTogether(db, group.waiting.splice(0))
  }
  group.isCommitting = false
}

async function commitTogether(db: Database, members: Member[]): Promise<void> {
  let outcomes: Outcome[]
  try {
    outcomes = await db.transaction().execute(async (trx) => {
      const made: Outcome[] = []
      for (const { work } of members) made.push(await apart(trx, work))
      return made
    })
  } catch (error) {
    outcomes = members.map(() => ({ kind: 'failed', error }))
  }
  for (const [index, { settle }] of members.entries()) {
    settle(outcomes[index] ?? { kind: 'failed', error: new Error('A member had no outcome') })
  }
}

async function apart(trx: Transaction<Tables>, work: Work<unknown>): Promise<Outcome> {
  await sql`savepoint member`.execute(trx)
  try {
    const value = await work(trx)
    await sql`release member`.execute(trx)
    return { kind: 'done', value }
  } catch (error) {
    // On a full disk SQLite may have rolled back all of it by itself: then all have failed.
    if ((error as { code?: string }).code === 'ERR_SQLITE_ERROR') throw error
    await sql`rollback to member`.execute(trx)
    await sql`release member`.execute(trx)
    return { kind: 'failed', error }
  }
}
