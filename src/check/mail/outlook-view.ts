/** One conditional comment: who it is for, and what it holds. */
export type Conditional = { condition: string; content: string }

/**
 * A mail as classic Outlook reads it: what conditional comments hide from others is there, and what
 * they hide from Outlook is gone. `broken` is the first comment that does not open or close as it
 * should.
 */
export function outlookView(html: string): {
  outlook: string
  others: string
  conditionals: Conditional[]
  broken: string | undefined
} {
  const conditionals: Conditional[] = []
  let outlook = ''
  let others = ''
  let open: { condition: string; from: number; shown: boolean } | undefined
  let from = 0
  for (const { index, 0: mark, groups } of html.matchAll(marks)) {
    const isOpening = groups?.['condition'] !== undefined
    // An `if` inside another, or an end without a beginning: from here on Outlook reads it otherwise.
    if (isOpening === (open !== undefined)) return { outlook, others, conditionals, broken: mark }
    const passage = html.slice(from, index)
    from = index + mark.length
    if (open === undefined) {
      outlook += passage
      others += passage
      open = { condition: groups?.['condition'] ?? '', from, shown: mark.endsWith('<!-->') }
      continue
    }
    // `<!--[if !mso]><!-->…<!--<![endif]-->` is for everyone else, and needs both of its own marks.
    if (open.shown !== mark.startsWith('<!--'))
      return { outlook, others, conditionals, broken: mark }
    if (open.shown) others += passage
    if (isForOutlook(open.condition)) outlook += passage
    conditionals.push({ condition: open.condition, content: passage })
    open = undefined
  }
  const broken = open === undefined ? undefined : `<!--[if ${open.condition}]>`
  return {
    outlook: outlook + html.slice(from),
    others: others + html.slice(from),
    conditionals,
    broken,
  }
}

const marks = /<!--\[if (?<condition>[^\]<>]{1,80})\]>(?:<!-->)?|<!--<!\[endif\]-->|<!\[endif\]-->/g

function isForOutlook(condition: string): boolean {
  return /mso/i.test(condition) && !/!\s*\(?\s*mso/i.test(condition)
}
