import { registerEntry } from '../subscribers/register-entry.ts'
import { exit, type Command } from './command.ts'
import { openProject } from './open-project.ts'

/** Prints the entry for the record of processing as Markdown. Exit codes: 0 printed, 3 settings. */
export const register: Command = {
  name: 'register',
  arguments: [],
  options: {},
  async run(invocation) {
    const { text, json, print, tell, now } = invocation
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { config } = opened.project
    const day = Temporal.Instant.fromEpochMilliseconds(now())
      .toZonedDateTimeISO(config.zone)
      .toPlainDate()
      .toString()
    const markdown = registerEntry(config, text, day)
    print(json ? JSON.stringify({ schema: 1, ok: true, markdown }) : markdown.trimEnd())
    if (!json) tell(text.commands.keeping.register.look)
    return exit.good
  },
}
