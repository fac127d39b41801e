import { systemPorts } from '../dispatch/ports.ts'
import {
  reconcileSuppressions,
  type ReconcileOptions,
  type Reconciled,
} from '../events/reconcile-suppressions.ts'
import { openList } from '../subscribers/open-list.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { openProject } from './open-project.ts'

/**
 * Reads the lists of the provider now. Exit codes: 0 read, 3 settings, 4 the provider did not give
 * everything.
 */
export const suppressions: Command = {
  name: 'suppressions',
  arguments: [],
  options: {},
  run: (invocation) => readLists(invocation),
}

/** `given` lets a test put its own server in the place of SendGrid. */
export async function readLists(
  invocation: Invocation,
  given: Partial<ReconcileOptions> = {},
): Promise<ExitCode> {
  const { root, text, json, signal, print } = invocation
  const words = text.commands.keeping.suppressions
  const opened = await openProject(invocation)
  if (opened.kind === 'closed') return opened.code
  const store = await openList(root, invocation.env)
  try {
    const done = await reconcileSuppressions(store, opened.project.config, {
      ports: systemPorts,
      signal,
      always: true,
      ...given,
    })
    switch (done.kind) {
      case 'not-used':
        return refused(words.notUsed, words.notUsedWhatNow)
      case 'key-missing':
        return refused(words.keyMissing, words.keyMissingWhatNow)
      case 'secret-lost':
        return refused(words.secretLost, words.secretLostWhatNow)
      case 'done':
        return show(invocation, done)
    }
  } finally {
    await store.close()
  }

  function refused(why: string, whatNow: string): ExitCode {
    if (json) print(JSON.stringify({ schema: 1, ok: false }))
    invocation.tell(why)
    invocation.tell(text.commands.whatNow(whatNow))
    return exit.environment
  }
}

function show(
  { json, print, tell, text }: Invocation,
  { read, pushed }: Extract<Reconciled, { kind: 'done' }>,
): ExitCode {
  const words = text.commands.keeping.suppressions
  const failure = read.find((list) => list.failure !== undefined)?.failure ?? pushed?.failure
  const code = failure === undefined ? exit.good : exit.network
  if (json) {
    print(JSON.stringify({ schema: 1, ok: failure === undefined, read, pushed: pushed ?? null }))
    return code
  }
  print(words.heading)
  const [seenWidth, changedWidth] = words.columns.map(({ length }) => length)
  print(`  ${words.columns.join('  ')}`)
  for (const { list, seen, changed } of read) {
    const counts = [
      String(seen).padStart(seenWidth ?? 0),
      String(changed).padStart(changedWidth ?? 0),
    ]
    print(`  ${counts.join('  ')}  ${words.lists[list]}`)
  }
  const strangers = read.reduce((sum, list) => sum + list.strangers, 0)
  const overtaken = read.reduce((sum, list) => sum + list.overtaken, 0)
  if (strangers > 0) print(words.strangers(strangers))
  if (overtaken > 0) print(words.overtaken(overtaken))
  if (pushed !== undefined) print(words.pushed(pushed.added, pushed.takenBack))
  if (failure !== undefined) {
    tell(words.failed(text.commands.send.reasons[failure]))
    tell(text.commands.whatNow(words.failedWhatNow))
  }
  return code
}
