import { randomUUIDv7 } from 'node:crypto'
import type { Look } from '../subscribers/look.ts'
import { readReason } from '../subscribers/reason.ts'
import { systemUser } from '../subscribers/system-user.ts'
import type { Invocation } from './command.ts'

/** Who looks now and why, from `--reason`; undefined after telling what is wrong with it. */
export function lookOf({ options, text, tell, now }: Invocation): Look | undefined {
  const given = options['reason']
  const read = readReason(typeof given === 'string' ? given : '')
  if (read.kind === 'ok') {
    return { actor: systemUser(), reason: read.reason, at: now(), newId: randomUUIDv7 }
  }
  const words = text.commands.people.reason
  tell(words.refused[read.why])
  tell(text.commands.whatNow(words.whatNow))
  return undefined
}
