import * as files from 'node:fs/promises'
import { basename, join } from 'node:path'
import { acquireProcessLock } from '../../src/dispatch/process-lock.ts'
import { planDispatch } from '../../src/dispatch/plan.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { runDispatch, type Checkpoint } from '../../src/dispatch/run.ts'
import { fileTransport, type Files } from '../../src/dispatch/transports/file.ts'
import { openStore } from '../../src/store/store.ts'
import { ISSUE, people, planFor, sender, setUp } from './dispatch-data.ts'

/**
 * A process of its own that plans and sends to the outbox of a folder, and dies by kill -9 the n-th
 * time it comes to a point: `node send-process.ts <folder> <people> <point> <n>`. It prints `locked`
 * when another process is sending, else the progress it ended with.
 */
const [root = '', count = '0', point = 'never', nth = '1'] = process.argv.slice(2)
let left = Number(nth)

const lock = acquireProcessLock(join(root, 'data', 'sending.lock'))
if (lock === undefined) {
  process.stdout.write('locked\n')
} else {
  const store = await openStore(join(root, 'data', 'rondbrief.db'))
  const made = setUp(root, store, Number(count))
  const options = made.options({
    transport: fileTransport(sender, made.outbox, dyingFiles()),
    checkpoint: die,
    ports: {
      ...systemPorts,
      newId: () => (die('id'), systemPorts.newId()),
      random: (bytes) => (die('id'), systemPorts.random(bytes)),
    },
  })
  die('planning')
  const planned = await planDispatch(store, planFor(people(Number(count))), options.ports)
  if (planned.kind !== 'planned' && planned.kind !== 'exists') throw new Error('The list changed')
  const id = planned.kind === 'planned' ? planned.dispatchId : planned.dispatch.id
  die('planned')
  const { progress } = await runDispatch(id, options)
  process.stdout.write(`${JSON.stringify(progress)}\n`)
  await store.close()
  lock.release()
}

type Point =
  | Checkpoint
  | 'id'
  | 'planning'
  | 'planned'
  | 'written'
  | 'synced'
  | 'renamed'
  | 'folder'
  | 'named'

function die(here: Point): void {
  if (here === point && --left === 0) process.kill(process.pid, 'SIGKILL')
}

/** Dies just after each step of writing one mail. */
function dyingFiles(): Files {
  return {
    ...files,
    async open(path, flags, mode) {
      const handle = await files.open(path, flags, mode)
      const [write, sync] = [handle.writeFile.bind(handle), handle.sync.bind(handle)]
      handle.writeFile = async (...given: Parameters<typeof write>) => {
        await write(...given)
        die('written')
      }
      handle.sync = async () => {
        await sync()
        if (flags !== 'r') return die('synced')
        // What is in the folder of the issue, and that this folder is one.
        die(basename(String(path)) === ISSUE ? 'folder' : 'named')
      }
      return handle
    },
    async rename(from, to) {
      await files.rename(from, to)
      die('renamed')
    },
  }
}
