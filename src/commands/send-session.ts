import { commandLine } from '../command-line.ts'
import type { Config } from '../config.ts'
import type { Transport } from '../dispatch/transport.ts'
import { formatNumber } from '../render/format.ts'
import type { Store } from '../store/store.ts'
import type { Invocation } from './command.ts'

/** What the parts of this command share. */
export type Session = {
  invocation: Invocation
  config: Config
  store: Store
  transport: Transport
  issueId: string
}

/** The number of people, typed or given, exactly. */
export async function confirmed(
  { options, text, tell, ask }: Invocation,
  { question, count, next }: { question: string; count: number; next: string },
): Promise<boolean> {
  const words = text.commands.send
  const given = options['count']
  if (typeof given === 'string') {
    if (given === String(count)) return true
    tell(words.wrongCount(given, formatNumber(count, text), count))
    tell(text.commands.whatNow(words.repeatWith(next)))
    return false
  }
  if (ask === undefined) {
    tell(words.noTerminal)
    tell(text.commands.whatNow(words.repeatWith(next)))
    return false
  }
  const answer = await ask(question)
  if (answer === undefined) {
    tell(words.interruptedAtQuestion)
    return false
  }
  // As shown or as plain digits: 1.234 and 1234 are the same number to the person who types it.
  if ([String(count), formatNumber(count, text)].includes(answer.trim())) return true
  tell(words.wrongAnswer)
  return false
}

export function sendCommand(issueId: string, count: number): string {
  return commandLine('send', issueId, '--yes-really', '--count', String(count))
}
