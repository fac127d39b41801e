import { randomUUIDv7 } from 'node:crypto'
import { Readable } from 'node:stream'
import { Hono, type Context } from 'hono'
import { localDateAt } from '../agenda/local-date.ts'
import { readAreas } from '../content/areas.ts'
import { exportSubscribers } from '../subscribers/export-subscribers.ts'
import { listFile, listFormats } from '../subscribers/list-file.ts'
import { keepListLook, lastLooks } from '../subscribers/look.ts'
import { readReason } from '../subscribers/reason.ts'
import { segmentOverview } from '../subscribers/segment-overview.ts'
import { segmentPreview } from '../subscribers/segment-preview.ts'
import { systemUser } from '../subscribers/system-user.ts'
import { fault, show, type AppSettings } from './answer.ts'
import { download } from './download.ts'
import { readForm } from './public/form.ts'
import { exportPage, type ExportScreen } from './screens/export.ts'
import { looksPage } from './screens/looks.ts'
import { segmentPage } from './screens/segment.ts'
import { subscribersPage } from './screens/subscribers.ts'

/** More than a year of looks, for whoever looks a few times a week. */
const SHOWN_LOOKS = 200

/** The list in numbers, one segment of it, the list as a file, and who looked at it. */
export function subscriberRoutes(settings: AppSettings): Hono {
  const { workspace, now } = settings
  const app = new Hono()

  app.get('/subscribers', async (c) => {
    const [{ segments, problems }, store] = await Promise.all([
      workspace.segments(),
      workspace.store(),
    ])
    const overview = await segmentOverview(store, segments)
    return show(c, subscribersPage({ overview, problems, text: workspace.text() }))
  })

  app.get('/subscribers/segments/:id', async (c) => {
    const [{ segments }, store] = await Promise.all([workspace.segments(), workspace.store()])
    const segment = segments.find(({ id }) => id === c.req.param('id'))
    if (segment === undefined) return fault(c, settings, 404, 'notFound')
    const [preview, { areas }] = await Promise.all([
      segmentPreview(store, segments, segment),
      readAreas(workspace.root),
    ])
    return show(c, segmentPage({ segment, preview, areas, text: workspace.text() }))
  })

  app.get('/subscribers/log', async (c) => {
    const looks = await lastLooks(await workspace.store(), SHOWN_LOOKS)
    const { zone, retention } = workspace.config()
    return show(c, looksPage({ looks, kept: retention.looks, zone, text: workspace.text() }))
  })

  app.get('/subscribers/export', (c) =>
    ask(c, { segmentId: '', format: 'csv', reason: '', errors: new Map() }),
  )
  app.post('/subscribers/export', (c) => take(c))

  return app

  async function ask(
    c: Context,
    screen: Omit<ExportScreen, 'segments' | 'text'>,
  ): Promise<Response> {
    const { segments } = await workspace.segments()
    const page = exportPage({ ...screen, segments, text: workspace.text() })
    return show(c, page, screen.errors.size > 0 ? 400 : 200)
  }

  async function take(c: Context): Promise<Response> {
    const text = workspace.text()
    const words = text.screens.people
    const sent = await readForm(c)
    const { segments } = await workspace.segments()
    const segmentId = sent.text('segment')
    const segment = segments.find(({ id }) => id === segmentId)
    const format = listFormats.find((one) => one === sent.text('format'))
    const reason = readReason(sent.text('reason'))
    const errors = new Map<string, string>()
    if (segmentId !== '' && segment === undefined) errors.set('segment', words.export.noSegment)
    if (format === undefined) errors.set('format', words.export.noFormat)
    if (reason.kind === 'refused') errors.set('reason', words.person.reasons[reason.why])
    if (format === undefined || reason.kind === 'refused' || errors.size > 0) {
      return ask(c, { segmentId, format: format ?? '', reason: sent.text('reason'), errors })
    }
    const store = await workspace.store()
    const look = { actor: systemUser(), reason: reason.reason, at: now(), newId: randomUUIDv7 }
    await keepListLook(store, look)
    const { areas } = await readAreas(workspace.root)
    const pieces = listFile(exportSubscribers(store, areas, segment), format, text)
    const day = localDateAt(now(), workspace.config().zone)
    const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json'
    return download(c, `${words.export.fileName(day)}.${format}`, type, streamOf(pieces))
  }
}

/** A piece at a time, as the browser takes them: a list of a million people is never whole in memory. */
function streamOf(pieces: AsyncIterable<{ piece: string }>): ReadableStream {
  const bytes = Readable.from(pieces).map(({ piece }: { piece: string }) => Buffer.from(piece))
  return Readable.toWeb(bytes) as ReadableStream
}
