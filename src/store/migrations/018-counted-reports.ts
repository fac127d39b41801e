import { sql, type Kysely } from 'kysely'

/**
 * How many reports came in about each dispatch, counted as they come: to count two million of them each
 * time that somebody looks at a page took seconds, in the process that sends. Reports about mails that
 * nobody knows are few, and found by an index of their own.
 */
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('dispatch_reports')
    .addColumn('dispatch_id', 'text', (c) => c.primaryKey().references('dispatch.id'))
    .addColumn('reports', 'integer', (c) => c.notNull())
    .addColumn('sent_twice', 'integer', (c) => c.notNull())
    .execute()
  await sql`
    insert into dispatch_reports (dispatch_id, reports, sent_twice)
    select dispatch_id, sum(reports), sum(sent_twice) from (
      select b.dispatch_id, count(*) as reports, 0 as sent_twice
      from provider_event e join attempt a on a.id = e.attempt_id join batch b on b.id = a.batch_id
      where e.quarantined = 0 and e.type in ('processed', 'delivered')
      group by b.dispatch_id
      union all
      select b.dispatch_id, 0, count(*)
      from recipient r join batch b on b.id = r.batch_id
      where r.ref in (
        select recipient_ref from provider_event where quarantined = 0
        group by recipient_ref having count(distinct message_id) > 1)
      group by b.dispatch_id
    ) as counted group by dispatch_id`.execute(db)
  await sql`create index provider_event_unknown on provider_event (quarantined)
    where quarantined = 1`.execute(db)
}
