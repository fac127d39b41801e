import type { Config } from '../config.ts'
import { blocks } from '../problem.ts'
import { decide } from '../schedule/decide.ts'
import { clocksAgree } from '../schedule/steady-clock.ts'
import type { Store } from '../store/store.ts'
import type { DispatchRow } from '../store/tables.ts'
import type { Text } from '../text/text.ts'
import { joinDispatch, type Sent } from './dispatch-issue.ts'
import type { Ports } from './ports.ts'
import { prepareIssue, type Preparation } from './prepare.ts'
import type { Progress } from './progress.ts'
import { regularDispatch } from './regular-dispatch.ts'
import type { RunResult } from './run.ts'
import {
  isAsPlanned,
  missScheduled,
  putBackOnSchedule,
  scheduledIssue,
  type MissedReason,
  type ScheduledIssue,
} from './scheduled.ts'
import { sendPrepared } from './send-prepared.ts'
import { openSendingSession } from './sending-session.ts'
import { pauseDispatch } from './settle.ts'
import type { Reason, Transport } from './transport.ts'

export type Scheduling = {
  config: Config
  text: Text
  store: Store
  ports: Ports
  signal: AbortSignal
  openTransport: (config: Config) => Transport
}

/** What the daemon made of one issue. */
export type Look =
  /** Not scheduled, not yet due, or nothing left to do. */
  | { kind: 'nothing' }
  | { kind: 'missed'; reason: MissedReason }
  /** Due, but problems hold it; tried again at every tick until the grace period is over. */
  | { kind: 'blocked'; problems: number }
  /** Due, but it is not what was planned; likewise. */
  | { kind: 'differs' }
  | { kind: 'nobody' }
  /** Another process is sending; tried again at the next tick. */
  | { kind: 'locked' }
  | { kind: 'disk-short' }
  | { kind: 'secret-lost' }
  /** The database was put back from a backup; sending waits until somebody has seen that. */
  | { kind: 'restored' }
  /** The clock of this computer and that of what sends differ too much to go by either. */
  | { kind: 'clock-off' }
  /** Begun, broken off, and by now too late to go on without asking. */
  | { kind: 'too-late-to-resume' }
  | {
      kind: 'sent'
      end: RunResult['end']
      reason: Reason | undefined
      progress: Progress
      /** How long after its moment it began. */
      lateMs: number
    }

/**
 * The issues of which there may be something to do, the first due first: what nobody planned does not
 * go out by itself, whatever a file says.
 */
export async function openIssues({ db }: Store, listId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('dispatch')
    .select('issue_id')
    .where('list_id', '=', listId)
    .where('kind', '=', 'regular')
    .where('status', 'in', [
      'scheduled',
      'preparing',
      'sending',
      'settling',
      'cancelling',
      'missed',
    ] satisfies DispatchRow['status'][])
    .orderBy('due_at')
    .orderBy('created_at')
    .execute()
  return rows.map(({ issue_id }) => issue_id)
}

/** Decides about one issue and does what has to be done, as far as no person has to decide. */
export async function lookAtIssue(issueId: string, scheduling: Scheduling): Promise<Look> {
  const { config, store } = scheduling
  const row = await regularDispatch(store.db, issueId, config.list.id)
  if (row === undefined || row.due_at === null) return { kind: 'nothing' }
  switch (row.status) {
    case 'preparing':
      return lookAgain(row, scheduling)
    case 'scheduled':
      return lookAtScheduled(row, scheduling)
    case 'missed':
      return { kind: 'missed', reason: missedReason(row) }
    case 'sending':
    case 'settling':
    case 'cancelling':
      return goOn(row, row.due_at, scheduling)
    case 'paused':
    case 'cancelled':
    case 'discarded':
    case 'done':
    case 'done_with_holds':
      return { kind: 'nothing' }
  }
}

async function lookAtScheduled(row: DispatchRow, scheduling: Scheduling): Promise<Look> {
  const { ports, config, store, text } = scheduling
  const planned = await scheduledIssue(store.db, row)
  if (planned === undefined) return { kind: 'nothing' }
  const due = { kind: 'ok', at: planned.at, local: planned.wall } as const
  const decision = decide(due, ports.now(), row.grace_ms)
  if (decision.kind === 'wait') return { kind: 'nothing' }
  const prepared = await prepareIssue(config, text, store, row.issue_id)
  return decision.kind === 'missed'
    ? missed(planned, prepared, scheduling)
    : sendDue(planned, prepared, decision.lateMs, scheduling)
}

