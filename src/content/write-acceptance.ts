import { isMap, isScalar, isSeq, parseDocument, stringify, type Pair, type YAMLMap } from 'yaml'
import type { Problem } from '../problem.ts'
import { readYaml } from '../yaml-fields.ts'
import { foundIn, isAcceptable, markOf, readAcceptances, withAcceptance } from './acceptance.ts'

/** Longest reason: what a person would write on one line. In characters. */
export const LONGEST_REASON = 300

/**
 * The file with a reason why this problem is right as it stands, in the front matter of a Markdown
 * file, at the event in the agenda, or in the list that a figure is. `source` is the file as it lies
 * on disk; all that stands in it stays as it was. Undefined where no reason can be put in: then the
 * author writes it by hand.
 */
export function writeAcceptance(
  source: string,
  found: Problem,
  reason: string,
): string | undefined {
  const oneLine = reason.replaceAll(/\s+/g, ' ').trim().slice(0, LONGEST_REASON)
  if (oneLine === '' || !isAcceptable(found)) return undefined
  const part = yamlPart(source, found.file ?? '')
  if (part === undefined) return undefined
  const yaml = source.slice(part.from, part.to)
  const holder = holderIn(yaml, (found.line ?? 1) - part.firstLine + 1)
  if (holder === undefined) return undefined
  const newLine = /\r\n|\r|\n/.exec(source)?.[0] ?? '\n'
  const edit = insertion(yaml, holder, entryFor(found, oneLine))
  if (edit === undefined) return undefined
  const lead = edit.at > 0 && !/[\r\n]$/.test(yaml.slice(0, edit.at)) ? newLine : ''
  const added = lead + edit.lines.map((line) => line + newLine).join('')
  const written = yaml.slice(0, edit.at) + added + yaml.slice(edit.to)
  if (!accepts(yaml, written, found, oneLine)) return undefined
  return source.slice(0, part.from) + written + source.slice(part.to)
}

/** Where the YAML stands; `firstLine` is the line of the file on which it begins. */
function yamlPart(
  source: string,
  file: string,
): { from: number; to: number; firstLine: number } | undefined {
  const mark = source.startsWith('\uFEFF') ? 1 : 0
  if (!file.endsWith('.md')) return { from: mark, to: source.length, firstLine: 1 }
  const open = /^\uFEFF?---[ \t]*(?:\r\n|\r|\n)/.exec(source)
  if (open === null) return undefined
  const close = /(?:^|\r\n|\r|\n)---[ \t]*(?=\r|\n|$)/g
  close.lastIndex = open[0].length - 1
  const end = close.exec(source)
  if (end === null) return undefined
  // The line end before the fence belongs to the last line of the fields.
  const to = end.index + (/^(?:\r\n|\r|\n)/.exec(end[0])?.[0].length ?? 0)
  return { from: open[0].length, to: Math.max(open[0].length, to), firstLine: 2 }
}

type Holder = { map: YAMLMap.Parsed; entry: Pair | undefined; indent: number }

/** The mapping that a reason about this line belongs to: of one event in the agenda, else the file's. */
function holderIn(yaml: string, line: number): Holder | undefined {
  const document = parseDocument(yaml, { schema: 'core' })
  const root: unknown = document.contents
  if (document.errors.length > 0 || !isMap(root) || root.flow === true) return undefined
  const events = root.get('events', true)
  if (!isSeq(events)) return holder(root as YAMLMap.Parsed, 0)
  const lineOf = (offset: number) => yaml.slice(0, offset).split(/\r\n|\r|\n/).length
  const event = events.items.findLast(
    (item) => isMap(item) && lineOf(item.range?.[0] ?? 0) <= line,
  ) as YAMLMap.Parsed | undefined
  if (event === undefined || event.flow === true) return undefined
  const start = event.range[0]
  const lineStart = Math.max(yaml.lastIndexOf('\n', start - 1), yaml.lastIndexOf('\r', start - 1))
  return holder(event, start - lineStart - 1)
}

