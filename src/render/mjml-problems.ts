import { problem, type Place, type Problem } from '../problem.ts'
import type { TemplateFile } from './templates.ts'

/**
 * What MJML finds wrong, at the line of the template that it came from. MJML sees one merged text
 * and knows only its line there, so the line is looked up by its words. Empty when `error` is
 * something else.
 */
export function mjmlProblems(
  error: unknown,
  mjml: string,
  files: readonly TemplateFile[],
): Problem[] {
  const { errors, message } = error as { errors?: MjmlError[]; message?: string }
  if (errors === undefined) {
    return /^(Parsing failed|Malformed MJML)/.test(message ?? '')
      ? [problem('template/mjml-invalid', { reason: String(message), found: String(message) })]
      : []
  }
  const lines = mjml.split('\n')
  return errors.map(({ line, message, tagName }) =>
    problem(
      'template/mjml-invalid',
      { reason: message, found: message, tag: tagName },
      placeOf(lines[line - 1] ?? '', tagName, files),
    ),
  )
}

type MjmlError = { line: number; message: string; tagName: string }

function placeOf(
  merged: string,
  tagName: string,
  files: readonly TemplateFile[],
): Place | undefined {
  for (const { file, source } of files) {
    const lines = source.split('\n')
    const at = lines.findIndex((line) => line.includes(`<${tagName}`) && isFilled(line, merged))
    if (at !== -1) return { file, line: at + 1, column: (lines[at]?.indexOf('<') ?? 0) + 1 }
  }
  return undefined
}

/** True when `merged` is the template line with something in place of each expression. */
function isFilled(line: string, merged: string): boolean {
  let from = 0
  for (const words of line.trim().split(/\\?\{\{.*?\}\}/)) {
    const at = merged.indexOf(words, from)
    if (at === -1) return false
    from = at + words.length
  }
  return true
}
