import { sql, type Kysely } from 'kysely'

/** When somebody last said that their role is still right, and was asked; the mail that asks it. */
export async function up(db: Kysely<any>): Promise<void> {
  for (const column of ['role_confirmed_at', 'role_asked_at']) {
    await db.schema.alterTable('subscriber').addColumn(column, 'bigint').execute()
  }
  await moreNotices(db)
}

/** SQLite cannot change the check of a column, so the table is made anew, on both databases. */
async function moreNotices(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('notice_with_role')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) =>
      c
        .notNull()
        .check(
          sql`kind in ('confirm','welcome','known','preferences','address','address-changed','data','role')`,
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
  const columns = sql.raw(
    'id, kind, subscriber_id, email_key, address, token, state, reason, attempt_id, attempts, not_before, created_at, ended_at',
  )
  await sql`insert into notice_with_role (${columns}) select ${columns} from notice`.execute(db)
  await db.schema.dropTable('notice').execute()
  await db.schema.alterTable('notice_with_role').renameTo('notice').execute()
  await db.schema
    .createIndex('notice_of')
    .on('notice')
    .columns(['email_key', 'kind', 'created_at'])
    .execute()
  await sql`create index notice_open on notice (state, not_before)
    where state in ('waiting','sending')`.execute(db)
}
