import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import { isPublicAddress } from './public-address.ts'

/** What the network is asked for, handed in so that a test can be the network. */
export type Network = {
  /** Every address of a name; rejects with ENOTFOUND where there is none. */
  resolve: (host: string) => Promise<string[]>
  isAllowed: (address: string) => boolean
}

export const internet: Network = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  isAllowed: isPublicAddress,
}

/** The name leads to an address that is not public; nothing was sent to it. */
export class PrivateAddress extends Error {
  constructor(host: string) {
    super(`${host} is not a public address`)
  }
}

/**
 * An HTTP client that connects to allowed addresses only. A name is resolved once for each
 * connection, and the connection goes to the very addresses that were judged: a name that answers
 * otherwise a moment later (DNS rebinding) gains nothing. The other end is looked at once more
 * before anything is sent.
 */
export function guardedAgent(network: Network, timeoutMs: number): Agent {
  const connector = buildConnector({ timeout: timeoutMs, lookup: guardedLookup(network) })
  return new Agent({
    connect: (options, callback) => {
      const host = options.hostname.replace(/^\[|\]$/g, '')
      // An address needs no lookup, so it is judged here.
      if (isIP(host) !== 0 && !network.isAllowed(host)) {
        callback(new PrivateAddress(host), null)
        return
      }
      connector(options, (error, socket) => {
        if (error !== null) return callback(error, null)
        if (network.isAllowed(socket.remoteAddress ?? '')) return callback(null, socket)
        socket.destroy()
        callback(new PrivateAddress(host), null)
      })
    },
    connections: 1,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    maxHeaderSize: 32 * 1024,
    keepAliveTimeout: 1000,
  })
}

function guardedLookup({ resolve, isAllowed }: Network): LookupFunction {
  return (host, options, callback) => {
    void judged()

    async function judged(): Promise<void> {
      let addresses: string[]
      try {
        addresses = await resolve(host)
      } catch (error) {
        return callback(error as NodeJS.ErrnoException, '', 0)
      }
      const found = addresses.map((address) => ({ address, family: isIP(address) }))
      const [first] = found
      // One private address among public ones is how an attack looks, not how a site does.
      if (first === undefined || !addresses.every(isAllowed)) {
        return callback(new PrivateAddress(host), '', 0)
      }
      if (options.all === true) return callback(null, found)
      callback(null, first.address, first.family)
    }
  }
}
