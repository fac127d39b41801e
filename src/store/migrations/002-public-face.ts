import { sql, type Kysely } from 'kysely'

/** What readers do by themselves: sign up, confirm, change, and the mails that answer them. */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('consent_text')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('language', 'text', (c) => c.notNull().check(sql`language in ('nl','en')`))
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('first_used_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('one_time_link')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('confirm','address','data')`))
    .addColumn('subscriber_id', 'text', (c) => c.notNull())
    .addColumn('email_key', 'text', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('one_time_link_of')
    .on('one_time_link')
    .columns(['email_key', 'kind'])
    .execute()
  await db.schema
    .createTable('notice')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) =>
      c
        .notNull()
        .check(
          sql`kind in ('confirm','welcome','known','preferences','address','address-changed','data')`,
        ),
    )
    .addColumn('subscriber_id', 'text', (c) => c.notNull())
    .addColumn('email_key', 'text', (c) => c.notNull())
    .addColumn('address', 'text')
    .addColumn('token', 'text')
    .addColumn('state', 'text', (c) =>
      c.notNull().check(sql`state in ('waiting','sending','sent','failed','in_doubt')`),
    )
    .addColumn('reason', 'text')
    .addColumn('attempt_id', 'text')
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('not_before', 'bigint', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute()
  await db.schema
    .createIndex('notice_of')
    .on('notice')
    .columns(['email_key', 'kind', 'created_at'])
    .execute()
  await sql`create index notice_open on notice (state, not_before)
    where state in ('waiting','sending')`.execute(db)
  await db.schema
    .createTable('form_use')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('network_key', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('form_use_at').on('form_use').columns(['at', 'network_key']).execute()
}
