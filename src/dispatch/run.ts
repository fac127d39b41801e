import type { Config } from '../config.ts'
import type { Store } from '../store/store.ts'
import type { Text } from '../text/text.ts'
import { onlyFirst } from './first-batch.ts'
import { ContentChanged, loadFrozenContent, type FrozenContent } from './frozen-content.ts'
import type { Ports } from './ports.ts'
import { dispatchProgress, type Progress } from './progress.ts'
import { MAX_ATTEMPTS } from './record.ts'
import { resolveDoubts, sweep } from './recover.ts'
import { pauseDispatch, settleDispatch } from './settle.ts'
import type { SendingSession } from './sending-session.ts'
import { fitBatches } from './split.ts'
import type { Reason, Transport } from './transport.ts'
import { openWorkers } from './workers.ts'

export type RunOptions = {
  store: Store
  config: Pick<Config, 'publicUrl' | 'maxPerSecond'>
  text: Text
  /** Signs the personal links. */
  secret: string
  transport: Transport
  /** Who else may be sending. */
  session: SendingSession
  ports: Ports
  /** Aborted: finish the calls that are under way, claim nothing more. */
  signal: AbortSignal
  /** `first`: only the first people go now. */
  onProgress?: (progress: Progress, first: boolean) => void
  /** Called at each boundary of an attempt, so that a test can stop the process exactly there. */
  checkpoint?: (point: Checkpoint) => void | Promise<void>
}

/** How often is looked whether the calls of others have ended. */
const OTHERS_MS = 1_000

export type Checkpoint = 'claiming' | 'claimed' | 'submitted' | 'recorded'

export type RunResult = {
  /**
   * `finished`: nothing is open any more, though some may be unsure. `paused`: an account or
   * settings problem. `unreachable`: the server could not be reached for a while. `storage`: the
   * database could not be written. All but `finished` go on later with the same rows.
   */
  end: 'finished' | 'interrupted' | 'paused' | 'unreachable' | 'storage'
  reason: Reason | undefined
  progress: Progress
}

/**
 * Sends what is left of one dispatch: claim (T1), one call, record (T2), until nothing is ready.
 *
 * Call it in a sending session. It begins with the sweep, so it is also how a dispatch is resumed
 * after a crash, a pause or a power cut; on a dispatch that is done it does nothing. Among others it
 * stays until their calls have ended too, or their leases.
 */
export async function runDispatch(dispatchId: string, options: RunOptions): Promise<RunResult> {
  const { store, transport, session, ports, signal } = options
  await sweep(store, dispatchId, session, ports)
  let frozen: FrozenContent
  try {
    frozen = await loadFrozenContent(store, dispatchId)
  } catch (error) {
    if (!(error instanceof ContentChanged)) throw error
    await pauseDispatch(store, dispatchId, 'content-changed', 'run', ports)
    return ended('paused', 'content-changed')
  }
  await resolveDoubts(store, dispatchId, transport, session, ports)
  await settleDispatch(store, dispatchId, ports)
  await fitBatches(store, dispatchId, transport.batchSize, ports)
  const progress = await dispatchProgress(store, dispatchId)
  if (progress.waiting > 0 && !signal.aborted) await transport.open?.()
  const workers = openWorkers(dispatchId, options, frozen, progress)
  // A proof may make a batch ready again; MAX_ATTEMPTS bounds a disk that fails every time.
  for (let round = 0; round < MAX_ATTEMPTS;) {
    await workers.drain(await onlyFirst(store.db, dispatchId))
    // Nothing can be written now: the next run's sweep sees to what was left.
    if (workers.stopped()?.end === 'storage') break
    await sweep(store, dispatchId, session, ports)
    await resolveDoubts(store, dispatchId, transport, session, ports)
    const open = await settleDispatch(store, dispatchId, ports)
    if (workers.stopped() !== undefined || signal.aborted) break
    if (open) round++
    else if (await othersGoOn()) await ports.wait(OTHERS_MS, signal)
    else break
  }
  const stopped = workers.stopped()
  if (stopped !== undefined) return ended(stopped.end, stopped.reason)
  const { status, reason } = await store.db
    .selectFrom('dispatch')
    .select(['status', 'reason'])
    .where('id', '=', dispatchId)
    .executeTakeFirstOrThrow()
  if (status === 'paused') return ended('paused', (reason ?? undefined) as Reason | undefined)
  return ended(status === 'sending' && signal.aborted ? 'interrupted' : 'finished', undefined)

  /** Others have calls under way, or an answer of theirs just made more ready. */
  async function othersGoOn(): Promise<boolean> {
    if (session.kind === 'alone') return false
    const batch = await store.db
      .selectFrom('batch')
      .innerJoin('dispatch', 'dispatch.id', 'batch.dispatch_id')
      .select('batch.id')
      .where('batch.dispatch_id', '=', dispatchId)
      .where((eb) =>
        eb.or([
          eb('batch.status', '=', 'submitting'),
          eb.and([eb('batch.status', '=', 'ready'), eb('dispatch.status', '=', 'sending')]),
        ]),
      )
      .limit(1)
      .executeTakeFirst()
    return batch !== undefined
  }

  async function ended(end: RunResult['end'], reason: Reason | undefined): Promise<RunResult> {
    return { end, reason, progress: await dispatchProgress(store, dispatchId) }
  }
}
