import { randomUUIDv7 } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { localDateAt } from '../agenda/local-date.ts'
import { faultRows } from '../subscribers/fault-rows.ts'
import { faultMessage } from '../subscribers/fault-words.ts'
import { importRun } from '../subscribers/import-run.ts'
import { importPeople, planImport, type ImportCounts } from '../subscribers/import-subscribers.ts'
import { MAX_CSV_BYTES } from '../subscribers/read-csv.ts'
import { readImport, type ImportRead, type ImportRefusal } from '../subscribers/read-import.ts'
import { secretFits, secretOf } from '../subscribers/secret.ts'
import { systemUser } from '../subscribers/system-user.ts'
import { readVocabulary } from '../subscribers/vocabulary.ts'
import { writeCsv } from '../subscribers/write-csv.ts'
import { fault, show, showGone, type AppSettings } from './answer.ts'
import { download } from './download.ts'
import {
  blankForm,
  defaultsOf,
  formErrors,
  readImportForm,
  refusalErrors,
  type ImportForm,
} from './import-form.ts'
import { formOf, readForm, type FormErrors } from './public/form.ts'
import { importPage } from './screens/import.ts'
import { importedPage } from './screens/imported.ts'
import { reviewPage } from './screens/import-review.ts'
import type { Upload } from './uploads.ts'

/** The one address that takes a whole list. */
export const IMPORT = '/subscribers/import'

/** Of the file and what is said about it, in bytes. */
const LARGEST_UPLOAD = MAX_CSV_BYTES + 64 * 1024

/**
 * Imports a list in three steps: choose a file and say what it is; look at what it would change; confirm
 * exactly that. Only the last step writes to the list.
 */
