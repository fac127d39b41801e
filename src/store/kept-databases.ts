import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A database that made room for a backup: `rondbrief-before-2026-11-28T050203Z.db`, in UTC. */
export function keptName(now: number, nth: number): string {
  const moment = new Date(now).toISOString().slice(0, 19).replaceAll(':', '')
  return `rondbrief-before-${moment}Z${nth === 1 ? '' : `-${nth}`}.db`
}

const KEPT_NAME = /^rondbrief-before-(\d{4}-\d{2}-\d{2})T(\d{2})(\d{2})(\d{2})Z(-\d+)?\.db(-wal)?$/

/** What a database is called that moved to a server, and what was written at that moment beside it. */
export const MOVED = { database: 'rondbrief.db.moved', mark: 'moved-to-postgres' }

/** Removes those put aside before `before`: they hold people who were erased since. Gives how many. */
export async function removeKeptDatabases(
  folder: string,
  { before, dryRun }: { before: number; dryRun: boolean },
): Promise<number> {
  const movedAt = await stat(join(folder, MOVED.mark)).then(
    ({ mtimeMs }) => mtimeMs,
    () => Infinity,
  )
  const old = (await readdir(folder)).filter((name) => {
    if (name === MOVED.database) return movedAt <= before
    const [, day, hour, minute, second] = KEPT_NAME.exec(name) ?? []
    return day !== undefined && Date.parse(`${day}T${hour}:${minute}:${second}Z`) <= before
  })
  if (!dryRun) for (const name of old) await rm(join(folder, name), { force: true })
  return old.filter((name) => !name.endsWith('-wal')).length
}
