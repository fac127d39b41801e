import { sql, type Kysely } from 'kysely'

/** What a provider reports back about mails that it took. */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('event_post')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('received_at', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('processed_at', 'bigint')
    .execute()
  await sql`create index event_post_unread on event_post (received_at)
    where processed_at is null`.execute(db)
  await db.schema
    .createTable('provider_event')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('post_id', 'text', (c) => c.notNull().references('event_post.id'))
    .addColumn('dedupe_key', 'text', (c) => c.notNull().unique())
    .addColumn('attempt_id', 'text')
    .addColumn('recipient_ref', 'text')
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('message_id', 'text')
    .addColumn('quarantined', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('provider_event_of_attempt')
    .on('provider_event')
    .column('attempt_id')
    .execute()
  await db.schema
    .createIndex('provider_event_of_recipient')
    .on('provider_event')
    .column('recipient_ref')
    .execute()
}