/** What a crash left half written is scheduled still; unless somebody is writing it at this moment. */
async function lookAgain(row: DispatchRow, scheduling: Scheduling): Promise<Look> {
  const { store, ports } = scheduling
  const isAlone = await whileAlone(scheduling, async () => {
    await putBackOnSchedule(store, row.id, ports)
  })
  return isAlone ? lookAtIssue(row.issue_id, scheduling) : { kind: 'locked' }
}

/** A scheduled dispatch that a crash broke off goes on by itself; one begun by hand waits for its hand. */
async function goOn(row: DispatchRow, dueAt: number, scheduling: Scheduling): Promise<Look> {
  const lateBy = scheduling.ports.now() - dueAt
  if (row.status === 'sending' && lateBy > row.grace_ms) return stopLate(row.id, scheduling)
  const lateMs = row.created_at - dueAt
  return withTransport(scheduling, async (transport) =>
    // It does not resume: whoever pauses at this moment must not find it going on.
    lookOf(await joinDispatch(row.id, { ...scheduling, transport }), lateMs),
  )
}

/** Paused, unless a process is sending it at this very moment: then nothing was broken off. */
async function stopLate(dispatchId: string, scheduling: Scheduling): Promise<Look> {
  const { store, ports } = scheduling
  let paused = false
  const isAlone = await whileAlone(scheduling, async () => {
    paused = await pauseDispatch(store, dispatchId, 'late', 'daemon', ports)
  })
  if (!isAlone) return { kind: 'locked' }
  return { kind: paused ? 'too-late-to-resume' : 'nothing' }
}

/** False, and nothing was done, while any process sends. */
async function whileAlone(
  { config, store }: Scheduling,
  work: () => Promise<void>,
): Promise<boolean> {
  const session = await openSendingSession(config, store)
  if (session === undefined) return false
  try {
    return await session.whileAlone(work)
  } finally {
    await session.release()
  }
}

async function missed(
  planned: ScheduledIssue,
  prepared: Preparation,
  scheduling: Scheduling,
): Promise<Look> {
  const { store, ports } = scheduling
  const isRight = await withTransport(scheduling, (transport) => isClockRight(transport, ports))
  if (!isRight) return { kind: 'clock-off' }
  const reason = !isAsPlanned(planned, prepared) ? 'changed' : prepared.blocked ? 'blocked' : 'late'
  const isMissed = await missScheduled(store, planned.dispatchId, reason, ports)
  // Somebody decided about it at this moment.
  return isMissed ? { kind: 'missed', reason } : { kind: 'nothing' }
}

async function sendDue(
  planned: ScheduledIssue,
  prepared: Preparation,
  lateMs: number,
  scheduling: Scheduling,
): Promise<Look> {
  if (prepared.blocked) {
    return { kind: 'blocked', problems: prepared.problems.filter(blocks).length }
  }
  if (!isAsPlanned(planned, prepared)) return { kind: 'differs' }
  if (prepared.audience.count === 0) return { kind: 'nobody' }
  return withTransport(scheduling, async (transport) => {
    if (!(await isClockRight(transport, scheduling.ports))) return { kind: 'clock-off' }
    const scheduled = planned.dispatchId
    return lookOf(await sendPrepared(prepared, { scheduled }, { ...scheduling, transport }), lateMs)
  })
}

function missedReason({ reason }: DispatchRow): MissedReason {
  return reason === 'blocked' || reason === 'changed' || reason === 'from-backup' ? reason : 'late'
}

async function withTransport<T>(
  { config, openTransport }: Scheduling,
  use: (transport: Transport) => Promise<T>,
): Promise<T> {
  const transport = openTransport(config)
  try {
    return await use(transport)
  } finally {
    await transport.close()
  }
}

/** Also true when nobody can be asked: then only what the clock did since the last look is known. */
async function isClockRight(transport: Transport, ports: Ports): Promise<boolean> {
  const theirs = await transport.serverTime?.()
  return theirs === undefined || clocksAgree(ports.now(), theirs)
}

function lookOf(sent: Sent, lateMs: number): Look {
  // Begun by somebody else meanwhile, or the list changed: the next look goes on from there.
  if (sent.kind === 'begun' || sent.kind === 'changed') return { kind: 'nothing' }
  if (sent.kind !== 'ran') return { kind: sent.kind }
  const { end, reason, progress } = sent
  return { kind: 'sent', end, reason, progress, lateMs }
}
