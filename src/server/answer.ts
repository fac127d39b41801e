import type { Context } from 'hono'
import type { Background } from '../dispatch/background.ts'
import type { Look } from '../dispatch/look-at-issue.ts'
import type { Html } from './html.ts'
import { pageHeaders, type Gate, type Refusal } from './safety.ts'
import { errorPage } from './screens/error.ts'
import type { RequestedChecks } from './requested-checks.ts'
import type { Uploads } from './uploads.ts'
import type { Workspace } from './workspace.ts'

/** What every route of the server works with. */
export type AppSettings = {
  workspace: Workspace
  gate: Gate
  port: () => number
  /** Whether the daemon of this process sends what is due. */
  sends: boolean
  /** Sends what somebody starts on a screen; undefined when this run was asked not to send. */
  background: Background | undefined
  /** What the daemon made of this issue at its last look. */
  lookOf: (issueId: string) => Look | undefined
  now: () => number
  /** What is looked at when somebody presses its button. */
  requested: RequestedChecks
  /** Lists that were chosen and not confirmed yet. */
  uploads: Uploads
  /** A bug: the page says little, this gets everything. */
  failed: (error: unknown) => void
}

export async function show(
  c: Context,
  page: Html,
  status: 200 | 400 | 409 | 413 = 200,
): Promise<Response> {
  return c.html(await page, status)
}

/** What was here and is not any more, with where to go on. */
export async function showGone(
  c: Context,
  { workspace }: AppSettings,
  words: { title: string; body: string; whatNow: string },
  next: { href: string; label: string },
): Promise<Response> {
  return c.html(await errorPage(words, workspace.text(), next), 410)
}

/** An issue that is being sent, or was: nothing can be added to it. */
export async function showClosed(
  c: Context,
  { workspace }: AppSettings,
  issueId: string,
): Promise<Response> {
  const text = workspace.text()
  const { closed, backToIssue } = text.screens.errors
  const next = { href: `/issues/${encodeURIComponent(issueId)}`, label: backToIssue }
  return c.html(await errorPage(closed, text, next), 409)
}

export type FaultStatus = 400 | 403 | 404 | 413 | 421 | 500
export type FaultName =
  | Refusal
  | 'notFound'
  | 'form'
  | 'newIssue'
  | 'seriesChanged'
  | 'body'
  | 'unexpected'
  | 'full'
  | 'busy'
  | FileFault
type FileFault = (typeof fileFaults)[number]
const fileFaults = ['outside', 'not-found', 'not-text', 'too-large'] as const

/** What went wrong and what to do now, as a page. */
export async function fault(
  c: Context,
  { workspace }: AppSettings,
  status: FaultStatus,
  why: FaultName,
): Promise<Response> {
  const text = workspace.text()
  const { errors } = text.screens
  const words = isFileFault(why) ? errors.file[why] : errors[why]
  // Without the link there is nowhere to go back to.
  const closed = why === 'token' || why === 'host'
  const back = closed ? undefined : { href: '/', label: errors.backToOverview }
  return c.html(await errorPage(words, text, back), status, pageHeaders)
}

function isFileFault(why: FaultName): why is FileFault {
  return fileFaults.some((one) => one === why)
}
