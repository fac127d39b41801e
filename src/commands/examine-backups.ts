import { stat } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { knownBackups } from '../store/backups.ts'
import { isOnServer } from '../store/open-database.ts'
import { databaseFile } from '../store/store.ts'
import { backupFolderOf } from '../subscribers/daily-backup.ts'
import type { Examined, Finding } from './finding.ts'
import { localMoment } from './restored.ts'

/** Made daily, so that two days without one means that something is wrong. */
const TOO_OLD = 48 * 3_600_000

/** How old the newest backup is, and whether the next one can be made. Reads only. */
export async function examineBackups({ root, env, config, text, now }: Examined): Promise<Finding> {
  const words = text.commands.doctor.backup
  const finding = (state: Finding['state'], found: string, fix?: string): Finding => ({
    subject: 'backup',
    state,
    found,
    ...(fix !== undefined && { fix }),
  })
  if (isOnServer(root, env)) return finding('good', words.onServer)
  if (config === undefined || !existsSync(databaseFile(root))) return finding('good', words.nothing)
  const folder = backupFolderOf(config)
  if (folder === undefined) return finding('attention', words.notSet, words.notSetFix)
  const isThere = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isThere) return finding('fault', words.folderMissing, words.folderMissingFix)
  if (config.secrets.backupKey === undefined) {
    return finding('fault', words.keyMissing, words.keyMissingFix)
  }
  const [newest] = await knownBackups(folder, config.list.id)
  if (newest === undefined) return finding('attention', words.none, words.oldFix)
  const found = words.newest(
    localMoment(newest.at, config.zone),
    Math.max(0, Math.round((now - newest.at) / 3_600_000)),
  )
  return now - newest.at > TOO_OLD
    ? finding('attention', found, words.oldFix)
    : finding('good', found)
}
