import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { problem, type Problem } from '../problem.ts'
import { readYaml, type Fields } from '../yaml-fields.ts'

/** A theme of `subscribers/themes.yaml`. An id is never reused for something else. */
export type Theme = {
  id: string
  label: string
  /** ISO dates, both inclusive; undefined: always so, or still so. */
  validFrom: string | undefined
  validTo: string | undefined
  successors: string[]
  /** What happens to who chose it: moves along, is asked, or nothing. */
  migration: 'automatic' | 'ask' | 'none'
}

export const THEMES_FILE = 'subscribers/themes.yaml'

/** The themes of the project; none where it keeps no such file. */
export async function readThemes(root: string): Promise<{ themes: Theme[]; problems: Problem[] }> {
  const source = await readFile(join(root, THEMES_FILE), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  })
  if (source === undefined) return { themes: [], problems: [] }
  const { fields, problems } = readYaml(source.replace(/^\uFEFF/, ''), THEMES_FILE)
  if (fields === undefined) return { themes: [], problems }
  const entries = fields.maps('themes')
  const themes = entries.map(themeOf)
  const ids = new Set<string>()
  for (const [index, theme] of themes.entries()) {
    const place = entries[index]?.place('id')
    if (ids.has(theme.id)) problems.push(problem('theme/duplicate', { found: theme.id }, place))
    ids.add(theme.id)
  }
  for (const [index, { successors }] of themes.entries()) {
    const unknown = successors.find((id) => !ids.has(id))
    if (unknown === undefined) continue
    problems.push(
      problem('theme/successor-unknown', { found: unknown }, entries[index]?.place('successors')),
    )
  }
  fields.close()
  return { themes: themes.filter(({ id }) => id !== ''), problems }
}

function themeOf(fields: Fields): Theme {
  const id = fields.text('id', { required: true }) ?? ''
  if (id !== '' && !isName(id)) fields.wrong('id', 'name')
  return {
    id,
    label: fields.text('label', { required: true }) ?? id,
    validFrom: date(fields, 'valid_from'),
    validTo: date(fields, 'valid_to'),
    successors: fields.texts('successors').map(({ value }) => value),
    migration: fields.choice('migration', ['automatic', 'ask', 'none'] as const) ?? 'none',
  }
}

/** True for a word that may stand between the spaces of `subscriber.choices`. */
export function isName(id: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)
}

function date(fields: Fields, key: string): string | undefined {
  const found = fields.text(key)
  if (found === undefined) return undefined
  if (/^\d{4}-\d{2}-\d{2}$/.test(found) && !Number.isNaN(Date.parse(found))) return found
  fields.wrong(key, 'date')
  return undefined
}
