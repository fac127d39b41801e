import type { Env } from 'markdown-it'
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

const key = Symbol('parse')

export function newParse(source: string): { parse: Parse; env: Env } {
  const remarks: Remark[] = []
  const parse: Parse = {
    source,
    remarks,
    remark: (code, values, range) => void remarks.push({ code, values, range }),
    origin: [],
    imageDepth: 0,
    definitions: new Map(),
  }
  return { parse, env: { [key]: parse } }
}

export function parseOf(env: Env): Parse {
  return env[key] as Parse
}

/** The place in the source of a position in the content of the inline token being read. */
export function sourceOffset(origin: Origin, position: number): number {
  let [low, high] = [0, origin.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((origin[middle]?.content ?? 0) <= position) low = middle
    else high = middle - 1
  }
  const part = origin[low]
  return part === undefined ? 0 : part.source + Math.max(0, position - part.content)
}
