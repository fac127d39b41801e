import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import type { Command } from '../../src/commands/command.ts'
import { reportSent } from '../../src/commands/send-report.ts'
import type { Session } from '../../src/commands/send-session.ts'
import { diskShortage } from '../../src/store/disk-space.ts'
import { problem } from '../../src/problem.ts'
import { nl } from '../../src/text/nl.ts'
import { copyProject } from '../support/project-copy.ts'
import { runCommand } from '../support/run-command.ts'

test('a disk without room for a dispatch is measured, and told in megabytes', async () => {
  const shortage = await diskShortage(tmpdir(), 1e18)
  if (shortage === undefined) throw new Error('This disk holds an exabyte')
  expect(await diskShortage(tmpdir(), 1)).toBeUndefined()
  const report: Pick<Command, 'run'> = {
    run: (invocation) =>
      reportSent(
        { kind: 'disk-short', ...shortage },
        { invocation } as unknown as Session,
        'maart',
      ),
  }
  const { code, told } = await runCommand(report as Command, copyProject())
  const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024)
  const values = { free: megabytes(shortage.freeBytes), needed: megabytes(shortage.neededBytes) }
  const { code: name } = problem('transport/disk-space', values)
  expect(code).toBe(3)
  expect(told).toContain(nl.problems[name](values).title)
})
