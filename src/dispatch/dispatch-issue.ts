import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Store } from '../store/store.ts'
import { secretFits, secretOf } from '../subscribers/secret.ts'
import type { Text } from '../text/text.ts'
import { diskShortage } from '../store/disk-space.ts'
import { planDispatch, type Plan } from './plan.ts'
import type { Ports } from './ports.ts'
import { runDispatch, type RunOptions, type RunResult } from './run.ts'
import { isRestored, noteSending } from './sending-journal.ts'
import { openSendingSession, type SendingSession } from './sending-session.ts'
import { salutationIn } from './salutation.ts'
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

export type Sent =
  | (RunResult & { kind: 'ran'; dispatchId: string })
  /** Another process is sending; nothing was done. */
  | { kind: 'locked' }
  /** Somebody else planned this issue meanwhile, perhaps for other people; nothing was done. */
  | { kind: 'begun' }
  /** The secret is not the one this database was filled under: unsubscribes would not be known. */
  | { kind: 'secret-lost' }
  /** The database was put back from a backup: more was sent than it knows of. */
  | { kind: 'restored' }
  /** Nothing was planned and nothing was sent. */
  | { kind: 'disk-short'; freeBytes: number; neededBytes: number }

/** One sending session: plans the issue as frozen in `plan` and sends it. */
export async function dispatchIssue(plan: Plan, sending: Sending): Promise<Sent> {
  return inSession(sending, async (session) => {
    const needed = spaceFor(plan, sending.transport)
    const shortage = await diskShortage(dataFolder(sending.config), needed)
    if (shortage !== undefined) return { kind: 'disk-short', ...shortage }
    const planned = await planDispatch(sending.store, plan, sending.ports)
    if (planned.kind === 'exists') return { kind: 'begun' }
    return run(planned.dispatchId, session, sending)
  })
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

type Session = Pick<RunOptions, 'secret' | 'session'>

async function run(dispatchId: string, session: Session, sending: Sending): Promise<Sent> {
  const ports = await serverTime(sending.store, sending.ports)
  const note = () => noteSending(sending.store, dispatchId, ports.now())
  const salutation = salutationIn(sending.text)
  await note()
  const result = await runDispatch(dispatchId, { ...sending, ...session, ports, salutation })
  await note()
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
    if (await isRestored(store)) return { kind: 'restored' }
    const secret = secretOf(config)
    return (await secretFits(store, secret))
      ? await work({ secret, session })
      : { kind: 'secret-lost' }
  } finally {
    await session.release()
  }
}

function dataFolder(config: Pick<Config, 'root'>): string {
  return join(config.root, 'data')
}

/**
 * What the ledger and, for the file transport, the mails will take. A row with its indexes measured
 * 0.7 KB; quoted-printable adds about 7 % to text, base64 37 % to pictures.
 */
function spaceFor(plan: Plan, transport: Transport): number {
  const ledger = plan.recipients.length * 1024
  if (transport.name !== 'file') return ledger
  const sizes = new Map(
    plan.variants.map(({ key, frozen }) => {
      const words = Buffer.byteLength(frozen.html) + Buffer.byteLength(frozen.text)
      const pictures = frozen.images.reduce((sum, image) => sum + image.bytes.length, 0)
      return [key, words * 1.15 + pictures * 1.4 + 4096]
    }),
  )
  return plan.recipients.reduce((sum, one) => sum + (sizes.get(one.variantKey) ?? 0), ledger)
}
