import { sql } from 'kysely'
import type { Store } from '../store/store.ts'
import { ContentChanged, loadFrozenContent } from './frozen-content.ts'

/** What must hold in every ledger at any time, whoever was killed (dispatch.md, section 4). */
export type Invariant = 'I1' | 'I2' | 'I3' | 'I5' | 'I6' | 'I8' | 'I9'
export type Violation = { invariant: Invariant; dispatchId: string; what: string; count: number }

/**
 * Every breach of an invariant, counted per dispatch; none in a ledger that is sound. Reads only.
 * I4 and I7 are about time, which rows do not show; the simulator holds the core to them.
 */
export async function checkInvariants(store: Pick<Store, 'db'>): Promise<Violation[]> {
  const found: Violation[] = []
  for (const { invariant, what, query } of queries) {
    const { rows } = await query.execute(store.db)
    for (const { id, n } of rows) found.push({ invariant, dispatchId: id, what, count: Number(n) })
  }
  const dispatches = await store.db.selectFrom('dispatch').select('id').execute()
  for (const { id } of dispatches) {
    try {
      await loadFrozenContent(store, id)
    } catch (error) {
      if (!(error instanceof ContentChanged)) throw error
      const what = 'a stored variant is not what was frozen'
      found.push({ invariant: 'I6', dispatchId: id, what, count: 1 })
    }
  }
  return found
}

type Count = { id: string; n: number }

const queries = [
  check(
    'I1',
    'a batch was taken twice, and nobody accepted that it might be',
    sql<Count>`select b.dispatch_id as id, count(*) as n from batch b
      where (select count(*) from attempt a
             where a.batch_id = b.id and a.state in ('accepted', 'evidenced')) > 1
        and not exists (select 1 from ledger_log l where l.batch_id = b.id
                        and (l.why = 'B12' or l.why like 'B12 %'))
      group by b.dispatch_id`,
  ),
  check(
    'I2',
    'the candidates are not the recipients and the excluded together',
    sql<Count>`select id, 1 as n from dispatch
      where prepared_at is not null and candidate_count <> recipient_count + excluded_count`,
  ),
  check(
    'I2',
    'the recipients are not as many as were planned',
    sql<Count>`select d.id, 1 as n from dispatch d
      where d.prepared_at is not null and d.recipient_count <>
        (select count(*) from recipient r join batch b on b.id = r.batch_id
          where b.dispatch_id = d.id)`,
  ),
  check(
    'I2',
    'a batch has a variant of another dispatch',
    sql<Count>`select b.dispatch_id as id, count(*) as n from batch b
      join variant v on v.id = b.variant_id
      where v.dispatch_id <> b.dispatch_id
      group by b.dispatch_id`,
  ),
  check(
    'I2',
    'somebody waits in a batch that is closed',
    sql<Count>`select b.dispatch_id as id, count(*) as n from recipient r
      join batch b on b.id = r.batch_id
      where r.state = 'planned' and b.status in ('accepted', 'rejected', 'split', 'cancelled')
      group by b.dispatch_id`,
  ),
  check(
    'I2',
    'the dispatch ended, and somebody is not accounted for',
    sql<Count>`select d.id, count(*) as n from dispatch d
      join batch b on b.dispatch_id = d.id join recipient r on r.batch_id = b.id
      where d.status in ('done', 'done_with_holds', 'cancelled') and r.state = 'planned'
        and not (b.status = 'held' and d.status <> 'done')
      group by d.id`,
  ),
  check(
    'I3',
    'somebody counts as sent without an attempt that was taken',
    sql<Count>`select b.dispatch_id as id, count(*) as n from recipient r
      join batch b on b.id = r.batch_id
      where r.state = 'submitted' and not exists (
        select 1 from attempt a where a.id = r.attempt_id and a.state in ('accepted', 'evidenced'))
      group by b.dispatch_id`,
  ),
  check(
    'I3',
    'somebody counts as left out, though an attempt with them was taken',
    sql<Count>`select b.dispatch_id as id, count(*) as n from recipient r
      join batch b on b.id = r.batch_id join attempt a on a.id = r.attempt_id
      where r.state in ('suppressed', 'cancelled', 'rejected') and a.state in ('accepted', 'evidenced')
      group by b.dispatch_id`,
  ),
  check(
    'I3',
    'an attempt was taken, and its batch does not say so',
    sql<Count>`select b.dispatch_id as id, count(*) as n from attempt a
      join batch b on b.id = a.batch_id
      where b.attempt_id = a.id and a.state in ('accepted', 'evidenced')
        and b.status not in ('accepted', 'cancelled')
      group by b.dispatch_id`,
  ),
  check(
    'I5',
    'an issue has two regular dispatches',
    sql<Count>`select min(id) as id, count(*) as n from dispatch
      where kind = 'regular' and status <> 'discarded'
      group by issue_id, list_id having count(*) > 1`,
  ),
  check(
    'I8',
    'a mail came to somebody more than once, by the provider',
    // Of every event and not of those that were counted: one pass over one index, in its order.
    sql<Count>`select b.dispatch_id as id, count(*) as n from (
        select recipient_ref from provider_event where quarantined = 0
        group by recipient_ref having min(message_id) <> max(message_id)) as twice
      join recipient r on r.ref = twice.recipient_ref join batch b on b.id = r.batch_id
      group by b.dispatch_id`,
  ),
  check(
    'I9',
    'somebody had a turn while only the first people go',
    sql<Count>`select b.dispatch_id as id, count(*) as n from batch b
      join dispatch d on d.id = b.dispatch_id
      where b.seq >= d.claim_below and b.attempts > 0
      group by b.dispatch_id`,
  ),
]

function check(invariant: Invariant, what: string, query: ReturnType<typeof sql<Count>>) {
  return { invariant, what, query }
}
