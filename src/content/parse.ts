import type { Env, Token } from 'markdown-it'
import type { ProblemCode, ProblemValues } from '../problem.ts'

/** What our markdown-it rules share while one text is parsed. */
export type Parse = {
  source: string
  remarks: Remark[]
  remark: (code: ProblemCode, values: ProblemValues, range: Range) => void
  /** Of the inline token that is being read: where each part of its content stands in the source. */
  origin: Origin
  /** Above 0 inside the description of an image, where only words count. */
  imageDepth: number
  /** Where the address of each link reference stands, by its label. */
  definitions: Map<string, Range>
}

/** Something to report, with offsets in the source instead of a line and column. */
export type Remark = { code: ProblemCode; values: ProblemValues; range: Range }
/** Offsets in the source, in UTF-16 units; `to` is exclusive. */
export type Range = { from: number; to: number }
/** From `content` on, a content position stands at `source` and on, up to the next part. */
export type Origin = { content: number; source: number }[]

/** Nobody reads the hundred-and-first of a kind; a hostile text could give fifty thousand. */
const OF_ONE_CODE = 100

const key = Symbol('parse')

export function newParse(source: string): { parse: Parse; env: Env } {
  const remarks: Remark[] = []
  const counts = new Map<ProblemCode, number>()
  const parse: Parse = {
    source,
    remarks,
    remark(code, values, range) {
      const count = (counts.get(code) ?? 0) + 1
      counts.set(code, count)
      if (count <= OF_ONE_CODE) remarks.push({ code, values, range })
    },
    origin: [],
    imageDepth: 0,
    definitions: new Map(),
  }
  return { parse, env: { [key]: parse } }
}

export function parseOf(env: Env): Parse {
  return env[key] as Parse
}

/** Where each part of the content of an inline token stands in the source. */
export function contentOrigin({ meta }: Token): Origin {
  return (meta?.['origin'] as Origin | undefined) ?? []
}

/** The place in the source of a position in the content of the inline token being read. */
export function sourceOffset(origin: Origin, position: number): number {
  const part = origin[lastIndexWhere(origin.length, (at) => (origin[at]?.content ?? 0) <= position)]
  return part === undefined ? 0 : part.source + Math.max(0, position - part.content)
}

/** The offset at which each line begins. */
export function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** On which line and in which column an offset is, both from 0. */
export function lineAt(
  starts: readonly number[],
  offset: number,
): { line: number; column: number } {
  const line = lastIndexWhere(starts.length, (at) => (starts[at] ?? 0) <= offset)
  return { line, column: offset - (starts[line] ?? 0) }
}

/** The last index for which `holds`, where it holds up to some index and not after; at least 0. */
function lastIndexWhere(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, Math.max(0, length - 1)]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (holds(middle)) low = middle
    else high = middle - 1
  }
  return low
}
