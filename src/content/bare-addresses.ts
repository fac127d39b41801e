import type { Token } from 'markdown-it'
import { contentOrigin, sourceOffset, type Parse } from './parse.ts'
import { withoutLinks } from './running-text.ts'

/** An address that is no link, from `at` in its text, and the link to make of it. */
type BareAddress = { found: string; at: number; suggestion: string }

/** `https://…`, `www.…` and `naam@…` typed in a text: readers cannot press them. */
export function checkBareAddresses(tokens: readonly Token[], parse: Parse): void {
  for (const token of tokens) {
    if (token.type !== 'inline') continue
    const origin = contentOrigin(token)
    for (const { found, at, suggestion } of bareAddresses(withoutLinks(token.content))) {
      const from = sourceOffset(origin, at)
      parse.remark('link/bare', { found, suggestion }, { from, to: from + found.length })
    }
  }
}

function bareAddresses(text: string): BareAddress[] {
  return [...text.matchAll(written)].flatMap(({ 0: typed, index }) => {
    const found = withoutEnd(typed)
    const suggestion = linkOf(found)
    return suggestion === undefined ? [] : [{ found, at: index, suggestion }]
  })
}

/** Bounded, so that a text of one word stays quick. */
const written = new RegExp(
  [
    /(?<![\p{L}\p{N}@/.-])(?:https?:\/\/|www\.)[^\s<>|"'‘’“”«»[\]]{3,600}/u,
    /(?<![\p{L}\p{N}@/.+_=&?-])(?:mailto:)?[\p{L}\p{N}][\p{L}\p{N}._+-]{0,63}@(?:[\p{L}\p{N}-]{1,63}\.){1,5}[a-z]{2,20}(?![\p{L}\p{N}-])/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'giu',
)

/** The sentence ends behind an address, and so does a bracket that it did not open. */
function withoutEnd(typed: string): string {
  const found = typed.replace(/[*_~`.,;:!?…]+$/u, '')
  const isOpened = found.split('(').length >= found.split(')').length
  return found.endsWith(')') && !isOpened ? withoutEnd(found.slice(0, -1)) : found
}

/** Undefined for what leads nowhere outside the network of its author. */
function linkOf(found: string): string | undefined {
  const mail = /^(?:mailto:)?([^/]*@.*)$/i.exec(found)?.[1]
  if (mail !== undefined) return `[${mail}](mailto:${mail})`
  const [, host = '', path = ''] = /^(?:https?:\/\/)?(?:www\.)?([^/?#]+)([^?#]*)/i.exec(found) ?? []
  if (!/^[\p{L}\p{N}.-]+\.\p{L}{2,20}$/u.test(host) || found.includes('\\')) return undefined
  const rest = found.replace(/^https?:\/\//i, '')
  const url = `https://${rest.replaceAll('(', '%28').replaceAll(')', '%29')}`
  return `[${wordsFor(host, path)}](${url})`
}

/** Host and path, as far as they read as one. */
function wordsFor(host: string, path: string): string {
  let words = host
  for (const part of path.split('/').slice(1)) {
    const more = `${words}/${part}`
    if (part === '' || more.length > LONGEST) break
    words = more
  }
  return words.replaceAll(/[*_`~]/g, '\\$&')
}

/** In characters. */
const LONGEST = 40
