import { join } from 'node:path'
import { planDispatch } from '../../src/dispatch/plan.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { openStore } from '../../src/store/store.ts'
import { people, planFor } from './dispatch-data.ts'

/** `node plan-process.ts <folder> <issues>`: plans each issue and prints how many it was first with. */
const [root = '', count = '0'] = process.argv.slice(2)
const store = await openStore(join(root, 'data', 'rondbrief.db'))
// What is measured is who wins, not the disk.
store.sqlite.exec('PRAGMA synchronous = OFF')
let first = 0
for (let i = 0; i < Number(count); i++) {
  const plan = planFor(people(1), { issueId: `issue-${i}` })
  if ((await planDispatch(store, plan, systemPorts)).kind === 'planned') first++
}
process.stdout.write(`${first}\n`)
await store.close()
