import { sql, type RawBuilder, type Transaction } from 'kysely'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import type { Plan } from './plan.ts'
import type { Ports } from './ports.ts'

type Keyed = { key: string }

/** How many people get each variant, in the order of the plan. */
export type RecipientCounts = { variant: string; count: number }[]

/**
 * Keeps the list as it is until the transaction ends. On SQLite the transaction does that by itself;
 * on PostgreSQL so do all transactions of ours, and this stops what writes without one.
 */
export async function holdList(store: Store, trx: Transaction<Tables>): Promise<void> {
  if (store.kind === 'postgres') {
    await sql`lock table subscriber, suppression in share mode`.execute(trx)
  }
}

/**
 * Asks once who gets it, and writes that down for as long as `work` takes: in the order of the variants,
 * and in that of the key of `recipient`, in which an insert is three times as fast as in any other and
 * which says nothing about who came when. Their place is the number of their row: a window function
 * that counts them keeps a second copy of all, which took a sixth of the snapshot of a million.
 *
 * `work` is handed how many each variant has; undefined when there is somebody for whom none was made.
 */
export async function withListed<T>(
  store: Store,
  trx: Transaction<Tables>,
  { recipients, variants }: Pick<Plan, 'recipients'> & { variants: readonly Keyed[] },
  work: (counts: RecipientCounts | undefined) => Promise<T>,
): Promise<T> {
  const place = store.kind === 'postgres' ? sql`bigint` : sql`integer primary key`
  await sql`create temporary table listed (place ${place}, id text, email text, email_key text,
    name text, variant text)`.execute(trx)
  const byKey = sql`email_key || ''`
  // To sort by two columns takes a half more, so not where all have the same variant.
  const order =
    variants.length > 1 ? sql`${byVariant(variants, (_, i) => sql.lit(i))}, ${byKey}` : byKey
  const number = store.kind === 'postgres' ? sql`row_number() over (order by ${order})` : sql`null`
  await sql`
    insert into listed (place, id, email, email_key, name, variant)
    select ${number}, id, email, email_key, name, variant
    from (${recipients(trx)}) as recipients order by ${order}`.execute(trx)
  const done = await work(await countsOf(trx, variants))
  // Where it fails, it goes with the transaction.
  await sql`drop table listed`.execute(trx)
  return done
}

/**
 * The file of SQLite's temporary tables, with every address, stays open after the table is gone; when
 * its place is changed it is closed. Outside the transaction.
 */
export async function forgetListed({ kind, db }: Store): Promise<void> {
  if (kind !== 'sqlite') return
  await db.connection().execute(async (own) => {
    for (const place of ['file', 'default']) {
      await sql`pragma temp_store = ${sql.raw(place)}`.execute(own)
    }
  })
}

