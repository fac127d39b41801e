import type { AgendaEvent } from '../agenda/event.ts'
import { readAgenda } from '../agenda/read-agenda.ts'
import type { Problem } from '../problem.ts'
import { NEWSLETTERS } from './list-issues.ts'
import { readProjectFile } from './project-file.ts'

/** From the root of the project. */
export const AGENDA_FILE = `${NEWSLETTERS}/agenda.yaml`

/**
 * The whole agenda of the project; empty while there is no file for it yet. Undefined when nothing
 * of it can be read: then which events it knows is unknown too.
 */
export async function loadAgenda(
  root: string,
): Promise<{ events: AgendaEvent[] | undefined; problems: Problem[] }> {
  const found = await readProjectFile(root, AGENDA_FILE)
  if (found.kind === 'refused') return { events: undefined, problems: [found.problem] }
  if (found.kind === 'missing') return { events: [], problems: [] }
  const { events, problems } = readAgenda(found.bytes, AGENDA_FILE)
  const unreadable = events.length === 0 && problems.length > 0
  return { events: unreadable ? undefined : events, problems }
}
