import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import { isIssueId } from '../issue/issue-id.ts'
import { storageFault } from '../store/storage-fault.ts'
import { fault, show, type AppSettings } from './answer.ts'
import { assetNamed } from './assets.ts'
import { requestedRoutes } from './requested-routes.ts'
import { dispatchRoutes } from './dispatch-routes.ts'
import { alarmRoutes } from './alarm-routes.ts'
import { correctionRoutes } from './correction-routes.ts'
import { sendRoutes } from './send-routes.ts'
import { IMPORT, importRoutes } from './import-routes.ts'
import { issueRoutes } from './issue-routes.ts'
import { mailRoutes } from './mail-routes.ts'
import { mendRoutes } from './mend-routes.ts'
import { clockWords } from './moments.ts'
import { seriesRoutes } from './series-routes.ts'
import { scheduleRoutes } from './schedule-routes.ts'
import { openNotices } from './notices.ts'
import { outboxRoutes } from './outbox-routes.ts'
import { pictureRoutes, takesPicture } from './picture-routes.ts'
import { versionRoutes } from './version-routes.ts'
import { newEventRoutes } from './new-event-routes.ts'
import { newIssueRoutes } from './new-issue-routes.ts'
import { newItemRoutes } from './new-item-routes.ts'
import { personRoutes } from './person-routes.ts'
import { guard, pageHeaders } from './safety.ts'
import { helpPage } from './screens/help.ts'
import { sourceRoutes } from './source-routes.ts'
import { subscriberRoutes } from './subscriber-routes.ts'

/**
 * Of one request, in bytes. The largest file the editor saves is 256 kB, and a form writes a byte
 * as three at most.
 */
const LARGEST_BODY = 1024 * 1024

/** The local face: every address that `rondbrief start` answers, behind the locks of `safety.ts`. */
export function createApp(settings: AppSettings): Hono {
  const app = new Hono()
  app.use(
    guard(settings.gate, settings.port, (c, why) =>
      fault(c, settings, why === 'host' ? 421 : 403, why),
    ),
  )
  const limit = bodyLimit({
    maxSize: LARGEST_BODY,
    onError: (c) => fault(c, settings, 413, 'body'),
  })
  // A list is larger than any text; only the addresses that take lists and pictures have room for it.
  app.use((c, next) =>
    c.req.path === IMPORT || takesPicture(c.req.path) ? next() : limit(c, next),
  )
  app.onError((error, c) => {
    settings.failed(error)
    const kind = storageFault(error)?.kind
    return fault(c, settings, 500, kind === 'full' || kind === 'busy' ? kind : 'unexpected')
  })
  app.notFound((c) => fault(c, settings, 404, 'notFound'))
  app.get('/assets/:name', asset)
  app.get('/help', (c) => show(c, helpPage(settings.workspace.text())))
  app.get('/events', (c) => events(c, settings))
  const notices = openNotices()
  // Its address would be that of an issue.
  app.route('/', newIssueRoutes(settings))
  app.route('/', issueRoutes(settings, notices))
  app.route('/', newItemRoutes(settings))
  app.route('/', newEventRoutes(settings, notices))
  app.route('/', sourceRoutes(settings, notices))
  app.route('/', mendRoutes(settings, notices))
  app.route('/', versionRoutes(settings, notices))
  app.route('/', pictureRoutes(settings, notices))
  app.route('/', requestedRoutes(settings))
  app.route('/', alarmRoutes(settings))
  app.route('/', sendRoutes(settings))
  app.route('/', correctionRoutes(settings))
  app.route('/', dispatchRoutes(settings))
  app.route('/', mailRoutes(settings, notices))
  app.route('/', scheduleRoutes(settings))
  app.route('/', seriesRoutes(settings))
  app.route('/', outboxRoutes(settings))
  app.route('/', importRoutes(settings))
  app.route('/', personRoutes(settings))
  app.route('/', subscriberRoutes(settings))
  return app
}

function asset(c: Context): Response | Promise<Response> {
  const found = assetNamed(c.req.param('name') ?? '')
  if (!found) return c.notFound()
  // The address changes with the bytes.
  const keep = c.req.query('v') ? 'max-age=31536000, immutable' : 'no-cache'
  return c.body(new Uint8Array(found.bytes), 200, {
    ...pageHeaders,
    'content-type': found.type,
    'cache-control': keep,
  })
}

/** Server-sent events: the version of what the page shows, now and after every change. */
function events(c: Context, { workspace, now }: AppSettings): Response {
  const issueId = c.req.query('issue')
  return streamSSE(c, async (stream) => {
    const tell = () => {
      const version = String(workspace.version(issueId))
      // Begin with the work the page will ask for before the page has heard that it should.
      if (issueId !== undefined && isIssueId(issueId)) workspace.inspect(issueId).catch(() => {})
      const at = clockWords(now(), workspace.config().zone, workspace.text())
      return stream.writeSSE({ event: 'version', data: JSON.stringify({ version, at }) })
    }
    await new Promise<void>((done) => {
      const stop = workspace.onChange(() => void tell())
      stream.onAbort(() => {
        stop()
        done()
      })
      void tell()
    })
  })
}
