import type { JobEnd } from '../dispatch/background.ts'
import type { Look } from '../dispatch/look-at-issue.ts'
import type { Progress } from '../dispatch/progress.ts'
import { formatNumber } from '../render/format.ts'
import type { Text } from '../text/text.ts'
import { momentOf } from './moment.ts'
import { reasonWords } from './send-report.ts'

/** What the daemon made of an issue, as one dated line for the window that `start` runs in. */
export function daemonNews(
  issueId: string,
  look: Exclude<Look, { kind: 'nothing' }>,
  at: number,
  zone: string,
  text: Text,
): string {
  return text.commands.start.news.line(momentOf(at, zone, text), issueId, said(look, text))
}

/** What became of what somebody started on a screen, likewise. */
export function backgroundNews(
  issueId: string,
  end: JobEnd,
  at: number,
  zone: string,
  text: Text,
): string {
  const { news } = text.commands.start
  const words = (): string => {
    switch (end.kind) {
      case 'ran':
        return said({ ...end, kind: 'sent', lateMs: 0 }, text)
      case 'begun':
      case 'changed':
      case 'differs':
        return text.dispatchPage.doing[end.kind]
      case 'disk-short':
        return text.commands.storage.full.message
      case 'not-started':
        return text.dispatchPage.doing.notStarted
      case 'locked':
      case 'restored':
      case 'secret-lost':
        return text.dispatchPage.doing[end.kind]
    }
  }
  return news.line(momentOf(at, zone, text), issueId, words())
}

function said(look: Exclude<Look, { kind: 'nothing' }>, text: Text): string {
  const { news } = text.commands.start
  switch (look.kind) {
    case 'missed':
      return news.missed[look.reason]
    case 'blocked':
      return news.blocked(look.problems)
    case 'differs':
    case 'nobody':
    case 'locked':
    case 'disk-short':
    case 'secret-lost':
    case 'restored':
    case 'clock-off':
      return text.screens.dispatch.held[look.kind]
    case 'too-late-to-resume':
      return news.tooLateToResume
    case 'sent':
      return [
        `${counts(look.progress, text)}.`,
        ...(look.end === 'finished' ? [] : [stopped(look, text)]),
        ...(look.lateMs < 60_000 ? [] : [news.late(Math.round(look.lateMs / 60_000))]),
      ].join(' ')
  }
}

function stopped(look: Extract<Look, { kind: 'sent' }>, text: Text): string {
  const words = text.commands.send
  return look.end === 'interrupted'
    ? words.interrupted
    : words.stopped(reasonWords(look.reason ?? '', text))
}

/** `58 van 60 verstuurd, 2 mislukt`. */
function counts(progress: Progress, text: Text): string {
  const words = text.commands.send
  const number = (value: number) => formatNumber(value, text)
  const others = (['failed', 'skipped', 'unsure', 'notSent', 'underWay', 'waiting'] as const)
    .filter((part) => progress[part] > 0)
    .map((part) => `${number(progress[part])} ${words.parts[part]}`)
  return [words.progress(number(progress.sent), number(progress.total)), ...others].join(', ')
}
