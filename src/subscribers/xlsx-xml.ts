import { SaxesParser } from 'saxes'
import { XlsxRefused } from './xlsx-refused.ts'

/** Names come without their prefix: some programs write `x:row`. */
export type XmlHandlers = {
  open?(name: string, attributes: Record<string, string>): void
  text?(text: string): void
  close?(name: string): void
}

/** No part of a workbook is deeper or has an element with more than a quarter of these. */
const MAX_DEPTH = 100
const MAX_ATTRIBUTES = 100

/**
 * Well-formed XML without a document type, so that there is no entity to expand or to fetch. Depth
 * and attributes have limits because the parser keeps all open elements in memory.
 */
export async function parseXml(pieces: AsyncIterable<string>, handlers: XmlHandlers) {
  const parser = new SaxesParser()
  let [depth, attributes] = [0, 0]
  const text = (found: string) => handlers.text?.(found)
  parser.on('error', damaged)
  parser.on('doctype', damaged)
  parser.on('opentagstart', () => {
    attributes = 0
    if (++depth > MAX_DEPTH) damaged()
  })
  parser.on('attribute', () => {
    if (++attributes > MAX_ATTRIBUTES) damaged()
  })
  parser.on('opentag', ({ name, attributes: found }) => handlers.open?.(local(name), found))
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('closetag', ({ name }) => {
    depth--
    handlers.close?.(local(name))
  })
  for await (const piece of pieces) parser.write(piece)
  parser.close()
}

function damaged(cause?: unknown): never {
  throw new XlsxRefused('xlsx-damaged', { cause })
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
