import type { Config } from '../config.ts'
import { NEWSLETTERS } from '../issue/list-issues.ts'
import { readProjectFile } from '../issue/project-file.ts'
import { readHead } from '../issue/read-head.ts'
import { blocks } from '../problem.ts'
import { decide } from '../schedule/decide.ts'
import { dueAt } from '../schedule/due.ts'
import { clocksAgree } from '../schedule/steady-clock.ts'
import type { Store } from '../store/store.ts'
import type { DispatchRow } from '../store/tables.ts'
import type { Text } from '../text/text.ts'
import { joinDispatch, type Sent } from './dispatch-issue.ts'
import { discardMissed, recordMissed, type MissedReason } from './missed.ts'
import { regularDispatch, type Plan } from './plan.ts'
import type { Ports } from './ports.ts'
import { prepareIssue } from './prepare.ts'
import type { Progress } from './progress.ts'
import type { RunResult } from './run.ts'
import { sendPrepared } from './send-prepared.ts'
import { openSendingSession } from './sending-session.ts'
import { pauseDispatch } from './settle.ts'
import { isStopped } from './stop-planned.ts'
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

type Due = NonNullable<Plan['due']>

/** Decides about one issue and does what has to be done, as far as no person has to decide. */
export async function lookAtIssue(issueId: string, scheduling: Scheduling): Promise<Look> {
  const { config, store, ports } = scheduling
  const due = await dueOf(issueId, config)
  const existing = await regularDispatch(store.db, issueId, config.list.id)
  if (existing !== undefined && !(await makesRoom(existing, due, scheduling))) {
    return goOn(existing, scheduling)
  }
  if (due === undefined) return { kind: 'nothing' }
  if (await isStopped(store.db, { issueId, listId: config.list.id, due }))
    return { kind: 'nothing' }
  const graceMs = config.graceMinutes * 60_000
  const decision = decide({ kind: 'ok', at: due.at, local: due.wall }, ports.now(), graceMs)
  switch (decision.kind) {
    case 'wait':
      return { kind: 'nothing' }
    case 'missed':
      return missed(issueId, due, graceMs, scheduling)
    case 'go':
      return sendDue(issueId, due, decision.lateMs, scheduling)
  }
}

export async function dueOf(issueId: string, config: Config): Promise<Due | undefined> {
  const file = `${NEWSLETTERS}/${issueId}/issue.md`
  const read = await readProjectFile(config.root, file)
  if (read.kind !== 'read') return undefined
  const { sendAt } = readHead(read.bytes, issueId, file).head
  if (sendAt === undefined) return undefined
  const due = dueAt(sendAt, config.zone)
  return due.kind === 'ok' ? { wall: sendAt, zone: config.zone, at: due.at } : undefined
}

/** True when what is there no longer counts: never begun, or missed and then given a new moment. */
async function makesRoom(
  existing: DispatchRow,
  due: Due | undefined,
  { store, ports }: Scheduling,
): Promise<boolean> {
  if (existing.status === 'preparing' && existing.prepared_at === null) return true
  if (existing.status !== 'missed' || due === undefined) return false
  if (existing.due_wall === due.wall && existing.tz === due.zone) return false
  return discardMissed(store, existing.id, ports)
}

/** A scheduled dispatch that a crash broke off goes on by itself; one begun by hand waits for its hand. */
async function goOn(existing: DispatchRow, scheduling: Scheduling): Promise<Look> {
  if (existing.status === 'missed') {
    return { kind: 'missed', reason: existing.reason === 'blocked' ? 'blocked' : 'late' }
  }
  if (!['sending', 'settling', 'cancelling'].includes(existing.status)) return { kind: 'nothing' }
  if (existing.due_at === null) return { kind: 'nothing' }
  const lateBy = scheduling.ports.now() - existing.due_at
  if (existing.status === 'sending' && lateBy > existing.grace_ms) {
    return stopLate(existing.id, scheduling)
  }
  const lateMs = existing.created_at - existing.due_at
  return withTransport(scheduling, async (transport) =>
    // It does not resume: whoever pauses at this moment must not find it going on.
    lookOf(await joinDispatch(existing.id, { ...scheduling, transport }), lateMs),
  )
}

/** Paused, unless a process is sending it at this very moment: then nothing was broken off. */
async function stopLate(dispatchId: string, { config, store, ports }: Scheduling): Promise<Look> {
  const session = await openSendingSession(config, store)
  if (session === undefined) return { kind: 'locked' }
  try {
    let paused = false
    const alone = await session.whileAlone(async () => {
      paused = await pauseDispatch(store, dispatchId, 'late', 'daemon', ports)
    })
    if (!alone) return { kind: 'locked' }
    return { kind: paused ? 'too-late-to-resume' : 'nothing' }
  } finally {
    await session.release()
  }
}

async function missed(
  issueId: string,
  due: Due,
  graceMs: number,
  scheduling: Scheduling,
): Promise<Look> {
  const { config, text, store, ports } = scheduling
  const isRight = await withTransport(scheduling, (transport) => isClockRight(transport, ports))
  if (!isRight) return { kind: 'clock-off' }
  const { blocked } = await prepareIssue(config, text, store, issueId)
  const reason = blocked ? 'blocked' : 'late'
  await recordMissed(store, { issueId, listId: config.list.id, graceMs, due }, reason, ports)
  return { kind: 'missed', reason }
}

async function sendDue(
  issueId: string,
  due: Due,
  lateMs: number,
  scheduling: Scheduling,
): Promise<Look> {
  const { config, text, store } = scheduling
  const prepared = await prepareIssue(config, text, store, issueId)
  if (prepared.blocked) {
    return { kind: 'blocked', problems: prepared.problems.filter(blocks).length }
  }
  if (prepared.audience.count === 0) return { kind: 'nobody' }
  return withTransport(scheduling, async (transport) => {
    if (!(await isClockRight(transport, scheduling.ports))) return { kind: 'clock-off' }
    return lookOf(await sendPrepared(prepared, { due }, { ...scheduling, transport }), lateMs)
  })
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
