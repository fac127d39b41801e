import { Hono } from 'hono'
import { fault, type AppSettings } from './answer.ts'
import { issueLookup } from './issue-lookup.ts'
import { keptVersions } from '../issue/kept-versions.ts'
import { momentWords } from './moments.ts'
import type { Notice, Notices } from './notices.ts'
import { sourceHref } from './problem-list.ts'
import { readForm } from './public/form.ts'
import { saveBytes } from './save-source.ts'
import { openSource, type SourceFile } from './source-file.ts'
import { sourceScreens } from './source-screen.ts'

/**
 * Puts back what a file was before it was saved. What stands in the editor is saved first, and what is
 * replaced is kept like any other, so that this loses nothing either.
 */
export function versionRoutes(settings: AppSettings, notices: Notices): Hono {
  const { workspace } = settings
  const { root } = workspace
  const { known } = issueLookup(settings)
  const { saveTyped } = sourceScreens(settings, notices)
  const app = new Hono()

  app.post('/issues/:id/versions', async (c) => {
    const issueId = await known(c)
    if (issueId === undefined) return fault(c, settings, 404, 'notFound')
    const form = await readForm(c)
    const typed = await saveTyped(c, issueId, form)
    if (typed.kind === 'stopped') return typed.page
    const opened = openSource(root, form.text('file'))
    if (opened.kind === 'refused') return fault(c, settings, 400, opened.why)
    const name = notices.add(await putBack(opened.source, form.text('kept')))
    const page = sourceHref(issueId, { file: opened.source.file })
    return c.redirect(`${page}&${new URLSearchParams({ notice: name })}#notice`, 303)
  })

  return app

  async function putBack({ file, text, version }: SourceFile, id: string): Promise<Notice> {
    const kept = keptVersions(root, file).find((one) => one.id === id)
    if (kept === undefined) return { kind: 'forgotten' }
    const saved = await saveBytes(root, file, kept.bytes, version)
    if (saved.kind === 'conflict') return { kind: 'forgotten' }
    if (saved.kind === 'refused') return { kind: 'failed', why: saved.why }
    workspace.changed([file])
    const at = momentWords(kept.at, workspace.config().zone, workspace.text())
    return { kind: 'restored', at, change: { file, before: text, version: saved.version } }
  }
}
