import { isMap, isScalar, isSeq, parseDocument } from 'yaml'
import { afterLine, withItem } from '../content/block-list.ts'
import { inFrontMatter } from './in-front-matter.ts'
import type { IssueHead } from './issue.ts'
import { readHead } from './read-head.ts'

/**
 * The text of an `issue.md` with one more event in its agenda, and not a character different
 * elsewhere; the same text when the event is in it. Undefined when its front matter cannot be read
 * well enough to be sure of that.
 */
export function withAgendaId(text: string, id: string): string | undefined {
  const before = headOf(text)
  if (before.headUnreadable === true) return undefined
  if (idsOf(before).includes(id)) return text
  const made = inFrontMatter(text, (yaml) => withListed(yaml, id))
  if (made === undefined) return undefined
  // Whatever YAML can look like: what counts is what will be read.
  const after = headOf(made)
  const wanted = [...idsOf(before), id]
  const isRead = after.headUnreadable !== true && idsOf(after).join(' ') === wanted.join(' ')
  return isRead ? made : undefined
}

function headOf(text: string): IssueHead {
  return readHead(Buffer.from(text), '2000-01', 'issue.md').head
}

function idsOf({ agenda }: IssueHead): string[] {
  return agenda.map(({ value }) => value)
}

function withListed(yaml: string, id: string): string | undefined {
  const { contents, errors } = parseDocument(yaml, { schema: 'core' })
  if (errors.length > 0 || (contents !== null && !isMap(contents))) return undefined
  const pair = contents?.items.find(({ key }) => isScalar(key) && key.value === 'agenda')
  if (pair === undefined) return `${yaml === '' ? '' : `${yaml}\n`}agenda:\n  - ${id}`
  const { key, value } = pair
  if (isSeq(value)) {
    if (value.flow !== true) return withItem(`${yaml}\n`, value, [id]).slice(0, -1)
    const last = value.items.at(-1)
    const at = last?.range[1] ?? value.range[0] + 1
    return `${yaml.slice(0, at)}${last === undefined ? '' : ', '}${id}${yaml.slice(at)}`
  }
  if (value !== null && !(isScalar(value) && value.value === null)) return undefined
  const all = `${yaml}\n`
  const at = afterLine(all, yaml.indexOf(':', key.range[1]))
  return `${all.slice(0, at)}  - ${id}\n${all.slice(at)}`.slice(0, -1)
}
