import { readConfig } from '../config.ts'
import type { Text } from '../text/text.ts'
import { exit, type Command, type ExitCode } from './command.ts'
import { examineComputer } from './examine-computer.ts'
import { examineProject } from './examine-project.ts'
import { examineTransport } from './examine-transport.ts'
import type { Finding } from './finding.ts'

/**
 * Examines whether everything Rondbrief needs on this computer is there. Changes nothing, and asks
 * nothing of a network without `--online`. Exit codes: 0 no faults, 3 faults, 4 the mail server
 * does not answer well.
 */
export const doctor: Command = {
  name: 'doctor',
  arguments: [],
  options: { online: { type: 'boolean', help: (text) => text.commands.doctor.options.online } },
  async run({ root, env, text, json, options, now, print }) {
    const read = readConfig(root, env)
    const config = read.kind === 'ok' ? read.config : undefined
    const examined = { root, env, text, now: now(), config, problems: read.problems }
    const findings = [...(await examineComputer(examined)), ...(await examineProject(examined))]
    const transport = config && (await examineTransport(config, text, options['online'] === true))
    const all = transport === undefined ? findings : [...findings, transport]
    if (json) print(JSON.stringify({ schema: 1, ok: !all.some(isFault), findings: all }))
    else for (const line of report(all, text.commands.doctor, text.commands.whatNow)) print(line)
    return codeOf(findings, transport)
  },
}

function isFault({ state }: Finding): boolean {
  return state === 'fault'
}

function codeOf(local: readonly Finding[], transport: Finding | undefined): ExitCode {
  if (local.some(isFault)) return exit.environment
  if (transport === undefined || !isFault(transport)) return exit.good
  return transport.asked === 'network' ? exit.network : exit.environment
}

function report(
  findings: readonly Finding[],
  words: Text['commands']['doctor'],
  whatNow: (advice: string) => string,
): string[] {
  const state = Math.max(...Object.values(words.states).map((word) => word.length))
  const subject = Math.max(...Object.values(words.subjects).map((word) => word.length))
  const faults = findings.filter(isFault).length
  const attentions = findings.filter((finding) => finding.state === 'attention').length
  return [
    ...findings.flatMap((finding) => {
      const mark = words.states[finding.state].padEnd(state)
      const head = `${mark}  ${words.subjects[finding.subject].padEnd(subject)}  ${finding.found}`
      return finding.fix === undefined
        ? [head]
        : [head, `${' '.repeat(state + 2)}${whatNow(finding.fix)}`]
    }),
    '',
    faults + attentions === 0 ? words.allGood : words.summary(faults, attentions),
  ]
}
