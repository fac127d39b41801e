import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import * as initial from './migrations/001-initial.ts'
import * as publicFace from './migrations/002-public-face.ts'
import * as journal from './migrations/003-journal.ts'
import * as providerEvents from './migrations/004-provider-events.ts'

/** Numbered, in order, from one source for every database. A landed migration never changes. */
const migrations = {
  '001-initial': initial,
  '002-public-face': publicFace,
  '003-journal': journal,
  '004-provider-events': providerEvents,
}

export async function migrate(db: Kysely<never> | Kysely<any>): Promise<void> {
  const migrator = new Migrator({
    db: db as Kysely<any>,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined)
    throw new Error('The database could not be brought up to date', { cause: error })
}
