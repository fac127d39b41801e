import { noticeTrouble } from '../subscribers/notice-trouble.ts'
import type { Examined, Finding } from './finding.ts'
import { readingDatabase } from './examine-ledger.ts'

/** Whether the mails that answer one person left. Reads only. */
export async function examineNotices(examined: Examined): Promise<Finding> {
  const { text, now } = examined
  const words = text.commands.keeping.notices
  const good: Finding = { subject: 'notices', state: 'good', found: words.good }
  return readingDatabase(examined, good, async (db) => {
    const trouble = await noticeTrouble({ db }, now)
    if (trouble === undefined) return good
    const found = words.counts(trouble)
    return { subject: 'notices', state: 'attention', found, fix: words.whatNow(trouble) }
  })
}
