import type { Context } from 'hono'
import { byImportance, type Problem } from '../problem.ts'
import { show, type AppSettings } from './answer.ts'
import type { Notices } from './notices.ts'
import { actionsOn } from './problem-actions.ts'
import { isLastProblem, leftOf, nextProblem, type At } from './problems-left.ts'
import { missingPictures, picturesOf } from './pictures.ts'
import type { Form } from './public/form.ts'
import { everyProblem } from './requested-checks.ts'
import { sourcePage, type SourceScreen } from './screens/source.ts'
import { shownVersions } from './shown-versions.ts'
import { saveSource } from './save-source.ts'

/** What became of the text that a form brought along. */
export type Typed =
  /** It brought none. */
  | { kind: 'none' }
  | { kind: 'saved'; version: string }
  /** Nothing was written: the page gives the words back and says why. */
  | { kind: 'stopped'; page: Response }

/** What every route about one file works with. */
export function sourceScreens(settings: AppSettings, notices: Notices) {
  const { workspace, requested } = settings
  return { screenOf, saveTyped, nextOf }

  async function screenOf(
    c: Context,
    issueId: string,
    source: SourceScreen['source'],
    state: SourceScreen['state'],
  ): Promise<SourceScreen> {
    const inspection = await workspace.inspect(issueId)
    return {
      issueId,
      issueTitle: inspection.issue?.title || issueId,
      source,
      line: positive(c.req.query('line')),
      column: positive(c.req.query('column')),
      problems: everyProblem(requested, inspection)
        .filter(({ file }) => file === source.file)
        .toSorted(byImportance),
      left: leftOf(await problemsOf(issueId)),
      versions: source.editable ? shownVersions(workspace.root, source) : [],
      pictures: takesPictures(source.file) ? await picturesOf(workspace.root, issueId) : undefined,
      missing: missingPictures(inspection.problems, issueId),
      zone: workspace.config().zone,
      state,
      version: workspace.version(issueId),
      notice: notices.shown(c.req.query('notice')),
      actions: actionsOn(workspace.root),
      text: workspace.text(),
    }
  }

  /** Saves what stands in the editor, as every button beside it does first. */
  async function saveTyped(c: Context, issueId: string, form: Form): Promise<Typed> {
    const [file, version] = [form.text('file'), form.text('version')]
    // A file may be emptied, but not by a form that says nothing of its text.
    const [mine] = form.all('text')
    if (file === '' || version === '' || mine === undefined) return { kind: 'none' }
    const saved = await saveSource(workspace.root, file, mine, version)
    if (saved.kind === 'saved') {
      workspace.changed([file])
      return saved
    }
    if (saved.kind === 'conflict') {
      const screen = await screenOf(c, issueId, saved.current, { kind: 'conflict', mine })
      return { kind: 'stopped', page: await show(c, sourcePage(screen), 409) }
    }
    // Whatever went wrong on disk, the words somebody typed come back on the page.
    const why = workspace.text().screens.source.failed[saved.why]
    const shown = { file, text: mine, version, editable: saved.why !== 'read-only' }
    const screen = await screenOf(c, issueId, shown, { kind: 'failed', why, mine })
    return { kind: 'stopped', page: await show(c, sourcePage(screen), 400) }
  }

  async function nextOf(issueId: string, at: At): Promise<{ next: At | undefined; last: boolean }> {
    const problems = await problemsOf(issueId)
    return { next: nextProblem(problems, at), last: isLastProblem(problems, at) }
  }

  /** Those that the page of the issue counts. */
  async function problemsOf(issueId: string): Promise<Problem[]> {
    const inspection = await workspace.inspect(issueId)
    return [...inspection.problems, ...(await workspace.messageProblems(inspection))]
  }
}

/** A line or column as an address or a form gives it. */
export function positive(given: string | undefined): number | undefined {
  const number = Number.parseInt(given ?? '', 10)
  return number > 0 ? number : undefined
}

/** Only a text of an issue shows pictures. */
function takesPictures(file: string): boolean {
  return file.startsWith('newsletters/') && file.endsWith('.md')
}
