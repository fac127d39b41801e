import type { Transaction } from 'kysely'
import type { Store } from '../store/store.ts'
import type { DecisionAction, DispatchState, Tables } from '../store/tables.ts'
import { noteDecision, type By } from './decision.ts'
import type { Ports } from './ports.ts'

/**
 * What an editor decides about a dispatch. Each is one transaction in which the state is read and
 * changed, so that it may come while a process is sending; that process finds the rows changed.
 */
export type Decided =
  | { kind: 'decided'; people: number }
  /** The dispatch is in a state in which this cannot be decided. */
  | { kind: 'not-now'; state: DispatchState | undefined }
  /** It is no longer as it was when somebody decided; nothing was done. */
  | { kind: 'moved' }

/** Who decides, and what they had before them; without `seen` whatever is there now is meant. */
export type Deciding = By & {
  seen?: {
    /** `dispatch.version` */
    version: number
    /** How many recipients it was said to be about, where that number stands still. */
    people?: number
  }
}

type Question = { action: DecisionAction; from: readonly DispatchState[] }

/** Reads what is there, does `work`, which gives how many people it was about, and notes who decided. */
export async function decide(
  store: Store,
  dispatchId: string,
  { action, from }: Question,
  { seen, ...by }: Deciding,
  ports: Ports,
  work: (trx: Transaction<Tables>) => Promise<number | undefined>,
): Promise<Decided> {
  try {
    return await store.db.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('dispatch')
        .select(['status', 'version', 'issue_id'])
        .where('id', '=', dispatchId)
        .executeTakeFirst()
      if (seen !== undefined && row?.version !== seen.version) throw new Moved()
      if (row === undefined || !from.includes(row.status)) {
        return { kind: 'not-now', state: row?.status }
      }
      const people = await work(trx)
      if (seen?.people !== undefined && people !== seen.people) throw new Moved()
      // Nobody it is about: nothing was decided. A dispatch may be stopped also when all had their turn.
      if (people === 0 && action !== 'cancel') return { kind: 'decided', people }
      const decision = { issue_id: row.issue_id, action, people: people ?? null }
      await noteDecision(trx, decision, by, ports)
      return { kind: 'decided', people: people ?? 0 }
    })
  } catch (error) {
    // Thrown, so that what was done of it until then is undone.
    if (error instanceof Moved) return { kind: 'moved' }
    throw error
  }
}

class Moved extends Error {}
