import { join } from 'node:path'
import type { Preparation } from '../dispatch/prepare.ts'
import { SENDGRID_URL } from '../dispatch/transports/sendgrid.ts'
import { formatNumber } from '../render/format.ts'
import { countProblems } from './print-problem.ts'
import type { Session } from './send-session.ts'

/** The dry run: who would get what, who would not and why, and the one command that sends it. */
export function printPlan(prepared: Preparation, session: Session, next: string): void {
  const { print, text } = session.invocation
  const words = text.commands.send
  const number = (value: number) => formatNumber(value, text)
  const { count: total, excluded } = prepared.audience
  print(words.dryRun(prepared.issue?.title ?? prepared.issueId))
  print('')
  print(words.total(number(total), total))
  const corrects = prepared.issue?.corrects
  if (corrects !== undefined) print(text.dispatchPage.correction.goesTo(corrects.issueId))
  for (const { title, count } of prepared.segments) print(words.segment(title, number(count)))
  const together = prepared.segments.reduce((sum, { count }) => sum + count, 0)
  if (together > total) print(words.overlap)
  if (excluded.length > 0) {
    print('')
    print(words.excludedHeading(number(excluded.reduce((sum, { count }) => sum + count, 0))))
    for (const { reason, count } of excluded) {
      print(words.segment(words.excluded[reason], number(count)))
    }
  }
  print('')
  const editions = prepared.editions.filter((edition) => edition.count > 0)
  print(words.variantsHeading(editions.length))
  for (const { variant, count } of editions) {
    print(words.variant(number(count), count, variant.items.length))
  }
  print('')
  print(text.commands.check.summary(countProblems(prepared.problems)))
  print(way(session))
  print(words.next(next))
}

/** The first JSON line of `send --json`. */
export function planObject(prepared: Preparation, next: string): object {
  return {
    schema: 1,
    type: 'plan',
    issue: prepared.issueId,
    blocked: prepared.blocked,
    recipients: prepared.audience.count,
    segments: prepared.segments,
    excluded: prepared.audience.excluded,
    variants: prepared.editions.map(({ variant, count }) => ({
      key: variant.key,
      items: variant.items.length,
      recipients: count,
    })),
    problems: countProblems(prepared.problems),
    next,
  }
}

function way({ config, invocation }: Session): string {
  const { via } = invocation.text.commands.send
  switch (config.transport) {
    case 'file':
      return via.file(join('data', 'outbox', invocation.positionals[0] ?? ''))
    case 'smtp':
      return via.smtp(config.smtp?.host ?? '')
    case 'sendgrid':
      return via.sendgrid(new URL(SENDGRID_URL[config.sendgrid.region]).host)
  }
}
