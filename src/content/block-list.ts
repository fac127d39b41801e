import { isMap, isSeq, type ParsedNode, type YAMLSeq } from 'yaml'

/**
 * The YAML of `text` with one more item at the end of a block list, and every character of the rest
 * as it was. `item` has the lines of a mapping, or one of a name. Comments below the last item that
 * stand further in than its dash are its own; a list whose items stand apart keeps doing so.
 */
export function withItem(text: string, list: YAMLSeq.Parsed, item: readonly string[]): string {
  const start = list.range[0]
  const indent = ' '.repeat(start - (text.lastIndexOf('\n', start - 1) + 1))
  const at = belowLast(text, list, indent.length)
  const lines = item.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}\n`)
  const apart = standsApart(text, list) ? '\n' : ''
  const end = text.slice(0, at).endsWith('\n') ? '' : '\n'
  return `${text.slice(0, at)}${end}${apart}${lines.join('')}${text.slice(at)}`
}

/** Where the line after the last item begins. */
function belowLast(text: string, list: YAMLSeq.Parsed, indent: number): number {
  const end = endOf(list)
  // A text of more lines ends with its line end.
  let at = text[end - 1] === '\n' ? end : afterLine(text, end)
  const own = new RegExp(`[ ]{${indent + 1},}#.*(?:\\n|$)`, 'y')
  for (;;) {
    own.lastIndex = at
    const found = own.exec(text)
    if (found === null) return at
    at += found[0].length
  }
}

function standsApart(text: string, { items }: YAMLSeq.Parsed): boolean {
  const [before, last] = items.slice(-2)
  if (before === undefined || last === undefined) return false
  return /\n[ \t]*\n/.test(text.slice(endOf(before), last.range[0]))
}

/** Where the last word of a node ends. What the parser says includes empty lines below a list. */
function endOf(node: ParsedNode): number {
  if (isSeq(node) && node.flow !== true) {
    const last = node.items.at(-1)
    if (last !== undefined) return endOf(last)
  }
  if (isMap(node) && node.flow !== true) {
    const last = node.items.at(-1)
    if (last !== undefined) return endOf(last.value ?? last.key)
  }
  return node.range[1]
}

/** The place after the end of the line that holds `at`; the end of the text when it has none. */
export function afterLine(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end + 1
}
