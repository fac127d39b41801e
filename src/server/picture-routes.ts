import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { imageSize } from 'image-size'
import { NEWSLETTERS } from '../issue/list-issues.ts'
import { readProjectFile } from '../issue/project-file.ts'
import { PICTURE_BYTES, pictureFile } from '../render/pictures.ts'
import { fault, type AppSettings } from './answer.ts'
import { issueLookup } from './issue-lookup.ts'
import type { Notice, Notices } from './notices.ts'
import { addPicture } from './picture-file.ts'
import { missingPictures } from './pictures.ts'
import { pictureTypes } from './picture-name.ts'
import { sourceHref } from './problem-list.ts'
import { formOf } from './public/form.ts'
import { canOpen } from './source-file.ts'
import { sourceScreens } from './source-screen.ts'

/** Of the picture and the text that comes along, in bytes. */
const LARGEST_UPLOAD = PICTURE_BYTES + 1024 * 1024

/** The one address of an issue that takes a whole picture. */
export function takesPicture(path: string): boolean {
  return /^\/issues\/[^/]+\/pictures$/.test(path)
}

/** The pictures of an issue: see them, and add one to the folder that the texts take them from. */
export function pictureRoutes(settings: AppSettings, notices: Notices): Hono {
  const { workspace } = settings
  const { root } = workspace
  const { known } = issueLookup(settings)
  const { saveTyped } = sourceScreens(settings, notices)
  const app = new Hono()

  app.get('/issues/:id/pictures/:name', async (c) => {
    const issueId = await known(c)
    const file = issueId && pictureFile(issueId, encodeURIComponent(c.req.param('name')))
    const read = file && (await readProjectFile(root, file, PICTURE_BYTES))
    if (!read || read.kind !== 'read') return fault(c, settings, 404, 'notFound')
    const type = pictureTypes.find((one) => one === typeOf(read.bytes))
    // A drawing may hold a script; what is no picture is not shown as one.
    if (type === undefined) return fault(c, settings, 404, 'notFound')
    const name = type === 'jpg' ? 'jpeg' : type
    return c.body(new Uint8Array(read.bytes), 200, { 'content-type': `image/${name}` })
  })

  const limit = bodyLimit({
    maxSize: LARGEST_UPLOAD,
    onError: (c) => back(c, { kind: 'picture', added: { kind: 'refused', why: 'large' } }),
  })
  app.post('/issues/:id/pictures', limit, async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const body = await c.req.parseBody({ all: true }).catch(() => undefined)
    if (body === undefined) return fault(c, settings, 400, 'form')
    const form = formOf(body)
    const typed = await saveTyped(c, issueId, form)
    if (typed.kind === 'stopped') return typed.page
    const file = [body['picture']].flat().find((one) => one instanceof File)
    const bytes = file instanceof File ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0)
    const { problems } = await workspace.inspect(issueId)
    const wanted = missingPictures(problems, issueId).find((name) => name === form.text('as'))
    const name = file instanceof File ? file.name : ''
    const added = await addPicture(root, issueId, { name, bytes }, wanted)
    if (added.kind === 'added') {
      workspace.changed([`${NEWSLETTERS}/${issueId}/images/${added.name}`])
    }
    return back(c, { kind: 'picture', added, wanted })
  })

  return app

  /** To the text that somebody is writing, which the address of the form names. */
  function back(c: Context, notice: Notice): Response | Promise<Response> {
    const issueId = c.req.param('id') ?? ''
    const file = c.req.query('file') ?? ''
    if (!canOpen(file)) return fault(c, settings, 400, 'form')
    const query = new URLSearchParams({ notice: notices.add(notice) })
    return c.redirect(`${sourceHref(issueId, { file })}&${query}#notice`, 303)
  }
}

function typeOf(bytes: Buffer): string | undefined {
  try {
    return imageSize(bytes).type
  } catch {
    return undefined
  }
}
