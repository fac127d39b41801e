import type { Text } from '../../text/text.ts'
import type { IssueSummary } from '../issue-summary.ts'
import { momentWords } from '../moments.ts'

/**
 * When the issue went, or was planned to go, also where it does not because it was changed since. Once it
 * has begun, the moment that was planned no longer matters.
 */
export function sendingMoment(
  { sending, planned }: Pick<IssueSummary, 'sending' | 'planned'>,
  zone: string,
  text: Text,
): string | undefined {
  const t = text.screens.issue
  if (sending?.finished !== undefined) return t.sentOn(momentWords(sending.finished, zone, text))
  if (sending) return t.sendingSince(momentWords(sending.began, zone, text))
  return planned && momentWords(planned.at, zone, text)
}
