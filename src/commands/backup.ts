import { resolve } from 'node:path'
import { formatNumber } from '../render/format.ts'
import { isOnServer } from '../store/open-database.ts'
import { backupFolderOf, makeBackup } from '../subscribers/daily-backup.ts'
import { exit, type Command } from './command.ts'
import { openProject } from './open-project.ts'
import { refuse } from './refuse.ts'

/**
 * Writes an encrypted copy of the database to a folder. Exit codes: 0 made, 2 no folder given,
 * 3 settings, key, disk or database.
 */
export const backup: Command = {
  name: 'backup',
  arguments: [],
  options: {
    to: { type: 'string', help: (text) => text.commands.backup.options.to },
    plain: { type: 'boolean', help: (text) => text.commands.backup.options.plain },
  },
  async run(invocation) {
    const { root, env, text, json, options, print, tell, now } = invocation
    const words = text.commands.backup
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { config } = opened.project
    if (isOnServer(root, env)) {
      return refuse(invocation, exit.environment, words.onServer, words.onServerWhatNow)
    }
    const { to } = options
    const folder = typeof to === 'string' ? resolve(root, to) : backupFolderOf(config)
    if (folder === undefined) {
      return refuse(invocation, exit.usage, words.noFolder, words.noFolderWhatNow)
    }
    const plain = options['plain'] === true
    const made = await makeBackup(config, { folder, plain, now: now() })
    if (made.kind !== 'written') {
      const { found, whatNow } = words.failed[made.kind]
      return refuse(invocation, exit.environment, found, whatNow)
    }
    const { file, bytes, encrypted } = made
    if (json) {
      print(JSON.stringify({ schema: 1, ok: true, file, bytes, encrypted }))
      return exit.good
    }
    const megabytes = formatNumber(Math.max(0.1, Math.round(bytes / 100_000) / 10), text)
    print(words.written(file, megabytes))
    tell(words.readBack)
    tell(encrypted ? words.keyNote : words.plainNote)
    return exit.good
  },
}
