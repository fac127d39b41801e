import { openList } from '../subscribers/open-list.ts'
import { rolesDue } from '../subscribers/role-check.ts'
import { dailyUpkeep, type UpkeepCounts } from '../subscribers/upkeep.ts'
import { exit, type Command } from './command.ts'
import { openProject } from './open-project.ts'

/**
 * Shows what is kept no longer, and removes it with --yes-really. Exit codes: 0 shown or removed,
 * 3 settings.
 */
export const retention: Command = {
  name: 'retention',
  arguments: [],
  options: {
    'yes-really': {
      type: 'boolean',
      help: (text) => text.commands.keeping.retention.options.yesReally,
    },
  },
  async run(invocation) {
    const { root, text, json, options, print, tell, now } = invocation
    const words = text.commands.keeping.retention
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { config } = opened.project
    const { retention: days, zone } = config
    const dryRun = options['yes-really'] !== true
    const at = now()
    const store = await openList(root, invocation.env)
    try {
      const removed = await dailyUpkeep(config, store, { now: at, dryRun })
      const roleChecks = await rolesDue(store, days.roleCheck, at)
      if (json) {
        print(JSON.stringify({ schema: 1, ok: true, done: !dryRun, days, removed, roleChecks }))
        return exit.good
      }
      const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()
      print(dryRun ? words.heading(day.toString()) : words.done)
      const width = Math.max(...Object.values(removed).map((count) => String(count).length))
      for (const [kind, label] of Object.entries(words.counts)) {
        print(`  ${String(removed[kind as keyof UpkeepCounts]).padStart(width)}  ${label}`)
      }
      print(words.roleChecks(roleChecks))
      if (dryRun) {
        tell(words.notYet)
        tell(text.commands.whatNow(words.notYetWhatNow))
      }
      return exit.good
    } finally {
      await store.close()
    }
  },
}
