import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { breaches, type Breach } from './sendgrid-contract.ts'

/** What really reached people, counted where the mails arrive and not by who sends them. */
export type CopySink = {
  url: string
  /** How many copies each address got. */
  copies: ReadonlyMap<string, number>
  close(): Promise<void>
}

/**
 * A provider on a real port that takes every request, after up to `slowMs`, and counts. Closing fails when
 * one of them was not as the contract wants it.
 */
export async function startSink(slowMs: number): Promise<CopySink> {
  const copies = new Map<string, number>()
  const broken: Breach[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    // A request that breaks off half-way never ends, and counts for nobody.
    request.on('end', () => {
      const body = Buffer.concat(parts)
      broken.push(...breaches(body, Date.now()))
      const mail = JSON.parse(body.toString()) as {
        personalizations: { to: { email: string }[] }[]
      }
      for (const { to } of mail.personalizations) {
        for (const { email } of to) copies.set(email, (copies.get(email) ?? 0) + 1)
      }
      setTimeout(() => {
        response.writeHead(202, { 'x-message-id': 'm' }).end()
      }, Math.random() * slowMs)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    copies,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      const wrong = broken.map(({ rule, field }) => `${rule} ${field}`).join(', ')
      if (wrong !== '') throw new Error(wrong)
    },
  }
}
