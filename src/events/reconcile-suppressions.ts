import type { Config } from '../config.ts'
import type { Ports } from '../dispatch/ports.ts'
import { SENDGRID_URL } from '../dispatch/transports/sendgrid.ts'
import { sendgridClient } from '../dispatch/transports/sendgrid-client.ts'
import type { Store } from '../store/store.ts'
import { secretFits, secretOf } from '../subscribers/secret.ts'
import { patientClient } from './patient-client.ts'
import { lastUntil } from './provider-run.ts'
import { pushUnsubscribes, type Pushed } from './push-unsubscribes.ts'
import { repairSuppressions, type ListRead } from './repair-suppressions.ts'
import { suppressionLists } from './suppression-list.ts'

export type Reconciled =
  /** `read` is empty when it was not yet time for it; `pushed` undefined when that is off. */
  | { kind: 'done'; read: ListRead[]; pushed: Pushed | undefined }
  /** Nothing is sent through SendGrid, or there is no key to ask with. */
  | { kind: 'not-used' }
  | { kind: 'key-missing' }
  /** Addresses cannot be compared with what is stored. */
  | { kind: 'secret-lost' }

export type ReconcileOptions = {
  ports: Ports
  signal: AbortSignal
  /** Read the lists now, also when that was done less than a day ago. */
  always: boolean
  baseUrl?: string
}

/** Once a night, with room for a computer that is switched on at another hour each day. */
const READ_AGAIN_MS = 20 * 3_600_000
/** 500 bounces with their reasons measured 0.2 MB. */
const ANSWER_BYTES = 8 * 1024 * 1024

/**
 * Compares who gets no more mail with the lists of the provider. Ours is the authority: what the
 * provider knows and we missed is taken over, and with `push_unsubscribes` ours are handed over.
 */
export async function reconcileSuppressions(
  store: Store,
  config: Config,
  { ports, signal, always, baseUrl }: ReconcileOptions,
): Promise<Reconciled> {
  if (config.transport !== 'sendgrid') return { kind: 'not-used' }
  const key = config.secrets.sendgridKey ?? ''
  if (key === '') return { kind: 'key-missing' }
  const secret = secretOf(config)
  if (!(await secretFits(store, secret))) return { kind: 'secret-lost' }
  const client = sendgridClient({
    baseUrl: baseUrl ?? SENDGRID_URL[config.sendgrid.region],
    key,
    deadlineMs: 30_000,
    connections: 1,
    answerBytes: ANSWER_BYTES,
  })
  try {
    const ask = patientClient(client, ports, signal)
    const isTime = always || (await isTimeToRead(store, ports.now()))
    const read = isTime ? await repairSuppressions(store, ask, secret, ports) : []
    const pushed =
      config.sendgrid.pushUnsubscribes === true
        ? await pushUnsubscribes(store, ask, ports)
        : undefined
    return { kind: 'done', read, pushed }
  } finally {
    await client.close()
  }
}

async function isTimeToRead(store: Store, now: number): Promise<boolean> {
  const read = await Promise.all(suppressionLists.map(({ name }) => lastUntil(store, name)))
  return read.some((until) => until === undefined || now - until >= READ_AGAIN_MS)
}
