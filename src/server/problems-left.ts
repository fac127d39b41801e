import { byImportance, type Problem, type ProblemCode, type Severity } from '../problem.ts'
import { byGroup } from './problem-group.ts'
import { canOpen } from './source-file.ts'

/** How many of an issue are still open, and whether one of them can be gone to. */
export type Left = Record<Severity, number> & {
  first: At | undefined
  /** A file cannot be read, so that what else is the matter is not known. */
  isPartial: boolean
}

/** A place in a file that the editor opens. */
export type At = { file: string; line?: number | undefined; column?: number | undefined }

const unread: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'frontmatter/invalid',
  'frontmatter/engine-forbidden',
  'frontmatter/missing',
  'frontmatter/text-above',
  'issue/file-unreadable',
  'markdown/unreadable',
])

export function leftOf(problems: readonly Problem[], at?: At): Left {
  const open = problems.filter((found) => !found.accepted)
  const count = (severity: Severity) => open.filter((found) => found.severity === severity).length
  return {
    blocks: count('blocks'),
    warns: count('warns'),
    tip: count('tip'),
    first: nextProblem(problems, at),
    isPartial: open.some(({ code }) => unread.has(code)),
  }
}

/**
 * The one after `at`, in the order of the list, and after the last the first again. Where `at` is not in
 * the list any more, because it was put right: the worst there is, of the same file before others.
 */
export function nextProblem(problems: readonly Problem[], at?: At): At | undefined {
  const places = inListOrder(problems)
  const here = places.findIndex((one) => isSame(one, at))
  if (here >= 0) return places[(here + 1) % places.length]
  const worst = places.filter(({ severity }) => severity === places[0]?.severity)
  return worst.find(({ file }) => file === at?.file) ?? worst[0]
}

export function isLastProblem(problems: readonly Problem[], at: At): boolean {
  const last = inListOrder(problems).at(-1)
  return last !== undefined && isSame(last, at)
}

/** By level, in each by group; the same words at several places stand together there. */
function inListOrder(problems: readonly Problem[]): (Problem & { file: string })[] {
  const places = problems.filter(isForEditor).toSorted(byImportance)
  const levels = Map.groupBy(places, ({ severity }) => severity)
  return [...levels.values()].flatMap((own) => {
    const rows = Map.groupBy(own.toSorted(byGroup), ({ code, values }) =>
      JSON.stringify([code, values]),
    )
    return [...rows.values()].flat()
  })
}

function isForEditor(found: Problem): found is Problem & { file: string } {
  const { accepted, file, owner } = found
  return !accepted && owner !== 'maintainer' && file !== undefined && canOpen(file)
}

function isSame(found: At, at: At | undefined): boolean {
  return found.file === at?.file && found.line === at.line && found.column === at.column
}
