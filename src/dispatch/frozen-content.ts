import { piecesOf } from '../render/pieces.ts'
import type { Store } from '../store/store.ts'
import { contentHash } from './content-hash.ts'
import { anyMovesToTell } from './theme-moves.ts'
import type { MailContent } from './transport.ts'

/** The frozen variants of one dispatch, read once and compared with their hashes. */
export type FrozenContent = {
  issueId: string
  byVariant: ReadonlyMap<string, MailContent>
  /** Variant id to the hash of the bytes in `byVariant`. */
  verified: ReadonlyMap<string, string>
  /** Whether there may be recipients who are told that their theme moved: mostly there are none. */
  tellsMoves: boolean
}

/** A stored variant is not what was frozen and approved; nothing of it may be sent. */
export class ContentChanged extends Error {
  constructor(variantId: string) {
    super(`Variant ${variantId} is not what was frozen`)
  }
}

export async function loadFrozenContent(
  store: Pick<Store, 'db'>,
  dispatchId: string,
): Promise<FrozenContent> {
  const byVariant = new Map<string, MailContent>()
  const verified = new Map<string, string>()
  const { issue_id } = await store.db
    .selectFrom('dispatch')
    .select('issue_id')
    .where('id', '=', dispatchId)
    .executeTakeFirstOrThrow()
  const variants = await store.db
    .selectFrom('variant')
    .selectAll()
    .where('dispatch_id', '=', dispatchId)
    .execute()
  for (const variant of variants) {
    const rows = await store.db
      .selectFrom('variant_image')
      .selectAll()
      .where('variant_id', '=', variant.id)
      .orderBy('cid')
      .execute()
    const images = rows.map((row) => ({
      cid: row.cid,
      fileName: row.file_name,
      contentType: row.content_type,
      bytes: Buffer.from(row.bytes),
    }))
    const { subject, html, text } = variant
    if (contentHash({ ...variant, images }) !== variant.content_hash) {
      throw new ContentChanged(variant.id)
    }
    byVariant.set(variant.id, { subject, html, text, images, pieces: piecesOf({ html, text }) })
    verified.set(variant.id, variant.content_hash)
  }
  return { issueId: issue_id, byVariant, verified, tellsMoves: await anyMovesToTell(store) }
}
