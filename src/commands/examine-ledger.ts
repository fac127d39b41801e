import { DatabaseSync } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import { checkInvariants } from '../dispatch/invariants.ts'
import { forKysely } from '../store/sqlite.ts'
import { databaseFile } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import type { Examined, Finding } from './finding.ts'

/** Whether every recipient of every dispatch is accounted for. Reads only. */
export async function examineLedger({ root, text }: Examined): Promise<Finding> {
  const words = text.commands.doctor.ledger
  const good: Finding = { subject: 'ledger', state: 'good', found: words.good }
  return readingDatabase(root, good, async (db) => {
    const broken = await checkInvariants({ db })
    if (broken.length > 0) {
      const names = [...new Set(broken.map(({ invariant }) => words.broken[invariant]))]
      return { subject: 'ledger', state: 'fault', found: names.join('; '), fix: words.brokenFix }
    }
    const { count } = await db
      .selectFrom('provider_event')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('quarantined', '=', 1)
      .executeTakeFirstOrThrow()
    if (count === 0) return good
    const found = words.unknownEvents(count)
    return { subject: 'ledger', state: 'attention', found, fix: words.unknownEventsFix }
  })
}

/** Reads in the database; `unread` where that cannot be done. */
export async function readingDatabase(
  root: string,
  unread: Finding,
  read: (db: Kysely<Tables>) => Promise<Finding>,
): Promise<Finding> {
  let sqlite: DatabaseSync | undefined
  try {
    sqlite = new DatabaseSync(databaseFile(root), { readOnly: true })
    return await read(
      new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(sqlite) }) }),
    )
  } catch (error) {
    // Not there, damaged, or of an older version that the next command brings up to date: the
    // database itself is a finding of its own.
    if ((error as { code?: string }).code === 'ERR_SQLITE_ERROR') return unread
    throw error
  } finally {
    if (sqlite?.isOpen === true) sqlite.close()
  }
}
