import { resolve } from 'node:path'
import type { Config } from '../config.ts'
import { knownBackups } from '../store/backups.ts'
import { databaseFile } from '../store/store.ts'
import { writeBackup, type BackupWritten } from '../store/write-backup.ts'

type Settings = Pick<Config, 'root' | 'backupFolder' | 'list' | 'secrets'>

const DAY = 24 * 3_600_000

/** A backup when the newest is a day old; undefined when none is due, or no folder is set. */
export async function dailyBackup(
  config: Settings,
  now: number,
): Promise<BackupWritten | undefined> {
  const folder = backupFolderOf(config)
  if (folder === undefined) return undefined
  const [newest] = await knownBackups(folder, config.list.id)
  return newest !== undefined && now - newest.at < DAY
    ? undefined
    : makeBackup(config, { folder, plain: false, now })
}

export function makeBackup(
  { root, list, secrets }: Settings,
  given: { folder: string; plain: boolean; now: number },
): Promise<BackupWritten> {
  const key = secrets.backupKey
  return writeBackup({ ...given, database: databaseFile(root), list: list.id, key })
}

/** Absolute; undefined when none is set. */
export function backupFolderOf({
  root,
  backupFolder,
}: Pick<Config, 'root' | 'backupFolder'>): string | undefined {
  return backupFolder === undefined ? undefined : resolve(root, backupFolder)
}
