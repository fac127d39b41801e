import { join } from 'node:path'
import { alarms } from '../dispatch/alarms.ts'
import { alarmWords } from '../dispatch/alarm-words.ts'
import { checkInvariants } from '../dispatch/invariants.ts'
import { openForReading, type Readable } from '../store/open-for-reading.ts'
import { storageFault } from '../store/storage-fault.ts'
import type { Database } from '../store/store.ts'
import type { Examined, Finding } from './finding.ts'

/** Whether every recipient of every dispatch is accounted for, and what alarms are open. Reads only. */
export async function examineLedger(examined: Examined): Promise<Finding> {
  const { root, text, now } = examined
  const words = text.commands.doctor.ledger
  const good: Finding = { subject: 'ledger', state: 'good', found: words.good }
  return readingDatabase(examined, good, async (db) => {
    const broken = await checkInvariants({ db })
    const open = (await alarms({ db, folder: join(root, 'data') }, now)).filter(({ seen }) => !seen)
    const said = open.map((alarm) => alarmWords(alarm, text))
    const found = [
      ...new Set(broken.map(({ invariant }) => words.broken[invariant])),
      ...said.map(({ title }) => title.replace(/\.$/, '')),
    ].join('; ')
    if (broken.length > 0) {
      return { subject: 'ledger', state: 'fault', found, fix: words.brokenFix }
    }
    const [first] = said
    return first === undefined
      ? good
      : { subject: 'ledger', state: 'attention', found, fix: first.fix }
  })
}

/** Reads in the database; `unread` where that cannot be done. */
export async function readingDatabase(
  { root, env }: Pick<Examined, 'root' | 'env'>,
  unread: Finding,
  read: (db: Database) => Promise<Finding>,
): Promise<Finding> {
  let opened: Readable | undefined
  try {
    opened = await openForReading(root, env)
    return await read(opened.db)
  } catch (error) {
    // Not there, damaged, or of an older version that the next command brings up to date: the
    // database itself is a finding of its own.
    if (isOfTheDatabase(error)) return unread
    throw error
  } finally {
    await opened?.close()
  }
}

/** 42P01: a table that an older version does not have. */
function isOfTheDatabase(error: unknown): boolean {
  const { code } = error as { code?: string }
  return code === 'ERR_SQLITE_ERROR' || code === '42P01' || storageFault(error) !== undefined
}
