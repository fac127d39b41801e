import { keepBallast } from '../store/ballast.ts'
import { noteCorrection } from './correction.ts'
import { dispatchIssue, type Sending, type Sent } from './dispatch-issue.ts'
import type { Plan } from './plan.ts'
import { planOf, type Preparation } from './prepare.ts'

/** Plans and sends what was prepared, to exactly those people. */
export async function sendPrepared(
  prepared: Preparation,
  due: Plan['due'],
  sending: Sending,
): Promise<Sent> {
  await keepBallast(sending.store.folder)
  const plan = planOf(prepared, sending.config, sending.transport.batchSize, due)
  const { corrects } = prepared.issue ?? {}
  if (corrects !== undefined) {
    // First: of an issue that then does not leave it says nothing to anybody.
    await noteCorrection(sending.store, prepared.issueId, corrects, sending.ports.now())
  }
  return dispatchIssue(plan, sending)
}
