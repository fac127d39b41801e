import { resolve } from 'node:path'
import type { Config } from '../config.ts'
import { removeOldBackups } from '../store/backups.ts'
import { removeKeptDatabases } from '../store/kept-databases.ts'
import type { Store } from '../store/store.ts'
import { moveAlongToday } from './move-along.ts'
import { runRetention, type RetentionCounts } from './retention.ts'

/** What is kept no longer, in the database and beside it. */
export type UpkeepCounts = RetentionCounts & { backups: number }

const DAY = 24 * 3_600_000

/** What has to be done every day; a dry run counts it and changes nothing. */
export async function dailyUpkeep(
  config: Pick<Config, 'root' | 'zone' | 'retention' | 'backupFolder' | 'list'>,
  store: Store,
  { now, dryRun }: { now: number; dryRun: boolean },
): Promise<UpkeepCounts> {
  // A term may end while a process goes on for weeks.
  if (!dryRun) await moveAlongToday(store, config, now)
  const counts = await runRetention(store, config.retention, { now, dryRun })
  const which = { before: now - config.retention.backups * DAY, dryRun }
  const folder = config.backupFolder && resolve(config.root, config.backupFolder)
  const backups =
    (folder === undefined ? 0 : await removeOldBackups(folder, config.list.id, which)) +
    (store.folder === undefined ? 0 : await removeKeptDatabases(store.folder, which))
  return { ...counts, backups }
}
