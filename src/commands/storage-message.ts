import { relative } from 'node:path'
import { DatabaseOfOtherVersion } from '../store/migrate.ts'
import { DatabaseMoved } from '../store/open-database.ts'
import { AddressParameterRefused, storageFault } from '../store/storage-fault.ts'
import type { Text } from '../text/text.ts'

/** What to tell when an error comes from the disk or the database; undefined when it does not. */
export function storageMessage(
  error: unknown,
  root: string,
  text: Text,
): { message: string; whatNow: string } | undefined {
  const words = text.commands.storage
  if (error instanceof DatabaseMoved) return words.moved
  if (error instanceof DatabaseOfOtherVersion) return words['other-version']
  if (error instanceof AddressParameterRefused) {
    const { message, whatNow } = words.parameter
    return { message: message(error.parameter), whatNow }
  }
  const fault = storageFault(error)
  if (fault === undefined) return undefined
  const { whatNow } = words[fault.kind]
  if (fault.kind !== 'closed') return { message: words[fault.kind].message, whatNow }
  const shown = fault.path === undefined ? 'data/rondbrief.db' : relative(root, fault.path)
  return { message: words.closed.message(shown.replaceAll('\\', '/')), whatNow }
}
