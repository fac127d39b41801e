import { relative } from 'node:path'
import { DatabaseMoved } from '../store/open-database.ts'
import { storageFault } from '../store/storage-fault.ts'
import type { Text } from '../text/text.ts'

/** What to tell when an error comes from the disk or the database; undefined when it does not. */
export function storageMessage(
  error: unknown,
  root: string,
  text: Text,
): { message: string; whatNow: string } | undefined {
  if (error instanceof DatabaseMoved) return text.commands.storage.moved
  const fault = storageFault(error)
  if (fault === undefined) return undefined
  const words = text.commands.storage
  const { whatNow } = words[fault.kind]
  if (fault.kind !== 'closed') return { message: words[fault.kind].message, whatNow }
  const shown = fault.path === undefined ? 'data/rondbrief.db' : relative(root, fault.path)
  return { message: words.closed.message(shown.replaceAll('\\', '/')), whatNow }
}
