import { inspectIssue, type Inspection } from '../check/inspect-issue.ts'
import { issueCalendar } from '../issue/issue-calendar.ts'
import { blocks } from '../problem.ts'
import { compileFill } from '../render/fill.ts'
import type { InlineImage, RecipientFields } from '../render/rendered.ts'
import { exit, type Command, type Invocation } from './command.ts'
import { openProject } from './open-project.ts'
import { problemJson, problemList } from './print-problem.ts'
import { replaceFolder, type BuiltFile } from './replace-folder.ts'

/**
 * Writes what an issue becomes to `data/build/<issue>/<variant>/`: `mail.html` and `mail.txt` with
 * sample values for the recipient, and `web/` as it would be published, with its calendar file. What can be made is made;
 * exit code 1 says that sending has to wait.
 */
export const build: Command = {
  name: 'build',
  arguments: ['<editie>'],
  options: {},
  async run(invocation) {
    const { root, text, json, print, tell } = invocation
    const words = text.commands.build
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { config } = opened.project
    const id = invocation.positionals[0] ?? ''
    const inspection = await inspectIssue(config, text, id, opened.project)
    const { issue } = inspection
    if (issue === undefined) {
      for (const line of problemList(inspection.problems, text)) tell(line)
      return inspection.problems.some(({ code }) => code === 'issue/not-found')
        ? exit.usage
        : exit.blocked
    }
    const folder = `data/build/${id}`
    const calendar = issueCalendar(issue, config, text, invocation.now())
    const sample = sampleRecipient(config.publicUrl, id, words)
    const files = filesOf(inspection, sample, calendar)
    try {
      await replaceFolder(root, folder, files)
    } catch (error) {
      tell(words.failed((error as NodeJS.ErrnoException).code ?? String(error)))
      tell(text.commands.whatNow(words.failedWhatNow))
      return exit.environment
    }
    const problems = [...opened.project.problems, ...inspection.problems]
    const blocking = problems.filter(blocks)
    if (json) print(JSON.stringify(resultOf(folder, inspection, files, invocation)))
    else printFiles(folder, inspection, files, invocation)
    if (blocking.length === 0) return exit.good
    for (const line of problemList(blocking, text)) tell(line)
    tell(files.length === 0 ? words.nothing : words.blocked(blocking.length))
    tell(text.commands.whatNow(words.seeCheck(id)))
    return exit.blocked
  },
}

function sampleRecipient(
  publicUrl: string,
  issueId: string,
  words: { sampleSalutation: string; sampleName: string },
): RecipientFields {
  return {
    salutation: words.sampleSalutation,
    name: words.sampleName,
    themesMoved: '',
    unsubscribeUrl: `${publicUrl}/u/voorbeeld`,
    preferencesUrl: `${publicUrl}/p/voorbeeld`,
    webUrl: `${publicUrl}/archive/${issueId}`,
  }
}

function filesOf(
  { editions, problems }: Inspection,
  sample: RecipientFields,
  calendar: string | undefined,
): BuiltFile[] {
  const fillable = !problems.some(
    ({ code }) => code === 'template/unfilled' || code === 'personal/url-unsafe',
  )
  return editions.flatMap(({ variant, rendered }) => {
    const { html, web, images } = rendered
    const files: BuiltFile[] = images.map(({ fileName, bytes }) => ({
      path: `${variant.key}/web/images/${fileName}`,
      bytes,
    }))
    const add = (path: string, content: string) =>
      void files.push({ path: `${variant.key}/${path}`, bytes: Buffer.from(content) })
    if (html !== '' && fillable) {
      const filled = compileFill(rendered)(sample)
      add('mail.html', withPictures(filled.html, images))
      add('mail.txt', filled.text)
    }
    if (web !== '') add('web/index.html', web)
    if (web !== '' && calendar !== undefined) add('web/agenda.ics', calendar)
    return files
  })
}

/** In a mail the pictures travel along under names of their own; a browser finds them in a folder. */
function withPictures(html: string, images: readonly InlineImage[]): string {
  return images.reduce(
    (page, { cid, fileName }) => page.replaceAll(`cid:${cid}`, `web/images/${fileName}`),
    html,
  )
}

function printFiles(
  folder: string,
  { issueId, issue, editions }: Inspection,
  files: readonly BuiltFile[],
  { text, print }: Invocation,
): void {
  const words = text.commands.build
  const all = issue?.items.length ?? 0
  print(words.heading(issueId, issue?.title ?? ''))
  for (const { variant } of editions) {
    print(words.variant(variant.items.length, all))
    for (const { path, bytes } of files.filter((file) => file.path.startsWith(`${variant.key}/`))) {
      print(words.file(`${folder}/${path}`, bytes.length.toLocaleString(text.commands.locale)))
    }
  }
  if (files.length > 0) print(words.sampleNote)
}

function resultOf(
  folder: string,
  { issueId, editions, problems }: Inspection,
  files: readonly BuiltFile[],
  { text }: Invocation,
): object {
  return {
    schema: 1,
    ok: !problems.some(blocks),
    issue: issueId,
    folder,
    variants: editions.map(({ variant }) => ({
      key: variant.key,
      items: variant.items.map(({ partner, slug }) => `${partner}/${slug}`),
    })),
    files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length })),
    problems: problems.map((found) => problemJson(found, text)),
  }
}
