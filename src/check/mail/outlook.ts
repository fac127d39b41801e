import { load } from 'cheerio'
import { problem, type Problem } from '../../problem.ts'
import type { CheckInput } from '../check-input.ts'
import { TEMPLATE } from '../filled-mail.ts'
import { outlookView, type Conditional } from './outlook-view.ts'

const place = { file: TEMPLATE }

/** Whether classic Outlook, which lays mail out with Word, gets whole tables and readable drawings. */
export function checkOutlook({ mails }: CheckInput): Problem[] {
  return mails.flatMap(({ html }) => {
    const { outlook, others, conditionals, broken } = outlookView(html)
    const found = broken ?? unbalanced(outlook) ?? unbalanced(others)
    return [
      ...(found === undefined ? [] : [problem('mail/mso-balance', { found }, place)]),
      ...drawings(conditionals),
    ]
  })
}

/** The first tag that lacks its other half, as it stands there. */
function unbalanced(html: string): string | undefined {
  const open: string[] = []
  for (const { 0: tag, groups } of html.matchAll(structure)) {
    const name = groups?.['name']?.toLowerCase() ?? ''
    if (tag.endsWith('/>')) continue
    if (!tag.startsWith('</')) open.push(name)
    else if (open.pop() !== name) return `</${name}>`
  }
  const left = open.pop()
  return left === undefined ? undefined : `<${left}>`
}

/** Elements whose end tag is needed, and whose loss shifts everything after it. */
const structure =
  /<\/?(?<name>table|tbody|thead|tr|td|th|div|ul|ol|v:[a-z]+)\b(?:"[^"]*"|'[^']*'|[^'">])*>/gi

/** A drawing (VML) is seen only by Outlook: words for it are needed, and nothing others would miss. */
function drawings(conditionals: readonly Conditional[]): Problem[] {
  const found = new Set<string>()
  for (const { content } of conditionals) {
    if (!/<v:/i.test(content)) continue
    const document = load(content, { xml: { xmlMode: true, decodeEntities: true } })
    for (const shape of document('*').toArray()) {
      if (!('attribs' in shape)) continue
      if (!/^v:(?!fill$|textbox$|stroke$|imagedata$|f$|formulas$|path$)/i.test(shape.name)) continue
      if (!shape.attribs['alt']?.trim()) found.add(`<${shape.name}>`)
      for (const inside of document(shape).find('a, h1, h2, h3, h4, h5, h6').toArray()) {
        found.add(`<${inside.name}>`)
      }
    }
  }
  return [...found].map((name) => problem('mail/vml', { found: name }, place))
}
