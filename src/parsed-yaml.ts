import { LineCounter, parseDocument, type Document } from 'yaml'

export type ParsedYaml = { document: Document.Parsed; lines: LineCounter }

/**
 * The YAML of `file`. Nothing takes longer in reading an issue, and between two saves or two issues
 * nearly every file says what it said: then what was made of it then is given again, to read only.
 */
export function parsedYaml(source: string, file: string): ParsedYaml {
  const before = latest.get(file)
  if (before?.source === source) return before.parsed
  const lines = new LineCounter()
  // 'core' reads 2023-03-23 as a string; unique keys so that a double key is reported, not lost.
  const document = parseDocument(source, { lineCounter: lines, schema: 'core', uniqueKeys: true })
  const parsed = { document, lines }
  if (latest.size >= MOST_KEPT) latest.clear()
  latest.set(file, { source, parsed })
  return parsed
}

const latest = new Map<string, { source: string; parsed: ParsedYaml }>()
/** More files than an issue has; a hundred old issues together are read anew. */
const MOST_KEPT = 500
