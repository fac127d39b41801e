import type { Text } from '../text/text.ts'

/** One command of the CLI: what it takes, and what it does with it. */
export type Command = {
  name: keyof Text['commands']['summary']
  /** Positional arguments for the usage line, such as '<editie>' or '[editie]'. */
  arguments: string[]
  options: Record<string, CommandOption>
  run(invocation: Invocation): Promise<ExitCode>
}

export type CommandOption = {
  type: 'boolean' | 'string'
  /** The explanation in `--help`. */
  help: (text: Text) => string
}

/** Everything a command may touch, handed in so that a test can run it in-process. */
export type Invocation = {
  positionals: string[]
  options: Record<string, string | boolean | undefined>
  /** The project folder. */
  root: string
  env: NodeJS.ProcessEnv
  text: Text
  json: boolean
  /** Writes a result line to stdout. */
  print: (line: string) => void
  /** Writes progress or a message to stderr. */
  tell: (line: string) => void
  /** Replaces the last progress line on stderr; undefined when that is no terminal. */
  rewrite?: ((line: string) => void) | undefined
  /** Asks a question; undefined when nobody is at a terminal. No answer means: stop. */
  ask: ((question: string) => Promise<string | undefined>) | undefined
  /** Aborts at the first SIGINT or SIGTERM: finish what is under way, start nothing new. */
  signal: AbortSignal
  now: () => number
}

export const exit = {
  good: 0,
  blocked: 1,
  usage: 2,
  environment: 3,
  network: 4,
  partlySent: 5,
  approvalMissing: 6,
  interrupted: 130,
} as const
export type ExitCode = (typeof exit)[keyof typeof exit]
