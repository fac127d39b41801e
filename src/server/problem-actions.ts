import { fixFor } from '../check/fix/fix-problem.ts'
import type { Fix } from '../check/fix/fix.ts'
import { foundIn } from '../content/acceptance.ts'
import { writeAcceptance } from '../content/write-acceptance.ts'
import type { Problem } from '../problem.ts'
import type { Form } from './public/form.ts'
import { openSource } from './source-file.ts'

/** What can be done about a problem with one press: nothing that the file at this moment does not allow. */
export type ProblemActions = (found: Problem) => { fix: Fix | undefined; accept: boolean }

export function actionsOn(root: string): ProblemActions {
  const texts = new Map<string, string | undefined>()
  return (found) => {
    if (found.file === undefined || found.accepted) return { fix: undefined, accept: false }
    if (!texts.has(found.file)) texts.set(found.file, editableText(root, found.file))
    const source = texts.get(found.file)
    if (source === undefined) return { fix: undefined, accept: false }
    return {
      fix: fixFor(source, found),
      accept: writeAcceptance(source, found, 'zomaar een reden') !== undefined,
    }
  }
}

/**
 * The problem that a form was about, if it is still there. `moved`: the text was saved since, so that
 * it may stand on another line; of several the nearest.
 */
export function sameProblem(
  problems: readonly Problem[],
  form: Form,
  moved: boolean,
): Problem | undefined {
  const line = Number(form.text('line'))
  const same = problems.filter(
    (found) =>
      found.code === form.text('code') &&
      (found.file ?? '') === form.text('file') &&
      foundIn(found) === form.text('found'),
  )
  const exact = same.find(
    (found) =>
      String(found.line ?? '') === form.text('line') &&
      String(found.column ?? '') === form.text('column'),
  )
  if (exact !== undefined || !moved) return exact
  const distance = (found: Problem) => Math.abs((found.line ?? 0) - line)
  return same.toSorted((a, b) => distance(a) - distance(b))[0]
}

function editableText(root: string, file: string): string | undefined {
  const opened = openSource(root, file)
  return opened.kind === 'ok' && opened.source.editable ? opened.source.text : undefined
}
