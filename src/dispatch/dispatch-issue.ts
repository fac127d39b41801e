import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Store } from '../store/store.ts'
import { secretFits, secretOf } from '../subscribers/secret.ts'
import type { Text } from '../text/text.ts'
import { keepBallast } from '../store/ballast.ts'
import { diskShortage } from '../store/disk-space.ts'
import { planDispatch, type Decision, type Plan } from './plan.ts'
import type { Ports } from './ports.ts'
import { runDispatch, type RunOptions, type RunResult } from './run.ts'
import { isRestored, notedWhile } from './sending-journal.ts'
import { openSendingSession, type SendingSession } from './sending-session.ts'
import { serverTime } from './server-time.ts'
import { resumeDispatch } from './settle.ts'
import type { Transport } from './transport.ts'

export type Sending = {
  config: Config
  text: Text
  store: Store
  transport: Transport
  ports: Ports
  signal: AbortSignal
  onProgress?: RunOptions['onProgress']
}

export type Planning = Pick<Sending, 'config' | 'store' | 'transport' | 'ports'>

export type Sent =
  | (RunResult & { kind: 'ran'; dispatchId: string })
  /** Another process is sending; nothing was done. */
  | { kind: 'locked' }
  | NotPlanned

export type NotPlanned =
  /**
   * Somebody else planned this issue meanwhile, perhaps for other people, or took its moment back;
   * nothing was done.
   */
  | { kind: 'begun' }
  /** More people than was agreed to, or somebody in a set of segments that nobody was in; nothing was done. */
  | { kind: 'changed' }
  /** It is not what was frozen when its moment was chosen; it stays scheduled. */
  | { kind: 'differs' }
  /** The secret is not the one this database was filled under: unsubscribes would not be known. */
  | { kind: 'secret-lost' }
  /** The database was put back from a backup: more was sent than it knows of. */
  | { kind: 'restored' }
  /** Nothing was planned and nothing was sent. */
  | { kind: 'disk-short'; freeBytes: number; neededBytes: number }

/** One sending session: plans the issue as frozen in `plan` and sends it. */
export async function dispatchIssue(plan: Plan, sending: Sending): Promise<Sent> {
  return inSession(sending, async (session) => {
    const planned = await freeze(plan, sending, undefined)
    return planned.kind === 'planned' ? run(planned.dispatchId, session, sending) : planned
  })
}

/**
 * Plans what somebody decided on a screen; `joinDispatch` sends it, now or after whatever is being sent.
 * It needs no session: of two planners one plans.
 */
export async function planIssue(
  plan: Plan,
  decision: Decision,
  planning: Planning,
): Promise<{ kind: 'planned'; dispatchId: string } | NotPlanned> {
  return (await refusal(planning)) ?? freeze(plan, planning, decision)
}

/** Goes on with a dispatch that was interrupted or paused, with the same rows. */
export async function continueDispatch(
  dispatchId: string,
  actor: string,
  sending: Sending,
): Promise<Sent> {
  return inSession(sending, async (session) => {
    const shortage = await diskShortage(dataFolder(sending.config), 0)
    if (shortage !== undefined) return { kind: 'disk-short', ...shortage }
    await keepBallast(sending.store.folder)
    await resumeDispatch(sending.store, dispatchId, actor, sending.ports)
    return run(dispatchId, session, sending)
  })
}

/** Helps with a dispatch that is being sent; whether it is paused is for others to say. */
export async function joinDispatch(dispatchId: string, sending: Sending): Promise<Sent> {
  return inSession(sending, async (session) => {
    const shortage = await diskShortage(dataFolder(sending.config), 0)
    if (shortage !== undefined) return { kind: 'disk-short', ...shortage }
    return run(dispatchId, session, sending)
  })
}

async function freeze(
  plan: Plan,
  { config, store, transport, ports }: Planning,
  decision: Decision | undefined,
): Promise<{ kind: 'planned'; dispatchId: string } | NotPlanned> {
  const shortage = await diskShortage(dataFolder(config), spaceFor(plan, transport))
  if (shortage !== undefined) return { kind: 'disk-short', ...shortage }
  const planned = await planDispatch(store, plan, ports, decision)
  return planned.kind === 'exists' || planned.kind === 'stopped' ? { kind: 'begun' } : planned
}

type Session = Pick<RunOptions, 'secret' | 'session'>

async function run(dispatchId: string, session: Session, sending: Sending): Promise<Sent> {
  const ports = await serverTime(sending.store, sending.ports)
  const result = await notedWhile(sending.store, dispatchId, ports, () =>
    runDispatch(dispatchId, { ...sending, ...session, ports }),
  )
  return { kind: 'ran', dispatchId, ...result }
}

/** While this process may send, and with the secret that signs the links. */
async function inSession(
  { config, store }: Sending,
  work: (session: Session) => Promise<Sent>,
): Promise<Sent> {
  const session: SendingSession | undefined = await openSendingSession(config, store)
  if (session === undefined) return { kind: 'locked' }
  try {
    const refused = await refusal({ config, store })
    return refused ?? (await work({ secret: secretOf(config), session }))
  } finally {
    await session.release()
  }
}

/** Why nothing may be planned or sent from this database now. */
async function refusal({
  config,
  store,
}: Pick<Sending, 'config' | 'store'>): Promise<NotPlanned | undefined> {
  if (await isRestored(store)) return { kind: 'restored' }
  return (await secretFits(store, secretOf(config))) ? undefined : { kind: 'secret-lost' }
}

function dataFolder(config: Pick<Config, 'root'>): string {
  return join(config.root, 'data')
}

/**
 * What the ledger and, for the file transport, the mails will take. A row with its indexes measured
 * 0.7 KB; quoted-printable adds about 7 % to text, base64 37 % to pictures.
 */
function spaceFor(plan: Plan, transport: Transport): number {
  return plan.variants.reduce((sum, { frozen, count }) => {
    const words = Buffer.byteLength(frozen.html) + Buffer.byteLength(frozen.text)
    const pictures = frozen.images.reduce((bytes, image) => bytes + image.bytes.length, 0)
    const mail = transport.name === 'file' ? words * 1.15 + pictures * 1.4 + 4096 : 0
    return sum + count * (1024 + mail)
  }, 0)
}
