import type { Background, JobState } from '../dispatch/background.ts'
import { isSendingNow } from '../dispatch/sending-session.ts'
import { dispatchLog, type LogEntry } from '../dispatch/dispatch-log.ts'
import { EVERYONE } from '../dispatch/first-batch.ts'
import { inDoubt, restOf, type Rest } from '../dispatch/editor.ts'
import { hasEnded, joinedSince, nobodyJoined, type Joined } from '../dispatch/joined.ts'
import { regularDispatch } from '../dispatch/regular-dispatch.ts'
import type { Pace } from '../dispatch/progress-line.ts'
import {
  dispatchProgress,
  failureReasons,
  pace,
  segmentProgress,
  variantProgress,
  type Progress,
} from '../dispatch/progress.ts'
import type { Store } from '../store/store.ts'
import type { DispatchRow, DispatchState } from '../store/tables.ts'
import { segmentSql } from '../subscribers/segment-sql.ts'
import type { Workspace } from './workspace.ts'

/** One dispatch as the screens show it: where it stands, and everyone of it in numbers. */
export type DispatchView = Progress & {
  issueId: string
  state: DispatchState
  /** Why it is paused or missed, as stored. */
  reason: string | undefined
  dueAt: number | undefined
  /** Only the first people go now. */
  first: boolean
  createdAt: number
  finishedAt: number | undefined
  /** Who was refused for good, by reason. */
  failures: { reason: string; count: number }[]
}

/** What the page of one dispatch shows beside it. */
export type DispatchDetail = DispatchView & {
  id: string
  /** Rises with every change of its state: what somebody saw before they decided. */
  version: number
  /** Open to decide about: neither proved nor held. */
  doubts: number
  rest: Rest
  /** Nobody while it is under way: then it is not asked. */
  joined: Joined
  pace: Pace
  /** Named by their subject; empty when everybody gets the same mail. */
  versions: { subject: string; progress: Progress }[]
  /** Empty when the issue goes to one segment. */
  segments: { title: string; progress: Progress }[]
  /** A process of this project is sending now; what says `sending` otherwise was broken off. */
  running: boolean
}

/** What somebody may want to know of the dispatch of an issue, also before there is one. */
export type IssueDispatch = {
  detail: DispatchDetail | undefined
  log: LogEntry[]
  /** What this process made of what was started on the screen. */
  job: JobState | undefined
}

export async function dispatchDetail(
  workspace: Workspace,
  issueId: string,
  background: Pick<Background, 'stateOf'> | undefined,
  now: number,
): Promise<IssueDispatch> {
  const store = await workspace.store()
  const row = await regularDispatch(store.db, issueId, workspace.config().list.id)
  const job = background?.stateOf(issueId)
  const log = await dispatchLog(store, issueId, row?.id)
  if (row === undefined || row.status === 'scheduled') return { detail: undefined, log, job }
  const [shown, doubts, rest, speed, versions, segments, joined] = await Promise.all([
    view(store, row),
    inDoubt(store, row.id),
    restOf(store, row.id),
    pace(store, row.id, now),
    versionsOf(store, row.id),
    segmentsOf(workspace, store, row),
    hasEnded(row) ? joinedSince(workspace.config(), store, row) : nobodyJoined,
  ])
  // Asked only when it matters: whoever looks holds the lock for a moment.
  const running = job?.kind === 'sending' || (await isSendingNow(workspace.config(), store))
  const { id, version } = row
  const detail = {
    ...shown,
    id,
    version,
    doubts,
    rest,
    pace: speed,
    versions,
    segments,
    joined,
    running,
  }
  return { detail, log, job }
}

async function versionsOf(store: Store, dispatchId: string): Promise<DispatchDetail['versions']> {
  const parts = await variantProgress(store, dispatchId)
  if (parts.length < 2) return []
  const variants = await store.db
    .selectFrom('variant')
    .select(['id', 'subject'])
    .where('dispatch_id', '=', dispatchId)
    .execute()
  return parts.map(({ variantId, progress }) => ({
    subject: variants.find(({ id }) => id === variantId)?.subject ?? '',
    progress,
  }))
}

async function segmentsOf(
  workspace: Workspace,
  store: Store,
  row: DispatchRow,
): Promise<DispatchDetail['segments']> {
  const [{ issue }, { segments }] = await Promise.all([
    workspace.inspect(row.issue_id),
    workspace.segments(),
  ])
  const wanted = (issue?.segments ?? []).map(({ value }) => value)
  const chosen = segments.filter(({ id }) => wanted.includes(id))
  if (chosen.length < 2) return []
  return Promise.all(
    chosen.map(async ({ title, condition }) => ({
      title,
      progress: await segmentProgress(store, row.id, segmentSql(condition)),
    })),
  )
}

/** The regular dispatch of this issue, once it was begun or missed. */
export async function dispatchOf(
  workspace: Workspace,
  issueId: string,
): Promise<DispatchView | undefined> {
  const store = await workspace.store()
  const row = await regularDispatch(store.db, issueId, workspace.config().list.id)
  return row === undefined || row.status === 'scheduled' ? undefined : view(store, row)
}

/** Newest first; what was discarded never counted, and what is scheduled does not yet. */
export async function lastDispatches(workspace: Workspace): Promise<DispatchView[]> {
  const store = await workspace.store()
  const rows = await store.db
    .selectFrom('dispatch')
    .selectAll()
    .where('status', 'not in', ['discarded', 'scheduled'])
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute()
  return Promise.all(rows.map((row) => view(store, row)))
}

async function view(store: Store, row: DispatchRow): Promise<DispatchView> {
  const [progress, failures] = await Promise.all([
    dispatchProgress(store, row.id),
    failureReasons(store, row.id),
  ])
  return {
    ...progress,
    failures,
    issueId: row.issue_id,
    state: row.status,
    reason: row.reason ?? undefined,
    dueAt: row.due_at ?? undefined,
    first: row.claim_below !== EVERYONE,
    createdAt: row.created_at,
    finishedAt: row.finished_at ?? undefined,
  }
}
