import Handlebars from 'handlebars'
import { restoreInText } from './protect.ts'
import { recipientValues } from './recipient-values.ts'
import type { RecipientFields, Rendered } from './rendered.ts'

/** What is the same for everyone, and what differs: `fixed[0] order[0] fixed[1] … order[n-1] fixed[n]`. */
export type Cut = {
  fixed: string[]
  /** Each an index of `sources`; the same expression may stand in several places. */
  order: number[]
  sources: string[]
}

/** A rendered mail, cut into what all its recipients share and the expressions between. */
export type Pieces = {
  html: Cut
  text: Cut
  /** The value of each source for one recipient, escaped for HTML and not for plain text. */
  fill: (fields: RecipientFields) => { html: string[]; text: string[] }
}

type Mail = Pick<Rendered, 'html' | 'text'>

/**
 * Cuts once: what asks again for the same mail gets the same pieces. Only the expressions are
 * compiled, all of them as one small template, so that a recipient costs one fill and a mail of
 * 100 KB is not made into a program. Throws where the template is no Handlebars.
 */
export function piecesOf(mail: Mail): Pieces {
  const pieces = known.get(mail) ?? cutMail(mail)
  known.set(mail, pieces)
  return pieces
}

const known = new WeakMap<Mail, Pieces>()

/** Of a mail that is made for one person: nothing in it is filled, not even where braces stand. */
export function uncut({ html, text }: Mail): Pieces {
  const whole = (part: string): Cut => ({ fixed: [part], order: [], sources: [] })
  return { html: whole(html), text: whole(text), fill: () => ({ html: [], text: [] }) }
}

/** The whole again, with one value for each source. */
export function interleaved({ fixed, order }: Cut, values: readonly string[]): string {
  return fixed.map((part, index) => part + (values[order[index] ?? -1] ?? '')).join('')
}

function cutMail(mail: Mail): Pieces {
  const [html, text] = [cut(mail.html), cut(mail.text)]
  const inHtml = together(html.sources, {})
  const inText = together(text.sources, { noEscape: true })
  const valuesFor = recipientValues()
  return {
    html,
    text: { ...text, fixed: text.fixed.map(restoreInText) },
    fill: (fields) => {
      const values = valuesFor(fields)
      return {
        html: inHtml(values.html).split(SEPARATOR),
        text: restoreInText(inText(values.text)).split(SEPARATOR),
      }
    },
  }
}

/** No value holds a control character, so this is in none. */
const SEPARATOR = '\u001F'
const options = { strict: true, knownHelpersOnly: true, ignoreStandalone: true }

function together(sources: string[], more: { noEscape?: true }): (values: object) => string {
  if (sources.some((source) => source.includes(SEPARATOR))) {
    throw new Error('An expression holds a control character')
  }
  return Handlebars.compile(sources.join(SEPARATOR), { ...options, ...more })
}

function cut(template: string): Cut {
  const result: Cut = { fixed: [''], order: [], sources: [] }
  const starts = lineStarts(template)
  const offset = (at: { line: number; column: number }) => (starts[at.line - 1] ?? 0) + at.column
  const { body } = Handlebars.parse(template, options)
  const places = placesIn(template, body)
  for (const [index, node] of body.entries()) {
    if (node.type === 'ContentStatement') {
      result.fixed.push(`${result.fixed.pop() ?? ''}${(node as hbs.AST.ContentStatement).value}`)
      continue
    }
    const { start, end } = places[index]?.loc ?? node.loc
    const source = template.slice(offset(start), offset(end))
    const at = result.sources.indexOf(source)
    result.order.push(at < 0 ? result.sources.push(source) - 1 : at)
    result.fixed.push('')
  }
  return result
}

/** Its lexer ends a line at these two and its positions do not: with spaces instead both are right. */
function placesIn(template: string, body: hbs.AST.Statement[]): hbs.AST.Statement[] {
  if (!/[\u2028\u2029]/.test(template)) return body
  return Handlebars.parse(template.replaceAll(/[\u2028\u2029]/g, ' '), options).body
}

/** Lines as the Handlebars lexer counts them. */
function lineStarts(source: string): number[] {
  return [0, ...[...source.matchAll(/\r\n?|\n/g)].map((end) => end.index + end[0].length)]
}
