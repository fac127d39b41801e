import { openList } from '../subscribers/open-list.ts'
import { eraseSubscriber } from '../subscribers/erase-subscriber.ts'
import { lookAtPerson } from '../subscribers/look.ts'
import { secretOf } from '../subscribers/secret.ts'
import { exit, type Command, type Invocation } from './command.ts'
import { openProject } from './open-project.ts'
import { addressArgument } from './person-argument.ts'
import { lookOf } from './reason-option.ts'

/**
 * Shows what is stored about an address, and erases it when that is confirmed. Exit codes: 0 shown
 * or erased, 1 nothing is stored about it, 2 no address or no reason, 3 settings.
 */
export const erase: Command = {
  name: 'erase',
  arguments: ['<adres>'],
  options: {
    reason: { type: 'string', help: (text) => text.commands.people.erase.options.reason },
    'yes-really': { type: 'boolean', help: (text) => text.commands.people.erase.options.yesReally },
  },
  async run(invocation) {
    const { root, text, json, print, tell, now } = invocation
    const words = text.commands.people
    const address = addressArgument(invocation)
    if (address === undefined) return exit.usage
    const look = lookOf(invocation)
    if (look === undefined) return exit.usage
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const secret = secretOf(opened.project.config)
    const store = await openList(root, invocation.env)
    try {
      const record = await lookAtPerson(store, address, secret, 'erase', look)
      const found = {
        profiles: record?.profile === undefined ? 0 : 1,
        consents: record?.consents.length ?? 0,
        recipients: record?.deliveries.length ?? 0,
      }
      if (record === undefined) {
        if (json) print(JSON.stringify({ schema: 1, ok: false, erased: false, ...found }))
        tell(words.unknown)
        return exit.blocked
      }
      if (!json) {
        print(words.erase.found(found.profiles, found.consents, found.recipients))
        print(words.erase.stays)
      }
      if (!(await isConfirmed(invocation, address))) {
        if (json) print(JSON.stringify({ schema: 1, ok: true, erased: false, ...found }))
        tell(words.erase.notYet)
        tell(text.commands.whatNow(words.erase.notYetWhatNow))
        return exit.good
      }
      const erased = await eraseSubscriber(store, address, {
        secret,
        reason: look.reason,
        at: now(),
        newId: look.newId,
      })
      if (json) print(JSON.stringify({ schema: 1, ok: true, erased: true, ...erased }))
      else print(words.erase.done)
      tell(words.erase.sent)
      return exit.good
    } finally {
      await store.close()
    }
  },
}

async function isConfirmed(
  { options, ask, json, text }: Invocation,
  address: string,
): Promise<boolean> {
  if (options['yes-really'] === true) return true
  if (ask === undefined || json) return false
  return (await ask(text.commands.people.erase.ask))?.trim().toLowerCase() === address
}
