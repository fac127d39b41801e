import { PostgresAdapter, sql, type Kysely, type RawBuilder } from 'kysely'

const subscriptionStates = ['pending', 'confirmed', 'active', 'withdrawn', 'bounced']
const recipientStates = ['planned', 'suppressed', 'submitted', 'rejected', 'cancelled']

export async function up(db: Kysely<any>): Promise<void> {
  await subscribers(db)
  await dispatches(db)
}

async function subscribers(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('subscriber')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('email_key', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text')
    .addColumn('organisation', 'text')
    .addColumn('organisation_type', 'text')
    .addColumn('role', 'text')
    .addColumn('area', 'text')
    .addColumn('language', 'text', (c) => c.notNull().check(sql`language in ('nl','en')`))
    .addColumn('choices', 'text', (c) => c.notNull().defaultTo(' '))
    .addColumn('choices_by', 'text', (c) => c.check(sql`choices_by in ('import','subscriber')`))
    .addColumn('newsletter', 'text', (c) => c.check(oneOf('newsletter', subscriptionStates)))
    .addColumn('invitations', 'text', (c) => c.check(oneOf('invitations', subscriptionStates)))
    .addColumn('press', 'text', (c) => c.check(oneOf('press', subscriptionStates)))
    .addColumn('consultation', 'text', (c) => c.check(oneOf('consultation', subscriptionStates)))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .execute()
  // Everything a segment asks about, so that counting reads this index and no rows.
  await db.schema
    .createIndex('subscriber_profile')
    .on('subscriber')
    .columns([
      'newsletter',
      'invitations',
      'press',
      'consultation',
      'organisation_type',
      'role',
      'area',
      'language',
      'choices',
    ])
    .execute()
  await db.schema
    .createTable('consent')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('subscriber_id', 'text')
    .addColumn('email_key', 'text', (c) => c.notNull())
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('basis', 'text', (c) => c.notNull().check(sql`basis in ('consent','public-task')`))
    .addColumn('event', 'text', (c) =>
      c.notNull().check(sql`event in ('requested','confirmed','withdrawn','imported')`),
    )
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('evidence', 'text')
    .addColumn('text_version', 'text')
    .addColumn('occurred_at', 'bigint', (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('consent_of')
    .on('consent')
    .columns(['email_key', 'purpose', 'occurred_at'])
    .execute()
  await db.schema
    .createTable('suppression')
    .addColumn('email_key', 'text', (c) => c.notNull())
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('suppression_pk', ['email_key', 'scope'])
    .execute()
  await db.schema
    .createTable('import_run')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('file_name', 'text', (c) => c.notNull())
    .addColumn('file_sha256', 'text', (c) => c.notNull())
    .addColumn('basis', 'text')
    .addColumn('source', 'text')
    .addColumn('added', 'integer', (c) => c.notNull())
    .addColumn('changed', 'integer', (c) => c.notNull())
    .addColumn('unchanged', 'integer', (c) => c.notNull())
    .addColumn('faulty', 'integer', (c) => c.notNull())
    .addColumn('kept_suppressed', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
}

async function dispatches(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('dispatch')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('issue_id', 'text', (c) => c.notNull())
    .addColumn('list_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull().check(sql`kind in ('regular','topup')`))
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('due_wall', 'text')
    .addColumn('tz', 'text')
    .addColumn('due_at', 'bigint')
    .addColumn('tzdb', 'text')
    .addColumn('grace_ms', 'bigint', (c) => c.notNull())
    .addColumn('content_hash', 'text', (c) => c.notNull())
    .addColumn('audience_hash', 'text', (c) => c.notNull())
    .addColumn('prepared_at', 'bigint')
    .addColumn('candidate_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('excluded_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('recipient_count', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('on_unknown', 'text', (c) =>
      c
        .notNull()
        .defaultTo('hold')
        .check(sql`on_unknown in ('hold','resend')`),
    )
    .addColumn('reason', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('finished_at', 'bigint')
    .addColumn('version', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()
  // One regular dispatch per issue and list, whoever starts it, however often (invariant I5).
  await sql`create unique index one_regular on dispatch (issue_id, list_id)
    where kind = 'regular' and status <> 'discarded'`.execute(db)
  await db.schema
    .createTable('variant')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('dispatch_id', 'text', (c) => c.notNull().references('dispatch.id'))
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('content_hash', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('preheader', 'text', (c) => c.notNull())
    .addColumn('html', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('web', 'text', (c) => c.notNull())
    .addUniqueConstraint('variant_once', ['dispatch_id', 'key'])
    .execute()
  await db.schema
    .createTable('variant_image')
    .addColumn('variant_id', 'text', (c) => c.notNull().references('variant.id'))
    .addColumn('cid', 'text', (c) => c.notNull())
    .addColumn('file_name', 'text', (c) => c.notNull())
    .addColumn('content_type', 'text', (c) => c.notNull())
    .addColumn('bytes', bytesIn(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('variant_image_pk', ['variant_id', 'cid'])
    .execute()
  await db.schema
    .createTable('batch')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('dispatch_id', 'text', (c) => c.notNull().references('dispatch.id'))
    .addColumn('variant_id', 'text', (c) => c.notNull().references('variant.id'))
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('attempt_id', 'text')
    .addColumn('owner', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('not_before', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('doubt_since', 'bigint')
    .execute()
  await sql`create index batch_open on batch (status, seq)
    where status in ('ready','submitting','in_doubt','fencing')`.execute(db)
  await db.schema
    .createIndex('batch_of_dispatch')
    .on('batch')
    .columns(['dispatch_id', 'status'])
    .execute()
  await db.schema
    .createTable('recipient')
    .addColumn('issue_id', 'text', (c) => c.notNull())
    .addColumn('email_key', 'text', (c) => c.notNull())
    .addColumn('dispatch_id', 'text', (c) => c.notNull().references('dispatch.id'))
    .addColumn('variant_id', 'text', (c) => c.notNull().references('variant.id'))
    .addColumn('batch_id', 'text', (c) => c.notNull().references('batch.id'))
    .addColumn('ref', 'text', (c) => c.notNull().unique())
    .addColumn('subscriber_id', 'text')
    .addColumn('email', 'text')
    .addColumn('name', 'text')
    .addColumn('state', 'text', (c) => c.notNull().check(oneOf('state', recipientStates)))
    .addColumn('reason', 'text')
    .addColumn('attempt_id', 'text')
    .addColumn('outcome', 'text')
    .addColumn('outcome_at', 'bigint')
    .addColumn('outcome_rank', 'integer', (c) => c.notNull().defaultTo(0))
    // The invariant: one address gets an issue once, for ever, also after cancel and top-up.
    .addPrimaryKeyConstraint('recipient_once', ['issue_id', 'email_key'])
    .execute()
  await db.schema.createIndex('recipient_of_batch').on('recipient').column('batch_id').execute()
  await db.schema
    .createTable('attempt')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('batch_id', 'text', (c) => c.notNull().references('batch.id'))
    .addColumn('n', 'integer', (c) => c.notNull())
    .addColumn('transport', 'text', (c) => c.notNull())
    .addColumn('provider_batch_id', 'text')
    .addColumn('request_sha256', 'text')
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) =>
      c
        .notNull()
        .check(
          sql`state in ('intent','accepted','refused','unknown','fencing','fenced','evidenced','presumed_unsent')`,
        ),
    )
    .addColumn('http_status', 'integer')
    .addColumn('error_class', 'text')
    .addColumn('x_message_id', 'text')
    .addColumn('owner', 'text', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute()
  await db.schema.createIndex('attempt_of_batch').on('attempt').column('batch_id').execute()
  await db.schema
    .createTable('ledger_log')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('dispatch_id', 'text', (c) => c.notNull())
    .addColumn('batch_id', 'text')
    .addColumn('from_state', 'text')
    .addColumn('to_state', 'text', (c) => c.notNull())
    .addColumn('why', 'text')
    .execute()
}

/** The one type that the two databases name differently. */
function bytesIn(db: Kysely<any>): 'bytea' | 'blob' {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'bytea' : 'blob'
}

/** As `in (...)`, which SQLite gathers anew for every row: it took a seventh of a large dispatch's list. */
function oneOf(column: string, values: readonly string[]): RawBuilder<boolean> {
  const each = values.map((value) => sql`${sql.ref(column)} = ${sql.lit(value)}`)
  return sql`(${sql.join(each, sql` or `)})`
}
