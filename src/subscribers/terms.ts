import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { problem, type Problem } from '../problem.ts'
import { readYaml, type Fields } from '../yaml-fields.ts'

/** A theme or a network, with the days on which it holds. An id is never reused for something else. */
export type Term = {
  id: string
  label: string
  /** ISO dates, both inclusive; undefined: always so, or still so. */
  validFrom: string | undefined
  validTo: string | undefined
  successors: string[]
  /** What happens to who chose it: moves along, is asked, or nothing. */
  migration: 'automatic' | 'ask' | 'none'
}

export type TermsRead = { terms: Term[]; problems: Problem[] }

/** The terms in a file of the project; none where it keeps no such file. */
export async function readTerms(
  root: string,
  kind: 'theme' | 'network',
  file: string,
): Promise<TermsRead> {
  const source = await readFile(join(root, file), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  })
  if (source === undefined) return { terms: [], problems: [] }
  const { fields, problems } = readYaml(source.replace(/^\uFEFF/, ''), file)
  if (fields === undefined) return { terms: [], problems }
  const entries = fields.maps(`${kind}s`)
  const terms = entries.map(termOf)
  const ids = new Set<string>()
  for (const [index, { id }] of terms.entries()) {
    const place = entries[index]?.place('id')
    if (ids.has(id)) problems.push(problem(`${kind}/duplicate`, { found: id }, place))
    ids.add(id)
  }
  for (const [index, { successors }] of terms.entries()) {
    const unknown = successors.find((id) => !ids.has(id))
    if (unknown === undefined) continue
    const place = entries[index]?.place('successors')
    problems.push(problem(`${kind}/successor-unknown`, { found: unknown }, place))
  }
  fields.close()
  return { terms: terms.filter(({ id }) => id !== ''), problems }
}

/** True for a word that may stand between the spaces of `subscriber.choices`. */
export function isName(id: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)
}

/** True when it holds on that ISO date. */
export function isCurrent({ validFrom, validTo }: Term, day: string): boolean {
  return (validFrom ?? '') <= day && day <= (validTo ?? '9999-12-31')
}

function termOf(fields: Fields): Term {
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

function date(fields: Fields, key: string): string | undefined {
  const found = fields.text(key)
  if (found === undefined) return undefined
  if (/^\d{4}-\d{2}-\d{2}$/.test(found) && !Number.isNaN(Date.parse(found))) return found
  fields.wrong(key, 'date')
  return undefined
}
