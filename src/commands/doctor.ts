import { resolveTxt } from 'node:dns/promises'
import { readConfig } from '../config.ts'
import type { Text } from '../text/text.ts'
import { exit, type Command, type ExitCode } from './command.ts'
import { examineComputer } from './examine-computer.ts'
import { examineProject } from './examine-project.ts'
import { examineSenderDns, type ResolveTxt } from './examine-sender-dns.ts'
import { examineTransport } from './examine-transport.ts'
import type { Finding } from './finding.ts'

/**
 * Examines whether everything Rondbrief needs on this computer is there. Changes nothing, and asks
 * nothing of a network without `--online`. Exit codes: 0 no faults, 3 faults, 4 the mail server
 * or the domain of the sender does not answer well.
 */
export const doctor: Command = doctorAsking(resolveTxt)

/** The same, with somebody else to ask for DNS records. */
export function doctorAsking(resolve: ResolveTxt): Command {
  return {
    name: 'doctor',
    arguments: [],
    options: { online: { type: 'boolean', help: (text) => text.commands.doctor.options.online } },
    async run({ root, env, text, json, options, now, print }) {
      const online = options['online'] === true
      const read = readConfig(root, env)
      const config = read.kind === 'ok' ? read.config : undefined
      const examined = { root, env, text, now: now(), config, problems: read.problems }
      const local = [...(await examineComputer(examined)), ...(await examineProject(examined))]
      const sending =
        config === undefined
          ? []
          : [
              ...(await examineTransport(config, text, { online, now })),
              ...(online ? await examineSenderDns(config, text, resolve) : []),
            ]
      const all = [...local, ...sending]
      if (json) print(JSON.stringify({ schema: 1, ok: !all.some(isFault), findings: all }))
      else for (const line of report(all, text.commands.doctor, text.commands.whatNow)) print(line)
      return codeOf(local, sending)
    },
  }
}

function isFault({ state }: Finding): boolean {
  return state === 'fault'
}

function codeOf(local: readonly Finding[], sending: readonly Finding[]): ExitCode {
  const faults = [...local, ...sending].filter(isFault)
  if (faults.length === 0) return exit.good
  return faults.every(({ asked }) => asked === 'network') ? exit.network : exit.environment
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
