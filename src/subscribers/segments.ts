import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Problem } from '../problem.ts'
import type { Purpose } from '../store/tables.ts'
import { readYaml, type Fields } from '../yaml-fields.ts'
import type { Condition } from './condition.ts'
import { readCondition } from './read-condition.ts'
import { isName } from './terms.ts'
import { purposes, readVocabulary, type Vocabulary } from './vocabulary.ts'

/** Who may get something, as `subscribers/segments.yaml` says. Consent and suppression go first. */
export type Segment = {
  id: string
  title: string
  purpose: Purpose
  condition: Condition
  file: string
  line: number
}

export const SEGMENTS_FILE = 'subscribers/segments.yaml'

/**
 * The segments of the project, without those in which something is wrong: a half-understood
 * condition might reach people it should not. `today` is an ISO date.
 */
export async function readSegments(
  root: string,
  today: string = Temporal.Now.plainDateISO().toString(),
): Promise<{ segments: Segment[]; problems: Problem[] }> {
  const source = await readFile(join(root, SEGMENTS_FILE), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  })
  if (source === undefined) return { segments: [], problems: [] }
  const { vocabulary, problems } = await readVocabulary(root, today)
  const read = segmentsOf(source, vocabulary)
  return { segments: read.segments, problems: [...problems, ...read.problems] }
}

export function segmentsOf(
  source: string,
  vocabulary: Vocabulary,
): { segments: Segment[]; problems: Problem[] } {
  const { fields, problems } = readYaml(source.replace(/^\uFEFF/, ''), SEGMENTS_FILE)
  if (fields === undefined) return { segments: [], problems }
  const segments: Segment[] = []
  for (const entry of fields.maps('segments')) {
    const segment = segmentOf(entry, vocabulary, problems)
    if (segments.some(({ id }) => id === segment.id)) {
      entry.report('segment/duplicate', { found: segment.id }, 'id')
    }
    segments.push(segment)
  }
  fields.close()
  return {
    segments: segments.filter((segment, index) => isSound(segment, segments[index + 1])),
    problems,
  }

  /** A segment owns the lines up to the next one; nothing may be wrong on any of them. */
  function isSound(segment: Segment, next: Segment | undefined): boolean {
    return !problems.some(({ line = 1 }) => line >= segment.line && line < (next?.line ?? Infinity))
  }
}

function segmentOf(entry: Fields, vocabulary: Vocabulary, problems: Problem[]): Segment {
  const id = entry.text('id', { required: true }) ?? ''
  if (id !== '' && !isName(id)) entry.wrong('id', 'name')
  const purpose = entry.choice('purpose', purposes, true) ?? 'newsletter'
  const title = entry.text('title', { required: true }) ?? id
  const { file, line = 1 } = entry.place()
  return { id, title, purpose, condition: who(), file, line }

  /** Everyone only when it says so: a condition that was left out or misspelt reaches nobody. */
  function who(): Condition {
    const everyone = entry.flag('everyone') === true
    const conditions = entry.map('who')
    if (conditions !== undefined) {
      if (everyone) entry.report('segment/invalid', { found: id, reason: 'both' }, 'everyone')
      return readCondition(conditions, { id, purpose, vocabulary, problems })
    }
    if (everyone) return { kind: 'everyone' }
    if (!entry.has('who')) entry.report('frontmatter/field-missing', { field: 'who' })
    return { kind: 'any', of: [] }
  }
}
