import type { StateCore, Token } from 'markdown-it'

/** Opening and closing marks: the outer pair, and the pair for a quotation inside a quotation. */
export type Quotes = { outer: readonly [string, string]; inner: readonly [string, string] }

export const dutchQuotes: Quotes = { outer: ['‘', '’'], inner: ['“', '”'] }

/**
 * Straight quotes as printed ones, and every apostrophe as ’: ’s avonds, ’t, ’68, foto’s. Each
 * character is replaced by one character, so that positions stay right. Nothing else is touched:
 * the words are the author's, a capital after ’s included, and (c) stays (c).
 */
export function typeset(text: string, quotes: Quotes = dutchQuotes): string {
  const units = text.split('')
  setMarks(units, () => false, quotes)
  return units.join('')
}

/**
 * The same for Markdown, as a markdown-it core rule that runs before escaped characters are joined
 * to the text around them: \" stays as it is. A quotation may run through emphasis and links.
 */
export function typesetTokens({ tokens }: StateCore): void {
  for (const { children } of tokens) if (children !== null) typesetInline(children)
}

function typesetInline(tokens: Token[]): void {
  const units: string[] = []
  const locked = new Set<number>()
  const texts: { token: Token; from: number; to: number }[] = []
  let inAddress = false
  for (const token of tokens) {
    const from = units.length
    if (token.type === 'link_open') inAddress = token.info === 'auto'
    if (token.type === 'link_close') inAddress = false
    if (token.children !== null) typesetInline(token.children)
    units.push(...unitsOf(token))
    if (token.type === 'text' && !inAddress) texts.push({ token, from, to: units.length })
    else for (let at = from; at < units.length; at++) locked.add(at)
  }
  setMarks(units, (at) => locked.has(at), dutchQuotes)
  for (const { token, from, to } of texts) token.content = units.slice(from, to).join('')
}

function* unitsOf({ type, content }: Token): Generator<string> {
  if (type === 'text' || type === 'text_special') yield* content.split('')
  else if (type === 'softbreak' || type === 'hardbreak') yield '\n'
  else if (type === 'code_inline' || type === 'image' || type === 'field') yield word
}

/** Stands for something that is not text and takes the place of a word. */
const word = '\uFFFC'

/** One pass with a stack of quotes that are open, so that only pairs are replaced. */
function setMarks(units: string[], locked: (at: number) => boolean, quotes: Quotes): void {
  const open: number[] = []
  const waiting: Record<string, number> = { "'": 0, '"': 0 }
  const paired = new Map<number, 'open' | 'close'>()
  for (const [at, unit] of units.entries()) {
    if (locked(at) || !'\'"‘'.includes(unit)) continue
    const before = units[at - 1] ?? ' '
    const after = units[at + 1] ?? ' '
    if (unit !== '"' && !inWord.test(before) && startsElision(units, at + 1, unit)) {
      units[at] = '’'
    } else if (unit === '‘') {
      continue
    } else if (unit === "'" && inWord.test(before) && inWord.test(after)) {
      units[at] = '’'
    } else if (!space.test(after) && (opensAfter.test(before) || open.at(-1) === at - 1)) {
      open.push(at)
      waiting[unit] = (waiting[unit] ?? 0) + 1
    } else if ((waiting[unit] ?? 0) > 0 && !space.test(before)) {
      paired.set(at, 'close').set(openedBy(unit), 'open')
    } else if (unit === "'" && /\p{L}/u.test(before)) {
      units[at] = '’'
    }
  }
  let depth = 0
  for (const [at, side] of [...paired].sort(([a], [b]) => a - b)) {
    if (side === 'close') depth--
    units[at] = (depth % 2 === 0 ? quotes.outer : quotes.inner)[side === 'open' ? 0 : 1]
    if (side === 'open') depth++
  }

  function openedBy(unit: string): number {
    for (;;) {
      const at = open.pop() ?? 0
      const kind = units[at] ?? ''
      waiting[kind] = (waiting[kind] ?? 1) - 1
      if (kind === unit) return at
    }
  }
}

/**
 * ’s, ’t, ’n, ’k, ’m, ’r, ’ns, ’er and ’ie, and the last two digits of a year. Word processors set
 * ‘ here; before one letter that is turned round too.
 */
function startsElision(units: string[], from: number, mark: string): boolean {
  const next = units.slice(from, from + 4).join('')
  return mark === '‘' ? /^[stnkm](?![\p{L}\p{N}’'])/iu.test(next) : elided.test(next)
}

const elided = /^(?:(?:[stnkmr]|ns|er|ie)(?![\p{L}\p{N}'])|\d\d(?!\d))/iu
const inWord = /[\p{L}\p{N}\uFFFC]/u
const space = /\s/
const opensAfter = /[\s([{<–—/‘“-]/
