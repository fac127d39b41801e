import { Hono, type Context } from 'hono'
import type { Inspection } from '../check/inspect-issue.ts'
import { isIssueId } from '../issue/issue-id.ts'
import { variantFor } from '../issue/variants.ts'
import type { InlineImage, Rendered } from '../render/rendered.ts'
import type { Segment } from '../subscribers/segments.ts'
import { fault, show, type AppSettings } from './answer.ts'
import { mailCopy, withColoursInverted, withLocalPictures } from './mail-copy.ts'
import { changeOf, type Notices } from './notices.ts'
import { previewView, type PreviewView } from './preview-view.ts'
import { actionsOn } from './problem-actions.ts'
import { leftOf } from './problems-left.ts'
import { mailHeaders } from './safety.ts'
import { previewPage } from './screens/preview.ts'

/** The preview, and the mail, web page and pictures inside its frame. */
export function mailRoutes(settings: AppSettings, notices: Notices): Hono {
  const { workspace } = settings
  const app = new Hono()

  app.get('/issues/:id/preview', async (c) => {
    const found = await preview(c)
    if (!found) return fault(c, settings, 404, 'notFound')
    const { issueId, inspection, view, segments, rendered, version } = found
    const config = workspace.config()
    const text = workspace.text()
    const copy = rendered && mailCopy(rendered, view.reader, config, issueId, text)
    const notice = notices.shown(c.req.query('notice'))
    return show(
      c,
      previewPage({
        issueId,
        issue: inspection.issue,
        rendered,
        plain: copy?.text ?? '',
        problems: inspection.problems,
        notice,
        actions: actionsOn(workspace.root),
        left: leftOf(inspection.problems, changeOf(notice)),
        segments,
        view,
        config,
        version,
        text,
      }),
    )
  })

  app.get('/issues/:id/preview/mail', async (c) => {
    const found = await preview(c)
    if (!found?.rendered) return fault(c, settings, 404, 'notFound')
    const { issueId, view, rendered } = found
    const copy = mailCopy(rendered, view.reader, workspace.config(), issueId, workspace.text())
    const html = withLocalPictures(copy.html, `/issues/${issueId}/preview/pictures`)
    const shown = view.mode === 'inverted' ? withColoursInverted(html) : html
    return c.html(shown, 200, mailHeaders(view.images))
  })

  app.get('/issues/:id/preview/web/', async (c) => {
    const found = await preview(c)
    if (!found?.rendered) return fault(c, settings, 404, 'notFound')
    return c.html(found.rendered.web, 200, mailHeaders(true))
  })

  app.get('/issues/:id/preview/pictures/:cid', async (c) => {
    const inspection = await inspected(c)
    const cid = c.req.param('cid')
    return picture(c, inspection, (image) => image.cid === cid)
  })

  app.get('/issues/:id/preview/web/images/:name', async (c) => {
    const inspection = await inspected(c)
    const name = c.req.param('name')
    return picture(c, inspection, (image) => image.fileName === name)
  })

  return app

  async function inspected(c: Context): Promise<Inspection | undefined> {
    const id = c.req.param('id')
    if (id === undefined || !isIssueId(id)) return undefined
    return (await workspace.issues()).includes(id) ? workspace.inspect(id) : undefined
  }

  async function preview(c: Context): Promise<
    | {
        issueId: string
        inspection: Inspection
        segments: Segment[]
        view: PreviewView
        rendered: Rendered | undefined
        version: number
      }
    | undefined
  > {
    const version = workspace.version(c.req.param('id'))
    const inspection = await inspected(c)
    if (!inspection) return undefined
    const { segments } = await workspace.segments()
    const ids = segments.map(({ id }) => id)
    const view = previewView(new URL(c.req.url).searchParams, ids)
    const { issue, issueId, editions } = inspection
    const reader = view.segment === '' ? ids : [view.segment]
    const key = issue && variantFor(issue, reader).key
    const edition = editions.find(({ variant }) => variant.key === key) ?? editions[0]
    return { issueId, inspection, segments, view, rendered: edition?.rendered, version }
  }

  async function picture(
    c: Context,
    inspection: Inspection | undefined,
    wanted: (image: InlineImage) => boolean,
  ): Promise<Response> {
    const images = inspection?.editions.flatMap(({ rendered }) => rendered.images) ?? []
    const image = images.find(wanted)
    if (!image) return fault(c, settings, 404, 'notFound')
    return c.body(new Uint8Array(image.bytes), 200, { 'content-type': image.contentType })
  }
}
