import { isMap, isScalar, parseDocument } from 'yaml'
import { inFrontMatter } from './in-front-matter.ts'
import { readHead } from './read-head.ts'

/**
 * The text of an `issue.md` with another moment of sending, or with none, and not a character
 * different elsewhere: comments, order and layout are the editor's. Undefined when its front matter
 * cannot be read well enough to be sure of that.
 */
export function withSendAt(text: string, moment: string | undefined): string | undefined {
  const made = inFrontMatter(text, (yaml) => withField(yaml, moment))
  if (made === undefined) return undefined
  // Whatever YAML can look like: what counts is what will be read.
  const { head } = readHead(Buffer.from(made), '2000-01', 'issue.md')
  return head.headUnreadable !== true && head.sendAt === moment ? made : undefined
}

function withField(yaml: string, moment: string | undefined): string | undefined {
  const { contents } = parseDocument(yaml, { schema: 'core', uniqueKeys: false })
  if (contents !== null && !isMap(contents)) return undefined
  const pair = contents?.items.find(({ key }) => isScalar(key) && key.value === 'send_at')
  if (pair === undefined) {
    if (moment === undefined) return yaml
    return [...(yaml === '' ? [] : [yaml]), `send_at: ${moment}`].join('\n')
  }
  const key = pair.key.range[1]
  const colon = yaml.indexOf(':', key)
  const { value } = pair
  const isEmpty = value === null || value.range[1] === value.range[0]
  const end = isEmpty ? colon + 1 : value.range[1]
  return `${yaml.slice(0, colon + 1)}${moment === undefined ? '' : ` ${moment}`}${yaml.slice(end)}`
}
