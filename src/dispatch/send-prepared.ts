import { dispatchIssue, type Sending, type Sent } from './dispatch-issue.ts'
import type { Plan } from './plan.ts'
import { planOf, type Preparation } from './prepare.ts'

/** Plans and sends what was prepared, to exactly those people. */
export async function sendPrepared(
  prepared: Preparation,
  due: Plan['due'],
  sending: Sending,
): Promise<Sent> {
  const plan = planOf(prepared, sending.config, sending.transport.batchSize, due)
  return dispatchIssue(plan, sending)
}
