import { keepBallast } from '../store/ballast.ts'
import { noteCorrection } from './correction.ts'
import {
  dispatchIssue,
  planIssue,
  type NotPlanned,
  type Planning,
  type Sending,
  type Sent,
} from './dispatch-issue.ts'
import type { Decision, Plan } from './plan.ts'
import { planOf, type Preparation } from './prepare.ts'

/**
 * Plans and sends what was prepared. `agreed`: to no more people than somebody agreed to; otherwise
 * to whoever is in its segments at that moment.
 */
export async function sendPrepared(
  prepared: Preparation,
  { scheduled, agreed }: Partial<Pick<Plan, 'scheduled' | 'agreed'>>,
  sending: Sending,
): Promise<Sent> {
  return dispatchIssue(await planFor(prepared, { scheduled, agreed }, sending), sending)
}

/** Plans what was prepared, as somebody decided on a screen; a job sends it. */
export async function planPrepared(
  prepared: Preparation,
  decision: Decision,
  planning: Planning,
): Promise<{ kind: 'planned'; dispatchId: string } | NotPlanned> {
  const plan = await planFor(
    prepared,
    { scheduled: undefined, agreed: decision.people ?? undefined },
    planning,
  )
  return planIssue(plan, decision, planning)
}

async function planFor(
  prepared: Preparation,
  { scheduled, agreed }: Pick<Plan, 'scheduled' | 'agreed'>,
  { config, store, transport, ports }: Planning,
): Promise<Plan> {
  await keepBallast(store.folder)
  const { corrects } = prepared.issue ?? {}
  if (corrects !== undefined) {
    // First: of an issue that then does not leave it says nothing to anybody.
    await noteCorrection(store, prepared.issueId, corrects, ports.now())
  }
  return planOf(prepared, config, { batchSize: transport.batchSize, scheduled, agreed })
}
