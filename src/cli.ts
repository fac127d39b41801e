import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { commandLine } from './command-line.ts'
import type { Command, ExitCode, Invocation } from './commands/command.ts'
import { exit } from './commands/command.ts'
import { readArguments } from './commands/read-arguments.ts'
import { didYouMean } from './did-you-mean.ts'
import { readConfig } from './config.ts'
import { textFor, type Text } from './text/text.ts'

/** Each command is loaded only when it is asked for, so that `check` does not wait for a web server. */
const commands: Record<Command['name'], () => Promise<Command>> = {
  new: async () => (await import('./commands/new.ts')).newCommand,
  schedule: async () => (await import('./commands/schedule.ts')).schedule,
  check: async () => (await import('./commands/check.ts')).check,
  build: async () => (await import('./commands/build.ts')).build,
  start: async () => (await import('./commands/start.ts')).start,
  send: async () => (await import('./commands/send.ts')).send,
  status: async () => (await import('./commands/status.ts')).status,
  dispatch: async () => (await import('./commands/dispatch.ts')).dispatch,
  import: async () => (await import('./commands/import.ts')).importCommand,
  export: async () => (await import('./commands/export.ts')).exportCommand,
  subscribers: async () => (await import('./commands/subscribers.ts')).subscribers,
  erase: async () => (await import('./commands/erase.ts')).erase,
  retention: async () => (await import('./commands/retention.ts')).retention,
  register: async () => (await import('./commands/register.ts')).register,
  backup: async () => (await import('./commands/backup.ts')).backup,
  restore: async () => (await import('./commands/restore.ts')).restore,
  worker: async () => (await import('./commands/worker.ts')).worker,
  'move-to-postgres': async () =>
    (await import('./commands/move-to-postgres.ts')).moveToPostgresCommand,
  restored: async () => (await import('./commands/restored.ts')).restored,
  suppressions: async () => (await import('./commands/suppressions.ts')).suppressions,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
}

// A reader that stops early, such as `head`, is no reason to stop what is under way.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

process.exitCode = await main(process.argv.slice(2))

async function main(argv: string[]): Promise<ExitCode> {
  const root = process.cwd()
  const text = textOf(root)
  const name = argv.find((word) => !word.startsWith('-'))
  if (name === undefined) {
    if (argv.includes('--version')) {
      print(version())
      return exit.good
    }
    const asked = argv.includes('--help') || argv.includes('-h')
    ;(asked ? print : tell)(await overview(text))
    return asked ? exit.good : exit.usage
  }
  if (!isCommand(name)) {
    tell(text.commands.unknownCommand(name, didYouMean(name, Object.keys(commands))))
    tell(text.commands.whatNow(text.commands.askHelp(undefined)))
    return exit.usage
  }
  const command = await commands[name]()
  const read = readArguments(command, argv.toSpliced(argv.indexOf(name), 1), text)
  if (read.kind === 'wrong') {
    tell(read.message)
    tell(text.commands.whatNow(text.commands.askHelp(command.name)))
    return exit.usage
  }
  const { options, positionals } = read
  if (options['help'] === true) {
    print(usage(command, text))
    return exit.good
  }
  return run(command, { options, positionals, root, text })
}

async function run(
  command: Command,
  given: Pick<Invocation, 'positionals' | 'options' | 'root' | 'text'>,
): Promise<ExitCode> {
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  // Only there when an older Node.js started this one: it was killed, so nobody waits any more.
  process.on('disconnect', interrupt)
  process.channel?.unref()
  try {
    return await command.run({
      ...given,
      env: process.env,
      json: given.options['json'] === true,
      print,
      tell,
      rewrite: process.stderr.isTTY && !process.env['NO_COLOR'] ? rewrite : undefined,
      ask:
        process.stdin.isTTY && process.stderr.isTTY ? (question) => ask(question, stop) : undefined,
      signal: stop.signal,
      now: Date.now,
    })
  } catch (error) {
    const words = given.text.commands
    // It brings the database, which most commands about an issue never open.
    const { storageMessage } = await import('./commands/storage-message.ts')
    const { message, whatNow } = storageMessage(error, given.root, given.text) ?? {
      message: words.unexpected,
      whatNow: words.unexpectedWhatNow,
    }
    if (given.options['json'] === true) {
      print(JSON.stringify({ schema: 1, ok: false, message, whatNow }))
    }
    tell(message)
    tell(words.whatNow(whatNow))
    if (given.options['debug'] === true) tell(describe(error))
    return exit.environment
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
    process.off('disconnect', interrupt)
  }
}

async function overview(text: Text): Promise<string> {
  const { commands: words } = text
  const all = await Promise.all(Object.values(commands).map((load) => load()))
  const width = Math.max(...all.map((command) => signature(command).length))
  return [
    words.overviewUsage,
    '',
    `${words.commandsHeading}:`,
    ...all.map(
      (command) => `  ${signature(command).padEnd(width)}  ${words.summary[command.name]}`,
    ),
    '',
    `${words.optionsHeading}:`,
    `  ${'--help'.padEnd(width)}  ${words.options.helpOf}`,
    `  ${'--version'.padEnd(width)}  ${words.options.version}`,
  ].join('\n')
}

function usage(command: Command, text: Text): string {
  const words = text.commands
  const rows = [
    ...Object.entries(command.options).map(([name, option]) => [
      option.type === 'string' ? `--${name} …` : `--${name}`,
      option.help(text),
    ]),
    ['--json', words.options.json],
    ['--debug', words.options.debug],
    ['--help', words.options.help],
  ] as [string, string][]
  const width = Math.max(...rows.map(([name]) => name.length))
  return [
    `${words.usage}: ${commandLine(signature(command))}`,
    '',
    words.summary[command.name],
    '',
    `${words.optionsHeading}:`,
    ...rows.map(([name, help]) => `  ${name.padEnd(width)}  ${help}`),
  ].join('\n')
}

function signature(command: Command): string {
  return [command.name, ...command.arguments].join(' ')
}

function isCommand(name: string): name is Command['name'] {
  return Object.hasOwn(commands, name)
}

/** The configured language, or Dutch while the configuration cannot be read. */
function textOf(root: string): Text {
  const read = readConfig(root, process.env)
  return textFor(read.kind === 'ok' ? read.config.language : 'nl')
}

/** The answer; undefined after Ctrl+C or Ctrl+D, which then count as the signal to stop. */
async function ask(question: string, stop: AbortController): Promise<string | undefined> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const interrupt = () => stop.abort()
  terminal.on('SIGINT', interrupt)
  terminal.on('close', interrupt)
  try {
    return await terminal.question(question, { signal: stop.signal })
  } catch (error) {
    if (!stop.signal.aborted) throw error
    return undefined
  } finally {
    terminal.off('close', interrupt)
    terminal.close()
  }
}

function version(): string {
  const file = new URL('../package.json', import.meta.url)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\n${describe(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function rewrite(line: string): void {
  process.stderr.write(`\r\u001B[K${line}`)
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}
