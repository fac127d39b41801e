import { parseArgs } from 'node:util'
import { didYouMean } from '../did-you-mean.ts'
import type { Text } from '../text/text.ts'
import type { Command, Invocation } from './command.ts'

export type Arguments =
  | ({ kind: 'ok' } & Pick<Invocation, 'positionals' | 'options'>)
  /** Not as the command takes it; `message` says what. */
  | { kind: 'wrong'; message: string }

/**
 * The words after the name of a command. Not Node's strict parsing: its errors do not say which
 * option they are about.
 */
export function readArguments(command: Command, args: string[], text: Text): Arguments {
  const words = text.commands
  const options: Record<string, { type: 'boolean' | 'string'; short?: string }> = {
    ...command.options,
    json: { type: 'boolean' },
    debug: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  }
  const { values, positionals, tokens } = parseArgs({
    args,
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  const read = { kind: 'ok', options: values as Invocation['options'], positionals } as const
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    const { name, rawName, value, inlineValue } = token
    const option = Object.hasOwn(options, name) ? options[name] : undefined
    if (option === undefined) {
      const suggestion = didYouMean(name, Object.keys(options))
      const meant = suggestion === undefined ? undefined : `--${suggestion}`
      return wrong(words.unknownOption(rawName, command.name, meant))
    }
    if (option.type === 'boolean' && value !== undefined) {
      return wrong(words.valueNotTaken(rawName, value))
    }
    // `--count --yes-really` has no number; a value that begins with a dash is given as --x=-y.
    const absent = value === undefined || (!inlineValue && value.startsWith('-'))
    if (option.type === 'string' && absent) return wrong(words.valueMissing(rawName))
  }
  if (values['help'] === true) return read
  const missing = command.arguments.filter((name) => name.startsWith('<'))[positionals.length]
  if (missing !== undefined) return wrong(words.missingArgument(missing, command.name))
  const extra = positionals[command.arguments.length]
  return extra === undefined ? read : wrong(words.extraArgument(extra, command.name))
}

function wrong(message: string): Arguments {
  return { kind: 'wrong', message }
}
