import type { Body } from '../content/contribution.ts'
import type { Place } from '../problem.ts'

/** An id that a text names, and where. */
export type Reference = { value: string; place: Place }

/**
 * The ids that a text names in its blocks: `:::agenda leerhuis-juli` or `:::figures begroting`. A
 * block without ids shows what the issue itself has.
 */
export function references(
  { file, body }: { file: string; body: Body },
  block: 'agenda' | 'figures',
): Reference[] {
  return body.tokens
    .filter(({ type, info }) => type === 'container_open' && info === block)
    .flatMap(({ meta, map }) => {
      const { argument, line, column } = meta as {
        argument?: string
        line?: number
        column?: number
      }
      const place = { file, line: line ?? body.firstLine + (map?.[0] ?? 0), column: column ?? 1 }
      return idsIn(argument ?? '').map((value) => ({ value, place }))
    })
}

function idsIn(argument: string): string[] {
  return argument.split(/[\s,]+/).filter((id) => id !== '')
}

/** The first of each id, so that one mistake is reported once per file that makes it. */
export function distinct(all: readonly Reference[]): Reference[] {
  const seen = new Map<string, Reference>()
  for (const one of all) {
    const key = `${one.place.file} ${one.value}`
    if (!seen.has(key)) seen.set(key, one)
  }
  return [...seen.values()]
}
