import { sql } from 'kysely'
import type { Store } from '../store/store.ts'

/** An issue that went out, as everybody may read it. */
export type ArchivedIssue = {
  issueId: string
  subject: string
  preheader: string
  /** When its dispatch was made, epoch milliseconds. */
  sentAt: number
  variantId: string
}

/** Every issue of which at least one mail left or may have left, newest first. */
export async function archivedIssues({ db }: Pick<Store, 'db'>): Promise<ArchivedIssue[]> {
  const rows = await db
    .selectFrom('dispatch')
    .innerJoin('variant', 'variant.dispatch_id', 'dispatch.id')
    .select(['dispatch.issue_id as issueId', 'dispatch.created_at as sentAt'])
    .select(['variant.id as variantId', 'variant.subject', 'variant.preheader'])
    .select((eb) =>
      eb
        .selectFrom('batch')
        .select((batch) => batch.fn.coalesce(batch.fn.sum<number>('size'), sql<number>`0`).as('n'))
        .whereRef('batch.variant_id', '=', 'variant.id')
        .as('readers'),
    )
    .where('dispatch.kind', '=', 'regular')
    .where('variant.web', '<>', '')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('batch')
          .select('batch.id')
          .whereRef('batch.dispatch_id', '=', 'dispatch.id')
          .where('batch.status', 'in', ['submitting', 'accepted', 'in_doubt', 'held', 'split']),
      ),
    )
    .orderBy('dispatch.created_at', 'desc')
    // Every version carries the same page; its subject line is that of the version most people got.
    .orderBy('readers', 'desc')
    .orderBy('variant.key')
    .execute()
  const first = new Map<string, ArchivedIssue>()
  for (const { readers: _, ...row } of rows) {
    if (!first.has(row.issueId)) first.set(row.issueId, row)
  }
  return [...first.values()]
}

/** The frozen web page of an issue, or undefined for one that never went out. */
export async function archivedPage(
  store: Pick<Store, 'db'>,
  issueId: string,
): Promise<string | undefined> {
  const found = await archivedIssue(store, issueId)
  if (found === undefined) return undefined
  const { web } = await store.db
    .selectFrom('variant')
    .select('web')
    .where('id', '=', found.variantId)
    .executeTakeFirstOrThrow()
  return web
}

export async function archivedImage(
  store: Pick<Store, 'db'>,
  issueId: string,
  fileName: string,
): Promise<{ contentType: string; bytes: Uint8Array } | undefined> {
  const found = await archivedIssue(store, issueId)
  if (found === undefined) return undefined
  return store.db
    .selectFrom('variant_image')
    .select(['content_type as contentType', 'bytes'])
    .where('variant_id', '=', found.variantId)
    .where('file_name', '=', fileName)
    .executeTakeFirst()
}

async function archivedIssue(
  store: Pick<Store, 'db'>,
  issueId: string,
): Promise<ArchivedIssue | undefined> {
  return (await archivedIssues(store)).find((issue) => issue.issueId === issueId)
}
