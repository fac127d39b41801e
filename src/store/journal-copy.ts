import { appendFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { JournalRow } from './tables.ts'
import { readOrEmpty } from './read-or-empty.ts'

const journals = ['endings', 'sendings'] as const satisfies JournalRow['journal'][]

/**
 * Makes a journal and its copy in a second place equal again: whichever of the two is the beginning
 * of the other gets the rest. So a copy that could not be reached catches up, and a whole data folder
 * that was put back from a backup learns what it has forgotten. Two files that differ otherwise are
 * of different databases and are left alone. Call it while nobody else can be adding a line.
 *
 * False when the second place cannot be used now. That is no reason to refuse an unsubscription.
 */
export function matchCopies(folder: string, second: string): boolean {
  try {
    for (const journal of journals)
      match(join(folder, `${journal}.log`), join(second, `${journal}.log`))
    return statSync(second).isDirectory()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    return false
  }
}

function match(ours: string, theirs: string): void {
  const [own, other] = [readOrEmpty(ours), readOrEmpty(theirs)]
  if (isBeginning(own, other)) append(ours, other.subarray(own.length))
  else if (isBeginning(other, own)) append(theirs, own.subarray(other.length))
}

function isBeginning(part: Buffer, whole: Buffer): boolean {
  return part.length < whole.length && whole.subarray(0, part.length).equals(part)
}

function append(file: string, bytes: Buffer): void {
  appendFileSync(file, bytes, { mode: 0o600, flush: true })
}
