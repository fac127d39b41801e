import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { acquireBothLocks } from '../dispatch/process-lock.ts'
import { formatNumber } from '../render/format.ts'
import { isStarted } from '../server/running.ts'
import { MOVED } from '../store/kept-databases.ts'
import { movable, moveToPostgres, type TableContents } from '../store/move-to-postgres.ts'
import { databaseUrl, movedMark } from '../store/open-database.ts'
import { openPostgres } from '../store/postgres.ts'
import { databaseFile } from '../store/store.ts'
import { openList } from '../subscribers/open-list.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { openProject } from './open-project.ts'
import { refuse } from './refuse.ts'

/**
 * Moves the whole database of a project to PostgreSQL; a rehearsal without --yes-really. Exit codes:
 * 0 moved or shown, 2 nothing to move, 3 settings, in use, or a database that is not empty.
 */
export const moveToPostgresCommand: Command = {
  name: 'move-to-postgres',
  arguments: [],
  options: {
    'yes-really': { type: 'boolean', help: (text) => text.commands.move.options.yesReally },
  },
  async run(invocation) {
    const { root, env, text } = invocation
    const words = text.commands.move
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const url = databaseUrl(env)
    if (url === undefined) {
      return refuse(invocation, exit.environment, words.noServer, words.noServerWhatNow)
    }
    if (!existsSync(databaseFile(root))) {
      return refuse(invocation, exit.usage, words.nothing, words.nothingWhatNow)
    }
    if (existsSync(movedMark(root))) {
      // An earlier move read everything back, and stopped at the very last step.
      invocation.tell(words.kept(relative(root, putAway(root)).replaceAll('\\', '/')))
      return exit.good
    }
    // Its pages and its clock would go on with the file that is put away.
    const locks = (await isStarted(root)) ? undefined : acquireBothLocks(root)
    if (locks === undefined) {
      return refuse(invocation, exit.environment, words.inUse, words.inUseWhatNow)
    }
    try {
      return await move(url, invocation)
    } finally {
      locks.release()
    }
  },
}

async function move(url: string, invocation: Invocation): Promise<ExitCode> {
  const { root, env, text, json, options, print, tell } = invocation
  const words = text.commands.move
  // Its own file, whatever the environment says: this is the list that moves.
  const from = await openList(root, { ...env, RONDBRIEF_DATABASE_URL: '' })
  try {
    if (from.kind !== 'sqlite') throw new Error('The own file of a project is SQLite')
    if (options['yes-really'] !== true) {
      const tables = movable(from)
      if (json) print(JSON.stringify({ schema: 1, ok: true, moved: false, tables }))
      else for (const line of [words.heading, ...counts(tables, invocation)]) print(line)
      tell(words.notYet)
      tell(text.commands.whatNow(words.notYetWhatNow))
      return exit.good
    }
    const to = await openPostgres(url, join(root, 'data'))
    try {
      const moved = await moveToPostgres(from, to)
      if (moved.kind === 'not-empty') {
        return refuse(invocation, exit.environment, words.notEmpty, words.notEmptyWhatNow)
      }
      await from.close()
      const kept = putAway(root)
      if (json) print(JSON.stringify({ schema: 1, ok: true, moved: true, tables: moved.tables }))
      else for (const line of counts(moved.tables, invocation)) print(line)
      const rows = moved.tables.reduce((sum, table) => sum + table.rows, 0)
      tell(words.done(formatNumber(rows, text)))
      tell(words.kept(relative(root, kept).replaceAll('\\', '/')))
      tell(text.commands.whatNow(words.doneWhatNow))
      return exit.good
    } finally {
      await to.close()
    }
  } finally {
    await from.close()
  }
}

/** First the mark: from then on nobody begins a new list here, wherever this stops. */
function putAway(root: string): string {
  const kept = join(root, 'data', MOVED.database)
  writeFileSync(movedMark(root), '', { mode: 0o600, flush: true })
  renameSync(databaseFile(root), kept)
  return kept
}

function counts(tables: TableContents[], { text }: Invocation): string[] {
  const filled = tables.filter(({ rows }) => rows > 0)
  const numbers = filled.map(({ rows }) => formatNumber(rows, text))
  const width = Math.max(0, ...numbers.map((number) => number.length))
  return filled.map(({ table }, index) => `  ${numbers[index]?.padStart(width)}  ${table}`)
}
