import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import * as initial from './migrations/001-initial.ts'
import * as publicFace from './migrations/002-public-face.ts'
import * as journal from './migrations/003-journal.ts'
import * as providerEvents from './migrations/004-provider-events.ts'
import * as manyMachines from './migrations/005-many-machines.ts'
import * as roleCheck from './migrations/006-role-check.ts'
import * as decisions from './migrations/008-decisions.ts'
import * as providerLists from './migrations/009-provider-lists.ts'
import * as looks from './migrations/010-looks.ts'
import * as occurrences from './migrations/012-occurrences.ts'
import * as audience from './migrations/013-audience.ts'
import * as notMailed from './migrations/014-not-mailed.ts'
import * as themeMoves from './migrations/015-theme-moves.ts'
import * as firstBatch from './migrations/016-first-batch.ts'
import * as recipientOfBatch from './migrations/017-recipient-of-batch.ts'
import * as countedReports from './migrations/018-counted-reports.ts'
import * as attemptAnswers from './migrations/020-attempt-answers.ts'
import * as eventAge from './migrations/021-event-age.ts'

/** Numbered, in order, from one source for every database. A landed migration never changes what it means. */
const migrations = {
  '001-initial': initial,
  '002-public-face': publicFace,
  '003-journal': journal,
  '004-provider-events': providerEvents,
  '005-many-machines': manyMachines,
  '006-role-check': roleCheck,
  '008-decisions': decisions,
  '009-provider-lists': providerLists,
  '010-looks': looks,
  '012-occurrences': occurrences,
  '013-audience': audience,
  '014-not-mailed': notMailed,
  '015-theme-moves': themeMoves,
  '016-first-batch': firstBatch,
  '017-recipient-of-batch': recipientOfBatch,
  '018-counted-reports': countedReports,
  '020-attempt-answers': attemptAnswers,
  '021-event-age': eventAge,
}

/**
 * Brings the tables up to date; throws `DatabaseOfOtherVersion`, having changed nothing, where another
 * version went further or another way. `alone` keeps other processes out where the database itself
 * does not.
 */
export async function migrate(
  db: Kysely<never> | Kysely<any>,
  alone = (work: () => Promise<void>) => work(),
): Promise<void> {
  const migrator = new Migrator({
    db: db as Kysely<any>,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  })
  const all = await migrator.getMigrations()
  if (all.some(({ executedAt }) => executedAt !== undefined)) {
    await refuseOther(db as Kysely<any>)
  }
  if (all.every(({ executedAt }) => executedAt !== undefined)) return
  await alone(async () => {
    const { error } = await migrator.migrateToLatest()
    if (error !== undefined)
      throw new Error('The database could not be brought up to date', { cause: error })
  })
}

export class DatabaseOfOtherVersion extends Error {}

/** Only what begins as ours do, in our order, is what our migrations made. */
async function refuseOther(db: Kysely<any>): Promise<void> {
  const done: { name: string }[] = await db
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('timestamp')
    .orderBy('name')
    .execute()
  const ours = Object.keys(migrations)
  const other = done.find(({ name }, index) => name !== ours[index])
  if (other !== undefined) throw new DatabaseOfOtherVersion(`It has ${other.name}`)
}
