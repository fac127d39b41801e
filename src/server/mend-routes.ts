import { Hono, type Context } from 'hono'
import { applyFix, fixFor } from '../check/fix/fix-problem.ts'
import type { Fix } from '../check/fix/fix.ts'
import { suffices } from '../content/acceptance.ts'
import { writeAcceptance } from '../content/write-acceptance.ts'
import { isIssueId } from '../issue/issue-id.ts'
import type { Place, Problem } from '../problem.ts'
import { fault, type AppSettings } from './answer.ts'
import type { Notice, Notices } from './notices.ts'
import { previewQuery, previewView } from './preview-view.ts'
import { readForm, type Form } from './public/form.ts'
import { sameProblem } from './problem-actions.ts'
import { sourceHref } from './problem-list.ts'
import { everyProblem } from './requested-checks.ts'
import { saveSource } from './save-source.ts'
import { openSource } from './source-file.ts'
import { sourceScreens } from './source-screen.ts'

/**
 * The buttons beside a problem: put it right, accept it with a reason, and undo either. Each saves first
 * what stands in the editor, looks at the problem and the file as they are then, and changes nothing
 * more when they are not what the page showed.
 */
export function mendRoutes(settings: AppSettings, notices: Notices): Hono {
  const { workspace, requested } = settings
  const { root } = workspace
  const { saveTyped } = sourceScreens(settings, notices)
  const app = new Hono()

  app.post('/issues/:id/fix', async (c) => {
    const asked = await problemOf(c)
    if (asked === undefined) return fault(c, settings, 400, 'form')
    if ('stopped' in asked) return asked.stopped
    const { found } = asked
    let fix: Fix | undefined
    const notice = await changed(
      found,
      (text) => {
        fix = found && fixFor(text, found)
        return fix && applyFix(text, fix)
      },
      'fixed',
    )
    // Where something is left to type, there.
    return notice.kind === 'fixed' && fix?.caret !== undefined
      ? toSource(c, asked, { ...notice, toFill: true }, { file: notice.change.file, ...fix.caret })
      : back(c, asked, notice)
  })

  app.post('/issues/:id/accept', async (c) => {
    const asked = await problemOf(c)
    if (asked === undefined) return fault(c, settings, 400, 'form')
    if ('stopped' in asked) return asked.stopped
    const { found, form } = asked
    const reason = form.text('reason').trim()
    if (reason === '') return back(c, asked, { kind: 'reason' })
    if (!suffices(reason, form.text('code'))) return back(c, asked, { kind: 'reasonShort' })
    const write = (text: string) => found && writeAcceptance(text, found, reason)
    return back(c, asked, await changed(found, write, 'accepted'))
  })

  app.post('/issues/:id/undo', async (c) => {
    const form = await readForm(c)
    const issueId = c.req.param('id')
    const notice = notices.get(form.text('notice'))
    if (notice === undefined || !('change' in notice) || !isIssueId(issueId)) {
      return fault(c, settings, 400, 'form')
    }
    const typed = await saveTyped(c, issueId, form)
    if (typed.kind === 'stopped') return typed.page
    const { file, before, version } = notice.change
    const saved = await saveSource(root, file, before, version)
    if (saved.kind === 'saved') workspace.changed([file])
    return back(
      c,
      { issueId, form },
      saved.kind === 'saved'
        ? { kind: 'undone', file }
        : saved.kind === 'conflict'
          ? { kind: 'moved' }
          : { kind: 'failed', why: saved.why },
      file,
    )
  })

  return app

  type Asked = { issueId: string; form: Form; found?: Problem | undefined }

  async function problemOf(c: Context): Promise<Asked | { stopped: Response } | undefined> {
    const issueId = c.req.param('id')
    if (issueId === undefined || !isIssueId(issueId)) return undefined
    if (!(await workspace.issues()).includes(issueId)) return undefined
    const form = await readForm(c)
    if (form.text('code') === '') return undefined
    const typed = await saveTyped(c, issueId, form)
    if (typed.kind === 'stopped') return { stopped: typed.page }
    const inspection = await workspace.inspect(issueId)
    const built = await workspace.messageProblems(inspection)
    const problems = [...everyProblem(requested, inspection), ...built]
    return { issueId, form, found: sameProblem(problems, form, typed.kind === 'saved') }
  }

  async function changed(
    found: Problem | undefined,
    edit: (text: string) => string | undefined,
    kind: 'fixed' | 'accepted',
  ): Promise<Notice> {
    if (found?.file === undefined) return { kind: 'gone' }
    const { file } = found
    const opened = openSource(root, file)
    if (opened.kind === 'refused') return { kind: 'failed', why: opened.why }
    const { text, version } = opened.source
    const after = edit(text)
    if (after === undefined)
      return kind === 'accepted' ? { kind: 'byHand', file } : { kind: 'gone' }
    const saved = await saveSource(root, file, after, version)
    if (saved.kind === 'conflict') return { kind: 'gone' }
    if (saved.kind === 'refused') return { kind: 'failed', why: saved.why }
    workspace.changed([file])
    // As text it is what it was: there is nothing to go back to.
    if (after === text) return { kind: 'resaved', file }
    const change = { file, before: text, version: saved.version }
    return { kind, line: found.line ?? 1, change }
  }

  function toSource(c: Context, { issueId }: Asked, notice: Notice, place: Place): Response {
    const query = new URLSearchParams({ notice: notices.add(notice) })
    return c.redirect(`${sourceHref(issueId, place)}&${query}`, 303)
  }

  /** To the page that the button was on: the file, the preview, or the issue with all its problems. */
  async function back(
    c: Context,
    { issueId, form }: Asked,
    notice: Notice,
    file = form.text('file'),
  ): Promise<Response> {
    const [page, query] = await shownOn(form, file)
    query.set('notice', notices.add(notice))
    return c.redirect(`/issues/${issueId}${page}?${query}#notice`, 303)
  }

  async function shownOn(form: Form, file: string): Promise<[page: string, URLSearchParams]> {
    switch (form.text('back')) {
      case 'source':
        return file === ''
          ? ['', new URLSearchParams()]
          : ['/source', new URLSearchParams({ file })]
      case 'preview': {
        const { segments } = await workspace.segments()
        const ids = segments.map(({ id }) => id)
        const view = previewView(new URLSearchParams(form.text('view')), ids)
        return ['/preview', new URLSearchParams(previewQuery(view))]
      }
      default:
        return ['', new URLSearchParams()]
    }
  }
}
