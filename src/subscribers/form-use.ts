import { createHmac } from 'node:crypto'
import { isIPv4, isIPv6 } from 'node:net'
import type { Store } from '../store/store.ts'
import type { Occasion } from './occasion.ts'
import { currentKey } from './key-ring.ts'

const HOUR = 3_600_000
/** A whole town hall may share one IPv4 address, and sign up after one meeting. */
const PER_NETWORK = 30
const IN_ALL = 300

export type FormUse = 'counted' | 'network-full' | 'all-full'

/**
 * Counts one use of a form that sends mail, unless this network or everybody together used it too
 * often in the last hour (subscribers.md, section 6). Only keyed hashes of networks are kept, for a
 * day.
 */
export async function countFormUse(
  { db }: Store,
  remoteAddress: string,
  secret: string,
  { at, newId }: Occasion,
): Promise<FormUse> {
  const network_key = createHmac('sha256', currentKey(secret).addressKey)
    .update(`network ${networkOf(remoteAddress)}`)
    .digest('base64url')
  return db.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('form_use')
      .where('at', '<=', at - 24 * HOUR)
      .execute()
    const { all, own } = await trx
      .selectFrom('form_use')
      .select((eb) => [
        eb.fn.countAll<number>().as('all'),
        eb.fn.countAll<number>().filterWhere('network_key', '=', network_key).as('own'),
      ])
      .where('at', '>', at - HOUR)
      .executeTakeFirstOrThrow()
    if (Number(all) >= IN_ALL) return 'all-full'
    if (Number(own) >= PER_NETWORK) return 'network-full'
    await trx.insertInto('form_use').values({ id: newId(), network_key, at }).execute()
    return 'counted'
  })
}

/** An IPv4 address, or the /64 that one household or office has in IPv6. */
export function networkOf(remoteAddress: string): string {
  const address = remoteAddress.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIPv4(address) || !isIPv6(address)) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  const groups = tail === undefined ? left : [...left, ...zeros, ...right]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
