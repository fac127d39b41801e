import type { CheerioAPI, load } from 'cheerio'

/** `Node.TEXT_NODE` of the DOM standard. */
const TEXT_NODE = 3

/** One node of a parsed document; cheerio does not export the type itself. */
export type DocumentNode = Exclude<Parameters<typeof load>[0], string | Buffer | unknown[]>

/**
 * The text of an element that a reader sees, without what is hidden and with a space where blocks
 * and cells part. Soft hyphens are gone.
 */
export function visibleText(document: CheerioAPI, root?: DocumentNode): string {
  const parts: string[] = []
  for (const node of root === undefined ? document('body').toArray() : [root]) collect(node)
  return parts.join('').replaceAll('\u00AD', '').replaceAll(/\s+/g, ' ').trim()

  function collect(node: DocumentNode): void {
    if ('data' in node && node.nodeType === TEXT_NODE) parts.push(node.data)
    if (!('children' in node) || isHidden(node)) return
    const apart = !('name' in node) || !inline.has(node.name)
    if (apart) parts.push(' ')
    for (const child of node.children) collect(child)
    if (apart) parts.push(' ')
  }
}

/** True when an element has words, and neither it nor anything around it is hidden. */
export function isSeen(document: CheerioAPI, node: DocumentNode): boolean {
  return visibleText(document, node) !== '' && !document(node).parents().toArray().some(isHidden)
}

/** True when the element itself is not shown, and with it all that is in it. */
export function isHidden(node: DocumentNode): boolean {
  if (!('attribs' in node)) return false
  const { name, attribs } = node
  return (
    name === 'style' ||
    name === 'title' ||
    'hidden' in attribs ||
    /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(attribs['style'] ?? '')
  )
}

const inline = new Set('a abbr b em i s small span strong sub sup u'.split(' '))
