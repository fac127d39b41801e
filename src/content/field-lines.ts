/**
 * Where the lines of front matter are in a file whose fences are not where they should be. Lines are
 * those of a text, without their ends; numbers count from 0.
 */

const known =
  'title subject preheader rubric theme weight segments image status source_lines accepted order figures signed_by send_at link agenda action deadline corrects corrects_version corrects_unsure'.split(
    ' ',
  )
/** Also ordinary words of a sentence: alone they say nothing. */
const ambiguous = ['link', 'agenda', 'action', 'deadline', 'status', 'image', 'order']

/**
 * The line below the last one that holds data, from line `from` on. A remark below an empty line may
 * as well be a heading: what follows it tells.
 */
export function dataEnd(lines: readonly string[], from: number): number {
  let end = from
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (line.trim() === '' || (at !== end && line.startsWith('#'))) continue
    const goesOn = at === end && /^(?:\s+\S|-\s|#)/.test(line)
    // Below an empty line a sentence may begin with any word and a colon.
    const begins = at === end ? /^[\p{L}_-]{2,30}\s*:/u : /^[a-z_]{2,20}:(?:\s|$)/
    if (!goesOn && !begins.test(line)) return end
    end = at + 1
  }
  return end
}

export type FieldsBelow = {
  from: number
  /** The line below the last of them. */
  to: number
  names: string[]
}

/** Fields of ours at the top of what is to be text. One is enough where it can be no sentence. */
export function fieldsBelow(lines: readonly string[]): FieldsBelow | undefined {
  const from = lines.findIndex((line) => line.trim() !== '')
  if (from === -1 || !isKnown(lines[from] ?? '')) return undefined
  const to = runEnd(lines, from)
  const names = lines.slice(from, to).flatMap((line) => nameOf(line) ?? [])
  if (names.length < 2 && ambiguous.includes(names[0] ?? '')) return undefined
  return { from, to, names }
}

/** An empty line ends it, unless one of our fields is what follows. */
function runEnd(lines: readonly string[], from: number): number {
  let end = from
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (line.trim() === '') continue
    const goesOn = at === end && (/^(?:\s+\S|-\s)/.test(line) || nameOf(line) !== undefined)
    if (!goesOn && !isKnown(line)) return end
    end = at + 1
  }
  return end
}

function nameOf(line: string): string | undefined {
  return /^([a-z_]{2,20}):(?:\s|$)/.exec(line)?.[1]
}

function isKnown(line: string): boolean {
  return known.includes(nameOf(line) ?? '')
}
