import type { Text } from '../../text/text.ts'
import type { IssueSummary } from '../issue-summary.ts'
import { momentWords } from '../moments.ts'

/** When the issue went, or will go. Once it has begun, the moment that was planned no longer matters. */
export function sendingMoment(
  { sending, dueAt }: Pick<IssueSummary, 'sending' | 'dueAt'>,
  zone: string,
  text: Text,
): string | undefined {
  const t = text.screens.issue
  if (sending?.finished !== undefined) return t.sentOn(momentWords(sending.finished, zone, text))
  if (sending) return t.sendingSince(momentWords(sending.began, zone, text))
  return dueAt === undefined ? undefined : momentWords(dueAt, zone, text)
}
