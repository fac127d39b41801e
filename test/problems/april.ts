import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { check } from '../../src/commands/check.ts'
import type { Problem } from '../../src/problem.ts'
import { copyProject } from '../support/project-copy.ts'
import { runCommand } from '../support/run-command.ts'
import type { Look } from './situation.ts'

const folder = 'newsletters/2023-04'
export const ISSUE = `${folder}/issue.md`
export const VAR = `${folder}/var/een.md`
export const RIEC = `${folder}/riec/twee.md`
export const PVO = `${folder}/pvo/drie.md`
export const AGENDA = 'newsletters/agenda.yaml'
export const FIGURE = 'newsletters/figures/deelnemers.yaml'

/** What a file holds, what becomes of it, that it leads elsewhere, or that it is not there. */
type Content = string | Buffer | ((before: string) => string) | { link: string } | null
export type Files = Record<string, Content>

/**
 * A small issue about which there is nothing to say, with these files changed, as `rondbrief check`
 * sees it. Paths are relative to the project folder.
 */
export function april(
  files: Files = {},
  given: { issue?: string; options?: Record<string, boolean>; env?: NodeJS.ProcessEnv } = {},
): Look {
  return async () => {
    const { issue = '2023-04', options = {}, env = {} } = given
    const root = writtenApril(files)
    const asked = { positionals: [issue], json: true, options, env }
    return problemsIn((await runCommand(check, root, asked)).printed)
  }
}

/** What `rondbrief check --json` printed, as the problems in it. */
export function problemsIn(printed: string): Problem[] {
  const result = JSON.parse(printed) as { problems: Problem[]; issues?: { problems: Problem[] }[] }
  return [...result.problems, ...(result.issues ?? []).flatMap(({ problems }) => problems)]
}

/** The folder of a copy of the project with the issue in it; gone when the test is. */
export function writtenApril(files: Files = {}): string {
  const root = copyProject()
  const all: [string, Content][] = [...Object.entries(base), ...Object.entries(files)]
  for (const [file, content] of all) {
    const path = join(root, file)
    mkdirSync(dirname(path), { recursive: true })
    if (content === null) rmSync(path)
    else if (typeof content === 'function') writeFileSync(path, changed(path, content))
    else if (typeof content === 'object' && 'link' in content) symlinkSync(content.link, path)
    else writeFileSync(path, content)
  }
  return root
}

function changed(path: string, change: (before: string) => string): string {
  const before = readFileSync(path, 'utf8')
  const after = change(before)
  if (after === before) throw new Error(`Nothing was changed in ${path}`)
  return after
}

/** One more line in the data at the top of a text. */
export function line(added: string): (before: string) => string {
  return (before) => before.replace('---\n', `---\n${added}\n`)
}

export function replaced(from: string | RegExp, to: string): (before: string) => string {
  return (before) => before.replace(from, to)
}

export function item(title: string, text = `Dit is de tekst over ${title}.`): string {
  return `---\ntitle: Nieuws over ${title}\n---\n\n${text}\n`
}

const base: Files = {
  [ISSUE]: `---
title: Nieuwsbrief april 2023
subject: Nieuwsbrief over de haven
preheader: En verder in deze editie nieuws over de wijk en over de winkels.
segments: [nieuwsbrief-alle]
---

Welkom bij deze editie.
`,
  [VAR]: item('de haven'),
  [RIEC]: item('de wijk'),
  [PVO]: item('de winkels'),
  [AGENDA]: `events:
  - id: leerhuis
    title: Leerhuis over de haven
    type: leerhuis
    date: 2023-07-03
    start: 09:30
    end: 11:00
`,
  [FIGURE]: `title: Deelnemers
unit: deelnemers
row_header: Wijk
rows:
  - { label: Noord, value: 12 }
  - { label: Zuid, value: 8 }
`,
}
