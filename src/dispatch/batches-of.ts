import type { Database } from '../store/store.ts'

/**
 * The batches of one dispatch, by which its recipients are found through an index. By `dispatch_id`
 * everybody who ever got an issue would be read.
 */
export function batchesOf(db: Database, dispatchId: string) {
  return db.selectFrom('batch').select('id').where('dispatch_id', '=', dispatchId)
}