function holder(map: YAMLMap.Parsed, indent: number): Holder {
  const entry = map.items.find(({ key }) => isScalar(key) && key.value === 'accepted')
  return { map, entry, indent }
}

function entryFor(found: Problem, reason: string): string[] {
  const quotedText = foundIn(found)
  const scalar = (text: string) => stringify(text, { lineWidth: 0 }).trimEnd()
  return [
    `- code: ${found.code}`,
    ...(quotedText === '' ? [] : [`  found: ${inOneLine(scalar(quotedText), quotedText)}`]),
    `  mark: ${scalar(markOf(found))}`,
    `  reason: ${inOneLine(scalar(reason), reason)}`,
  ]
}

/** A block of text takes lines of its own: JSON is YAML too, and takes one. */
function inOneLine(written: string, text: string): string {
  return /[\r\n]/.test(written) ? JSON.stringify(text) : written
}

type Insertion = { at: number; to: number; lines: string[] }

/** After the last entry of the list that is there, or as a new list at the end of the mapping. */
function insertion(
  yaml: string,
  { map, entry, indent }: Holder,
  lines: string[],
): Insertion | undefined {
  const pad = ' '.repeat(indent)
  const list = entry?.value
  if (isSeq(list) && list.flow !== true && list.items.length > 0) {
    const first = (list.items[0] as { range?: [number, number, number] }).range?.[0] ?? 0
    const before = yaml.slice(0, first)
    const own = /[^\r\n]*$/.exec(before)?.[0] ?? ''
    const depth = /^[ \t]*/.exec(own)?.[0] ?? ''
    if (!/^[ \t]*- +$/.test(own)) return undefined
    const at = endOfLine(yaml, list.range?.[1] ?? 0)
    return { at, to: at, lines: lines.map((line) => depth + line) }
  }
  const own = lines.map((line) => `${pad}  ${line}`)
  if (entry === undefined) {
    const last = map.items.at(-1)
    const end = last?.value?.range[1] ?? last?.key.range[1]
    if (end === undefined) return undefined
    const at = endOfLine(yaml, end)
    return { at, to: at, lines: [`${pad}accepted:`, ...own] }
  }
  // `accepted:` with nothing behind it, or with an empty list.
  const isEmpty =
    list === null || (isScalar(list) && list.value === null) || (isSeq(list) && !list.items.length)
  if (!isEmpty) return undefined
  const key = (entry.key as { range?: [number, number, number] }).range
  if (key === undefined) return undefined
  const at = key[1]
  const to = endOfLine(yaml, Math.max(at, (list as { range?: number[] } | null)?.range?.[1] ?? at))
  const remark = yaml.slice(at, to).replace(/^\s*:\s*(?:\[\s*\])?/, '')
  if (remark.trim() !== '') return undefined
  return { at: at + 1, to, lines: own }
}

/** Just after the line end that follows `offset`, or the end of the text. */
function endOfLine(yaml: string, offset: number): number {
  if (offset > 0 && /[\r\n]/.test(yaml[offset - 1] ?? '')) return offset
  const rest = /\r\n|\r|\n/.exec(yaml.slice(offset))
  return rest === null ? yaml.length : offset + rest.index + rest[0].length
}

/** Read back, the file must hold exactly one reason more: this one. */
function accepts(before: string, after: string, found: Problem, reason: string): boolean {
  const [old, now] = [before, after].map(reasonsIn)
  if (old === undefined || now === undefined || now.length !== old.length + 1) return false
  return now.some((one) => withAcceptance(found, [one]).accepted?.reason === reason)
}

function reasonsIn(yaml: string): ReturnType<typeof readAcceptances> | undefined {
  const { fields } = readYaml(yaml.replaceAll(/\r\n?/g, '\n'), '')
  if (fields === undefined) return undefined
  return [fields, ...fields.maps('events')].flatMap((map) => readAcceptances(map))
}
