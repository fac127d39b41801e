import { besideOthers, type Store } from '../store/store.ts'
import { claimWithin, type Claim, type Claimed, type Claiming } from './claim.ts'
import type { Ports } from './ports.ts'
import { recordWithin, type Recorded } from './record.ts'
import type { SubmitOutcome } from './transport.ts'

/**
 * T2 of one attempt and then T1 of the next of the same worker, in one transaction: one wait for the
 * disk instead of two. Both hold or neither does. Each keeps its own guards, so that an answer which
 * somebody else overtook (`recorded` undefined) keeps nobody from claiming, and a dispatch that may not be claimed from (`none`)
 * keeps no answer from being written.
 *
 * On PostgreSQL too: of the rows of its own batch it meets nobody but those who run alone, and it
 * passes over the batches that others are claiming, so that it waits for no one while it holds rows.
 */
export function recordAndClaim(
  store: Store,
  { claim, outcome }: { claim: Claim; outcome: SubmitOutcome },
  next: Claiming,
  ports: Ports,
): Promise<{ recorded: Recorded | undefined; claimed: Claimed }> {
  return besideOthers(store, async (trx) => {
    const recorded = await recordWithin(trx, claim, outcome, next, ports)
    const claimed = await claimWithin(trx, store.kind, claim.dispatchId, next, ports)
    return { recorded, claimed }
  })
}
