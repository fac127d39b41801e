import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withEvent, type NewEvent } from '../agenda/with-event.ts'
import { AGENDA_FILE } from '../issue/load-agenda.ts'
import { issueFile } from '../issue/list-issues.ts'
import { withAgendaId } from '../issue/with-agenda-id.ts'
import { saveSource } from './save-source.ts'
import { openSource } from './source-file.ts'

export type AddedEvent =
  /** `known`: it was in the agenda. `inIssue`: the issue names it, so it is in its mail. */
  | { kind: 'added' | 'known'; id: string; inIssue: boolean }
  /** The agenda could not be read, or not be written; it is as it was. */
  | { kind: 'unreadable' | 'disk' }

/** As often as somebody else may save while this is being saved. */
const TURNS = 5

/**
 * Puts an event in the agenda of the project and then in one issue. What somebody else saves
 * meanwhile stays: then the event is added to that. A crash between the two leaves an event that the
 * issue does not name, which is what the page then says of it.
 */
export async function addEvent(
  root: string,
  issueId: string,
  event: NewEvent,
  /** Lines that begin a new file. */
  head: readonly string[],
): Promise<AddedEvent> {
  const added = await inAgenda(root, event, head)
  if (!('id' in added)) return added
  return { ...added, inIssue: await inIssue(root, issueId, added.id) }
}

type InAgenda =
  | { kind: 'added' | 'known'; id: string }
  | Exclude<AddedEvent, { kind: 'added' | 'known' }>

async function inAgenda(root: string, event: NewEvent, head: readonly string[]): Promise<InAgenda> {
  for (let turn = 0; turn < TURNS; turn++) {
    const opened = openSource(root, AGENDA_FILE)
    if (opened.kind === 'refused' && opened.why !== 'not-found') return { kind: 'unreadable' }
    const before = opened.kind === 'ok' ? opened.source.text : commented(head)
    const made = withEvent(before, event)
    if (made.kind === 'unsure') return { kind: 'unreadable' }
    if (made.kind === 'known') return made
    const { id, text } = made
    if (opened.kind === 'refused') {
      const created = createAgenda(root, text)
      if (created === 'failed') return { kind: 'disk' }
      if (created === 'made') return { kind: 'added', id }
      continue
    }
    const saved = await saveSource(root, AGENDA_FILE, text, opened.source.version)
    if (saved.kind === 'saved') return { kind: 'added', id }
    if (saved.kind === 'refused') return { kind: 'disk' }
  }
  return { kind: 'disk' }
}

async function inIssue(root: string, issueId: string, id: string): Promise<boolean> {
  const file = issueFile(issueId)
  for (let turn = 0; turn < TURNS; turn++) {
    const opened = openSource(root, file)
    const made = opened.kind === 'ok' ? withAgendaId(opened.source.text, id) : undefined
    if (opened.kind === 'refused' || made === undefined) return false
    const saved = await saveSource(root, file, made, opened.source.version)
    if (saved.kind !== 'conflict') return saved.kind === 'saved'
  }
  return false
}

function commented(lines: readonly string[]): string {
  return lines.map((line) => `# ${line}\n`).join('')
}

function createAgenda(root: string, text: string): 'made' | 'exists' | 'failed' {
  try {
    writeFileSync(join(root, AGENDA_FILE), text, { flag: 'wx', flush: true })
    return 'made'
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return code === 'EEXIST' ? 'exists' : 'failed'
  }
}
