import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { headOf } from './read-backup.ts'

/** `at` is when it was made, epoch milliseconds, as the file itself says. */
export type KnownBackup = { file: string; at: number }

/** The names that we give, and no others: only such a file is ever removed. */
export const BACKUP_NAME = /^rondbrief-\d{4}-\d{2}-\d{2}T\d{6}Z(-\d+)?\.backup$/

/** `rondbrief-2026-11-28T050203Z.backup`: in UTC, so that names sort as time goes. */
export function backupName(now: number, nth: number): string {
  const moment = new Date(now).toISOString().slice(0, 19).replaceAll(':', '')
  return `rondbrief-${moment}Z${nth === 1 ? '' : `-${nth}`}.backup`
}

/** The backups of this list in a folder, newest first; none when the folder cannot be read. */
export async function knownBackups(folder: string, list: string): Promise<KnownBackup[]> {
  const names = await readdir(folder).catch(() => [])
  const found: KnownBackup[] = []
  for (const name of names.filter((one) => BACKUP_NAME.test(one))) {
    const file = join(folder, name)
    const start = await headOf(file).catch(() => undefined)
    if (start?.head.list === list) found.push({ file, at: Date.parse(start.head.at) })
  }
  return found.sort((one, other) => other.at - one.at)
}

/** Removes those made before `before`, but never the newest: an old backup is better than none. */
export async function removeOldBackups(
  folder: string,
  list: string,
  { before, dryRun }: { before: number; dryRun: boolean },
): Promise<number> {
  const old = (await knownBackups(folder, list)).slice(1).filter(({ at }) => at <= before)
  if (!dryRun) for (const { file } of old) await rm(file, { force: true })
  return old.length
}
