import { addToJournal, journalIsKnown, unknownFacts } from '../store/journal.ts'
import type { Database, Store } from '../store/store.ts'
import type { Purpose, SuppressionReason } from '../store/tables.ts'
import { eraseKeys } from './erase-keys.ts'
import { suppressKey } from './suppress-key.ts'

/** That somebody gets no more mail, or is erased: by keys only, so that it may be kept anywhere. */
export type Ending =
  | { kind: 'erased'; keys: string[]; at: number }
  | {
      kind: 'suppressed'
      key: string
      scope: Purpose | 'all'
      reason: SuppressionReason
      source: string
      at: number
    }

/** Where an ending comes from that a restored database had to be told again. */
const SOURCE = 'endings.log'

/** Writes an ending where a restored database finds it. Call it inside the transaction of the ending. */
export async function keepEnding(
  store: Store,
  db: Database,
  ending: Ending,
  newId: () => string,
): Promise<void> {
  await repeatUnknown(store, db, newId)
  await addToJournal(store, db, 'endings', ending)
}

/**
 * Ends again what this database has forgotten, because it was put back from a backup or a crash came
 * in between. Call it before anything is mailed or imported; gives how many there were.
 */
export async function repeatEndings(store: Store, newId: () => string): Promise<number> {
  if ((await unknownFacts(store, store.db, 'endings')).length === 0) return 0
  return store.db.transaction().execute((db) => repeatUnknown(store, db, newId))
}

async function repeatUnknown(store: Store, db: Database, newId: () => string): Promise<number> {
  const facts = await unknownFacts(store, db, 'endings')
  for (const fact of facts) {
    const ending = endingOf(fact)
    switch (ending.kind) {
      case 'erased': {
        const { keys, at } = ending
        await eraseKeys(db, keys, { reason: SOURCE, at, newId, always: true })
        break
      }
      case 'suppressed': {
        const { key: emailKey, ...what } = ending
        await suppressKey(db, { ...what, emailKey, source: `${what.source}, ${SOURCE}` }, newId)
        break
      }
    }
  }
  if (facts.length > 0) await journalIsKnown(store, db, 'endings')
  return facts.length
}

/** Only somebody's hand can have made another line; to skip it could be to mail who was erased. */
function endingOf(fact: unknown): Ending {
  const { kind, keys, key } = fact as { kind?: unknown; keys?: unknown; key?: unknown }
  if (kind === 'erased' && Array.isArray(keys) && keys.length > 0) return fact as Ending
  if (kind === 'suppressed' && typeof key === 'string') return fact as Ending
  throw new Error(`${SOURCE} holds a line that is no ending; put back the file as it was`)
}
