import { didYouMean } from '../did-you-mean.ts'
import type { Store } from '../store/store.ts'
import { openList } from '../subscribers/open-list.ts'
import { lookAtPerson } from '../subscribers/look.ts'
import { recordNames } from '../subscribers/record-names.ts'
import { recordLines } from '../subscribers/record-lines.ts'
import { readSegments } from '../subscribers/segments.ts'
import { secretOf } from '../subscribers/secret.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { openProject } from './open-project.ts'
import { addressArgument } from './person-argument.ts'
import { printLooks } from './print-looks.ts'
import { printOverview } from './print-overview.ts'
import { printSegment } from './print-segment.ts'
import { lookOf } from './reason-option.ts'

/**
 * How many subscribers each segment reaches and what they share, small numbers hidden; one segment;
 * all that is stored about one person; or who looked at what. Exit codes: 0 shown, 1 nothing is stored
 * about this address, 2 no such address or segment or no reason, 3 settings.
 */
export const subscribers: Command = {
  name: 'subscribers',
  arguments: ['[adres]'],
  options: {
    segment: {
      type: 'string',
      help: (text) => text.commands.people.segment.options.segment,
    },
    reason: { type: 'string', help: (text) => text.commands.people.reason.options.reason },
    log: { type: 'boolean', help: (text) => text.commands.people.looks.options.log },
  },
  async run(invocation) {
    const address = invocation.positionals.length === 0 ? null : addressArgument(invocation)
    if (address === undefined) return exit.usage
    const look = address === null ? null : lookOf(invocation)
    if (look === undefined) return exit.usage
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { config } = opened.project
    const store = await openList(invocation.root, invocation.env)
    try {
      if (invocation.options['log'] === true) {
        await printLooks(invocation, store, config.zone)
        return exit.good
      }
      if (address === null || look === null) return await showSegments(invocation, store)
      const record = await lookAtPerson(store, address, secretOf(config), 'record', look)
      if (record === undefined) {
        if (invocation.json) invocation.print(JSON.stringify({ schema: 1, ok: false }))
        invocation.tell(invocation.text.commands.people.unknown)
        return exit.blocked
      }
      if (invocation.json)
        invocation.print(JSON.stringify({ schema: 1, ok: true, address, ...record }))
      else {
        const names = await recordNames(config)
        const place = { zone: config.zone, names, text: invocation.text }
        for (const line of recordLines(address, record, place)) invocation.print(line)
      }
      return exit.good
    } finally {
      await store.close()
    }
  },
}

async function showSegments(invocation: Invocation, store: Store): Promise<ExitCode> {
  const { root, text, tell, options } = invocation
  const { segments } = await readSegments(root)
  const asked = options['segment']
  if (typeof asked !== 'string') {
    await printOverview(invocation, store, segments)
    return exit.good
  }
  const segment = segments.find(({ id }) => id === asked)
  if (segment === undefined) {
    const words = text.commands.people.export
    const ids = segments.map(({ id }) => id)
    tell(words.unknownSegment(asked, didYouMean(asked, ids)))
    tell(text.commands.whatNow(words.unknownSegmentWhatNow))
    return exit.usage
  }
  await printSegment(invocation, store, segments, segment)
  return exit.good
}
