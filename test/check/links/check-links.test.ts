import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createRawServer, type AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { answerOfError, answerOfStatus } from '../../../src/check/links/ask-link.ts'
import { checkLinks, type LinkLimits } from '../../../src/check/links/check-links.ts'
import { PrivateAddress, type Network } from '../../../src/check/links/guarded-agent.ts'
import { isPublicAddress } from '../../../src/check/links/public-address.ts'
import { event, issue, item } from '../../render/rendering.ts'

/** Only in this test: this computer stands for the internet. */
const here: Network = {
  resolve: () => Promise.resolve(['127.0.0.1']),
  isAllowed: (address) => address === '127.0.0.1',
}
const quickly: LinkLimits = { answerMs: 1000, pauseMs: 0, hosts: 4, totalMs: 10_000 }
const config = { publicUrl: 'https://nieuwsbrief.example.org' }

describe('a link in an issue', () => {
  test('that works is asked once, with HEAD, without a cookie, a referrer or who asks', async () => {
    const asked: IncomingMessage[] = []
    const url = await site((request, response) => {
      asked.push(request)
      response.setHeader('set-cookie', 'a=b')
      response.end()
    })
    expect(
      await problemsOf(`[Een](${url}/a) en [nog eens](${url}/a#deel) en [twee](${url}/b)`),
    ).toEqual([])
    expect(asked.map(({ method, url: path }) => `${method} ${path}`)).toEqual([
      'HEAD /a',
      'HEAD /b',
    ])
    for (const { headers } of asked) {
      expect(Object.keys(headers).toSorted()).toEqual([
        'accept',
        'connection',
        'host',
        'user-agent',
      ])
    }
  })

  test.each([404, 410])(
    'to a page that is gone (%i) is dead, wherever it stands',
    async (status) => {
      const url = await site((_, response) => response.writeHead(status).end())
      const found = await checkLinks(
        issue({
          items: [
            item({
              text: `Zie [een pagina](${url}/weg).`,
              link: { text: 'Lees', url: `${url}/weg` },
            }),
          ],
          events: [event({ url: `${url}/weg` })],
          action: { title: 'Doe', text: 'Doe mee', link: { text: 'Doe', url: `${url}/weg` } },
        }),
        config,
        { network: here, limits: quickly },
      )
      expect(found.map(({ code, file, line }) => [code, file, line])).toEqual([
        ['link/dead', 'newsletters/2026-12/var/bericht.md', 5],
        ['link/dead', 'newsletters/2026-12/var/bericht.md', undefined],
        ['link/dead', 'newsletters/agenda.yaml', 1],
        ['link/dead', 'newsletters/2026-12/issue.md', undefined],
      ])
      expect(found[0]?.values).toEqual({ found: `${url}/weg`, reason: 'not-found' })
    },
  )

  test.each([401, 403, 405, 429])(
    'to a site that refuses programs (%i) could not be checked',
    async (status) => {
      const url = await site((_, response) => response.writeHead(status).end())
      expect(await problemsOf(`[x](${url})`)).toMatchObject([
        { code: 'link/unsure', severity: 'tip', values: { reason: 'refused' } },
      ])
    },
  )

  test('to a site that knows no HEAD is asked with GET, and its page is not read', async () => {
    let sent = 0
    const url = await site((request, response) => {
      if (request.method === 'HEAD') return response.writeHead(405).end()
      const timer = setInterval(() => (sent += Number(response.write('x'.repeat(65_536)))), 1)
      response.on('close', () => clearInterval(timer))
      return response
    })
    expect(await problemsOf(`[x](${url})`)).toEqual([])
    expect(sent).toBeLessThan(100)
  })

  test('to a name that is not there is dead', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))
    const found = await problemsOf('[x](http://weg.example.org/)', { ...here, resolve })
    expect(found).toMatchObject([{ code: 'link/dead', values: { reason: 'no-host' } }])
  })

  test('to a site that is silent, hangs up or talks nonsense could not be checked', async () => {
    for (const answer of ['', 'none', 'SMTP ready\r\n']) {
      const url = await raw(answer)
      const found = await problemsOf(`[x](${url})`, here, { ...quickly, answerMs: 200 })
      expect(found, answer).toMatchObject([
        { code: 'link/unsure', values: { reason: 'no-answer' } },
      ])
    }
  })

  test('is followed where it leads, not for ever', async () => {
    const url = await site((request, response) => {
      const step = Number(request.url?.slice(1))
      response.writeHead(step === 0 ? 200 : 302, { location: `/${step - 1}` }).end()
    })
    expect(await problemsOf(`[x](${url}/5)`)).toEqual([])
    expect(await problemsOf(`[x](${url}/6)`)).toMatchObject([
      { code: 'link/unsure', values: { reason: 'redirects' } },
    ])
  })
})

