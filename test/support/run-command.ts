import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import type { Command, Invocation } from '../../src/commands/command.ts'
import { textFor } from '../../src/text/text.ts'

const project = resolve(import.meta.dirname, '../..')

/** One command in this process, in a project folder, with what it printed and told. */
export async function runCommand(command: Command, root: string, given: Partial<Invocation> = {}) {
  const printed: string[] = []
  const told: string[] = []
  const code = await command.run({
    positionals: [],
    options: {},
    root,
    env: {},
    text: textFor('nl'),
    json: false,
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
    ask: undefined,
    signal: new AbortController().signal,
    now: Date.now,
    ...given,
  })
  return { code, printed: printed.join('\n'), told: told.join('\n') }
}

/** The program as people start it, with its exit code and both of its outputs. */
export function runProgram(
  root: string,
  args: string[],
  nodeOptions: string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const program = [...nodeOptions, resolve(project, 'bin/rondbrief.js'), ...args]
  return new Promise((done) => {
    execFile(
      process.execPath,
      program,
      { cwd: root, env: { ...process.env, ...env } },
      (error, stdout, stderr) => {
        done({ code: error === null ? 0 : Number(error.code), stdout, stderr })
      },
    )
  })
}
