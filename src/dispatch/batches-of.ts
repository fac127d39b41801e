import type { Database } from '../store/store.ts'

/** The batches of one dispatch, by which its recipients are found. */
export function batchesOf(db: Database, dispatchId: string) {
  return db.selectFrom('batch').select('id').where('dispatch_id', '=', dispatchId)
}
