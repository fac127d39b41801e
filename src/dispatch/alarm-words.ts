import { formatNumber } from '../render/format.ts'
import type { Text } from '../text/text.ts'
import type { Alarm } from './alarms.ts'

/** An alarm in words, with its issue, and what to do about it; the same everywhere it shows. */
export function alarmWords(
  { kind, issueId, level }: Alarm,
  text: Text,
): { title: string; fix: string } {
  const words = text.alarms
  const { title, fix } = words.kinds[kind](formatNumber(level, text), level)
  return { title: issueId === undefined ? title : words.ofIssue(issueId, title), fix }
}
