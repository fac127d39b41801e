import type { ExitCode, Invocation } from './command.ts'

/** Ends a command that cannot go on: what is wrong and what to do, also as JSON. */
export function refuse(
  { text, json, print, tell }: Invocation,
  code: ExitCode,
  message: string,
  whatNow: string,
): ExitCode {
  if (json) print(JSON.stringify({ schema: 1, ok: false, message, whatNow }))
  tell(message)
  tell(text.commands.whatNow(whatNow))
  return code
}
