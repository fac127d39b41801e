import type { Token } from 'markdown-it'
import { contentOrigin, sourceOffset, type Parse } from './parse.ts'
import { withoutLinks } from './running-text.ts'

/** `TODO`, `[NAAM INVULLEN]` and what else an author means to fill in before anybody reads it. */
export function checkUnfinishedText(tokens: readonly Token[], parse: Parse): void {
  for (const token of tokens) {
    if (token.type !== 'inline') continue
    const origin = contentOrigin(token)
    for (const { found, at } of unfinishedIn(withoutLinks(token.content))) {
      const from = sourceOffset(origin, at)
      parse.remark('content/unfinished', { found }, { from, to: from + found.length })
    }
  }
}

export function unfinishedIn(text: string): { found: string; at: number }[] {
  return [...text.matchAll(marks)].map(({ 0: found, index }) => ({ found, at: index }))
}

/** Whether what stands between brackets is such a mark, and no link that lacks its address. */
export function isPlaceholder(words: string): boolean {
  return inBrackets.test(`[${words}]`)
}

const inBrackets =
  /\[(?:[\p{L} .:-]{0,40}\b(?:[Ii]nvullen|[Aa]anvullen|INVULLEN|AANVULLEN)|(?:HIER|NOG|NAAM|DATUM|TITEL|LINK|FOTO|PLAATS|TIJD|LOCATIE|TEKST|NAME|DATE|TITLE|INSERT)(?: [A-Z]{2,20}){0,5})\](?![([])/u

const marks = new RegExp(
  [
    inBrackets,
    /(?<![\p{L}\p{N}])(?:TODO|FIXME|TBD|X{3,10}|NOG (?:TE |IN TE |AAN TE )?(?:IN|AAN)?VULLEN)(?![\p{L}\p{N}])/u,
    /@{3,20}/,
    /(?<!\p{L})[Ll]orem ipsum(?!\p{L})/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
)
