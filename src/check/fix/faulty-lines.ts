import { readYaml } from '../../yaml-fields.ts'

/** The lines of this YAML on which something cannot be read. */
export function faultyLines(source: string): number[] {
  return readYaml(source, '')
    .problems.filter(({ code }) => code === 'frontmatter/invalid')
    .map(({ line }) => line ?? 0)
}
