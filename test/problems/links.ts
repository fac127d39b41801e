import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { checkLinks } from '../../src/check/links/check-links.ts'
import { issue, item } from '../render/rendering.ts'
import type { Look, Situations } from './situation.ts'

/** Links that are asked, at a real server. */
export const ofLinks = {
  'link/dead': {
    good: [answers(200), answers(403), answers(500)],
    bad: [answers(404), answers(410)],
  },
  'link/unsure': {
    good: [answers(200), answers(404)],
    bad: [answers(403), answers(429), answers(503), answers(200, '127.0.0.2')],
  },
} satisfies Situations

/** A page that is answered with this; only at `allowed` this computer stands for the internet. */
function answers(status: number, allowed = '127.0.0.1'): Look {
  return async () => {
    const server = createServer((_, response) => response.writeHead(status).end())
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => {
      server.close()
    })
    const { port } = server.address() as AddressInfo
    return checkLinks(
      issue({ items: [item({ text: `[Pagina](http://site.example.org:${port}/)` })] }),
      { publicUrl: 'https://nieuwsbrief.example.org' },
      {
        network: {
          resolve: () => Promise.resolve(['127.0.0.1']),
          isAllowed: (address) => address === allowed,
        },
        limits: { answerMs: 5000, pauseMs: 0, hosts: 4, totalMs: 10_000 },
      },
    )
  }
}
