import type { Config } from '../config.ts'
import type { Text } from '../text/text.ts'
import type { Correction } from './issue.ts'
import { listIssues, NEWSLETTERS } from './list-issues.ts'
import { loadIssue } from './load-issue.ts'
import { createFolder, type MadeIssue } from './make-issue.ts'
import { comment, lines } from './new-issue.ts'

export type MadeCorrection =
  | Exclude<MadeIssue, { kind: 'made' }>
  | { kind: 'made'; id: string; file: string }

/**
 * Makes the issue that puts another right: a folder of its own with a head that says whom it is for,
 * and room for what was wrong. What nobody has written yet is reported until somebody does.
 */
export async function makeCorrection(
  config: Config,
  text: Text,
  corrects: Correction,
): Promise<MadeCorrection> {
  const taken = await listIssues(config.root)
  const { issue } = await loadIssue(config, corrects.issueId)
  const id = freeId(corrects.issueId, text.commands.correction.suffix, taken)
  const folder = `${NEWSLETTERS}/${id}`
  const title = issue?.title ?? corrects.issueId
  const content = issueFile(corrects, title, text)
  const made = await createFolder(config.root, folder, [{ path: 'issue.md', content }])
  return made.kind === 'made' ? { kind: 'made', id, file: `${folder}/issue.md` } : made
}

function issueFile({ issueId, version, unsure }: Correction, title: string, text: Text): string {
  const { comments, titleOf, preheader } = text.commands.correction
  return lines(
    '---',
    comments.head.map(comment),
    `title: ${JSON.stringify(titleOf(title))}`,
    '',
    comments.subject.map(comment),
    `subject: ${JSON.stringify(titleOf(title))}`,
    `preheader: ${JSON.stringify(preheader(title))}`,
    '',
    comments.corrects.map(comment),
    `corrects: ${issueId}`,
    // Quoted: a hash of digits alone would be a number, and one like 12345e67 an enormous one.
    version === undefined ? [] : `corrects_version: "${version}"`,
    unsure ? 'corrects_unsure: true' : [],
    '---',
    '',
  )
}

/** `2023-03-correctie`, and `2023-03-correctie-2` where that is taken. */
function freeId(issueId: string, suffix: string, taken: readonly string[]): string {
  const base = `${issueId.slice(0, 25)}-${suffix}`.replaceAll(/-{2,}/g, '-')
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!taken.includes(id)) return id
  }
}
