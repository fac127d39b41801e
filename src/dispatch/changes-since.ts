import { sentencesIn } from '../check/sentences.ts'
import { asWritten } from '../render/recipient-field.ts'
import type { Rendered } from '../render/rendered.ts'
import type { Database } from '../store/store.ts'
import { WHOLE } from './scheduled.ts'

/** What the words of an issue were and are, as far as they differ: sentences, in the order of the mail. */
export type Changes = { gone: string[]; come: string[] }

/** Since this dispatch was scheduled. Both are empty where only the looks or the readers changed. */
export async function changesSince(
  db: Database,
  dispatchId: string,
  now: Pick<Rendered, 'subject' | 'preheader' | 'text'>,
): Promise<Changes> {
  const then = await db
    .selectFrom('variant')
    .select(['subject', 'preheader', 'text'])
    .where('dispatch_id', '=', dispatchId)
    .where('key', '=', WHOLE)
    .executeTakeFirst()
  return then === undefined ? { gone: [], come: [] } : changes(then, now)
}

type Words = Pick<Rendered, 'subject' | 'preheader' | 'text'>

export function changes(then: Words, now: Words): Changes {
  const [before, after] = [sentences(then), sentences(now)]
  return {
    gone: before.filter((one) => !after.includes(one)),
    come: after.filter((one) => !before.includes(one)),
  }
}

/** Lines are broken anew where a word is added; the words say what changed. */
function sentences({ subject, preheader, text }: Words): string[] {
  return [subject, preheader, ...asWritten(text).split(/\n\s*\n/)]
    .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim())
    .flatMap((paragraph) => sentencesIn(paragraph).map((one) => one.text.trim()))
    .filter((one) => one !== '')
}
