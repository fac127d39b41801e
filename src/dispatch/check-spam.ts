import type { Inspection } from '../check/inspect-issue.ts'
import type { Config } from '../config.ts'
import { problem, type Problem } from '../problem.ts'
import { askSpamAssassin, type SpamVerdict } from './ask-spamassassin.ts'
import { builtMessages } from './check-message.ts'

/** Fewer points than this say nothing about a message. */
const WORTH_SAYING = 0.1

/**
 * What SpamAssassin on this computer holds against the built messages: the total where it is over its
 * own limit, and each rule that gave points. The first verdict that is none ends it.
 */
export async function checkSpam(
  config: Config,
  inspection: Pick<Inspection, 'issue' | 'editions'>,
  asking: { path: string; signal: AbortSignal },
): Promise<{ problems: Problem[]; trouble: Exclude<SpamVerdict, { kind: 'scored' }> | undefined }> {
  const problems = new Map<string, Problem>()
  const { issue } = inspection
  if (issue === undefined) return { problems: [], trouble: undefined }
  for (const message of await builtMessages(config, inspection)) {
    const verdict = await askSpamAssassin(message, asking)
    if (verdict.kind !== 'scored') return { problems: [...problems.values()], trouble: verdict }
    for (const one of problemsOf(verdict, issue.file)) {
      problems.set(`${one.code} ${one.values['found']}`, one)
    }
  }
  return { problems: [...problems.values()], trouble: undefined }
}

/** The verdict on one message, as problems of the file of its issue. */
export function problemsOf(
  { score, limit, rules }: Extract<SpamVerdict, { kind: 'scored' }>,
  file: string,
): Problem[] {
  const over = score >= limit ? [problem('spam/score', { score, limit }, { file })] : []
  const fired = rules.filter((rule) => rule.score >= WORTH_SAYING)
  return [
    ...over,
    ...fired.map((rule) => problem('spam/rule', { found: rule.name, score: rule.score }, { file })),
  ]
}
