import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { applyFix, fixFor } from '../../src/check/fix/fix-problem.ts'
import { check } from '../../src/commands/check.ts'
import type { Problem } from '../../src/problem.ts'
import { textFor } from '../../src/text/text.ts'
import { ISSUE, problemsIn, replaced, writtenApril, type Files } from '../problems/april.ts'
import { runCommand } from '../support/run-command.ts'

/** What somebody who had never seen Rondbrief did, in an issue that has nothing wrong with it. */
describe('the subject of an issue', () => {
  test('that is not there is asked for below the title, and a press makes the line', async () => {
    const issue = await opened({ [ISSUE]: replaced(/^subject:.*\n/m, '') })
    const found = only(await issue.problems())
    expect(found).toMatchObject({ code: 'subject/missing', file: ISSUE, line: 2, column: 30 })
    expect(issue.press(found)).toContain('\ntitle: Nieuwsbrief april 2023\nsubject: \npreheader:')
    const waiting = only(await issue.problems())
    expect(waiting).toMatchObject({ code: 'subject/missing', line: 3, column: 10 })
    expect(said(waiting).fix).toBe(
      "Schrijf in issue.md achter 'subject:' waar deze editie over gaat.",
    )
  })

  test.each(['onderwerp', 'Subject', 'subjct', 'betreft'])(
    'under the name %s is known for what it is, once, and a press renames it',
    async (name) => {
      const issue = await opened({ [ISSUE]: replaced('subject:', `${name}:`) })
      const found = only(await issue.problems())
      expect(found).toMatchObject({ code: 'subject/missing', line: 3, column: 1 })
      expect(said(found).title).toContain(name)
      issue.press(found)
      expect(await issue.problems()).toEqual([])
    },
  )
})

describe('words above the first ---', () => {
  test.each<[string, string]>([
    ['a sentence', 'Dit is de nieuwsbrief van april, met nieuws van iedereen.\n\n'],
    ['an empty line', '\n'],
    ['a field', 'deadline: 2023-03-20\n'],
  ])('%s gives one message, and a press puts it in its place', async (_, above) => {
    const issue = await opened({ [ISSUE]: (before) => above + before })
    const found = only(await issue.problems())
    expect(found).toMatchObject({ code: 'frontmatter/text-above', file: ISSUE, line: 1 })
    expect(said(found).title).toBe('Boven de eerste --- mag niets staan.')
    expect(issue.press(found)).toMatch(/^---\n/)
    expect(await issue.problems()).toEqual([])
  })
})

function only(problems: readonly Problem[]): Problem {
  expect(problems.map(({ code }) => code)).toHaveLength(1)
  const [found] = problems
  if (found === undefined) throw new Error('Nothing was found')
  return found
}

function said({ code, values }: Problem) {
  return textFor('nl').problems[code](values)
}

/** The issue on disk, what is said about it, and the button beside what is said. */
async function opened(files: Files) {
  const root = writtenApril(files)
  return {
    problems: async () => {
      const asked = { positionals: ['2023-04'], json: true, options: {}, env: {} }
      return problemsIn((await runCommand(check, root, asked)).printed)
    },
    press(found: Problem): string {
      const path = join(root, found.file ?? '')
      const before = readFileSync(path, 'utf8')
      const fix = fixFor(before, found)
      if (fix === undefined) throw new Error(`There is no button for ${found.code}`)
      const after = applyFix(before, fix)
      writeFileSync(path, after)
      return after
    },
  }
}
