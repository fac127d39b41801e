import { acceptForgotten } from '../dispatch/accept-forgotten.ts'
import { systemPorts } from '../dispatch/ports.ts'
import { forgottenSendings, type Sending } from '../dispatch/sending-journal.ts'
import { formatNumber } from '../render/format.ts'
import { restoredMark } from '../store/restored-mark.ts'
import { matchJournals, openList } from '../subscribers/open-list.ts'
import { exit, type Command } from './command.ts'
import { openProject } from './open-project.ts'

/**
 * Shows what was sent that a database put back from a backup does not know of, and lets sending go on
 * with --yes-really. Exit codes: 0 nothing is forgotten (any more), 1 sending is off, 3 settings.
 */
export const restored: Command = {
  name: 'restored',
  arguments: [],
  options: {
    'yes-really': {
      type: 'boolean',
      help: (text) => text.commands.keeping.restored.options.yesReally,
    },
  },
  async run(invocation) {
    const { root, text, json, options, print, tell, now } = invocation
    const words = text.commands.keeping.restored
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { config } = opened.project
    const store = await openList(root, invocation.env)
    try {
      if (!(await matchJournals(store))) {
        tell(words.copyUnusable(config.journalCopy ?? ''))
        tell(text.commands.whatNow(words.copyUnusableWhatNow))
      }
      const forgotten = latest(await forgottenSendings(store))
      const mark = restoredMark(store)
      const waits = mark !== undefined || forgotten.length > 0
      const accepted = waits && options['yes-really'] === true
      if (accepted) await acceptForgotten(store, config, { ...systemPorts, now })
      const off = waits && !accepted
      if (json) {
        const from = mark === undefined ? null : new Date(mark.backupAt).toISOString()
        print(JSON.stringify({ schema: 1, ok: !off, sending: !off, backup: from, forgotten }))
        return off ? exit.blocked : exit.good
      }
      if (!waits) {
        print(words.nothing)
        return exit.good
      }
      if (mark !== undefined) print(words.from(localMoment(mark.backupAt, config.zone)))
      print(forgotten.length === 0 ? words.unknown : words.heading)
      for (const { issue, submitted, at } of forgotten) {
        const moment = localMoment(at, config.zone)
        print(`  ${words.sent(issue, formatNumber(submitted, text), moment)}`)
      }
      tell(accepted ? words.on : words.off)
      if (!accepted) tell(text.commands.whatNow(words.offWhatNow))
      return off ? exit.blocked : exit.good
    } finally {
      await store.close()
    }
  },
}

/** `2026-11-28 05:02` */
export function localMoment(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ')
}

/** One line for each dispatch: the last thing that was written down about it. */
function latest(forgotten: readonly Sending[]): Sending[] {
  return [...new Map(forgotten.map((one) => [one.dispatch, one])).values()]
}
