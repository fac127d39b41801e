import { hash } from 'node:crypto'
import { didYouMean } from '../did-you-mean.ts'
import { catalogue, type Problem, type ProblemCode } from '../problem.ts'
import { withoutForbidden, type Fields } from '../yaml-fields.ts'

/**
 * "This is right as it stands, because": a reason, kept in the file it is about. It holds for one
 * code and one finding. When what is found changes, the reason no longer fits and the problem is
 * back: an acceptance cannot outlive its text.
 */
export type Acceptance = {
  code: ProblemCode
  /** Must equal `values.found` of the problem. */
  found: string
  /** Must equal `markOf` the problem, where the reason has it: a button writes it. */
  mark: string | undefined
  reason: string
}

/** Key `accepted` of a file: a list of `{ code, found, mark, reason }`. An incomplete one counts for nothing. */
export function readAcceptances(fields: Fields): Acceptance[] {
  return fields.maps('accepted').flatMap((entry) => {
    const code = entry.text('code', { required: true })
    const reason = entry.text('reason', { required: true })
    const found = entry.text('found') ?? ''
    const mark = entry.text('mark')
    if (code === undefined || reason === undefined) return []
    if (!suffices(reason, code)) {
      entry.wrong('reason', 'reason')
      return []
    }
    if (acceptable.includes(code)) return [{ code: code as ProblemCode, found, mark, reason }]
    const suggestion = didYouMean(code, acceptable)
    const values = { field: 'code', found: code, expected: 'code' }
    entry.report(
      'frontmatter/field-value',
      suggestion === undefined ? values : { ...values, suggestion },
      'code',
    )
    return []
  })
}

/**
 * Whether a reason tells whoever reads it later why this is right. Of what may be data of a person only
 * words do: two at least, of ten letters together. "ok" is no reason.
 */
export function suffices(reason: string, code: string): boolean {
  if (!code.startsWith('personal-data/')) return reason.trim() !== ''
  const words = reason.match(/\p{L}[\p{L}\p{N}’'-]*/gu) ?? []
  return words.length >= 2 && words.join('').length >= 10
}

/** The problem, marked as accepted where its file carries a reason for exactly this finding. */
export function withAcceptance(problem: Problem, acceptances: readonly Acceptance[]): Problem {
  const match = acceptances.find((one) => isAbout(one, problem))
  return match === undefined ? problem : { ...problem, accepted: { reason: match.reason } }
}

/** Of a person's data only a part is quoted, which others may have too: there the mark must be right. */
function isAbout({ code, found, mark }: Acceptance, problem: Problem): boolean {
  if (code !== problem.code || found !== foundIn(problem)) return false
  if (mark === undefined) return !code.startsWith('personal-data/')
  return mark === markOf(problem)
}

/**
 * Of all that was found, also what no message quotes: when a total becomes another or a sentence is
 * rewritten, a reason with this mark is about something that is no longer there. Eight hexadecimal digits.
 */
export function markOf({ code, values }: Problem): string {
  const all = Object.entries(values)
    .filter(([key]) => !pointers.includes(key))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return hash('sha256', JSON.stringify([code, all])).slice(0, 8)
}

/** Where to look in another file, which moves when others write there, and in which part of this one. */
const pointers = ['agenda', 'agendaLine', 'where']

/** Tells a text from every other, and nothing of what it says: for what must not be quoted. */
export function textMark(text: string): string {
  return hash('sha256', text).slice(0, 8)
}

/** What a reason must quote to be about this problem, as it reads back from a file. */
export function foundIn({ values }: Problem): string {
  return withoutForbidden(String(values['found'] ?? '')).trim()
}

/** Whether a reason can make this right as it stands. */
export function isAcceptable({ code }: Problem): boolean {
  return acceptable.includes(code)
}

/**
 * Warnings and tips, and of what blocks only what a source itself may say wrongly, what only looks
 * like the data of a person, and what a text may show on purpose, such as the head of a false mail. No
 * reason makes a dangerous link right, or an event that ends before it begins.
 */
const acceptable: readonly string[] = Object.entries(catalogue)
  .filter(
    ([code, { severity }]) =>
      severity !== 'blocks' ||
      /^(?:fact\/|personal-data\/|content\/(?:unfinished|mail-pasted)$)/.test(code),
  )
  .map(([code]) => code)
