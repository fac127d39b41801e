import { describe, expect, test } from 'vitest'
import { readArguments } from '../../src/commands/read-arguments.ts'
import { send } from '../../src/commands/send.ts'
import { nl } from '../../src/text/nl.ts'
import { copyProject } from '../support/project-copy.ts'
import { runProgram } from '../support/run-command.ts'
import pack from '../../package.json' with { type: 'json' }

describe('the words after a command', () => {
  test.each([
    [['2023-03', '--count'], 'Achter --count ontbreekt wat u wilt opgeven.'],
    [['2023-03', '--count', '--yes-really'], 'Achter --count ontbreekt wat u wilt opgeven.'],
    [['2023-03', '--yes-really=ja'], "Bij --yes-really hoort geen waarde. Laat 'ja' weg."],
    [
      ['2023-03', '--cuont', '4'],
      "De opdracht 'send' kent de optie '--cuont' niet. Bedoelde u '--count'?",
    ],
    [['2023-03', '--constructor'], "De opdracht 'send' kent de optie '--constructor' niet."],
    [['2023-03', '2023-10'], "Bij de opdracht 'send' is '2023-10' te veel."],
    [[], "Bij de opdracht 'send' ontbreekt: <editie>."],
  ])('%j: what is wrong is said of the word that is wrong', (args, message) => {
    expect(readArguments(send, args, nl)).toEqual({ kind: 'wrong', message })
  })

  test('are read when they are right, and --help asks for no more', () => {
    const args = ['--yes-really', '2023-03', '--count=-1', '--to', 'a@example.org']
    expect(readArguments(send, args, nl)).toMatchObject({
      kind: 'ok',
      positionals: ['2023-03'],
      options: { 'yes-really': true, count: '-1', to: 'a@example.org' },
    })
    expect(readArguments(send, ['-h'], nl)).toMatchObject({ kind: 'ok', options: { help: true } })
  })
})

test('the program says how it is used and which version it is', async () => {
  const root = copyProject()
  const { stdout } = await runProgram(root, ['--help'])
  expect(stdout).toMatch(/^Gebruik: npx rondbrief <opdracht> \[opties\]\n/)
  expect(await runProgram(root, ['--version'])).toEqual({
    code: 0,
    stdout: `${pack.version}\n`,
    stderr: '',
  })
  const { code, stderr } = await runProgram(root, ['send', '2023-03', '--count'])
  expect(code).toBe(2)
  expect(stderr).toContain("Achter --count ontbreekt wat u wilt opgeven.\nWat nu: vraag met 'npx")
})
