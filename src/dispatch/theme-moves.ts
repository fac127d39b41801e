import { sql, type SelectQueryBuilder, type Transaction } from 'kysely'
import { formatList } from '../render/format.ts'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import type { Text } from '../text/text.ts'

/**
 * Who is told that their theme became part of another, and where: in the next issue, once. A row of
 * `theme_move` is somebody still to be told (`subscribers/move-along.ts` writes it). The snapshot of an
 * issue gives it the `ref` of one recipient, and only the mail of that recipient tells it, however often
 * it is tried and whatever other issue is being sent:
 *
 *   submitted                        told; the next snapshot removes the row
 *   planned, also in doubt or held   stays with that mail, which may have arrived or may still leave
 *   rejected, cancelled, suppressed  not told; free for the next snapshot
 *
 * Who does not have the old theme any more chose anew since, on the page that tells the same.
 */
export type ThemeMove = { label: string; successors: string[] }

/** Call it in the transaction of the snapshot, after the recipients of the issue are there. */
export async function giveThemeMoves(trx: Transaction<Tables>, issueId: string): Promise<void> {
  // On PostgreSQL even an empty table here has every recipient read.
  if (!(await anyRow(trx.selectFrom('theme_move')))) return
  await sql`delete from theme_move where not ${stillChosen} or exists (
    select 1 from recipient r where r.ref = theme_move.ref and r.state = 'submitted')`.execute(trx)
  const recipient = sql`from subscriber s
    inner join recipient r on r.issue_id = ${issueId} and r.email_key = s.email_key
    where s.id = theme_move.subscriber_id`
  await sql`update theme_move set ref = (select r.ref ${recipient})
    where exists (select 1 ${recipient}) and not exists (
      select 1 from recipient r where r.ref = theme_move.ref and r.state = 'planned')`.execute(trx)
}

/** False costs a dispatch nothing more; what was told and not yet removed makes it true as well. */
export async function anyMovesToTell({ db }: Pick<Store, 'db'>): Promise<boolean> {
  return anyRow(db.selectFrom('theme_move').where('ref', 'is not', null))
}

async function anyRow(query: SelectQueryBuilder<Tables, 'theme_move', object>): Promise<boolean> {
  return (await query.select('theme').limit(1).executeTakeFirst()) !== undefined
}

/** To each recipient of this batch who is to be told, what. */
export async function addThemeMoves(
  trx: Transaction<Tables>,
  batchId: string,
  recipients: { ref: string; moves?: ThemeMove[] }[],
): Promise<void> {
  const rows = await trx
    .selectFrom('recipient')
    .innerJoin('theme_move', (join) =>
      join
        .onRef('theme_move.subscriber_id', '=', 'recipient.subscriber_id')
        .onRef('theme_move.ref', '=', 'recipient.ref'),
    )
    .select(['theme_move.ref', 'label', 'successors'])
    .where('recipient.batch_id', '=', batchId)
    .where(stillChosen)
    .orderBy('theme')
    .execute()
  const byRef = Map.groupBy(rows, ({ ref }) => ref)
  for (const recipient of recipients) {
    const moves = byRef.get(recipient.ref)
    if (moves === undefined) continue
    recipient.moves = moves.map(({ label, successors }) => ({
      label,
      successors: JSON.parse(successors) as string[],
    }))
  }
}

const stillChosen = sql<boolean>`exists (select 1 from subscriber p
  where p.id = theme_move.subscriber_id and p.choices like '% theme:' || theme_move.theme || ' %')`

/** In characters: far below what a provider takes as the values of one recipient. */
const LONGEST = 500

/** As sentences of plain text, of which the names are data. */
export function themesMovedIn(text: Text): (moves: readonly ThemeMove[]) => string {
  const words = text.mail.footer
  const quoted = (name: string) => `‘${name}’`
  const listed = (names: readonly string[]) => formatList(names.map(quoted), text)
  return (moves) => {
    const bySuccessors = Map.groupBy(moves, ({ successors }) => listed(successors))
    const told = [...bySuccessors].map(([successors, from]) =>
      words.themesMoved(listed(from.map(({ label }) => label)), from.length, successors),
    )
    const all = [...told, words.themesAdapted].join(' ')
    return all.length > LONGEST ? `${words.manyThemesMoved} ${words.themesAdapted}` : all
  }
}
