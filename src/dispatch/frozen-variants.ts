import type { Transaction } from 'kysely'
import type { Tables } from '../store/tables.ts'
import { contentHash, type Frozen } from './content-hash.ts'
import type { Ports } from './ports.ts'

/** One mail of an issue, as bytes, with the key that says which items are in it. */
export type FrozenVariant = { key: string; frozen: Frozen }

/** Writes down the very bytes that are sent; those of this dispatch that are there already stay. */
export async function freezeVariants(
  trx: Transaction<Tables>,
  dispatchId: string,
  variants: readonly FrozenVariant[],
  ports: Pick<Ports, 'newId'>,
): Promise<void> {
  const before = await hashes(trx, dispatchId)
  for (const { key, frozen } of variants) {
    if (before.has(key)) continue
    const id = ports.newId()
    const { subject, preheader, html, text, web, images } = frozen
    await trx
      .insertInto('variant')
      .values({
        id,
        dispatch_id: dispatchId,
        key,
        content_hash: contentHash(frozen),
        subject,
        preheader,
        html,
        text,
        web,
      })
      .execute()
    for (const image of images) {
      await trx
        .insertInto('variant_image')
        .values({
          variant_id: id,
          cid: image.cid,
          file_name: image.fileName,
          content_type: image.contentType,
          bytes: image.bytes,
        })
        .execute()
    }
  }
}

/** Whether each of these that was frozen before is byte for byte the same still. */
export async function areAsFrozen(
  trx: Transaction<Tables>,
  dispatchId: string,
  variants: readonly FrozenVariant[],
): Promise<boolean> {
  const before = await hashes(trx, dispatchId)
  return variants.every(
    ({ key, frozen }) => (before.get(key) ?? contentHash(frozen)) === contentHash(frozen),
  )
}

/** Those in which nobody turned out to be, when the list was written. */
export async function dropUnread(
  trx: Transaction<Tables>,
  dispatchId: string,
  read: readonly string[],
): Promise<void> {
  const unread = trx
    .selectFrom('variant')
    .select('id')
    .where('dispatch_id', '=', dispatchId)
    .$if(read.length > 0, (query) => query.where('key', 'not in', read))
  await trx.deleteFrom('variant_image').where('variant_id', 'in', unread).execute()
  await trx.deleteFrom('variant').where('id', 'in', unread).execute()
}

async function hashes(trx: Transaction<Tables>, dispatchId: string): Promise<Map<string, string>> {
  const rows = await trx
    .selectFrom('variant')
    .select(['key', 'content_hash'])
    .where('dispatch_id', '=', dispatchId)
    .execute()
  return new Map(rows.map(({ key, content_hash }) => [key, content_hash]))
}
