import { sql, type SqlBool } from 'kysely'
import type { Store } from '../store/store.ts'
import { maskAddress } from '../subscribers/address.ts'

/** Somebody who has the mail, as far as the next mail server goes; the address is not whole. */
export type Received = { ref: string; address: string; outcome: string | null }

export async function receivedBy(
  store: Pick<Store, 'db'>,
  dispatchId: string,
): Promise<Received[]> {
  const rows = await gotIt(store, dispatchId)
    .select(['recipient.ref', 'recipient.email', 'recipient.outcome'])
    .orderBy('recipient.email')
    .execute()
  return rows.map(({ ref, email, outcome }) => ({
    ref,
    address: email === null ? '…' : maskAddress(email),
    outcome,
  }))
}

/** Who has it, or may have it; `address` is null of whoever was erased since. */
export type Reader = { address: string | null; outcome: string | null }
export type Readers = { rows: Reader[]; total: number; page: number; pages: number }

const PER_PAGE = 50

/**
 * One page of those who have the mail, or of those who may; `part` is looked for in the address. By
 * address, which an erased reader no longer has. `whole` only when somebody asked for it.
 */
export async function readersOf(
  store: Pick<Store, 'db'>,
  dispatchId: string,
  asked: { who: 'received' | 'unsure'; page: number; whole: boolean; part: string },
): Promise<Readers> {
  // `%` and `_` are characters of an address here; `!` is not one that needs escaping itself.
  const like = `%${asked.part.toLowerCase().replaceAll(/[%_!]/g, (one) => `!${one}`)}%`
  const people = (asked.who === 'received' ? gotIt : mayHaveIt)(store, dispatchId).$if(
    asked.part !== '',
    (query) => query.where(sql<SqlBool>`recipient.email like ${like} escape '!'`),
  )
  const { count } = await people
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const total = Number(count)
  const pages = Math.max(1, Math.ceil(total / PER_PAGE))
  const page = Math.min(Math.max(1, asked.page), pages)
  const rows = await people
    .select(['recipient.email', 'recipient.outcome'])
    .orderBy('recipient.email')
    .orderBy('recipient.ref')
    .limit(PER_PAGE)
    .offset((page - 1) * PER_PAGE)
    .execute()
  const shown = (email: string) => (asked.whole ? email : maskAddress(email))
  return {
    rows: rows.map(({ email, outcome }) => ({ address: email && shown(email), outcome })),
    total,
    page,
    pages,
  }
}

function gotIt({ db }: Pick<Store, 'db'>, dispatchId: string) {
  return db
    .selectFrom('recipient')
    .innerJoin('batch', 'batch.id', 'recipient.batch_id')
    .where('batch.dispatch_id', '=', dispatchId)
    .where('recipient.state', '=', 'submitted')
}

function mayHaveIt({ db }: Pick<Store, 'db'>, dispatchId: string) {
  return db
    .selectFrom('recipient')
    .innerJoin('batch', 'batch.id', 'recipient.batch_id')
    .where('batch.dispatch_id', '=', dispatchId)
    .where('recipient.state', '=', 'planned')
    .where('batch.status', 'in', ['in_doubt', 'held', 'fencing'])
}