export function importRoutes(settings: AppSettings): Hono {
  const { workspace, uploads, now } = settings
  const app = new Hono()

  app.get(IMPORT, (c) => choose(c, blankForm, new Map()))

  const limit = bodyLimit({ maxSize: LARGEST_UPLOAD, onError: tooLarge })
  app.post(IMPORT, limit, async (c) => {
    const body = await c.req.parseBody({ all: true }).catch(() => undefined)
    if (body === undefined) return fault(c, settings, 400, 'form')
    const sent = formOf(body)
    const text = workspace.text()
    const form = readImportForm(sent)
    const errors = formErrors(form, text)
    const upload = await chosen(body['file'], sent.text('upload'), form)
    if (upload === undefined) {
      const words = text.screens.people.import.errors.file
      return choose(c, form, new Map([['file', words], ...errors]))
    }
    if (errors.size > 0) return choose(c, form, errors, upload)
    const read = await readUpload(upload)
    if (read?.kind !== 'ok') return refuse(c, upload, read)
    return c.redirect(`/subscribers/import/${upload.id}`, 303)
  })

  app.get('/subscribers/import/:id', (c) => withUpload(c, (upload) => review(c, upload)))

  app.post('/subscribers/import/:id', (c) => withUpload(c, (upload) => confirm(c, upload)))

  app.post('/subscribers/import/:id/sheet', (c) =>
    withUpload(c, async (upload) => {
      upload.form = { ...upload.form, sheet: (await readForm(c)).text('sheet') || undefined }
      return c.redirect(`/subscribers/import/${upload.id}`, 303)
    }),
  )

  app.post('/subscribers/import/:id/cancel', async (c) => {
    await uploads.drop(c.req.param('id'))
    return c.redirect('/subscribers', 303)
  })

  app.get('/subscribers/import/:id/faults', (c) =>
    withUpload(c, async (upload) => {
      const [read, bytes] = await Promise.all([readUpload(upload), uploads.read(upload)])
      if (read?.kind !== 'ok' || bytes === undefined) return refuse(c, upload, read)
      const text = workspace.text()
      const { faultColumn } = text.commands.import
      const rows = await faultRows(bytes, upload.form.sheet, read.faults, faultColumn, (found) =>
        faultMessage(found, text),
      )
      const name = `${text.screens.people.review.fileName}.csv`
      return download(c, name, 'text/csv; charset=utf-8', writeCsv(rows))
    }),
  )

  app.get('/subscribers/imports/:run', async (c) => {
    const { db } = await workspace.store()
    const run = await db
      .selectFrom('import_run')
      .selectAll()
      .where('id', '=', c.req.param('run'))
      .executeTakeFirst()
    if (run === undefined) return fault(c, settings, 404, 'notFound')
    return show(c, importedPage({ run, zone: workspace.config().zone, text: workspace.text() }))
  })

  return app

  /** The file that was sent now, or the one that is still here from the last time. */
  async function chosen(
    sent: unknown,
    keptId: string,
    form: ImportForm,
  ): Promise<Upload | undefined> {
    const file = [sent].flat().find((one) => one instanceof File && one.size > 0)
    const kept = uploads.find(keptId)
    if (!(file instanceof File)) {
      if (kept !== undefined) kept.form = form
      return kept
    }
    if (kept !== undefined) await uploads.drop(kept.id)
    const bytes = Buffer.from(await file.arrayBuffer())
    return uploads.keep({ name: file.name, bytes }, form)
  }

  async function withUpload(
    c: Context,
    work: (upload: Upload) => Promise<Response>,
  ): Promise<Response> {
    const upload = uploads.find(c.req.param('id') ?? '')
    if (upload !== undefined) return work(upload)
    const { gone, again } = workspace.text().screens.people.review
    return showGone(c, settings, gone, { href: '/subscribers/import', label: again })
  }

  function choose(
    c: Context,
    form: ImportForm,
    errors: FormErrors,
    upload?: Upload,
    status: 400 | 409 | 413 = 400,
  ): Promise<Response> {
    const page = importPage({ form, errors, upload, sheets: undefined, text: workspace.text() })
    return show(c, page, errors.size > 0 ? status : 200)
  }

  /** Undefined when the file is not the one that was chosen. */
  async function readUpload(upload: Upload): Promise<ImportRead | ImportRefusal | undefined> {
    const bytes = await uploads.read(upload)
    if (bytes === undefined) return undefined
    const { root } = workspace
    const { vocabulary } = await readVocabulary(root, localDateAt(now(), workspace.config().zone))
    return readImport(bytes, defaultsOf(upload.form), vocabulary, upload.form.sheet)
  }

  function tooLarge(c: Context): Promise<Response> {
    const words = workspace.text().screens.people.import.errors.tooLarge
    return choose(c, blankForm, new Map([['file', words]]), undefined, 413)
  }

  /**
   * A file that cannot be used is removed at once, except by a page that only looks; one that only lacks
   * a word or a sheet stays.
   */
  async function refuse(
    c: Context,
    upload: Upload,
    refusal: ImportRefusal | ImportRead | undefined,
  ): Promise<Response> {
    const text = workspace.text()
    if (refusal?.kind === 'refused' && (refusal.missing ?? refusal.sheets) !== undefined) {
      const { form } = upload
      const errors = refusalErrors(refusal, text)
      return show(c, importPage({ form, errors, upload, sheets: refusal.sheets, text }), 400)
    }
    if (c.req.method === 'POST') await uploads.drop(upload.id)
    const errors =
      refusal?.kind === 'refused'
        ? refusalErrors(refusal, text)
        : new Map([['file', text.screens.people.import.errors.changed]])
    const status = refusal?.kind === 'refused' ? 400 : 409
    return choose(c, { ...upload.form, sheet: undefined }, errors, undefined, status)
  }

  async function review(
    c: Context,
    upload: Upload,
    problem?: { status: 409; words: string },
  ): Promise<Response> {
    const [read, store] = await Promise.all([readUpload(upload), workspace.store()])
    if (read?.kind !== 'ok') return refuse(c, upload, read)
    const secret = secretOf(workspace.config())
    const text = workspace.text()
    if (!(await secretFits(store, secret))) {
      const errors = new Map([['file', text.screens.people.import.errors.secret]])
      return choose(c, upload.form, errors, upload, 409)
    }
    const counts = await planImport(store, read.people, secret)
    const page = reviewPage({ upload, read, counts, problem: problem?.words, text })
    return show(c, page, problem?.status ?? 200)
  }

  async function confirm(c: Context, upload: Upload): Promise<Response> {
    const sent = await readForm(c)
    const [read, bytes] = await Promise.all([readUpload(upload), uploads.read(upload)])
    if (read?.kind !== 'ok' || bytes === undefined) return refuse(c, upload, read)
    const { listChanged } = workspace.text().screens.people.review
    const changed = { status: 409, words: listChanged } as const
    const secret = secretOf(workspace.config())
    const store = await workspace.store()
    // What the person saw: the file by its fingerprint, and every number of the summary.
    const isSeen =
      sent.text('sha256') === upload.sha256 && sent.text('faulty') === String(read.faulty)
    if (!isSeen || !(await secretFits(store, secret))) return review(c, upload, changed)
    const run = importRun({ name: upload.name, bytes, defaults: defaultsOf(upload.form) }, read, {
      id: randomUUIDv7(),
      at: now(),
      actor: systemUser(),
    })
    const outcome = await importPeople(store, read.people, {
      secret,
      run,
      expected: countsSeen((name) => Number(sent.text(name) || Number.NaN)),
      newId: randomUUIDv7,
    })
    if (outcome.kind === 'list-changed') return review(c, upload, changed)
    await uploads.drop(upload.id)
    return c.redirect(`/subscribers/imports/${run.id}`, 303)
  }
}

function countsSeen(seen: (name: keyof ImportCounts) => number): ImportCounts {
  return {
    added: seen('added'),
    changed: seen('changed'),
    unchanged: seen('unchanged'),
    staysUnsubscribed: seen('staysUnsubscribed'),
  }
}
