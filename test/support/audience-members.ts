import type { Database } from '../../src/store/store.ts'
import type { Audience } from '../../src/subscribers/audience.ts'

/** Everyone in it, as a plan reads them, in the order of their ids. */
export async function membersOf({ db }: { db: Database }, { people, sets }: Audience) {
  const rows = await people(db).orderBy('id').execute()
  const segments = new Map(sets.map((set) => [set.bits, set.segments]))
  return rows.map(({ bits, ...row }) => ({ ...row, bits, segments: segments.get(bits) ?? [] }))
}
