import { setTimeout as sleep } from 'node:timers/promises'
import { addToJournal, allFacts, unknownFacts } from '../store/journal.ts'
import { restoredMark } from '../store/restored-mark.ts'
import type { Database, Store } from '../store/store.ts'
import { batchesOf } from './batches-of.ts'
import type { Ports } from './ports.ts'

/** How many mails of a dispatch had left at a moment. */
export type Sending = { issue: string; dispatch: string; submitted: number; at: number }

/**
 * Writes down beside the database how far a dispatch is, so that a database put back from a backup is
 * known for what it is before it sends the same again. Twice the same is written once.
 */
export async function noteSending(store: Store, dispatchId: string, at: number): Promise<void> {
  await store.db.transaction().execute(async (db) => {
    const known = await howFar(db, dispatchId)
    if (known === undefined) return
    const noted = (allFacts(store, 'sendings') as Sending[]).some(
      ({ dispatch, submitted }) => dispatch === dispatchId && submitted >= known.submitted,
    )
    if (!noted) await addToJournal(store, db, 'sendings', { ...known, at })
  })
}

/** After the first second and then this often, or more rarely where counting takes long. */
const NOTE_EVERY_MS = 15_000

/**
 * Runs `work` with a note before, after and every so often: a database that was copied while a dispatch
 * was under way, and put back, is known by what left since the copy.
 */
export async function notedWhile<T>(
  store: Store,
  dispatchId: string,
  ports: Pick<Ports, 'now'>,
  work: () => Promise<T>,
): Promise<T> {
  const note = () => noteSending(store, dispatchId, ports.now())
  const done = new AbortController()
  await note()
  const noting = again()
  try {
    const result = await work()
    await last()
    return result
  } catch (error) {
    await last().catch(() => undefined)
    throw error
  }

  async function last(): Promise<void> {
    done.abort()
    await noting
    await note()
  }

  async function again(): Promise<void> {
    for (let wait = 1_000; ;) {
      const ended = await sleep(wait, false, { signal: done.signal }).catch(() => true)
      if (ended) return
      const from = performance.now()
      // A disk that is full is told by who sends; the next note holds this one too.
      await note().catch(() => undefined)
      wait = Math.max(NOTE_EVERY_MS, 50 * (performance.now() - from))
    }
  }
}

/** Whether this database was put back from a backup, and nobody has looked yet at what was sent since. */
export async function isRestored(store: Store): Promise<boolean> {
  return restoredMark(store) !== undefined || (await forgottenSendings(store)).length > 0
}

/** What was sent that this database does not know of. Anything at all means that it was put back. */
export async function forgottenSendings(store: Store): Promise<Sending[]> {
  const found: Sending[] = []
  for (const noted of (await unknownFacts(store, store.db, 'sendings')) as Sending[]) {
    // A crash between the file and the database leaves a note of what the database knows by itself.
    const known = await howFar(store.db, noted.dispatch)
    if (known === undefined || known.submitted < noted.submitted) found.push(noted)
  }
  return found
}

async function howFar(db: Database, dispatchId: string): Promise<Omit<Sending, 'at'> | undefined> {
  const row = await db
    .selectFrom('dispatch')
    .select('issue_id')
    .where('id', '=', dispatchId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { submitted } = await db
    .selectFrom('recipient')
    .select((eb) => eb.fn.countAll<number>().as('submitted'))
    .where('batch_id', 'in', batchesOf(db, dispatchId))
    .where('state', '=', 'submitted')
    .executeTakeFirstOrThrow()
  return { issue: row.issue_id, dispatch: dispatchId, submitted: Number(submitted) }
}
