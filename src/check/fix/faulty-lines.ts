import { readYaml } from '../../yaml-fields.ts'
import {
  frontMatterEnd,
  linesOf,
  withEdits,
  type LineEdit,
  type SourceLines,
} from './source-lines.ts'

/** The lines of this YAML on which something cannot be read. */
export function faultyLines(source: string): number[] {
  return readYaml(source, '')
    .problems.filter(({ code }) => code === 'frontmatter/invalid')
    .map(({ line }) => line ?? 0)
}

/** The same of the data of a file, its front matter or all of it, with these changes in it. */
export function faultsAfter(
  lines: SourceLines['lines'],
  edits: readonly LineEdit[] = [],
): number[] {
  const source = lines.map(({ words }) => words).join('\n')
  const changed = linesOf(withEdits(source, edits)).lines
  const end = frontMatterEnd(changed)
  const data = end === 0 ? changed : changed.slice(1, end - 1)
  return faultyLines(data.map(({ words }) => words).join('\n'))
}
