import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isIssueId } from './issue-id.ts'

export const NEWSLETTERS = 'newsletters'

/** The file that makes a folder an issue, from the root of the project. */
export function issueFile(issueId: string): string {
  return `${NEWSLETTERS}/${issueId}/issue.md`
}

/** Ids of all issues in the project, newest first; none while there is no folder for them yet. */
export async function listIssues(root: string): Promise<string[]> {
  const entries = await readdir(join(root, NEWSLETTERS), { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    },
  )
  return entries
    .filter((entry) => entry.isDirectory() && isIssueId(entry.name))
    .map((entry) => entry.name)
    .sort()
    .reverse()
}
