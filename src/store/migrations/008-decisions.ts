import type { Kysely } from 'kysely'

/** What people decided about sending: who, why, and which alarm they had seen; and corrections. */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('decision')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('issue_id', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('person', 'text')
    .addColumn('why', 'text')
    .addColumn('people', 'integer')
    .execute()
  await db.schema
    .createIndex('decision_of_issue')
    .on('decision')
    .columns(['issue_id', 'at'])
    .execute()
  // The page of a dispatch shows its log.
  await db.schema
    .createIndex('ledger_log_of_dispatch')
    .on('ledger_log')
    .columns(['dispatch_id', 'at'])
    .execute()
  await db.schema
    .createTable('alarm_seen')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('alarm', 'text', (c) => c.notNull())
    .addColumn('level', 'integer', (c) => c.notNull())
    .addColumn('person', 'text', (c) => c.notNull())
    .addColumn('why', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('alarm_seen_of')
    .on('alarm_seen')
    .columns(['alarm', 'level'])
    .execute()
  await db.schema
    .createTable('correction')
    .addColumn('issue_id', 'text', (c) => c.primaryKey())
    .addColumn('corrects', 'text', (c) => c.notNull())
    .addColumn('version', 'text')
    .addColumn('unsure', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('correction_of').on('correction').column('corrects').execute()
}
