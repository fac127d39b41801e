import type { Database } from '../store/store.ts'

/** How many mails to one person, such as a confirmation, did not arrive for certain. */
export type NoticeTrouble = {
  failed: number
  /** Nobody knows; they are never sent again. */
  inDoubt: number
  /** For more than an hour. */
  waiting: number
}

const HOUR = 3_600_000

/** Undefined when all is well. Rows stay for 30 days after their mail ended, so old trouble goes away. */
export async function noticeTrouble(
  { db }: { db: Database },
  now: number,
): Promise<NoticeTrouble | undefined> {
  const rows = await db
    .selectFrom('notice')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['failed', 'in_doubt']),
        eb.and([eb('state', '=', 'waiting'), eb('created_at', '<=', now - HOUR)]),
      ]),
    )
    .groupBy('state')
    .execute()
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0)
  return rows.length === 0
    ? undefined
    : { failed: of('failed'), inDoubt: of('in_doubt'), waiting: of('waiting') }
}