describe('what must not be asked', () => {
  test.each([
    '127.0.0.1', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1',
    '169.254.169.254', '168.63.129.16', '100.64.0.1', '100.127.255.255', '192.0.0.1', '198.18.0.1', '224.0.0.1',
    '255.255.255.255', '::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', 'fe80::1',
    'fe80::1%eth0', 'fc00::1', 'fd12:3456::1', 'ff02::1', '64:ff9b::7f00:1', '2002:7f00:1::',
    '2001::1', '2001:db8::1', 'example.org', '',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  }) // prettier-ignore

  test.each([
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '192.0.1.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each([
    'http://127.0.0.1:{port}/', 'http://localhost:{port}/', 'http://2130706433:{port}/',
    'http://0x7f.1:{port}/', 'http://[::1]:{port}/', 'http://[::ffff:127.0.0.1]:{port}/',
    'http://169.254.169.254/latest/meta-data/',
  ])('%s is refused before a connection is made', async (pattern) => {
    let connections = 0
    const server = await listening(createServer(() => undefined))
    server.on('connection', () => (connections += 1))
    const { port } = server.address() as AddressInfo
    const url = pattern.replace('{port}', String(port))
    const found = await checkLinks(issue({ events: [event({ url })] }), config, { limits: quickly })
    expect(found).toMatchObject([{ code: 'link/unsure', values: { reason: 'private' } }])
    expect(connections).toBe(0)
  }) // prettier-ignore

  test('a name with one private address among its public ones is refused', async () => {
    const resolve = () => Promise.resolve(['127.0.0.1', '10.0.0.1'])
    const found = await problemsOf('[x](http://twee.example.org/)', { ...here, resolve })
    expect(found).toMatchObject([{ code: 'link/unsure', values: { reason: 'private' } }])
  })

  test('a redirect to a private address is refused, by name and by number', async () => {
    let reached = 0
    const inside = await site((_, response) => {
      reached += 1
      response.end()
    })
    const port = new URL(inside).port
    const network: Network = {
      resolve: (host) =>
        Promise.resolve([host === 'intern.example.org' ? '127.0.0.2' : '127.0.0.1']),
      isAllowed: (address) => address === '127.0.0.1',
    }
    for (const host of ['intern.example.org', '127.0.0.2', '[::1]']) {
      const url = await site((_, response) =>
        response.writeHead(302, { location: `http://${host}:${port}/` }).end(),
      )
      expect(await problemsOf(`[x](${url})`, network)).toMatchObject([
        { code: 'link/unsure', values: { reason: 'private' } },
      ])
    }
    expect(reached).toBe(0)
  })

  test('a name that changes its address after it was judged still leads to the judged one', async () => {
    const asked: string[] = []
    const url = await site((_, response) => {
      asked.push('judged')
      response.writeHead(500, { connection: 'close' }).end()
    })
    let times = 0
    const network: Network = {
      // HEAD is judged and sent; before the GET the name is turned to an address inside.
      resolve: () => Promise.resolve([times++ === 0 ? '127.0.0.1' : '10.0.0.1']),
      isAllowed: (address) => address === '127.0.0.1',
    }
    const { port } = new URL(url)
    const found = await problemsOf(`[x](http://wisselt.example.org:${port}/)`, network)
    expect(found).toMatchObject([{ code: 'link/unsure', values: { reason: 'private' } }])
    expect([asked, times]).toEqual([['judged'], 2])
  })

  test('another scheme, or a password, is not followed', async () => {
    for (const location of ['file:///etc/passwd', 'ftp://a.nl/', 'http://a:b@a.nl/', 'http://[']) {
      const url = await site((_, response) => response.writeHead(302, { location }).end())
      expect(await problemsOf(`[x](${url})`), location).toMatchObject([
        { values: { reason: 'redirects' } },
      ])
    }
  })

  test('our own pages are never asked, directly or by a redirect: a link there may be personal', async () => {
    let asked = 0
    const asking = await site((_, response) => {
      asked += 1
      response.writeHead(404).end()
    })
    const ours = asking.replace('site.', 'ours.')
    const written = [
      ours,
      ours.replace('.org:', '.org.:'),
      ours.replace(/\d+$/, (port) => String(Number(port) - 1)),
    ]
    const elsewhere = await site((_, response) =>
      response.writeHead(302, { location: `${ours}/u/v1.k.abc` }).end(),
    )
    const found = await checkLinks(
      issue({
        items: [
          item({
            text: written
              .map((own) => `[a](${own}/u/v1.k.abc)`)
              .join(' ')
              .concat(` [b](${elsewhere})`),
          }),
        ],
      }),
      { publicUrl: ours },
      { network: here, limits: quickly },
    )
    expect([found, asked]).toEqual([[], 0])
  })
})

