import { normaliseAddress } from '../subscribers/address.ts'
import type { Invocation } from './command.ts'

/** The address given as first argument, normalised; undefined after telling why it is none. */
export function addressArgument({ positionals, text, tell }: Invocation): string | undefined {
  const typed = positionals[0] ?? ''
  const read = normaliseAddress(typed)
  if (read.kind === 'ok') return read.address
  tell(text.commands.people.notAnAddress(typed))
  tell(text.commands.whatNow(text.commands.people.notAnAddressWhatNow))
  return undefined
}
