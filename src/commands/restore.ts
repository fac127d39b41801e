import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { acquireBothLocks } from '../dispatch/process-lock.ts'
import { formatNumber } from '../render/format.ts'
import { isStarted } from '../server/running.ts'
import { restoreBackup, type Restored } from '../store/restore-backup.ts'
import { isOnServer } from '../store/open-database.ts'
import { databaseFile } from '../store/store.ts'
import { openList } from '../subscribers/open-list.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { openProject } from './open-project.ts'
import { refuse } from './refuse.ts'
import { localMoment } from './restored.ts'

/**
 * Puts a backup in the place of the database, and ends again what ended since. Exit codes: 0 put back,
 * 1 there is a database and no --replace, 2 no such file, 3 settings, key, disk or the file itself.
 */
export const restore: Command = {
  name: 'restore',
  arguments: ['<bestand>'],
  options: {
    replace: { type: 'boolean', help: (text) => text.commands.backup.restore.options.replace },
  },
  async run(invocation) {
    const { root, env, text, positionals } = invocation
    const words = text.commands.backup.restore
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { config } = opened.project
    if (isOnServer(root, env)) {
      const { onServer, onServerWhatNow } = text.commands.backup
      return refuse(invocation, exit.environment, onServer, onServerWhatNow)
    }
    const file = resolve(root, positionals[0] ?? '')
    if (!existsSync(file)) {
      const typed = String(positionals[0])
      return refuse(invocation, exit.usage, words.noFile(typed), words.noFileWhatNow)
    }
    const locks = (await isStarted(root)) ? undefined : acquireBothLocks(root)
    if (locks === undefined) {
      return refuse(invocation, exit.environment, words['in-use'].found, words['in-use'].whatNow)
    }
    try {
      return await putBack(file, config, invocation)
    } finally {
      locks.release()
    }
  },
}

async function putBack(file: string, config: Config, invocation: Invocation): Promise<ExitCode> {
  const { root, env, text, options, now } = invocation
  const words = text.commands.backup.restore
  const knowsEndings = () => existsSync(join(root, 'data', 'endings.log'))
  const hadEndings = knowsEndings()
  const done = await restoreBackup(file, {
    database: databaseFile(root),
    list: config.list.id,
    key: config.secrets.backupKey,
    replace: options['replace'] === true,
    now: now(),
    // Reading a large backup takes a while, and somebody may have opened the pages since.
    isFree: async () => !(await isStarted(root)),
  })
  if (done.kind === 'occupied') {
    const found = words.occupied(localMoment(done.backupAt, config.zone))
    return refuse(invocation, exit.blocked, found, words.occupiedWhatNow)
  }
  if (done.kind !== 'restored') {
    const { found, whatNow } = words[done.kind]
    return refuse(invocation, exit.environment, found, whatNow)
  }
  // Ends again, before anything else, what this database has forgotten.
  await (await openList(root, env)).close()
  return report(done, hadEndings || knowsEndings(), invocation, config)
}

function report(
  { backupAt, subscribers, keptAs }: Extract<Restored, { kind: 'restored' }>,
  knowsEndings: boolean,
  { root, text, json, print, tell }: Invocation,
  { zone }: { zone: string },
): ExitCode {
  const words = text.commands.backup.restore
  const kept = keptAs && relative(root, keptAs).replaceAll('\\', '/')
  if (json) {
    const backup = new Date(backupAt).toISOString()
    const shown = { backup, subscribers, keptAs: kept ?? null, knowsEndings, sending: false }
    print(JSON.stringify({ schema: 1, ok: true, ...shown }))
    return exit.good
  }
  print(words.done(localMoment(backupAt, zone), formatNumber(subscribers, text)))
  if (kept !== undefined) print(words.keptAs(kept))
  if (knowsEndings) tell(words.ended)
  else {
    tell(words.noEndings)
    tell(text.commands.whatNow(words.noEndingsWhatNow))
  }
  tell(words.off)
  tell(text.commands.whatNow(words.offWhatNow))
  return exit.good
}