async function countsOf(
  trx: Transaction<Tables>,
  variants: readonly Keyed[],
): Promise<RecipientCounts | undefined> {
  // Not `group by`, which would sort them all.
  const each = variants.map(({ key }) => sql<number>`count(case when variant = ${key} then 1 end)`)
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join([sql`count(*)`, ...each].map((one, i) => sql`${one} as ${sql.ref(`c${i}`)}`))}
    from listed`.execute(trx)
  const [total = 0, ...counts] = Object.values(rows[0] ?? {}).map(Number)
  if (counts.reduce((sum, count) => sum + count, 0) !== total) return undefined
  return variants.map(({ key }, i) => ({ variant: key, count: counts[i] ?? 0 }))
}

type Snapshot = {
  dispatchId: string
  plan: Pick<Plan, 'batchSize' | 'issueId'>
  counts: RecipientCounts
  ports: Ports
  /** Their batches come after those that are there. */
  firstSeq?: number
}

/**
 * Writes the batches and a row for each of those who are listed, of a million within seconds: nobody's
 * row passes through this process.
 */
export async function insertRecipients(
  store: Store,
  trx: Transaction<Tables>,
  { dispatchId, plan, counts, ports, firstSeq: begin = 0 }: Snapshot,
): Promise<void> {
  const variants = await trx
    .selectFrom('variant')
    .select(['id', 'key'])
    .where('dispatch_id', '=', dispatchId)
    .execute()
  const { batchSize, issueId } = plan
  const parts: Part[] = []
  let firstSeq = begin
  let expected = 0
  for (const { variant, count } of counts) {
    const variantId = variants.find(({ key }) => key === variant)?.id
    if (variantId === undefined) throw new Error(`There is no variant ${variant}`)
    if (count === 0) continue
    const part = { key: variant, variantId, prefix: ports.newId(), count, first: expected }
    expected += count
    await insertBatches(trx, { ...part, dispatchId, batchSize, firstSeq })
    parts.push(part)
    firstSeq += Math.ceil(count / batchSize)
  }
  const n = sql<number>`(place - 1)`
  const inVariant = sql`(place - 1 - ${byVariant(parts, ({ first }) => sql.lit(first))})`
  const inserted = await sql`
    insert into recipient (issue_id, email_key, batch_id, ref,
      subscriber_id, email, name, state, outcome_rank)
    select ${issueId}, email_key,
      ${byVariant(parts, ({ prefix }) => prefix)} || ${numbered(sql`${inVariant} / ${sql.lit(batchSize)}`)},
      ${newRef(store, ports, expected, n)}, id, email, name, 'planned', 0
    from listed order by place`.execute(trx)
  if (Number(inserted.numAffectedRows) !== expected) {
    throw new Error(`The list changed: ${inserted.numAffectedRows} instead of ${expected}`)
  }
}

/** The people of one variant; `first` is how many come before them. */
type Part = { key: string; variantId: string; prefix: string; count: number; first: number }

async function insertBatches(
  trx: Transaction<Tables>,
  batches: Part & { dispatchId: string; batchSize: number; firstSeq: number },
): Promise<void> {
  const { prefix, dispatchId, variantId, count, batchSize, firstSeq } = batches
  const last = Math.ceil(count / batchSize) - 1
  const n = sql`n`
  await sql`
    with recursive numbers (n) as (
      select 0 union all select n + 1 from numbers where n < ${sql.lit(last)}
    )
    insert into batch (id, dispatch_id, variant_id, seq, size, status, not_before, attempts)
    select ${prefix} || ${numbered(n)}, ${dispatchId}, ${variantId}, ${sql.lit(firstSeq)} + n,
      case when n < ${sql.lit(last)} then ${sql.lit(batchSize)}
        else ${sql.lit(count - last * batchSize)} end,
      'ready', 0, 0
    from numbers`.execute(trx)
}

/** The number in seven digits, in words that both databases know. */
function numbered(number: RawBuilder<unknown>): RawBuilder<string> {
  return sql`substr(cast(10000000 + ${number} as text), 2)`
}

function byVariant<T extends { key: string }>(
  all: readonly T[],
  of: (one: T, index: number) => unknown,
): RawBuilder<string> {
  const cases = all.map((one, index) => sql`when ${one.key} then ${of(one, index)}`)
  return cases.length === 0 ? sql`null` : sql`case variant ${sql.join(cases, sql` `)} end`
}

const REF_BYTES = 9

/**
 * Nobody may guess the reference of somebody else: the answer to a mail unsubscribes by it. Before its
 * 72 random bits stand the moment and the number, so that the index on it grows at its end. The bits of
 * all are drawn at once, because to ask for them row by row took a sixth of a snapshot.
 */
function newRef(store: Store, ports: Ports, people: number, n: RawBuilder<number>) {
  const moment = ports.now().toString(16).padStart(12, '0')
  const drawn = Buffer.from(ports.random(people * REF_BYTES))
  const at = sql`cast(${n} as integer) * ${sql.lit(REF_BYTES)} + 1`
  const bits =
    store.kind === 'postgres'
      ? sql`encode(substr(${drawn}::bytea, ${at}, ${sql.lit(REF_BYTES)}), 'hex')`
      : sql`lower(hex(substr(${drawn}, ${at}, ${sql.lit(REF_BYTES)})))`
  return sql`${moment} || ${numbered(n)} || ${bits}`
}
