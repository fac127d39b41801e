import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What really reached people, counted where the mails arrive and not by who sends them. */
export type CopySink = {
  url: string
  /** How many copies each address got. */
  copies: ReadonlyMap<string, number>
  close(): Promise<void>
}

/** A provider on a real port that takes every request, after up to `slowMs`, and counts. */
export async function startSink(slowMs: number): Promise<CopySink> {
  const copies = new Map<string, number>()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    // A request that breaks off half-way never ends, and counts for nobody.
    request.on('end', () => {
      const mail = JSON.parse(Buffer.concat(parts).toString()) as {
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
    },
  }
}
