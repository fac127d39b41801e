import { Hono, type Context } from 'hono'
import { alarms } from '../dispatch/alarms.ts'
import type { Look } from '../dispatch/look-at-issue.ts'
import { systemPorts } from '../dispatch/ports.ts'
import { fault, show, type AppSettings } from './answer.ts'
import {
  carryOut,
  isPageAction,
  peopleOf,
  possibleActions,
  sendsMail,
  type PageAction,
} from './dispatch-actions.ts'
import { countdownOf } from './countdown-view.ts'
import { dispatchDetail, type DispatchDetail } from './dispatch-view.ts'
import { readName, rememberedName, rememberName, type Named } from './editor-name.ts'
import { issueLookup } from './issue-lookup.ts'
import { readForm } from './public/form.ts'
import { confirmPage, type ConfirmScreen } from './screens/confirm.ts'
import { dispatchPage, type DispatchScreen } from './screens/dispatch.ts'

/** The dispatch of an issue: how far it is, and what somebody may decide about it. */
export function dispatchRoutes(settings: AppSettings): Hono {
  const { workspace, now, sends, lookOf, background, port } = settings
  const { known, summaryOf, countedSegments } = issueLookup(settings)
  const ports = { ...systemPorts, now }
  const app = new Hono()

  app.get('/issues/:id/dispatch', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const version = workspace.version(issueId)
    const [summary, dispatch] = await Promise.all([
      summaryOf(issueId),
      dispatchDetail(workspace, issueId, background, now()),
    ])
    // Counted only while it still can change who gets it.
    const begun = dispatch.detail !== undefined && dispatch.detail.state !== 'missed'
    const { recipients } = begun ? { recipients: undefined } : await countedSegments(issueId)
    const countdown = countdownOf(settings, summary, recipients)
    const { zone, transport } = workspace.config()
    return show(
      c,
      dispatchPage({
        summary,
        dispatch,
        recipients,
        countdown,
        transport,
        sends,
        canSend: background !== undefined,
        alarms: (await alarms(await workspace.store(), now())).filter(
          (alarm) => alarm.issueId === undefined || alarm.issueId === issueId,
        ),
        held: heldBy(lookOf(issueId)),
        done: c.req.query('done'),
        name: rememberedName(c, port()),
        now: now(),
        zone,
        version,
        text: workspace.text(),
      }),
    )
  })

  app.get('/issues/:id/dispatch/:action', async (c) => {
    const [issueId, action] = [await known(c), c.req.param('action')]
    if (issueId === undefined || !isPageAction(action)) return fault(c, settings, 404, 'notFound')
    const { detail } = await dispatchDetail(workspace, issueId, background, now())
    if (detail === undefined) return c.redirect(dispatchHome(issueId), 303)
    return show(c, await asked(c, issueId, action, detail))
  })

  app.post('/issues/:id/dispatch/:action', async (c) => {
    const [issueId, action] = [await known(c), c.req.param('action')]
    if (issueId === undefined || !isPageAction(action)) return fault(c, settings, 404, 'notFound')
    const form = await readForm(c)
    const version = wholeNumber(form.text('version'))
    const people = wholeNumber(form.text('people'))
    if (version === undefined) return fault(c, settings, 400, 'form')
    const { detail } = await dispatchDetail(workspace, issueId, background, now())
    if (detail === undefined) return c.redirect(dispatchHome(issueId), 303)
    const named = readName(form)
    const again = async (wrong: ConfirmScreen['wrong'], status: 400 | 409) =>
      show(c, await asked(c, issueId, action, detail, { named, wrong }), status)
    if (sendsMail(action) && background === undefined) return again('cannot-send', 409)
    // Pausing cannot wait for a name.
    if (action !== 'pause' && named.person === '') return again('name', 400)
    if (named.whyRefused !== undefined) return again('why', 400)
    if (mayRepeat(action, detail) && named.why === '') return again('why', 400)
    const decided = await carryOut(action, await workspace.store(), detail, ports, {
      person: named.person || undefined,
      why: named.why || undefined,
      seen: { version, ...(people !== undefined && { people }) },
    })
    if (decided.kind === 'moved') return again('moved', 409)
    if (decided.kind === 'not-now') return again('not-now', 409)
    if (named.person !== '') rememberName(c, port(), named.person)
    // Also after a stop: what a process that died left under way is looked at.
    if (action !== 'pause') {
      background?.start({ issueId, dispatchId: detail.id })
    }
    return c.redirect(`${dispatchHome(issueId)}?done=${action}`, 303)
  })

  return app

  async function asked(
    c: Context,
    issueId: string,
    action: PageAction,
    detail: DispatchDetail,
    given: { named?: Named; wrong?: ConfirmScreen['wrong'] } = {},
  ): Promise<ReturnType<typeof confirmPage>> {
    const { issue } = await workspace.inspect(issueId)
    return confirmPage({
      issueId,
      title: issue?.title || issueId,
      action,
      possible: possibleActions(detail).includes(action),
      canSend: background !== undefined || !sendsMail(action),
      state: detail.state,
      version: detail.version,
      about: peopleOf(action, detail),
      held: action === 'send-rest-duplicates' ? detail.rest.held : 0,
      fromBackup: isFromBackup(action, detail),
      needsWhy: mayRepeat(action, detail),
      named: given.named ?? { person: rememberedName(c, port()), why: '' },
      wrong: given.wrong,
      text: workspace.text(),
    })
  }
}

export function dispatchHome(issueId: string): string {
  return `/issues/${encodeURIComponent(issueId)}/dispatch`
}

/** Whether somebody may get the mail twice by it. */
function mayRepeat(action: PageAction, detail: DispatchDetail): boolean {
  return (
    action === 'accept-doubt' || action === 'send-rest-duplicates' || isFromBackup(action, detail)
  )
}

/** Those who seem to wait in a database that was put back may have it. */
function isFromBackup(action: PageAction, { state, reason }: DispatchDetail): boolean {
  return action === 'resume' && state === 'paused' && reason === 'restored'
}

export function wholeNumber(given: string): number | undefined {
  return /^\d{1,9}$/.test(given) ? Number(given) : undefined
}

/** What keeps an issue whose moment has come from being sent. */
function heldBy(look: Look | undefined): DispatchScreen['held'] {
  switch (look?.kind) {
    case 'blocked':
    case 'differs':
    case 'nobody':
    case 'locked':
    case 'disk-short':
    case 'secret-lost':
    case 'restored':
    case 'clock-off':
      return look.kind
    case 'nothing':
    case 'missed':
    case 'too-late-to-resume':
    case 'sent':
    case undefined:
      return undefined
    default:
      return look satisfies never
  }
}
