import { readConfig } from '../../src/config.ts'
import { planDispatch } from '../../src/dispatch/plan.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { planOf, prepareIssue } from '../../src/dispatch/prepare.ts'
import type { Store } from '../../src/store/store.ts'
import { textFor } from '../../src/text/text.ts'

/** Plans a real issue of a project for everyone on its list, and sends nothing. */
export async function loadPlan(root: string, store: Store, issueId: string): Promise<void> {
  const read = readConfig(root, {})
  if (read.kind !== 'ok') throw new Error(JSON.stringify(read.problems))
  const { config } = read
  const prepared = await prepareIssue(config, textFor('nl'), store, issueId)
  const plan = planOf(prepared, config, { batchSize: 1, scheduled: undefined, agreed: undefined })
  const planned = await planDispatch(store, plan, systemPorts)
  if (planned.kind !== 'planned') throw new Error('It was planned before')
}