describe('a site', () => {
  test('is asked one thing at a time, with a pause, while others are asked too', async () => {
    const busy = new Map<string, number>()
    const times: number[] = []
    let most = 0
    const handle = (request: IncomingMessage, response: ServerResponse) => {
      const host = request.headers.host ?? ''
      busy.set(host, (busy.get(host) ?? 0) + 1)
      most = Math.max(most, busy.get(host) ?? 0)
      times.push(Date.now())
      setTimeout(() => {
        busy.set(host, (busy.get(host) ?? 0) - 1)
        response.end()
      }, 20)
    }
    const [one, two] = [await site(handle), await site(handle)]
    const links = [1, 2, 3].flatMap((n) => [`[x](${one}/${n})`, `[x](${two}/${n})`])
    const from = Date.now()
    await problemsOf(links.join('\n'), here, { ...quickly, pauseMs: 100 })
    const taken = Date.now() - from
    expect(most).toBe(1)
    expect(times).toHaveLength(6)
    expect(taken).toBeGreaterThanOrEqual(2 * 100)
    expect(taken).toBeLessThan(4 * 100 + 6 * 20)
  })

  test('that keeps everyone waiting does not keep the check waiting', async () => {
    const url = await site(() => undefined)
    const from = Date.now()
    const found = await problemsOf(`[x](${url}/1) [y](${url}/2)`, here, {
      ...quickly,
      totalMs: 300,
    })
    expect(Date.now() - from).toBeLessThan(1500)
    expect(found).toMatchObject([{ values: { reason: 'time' } }, { values: { reason: 'time' } }])
  })
})

test('a certificate that is wrong is told apart from silence', () => {
  const failed = (code: string) =>
    answerOfError(new Error('x', { cause: Object.assign(new Error(), { code }) }))
  expect(failed('CERT_HAS_EXPIRED')).toMatchObject({ reason: 'certificate' })
  expect(failed('ERR_TLS_CERT_ALTNAME_INVALID')).toMatchObject({ reason: 'certificate' })
  expect(failed('ECONNREFUSED')).toMatchObject({ reason: 'no-answer' })
  expect(answerOfError(new AggregateError([new PrivateAddress('x')]))).toMatchObject({
    reason: 'private',
  })
  expect(answerOfStatus(204)).toEqual({ kind: 'works' })
})

function problemsOf(text: string, network = here, limits = quickly) {
  return checkLinks(issue({ items: [item({ text })] }), config, {
    network,
    limits,
  })
}

async function site(handle: (request: IncomingMessage, response: ServerResponse) => unknown) {
  const server = await listening(
    createServer((request, response) => void handle(request, response)),
  )
  return `http://site.example.org:${(server.address() as AddressInfo).port}`
}

/** A server that says this to whoever connects, and nothing else. */
async function raw(answer: string) {
  const server = createRawServer((socket) => {
    socket.on('error', () => undefined)
    if (answer === 'none') socket.end()
    else if (answer !== '') socket.write(answer)
  })
  await listening(server as unknown as Server)
  return `http://site.example.org:${(server.address() as AddressInfo).port}`
}

async function listening(server: Server): Promise<Server> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections?.()
    server.close()
  })
  return server
}
