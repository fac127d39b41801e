import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLocalFace, rawRequest, type LocalFace } from '../support/local-face.ts'

const sourceOf = (file: string) => `/issues/2023-10/source?file=${encodeURIComponent(file)}`
const known = 'newsletters/2023-10/issue.md'
const pages = [
  '/',
  '/help',
  '/outbox',
  '/subscribers',
  '/subscribers/import',
  '/subscribers/person',
  '/subscribers/export',
  '/subscribers/log',
  '/issues/2023-10',
  '/issues/2023-10/row',
  '/issues/2023-10/dispatch',
  '/issues/2023-10/preview',
  '/issues/2023-10/preview?show=inbox',
  '/issues/2023-10/preview/mail?mode=inverted',
  '/issues/2023-10/preview/web/',
  sourceOf(known),
]
let face: LocalFace

beforeAll(async () => {
  face = await openLocalFace()
})
afterAll(() => face.close())

describe('who gets in', () => {
  test('the start address becomes a cookie that scripts and other sites cannot use', async () => {
    const answer = await fetch(face.startUrl, { redirect: 'manual' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/')
    expect(answer.headers.get('set-cookie')).toMatch(
      /^rondbrief_\d+=\S+; HttpOnly; SameSite=Strict; Path=\/$/,
    )
  })

  test('keeps the page that the start address names, without the token', async () => {
    const address = `${face.startUrl}&show=text`.replace('/?', '/issues/2023-10/preview?')
    const answer = await fetch(address, { redirect: 'manual' })
    expect(answer.headers.get('location')).toBe('/issues/2023-10/preview?show=text')
  })

  test('nobody without the link, and the page says where to find it', async () => {
    for (const path of pages) {
      const answer = await fetch(face.url(path), { redirect: 'manual' })
      expect([path, answer.status]).toEqual([path, 403])
    }
    const answer = await fetch(face.url('/?start=guessed'), { redirect: 'manual' })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('venster waarin u Rondbrief startte')
  })

  test('a foreign name for this computer is refused, as in DNS rebinding', async () => {
    for (const host of ['evil.example', `evil.example:${face.port}`, '127.0.0.1', 'localhost:1']) {
      const answer = await rawRequest(face.port, {
        path: '/',
        headers: { host, cookie: face.cookie },
      })
      expect([host, answer.status]).toEqual([host, 421])
    }
    const headers = { host: `localhost:${face.port}`, cookie: face.cookie }
    expect((await rawRequest(face.port, { path: '/', headers })).status).toBe(200)
  })

  test('a form of another site changes nothing', async () => {
    const before = readFileSync(join(face.root, known), 'utf8')
    const own = `http://127.0.0.1:${face.port}`
    const origins = [
      undefined,
      'null',
      'https://evil.example',
      'http://127.0.0.1:1',
      `${own}.evil.example`,
    ]
    for (const origin of origins) {
      const answer = await fetch(face.url('/issues/2023-10/source'), {
        method: 'POST',
        headers: { cookie: face.cookie, ...(origin !== undefined && { origin }) },
        body: new URLSearchParams({ file: known, version: 'x', text: 'gewijzigd' }),
      })
      expect([origin, answer.status]).toEqual([origin, 403])
    }
    const sites = ['cross-site', 'same-site', 'none']
    for (const site of sites) {
      const headers = { cookie: face.cookie, origin: 'null', 'sec-fetch-site': site }
      const answer = await rawRequest(face.port, {
        path: '/issues/2023-10/source',
        method: 'POST',
        headers: { ...headers, host: `127.0.0.1:${face.port}` },
      })
      expect([site, answer.status]).toEqual([site, 403])
    }
    expect(readFileSync(join(face.root, known), 'utf8')).toBe(before)
  })
})

describe('how much is taken', () => {
  test.each([
    ['with its length', { 'content-length': String(80 * 1024 * 1024) }],
    ['in pieces', { 'transfer-encoding': 'chunked' }],
  ])('80 MB %s is refused in words before it is read', async (_, size) => {
    const { status, body, sent } = await flood(size)
    expect(status).toBe(413)
    expect(body).toContain('te veel tekst')
    expect(sent).toBeLessThan(20 * 1024 * 1024)
  })

  test('the largest text that may be saved fits, also when every letter takes three bytes', async () => {
    const file = known
    const { status } = await face.post('/issues/2023-10/source', {
      file,
      version: 'x',
      text: 'é'.repeat(128 * 1024),
    })
    expect(status).toBe(409)
  })
})

describe('what an answer carries', () => {
  test('forbids scripts, frames, sniffing and referrers that are not ours', async () => {
    for (const path of ['/', '/nergens', '/assets/style.css']) {
      const { headers } = await face.get(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self'")
      expect(policy).not.toContain('unsafe')
      expect(policy).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
    }
  })

  test('locks the mail in: no scripts, no forms, no other servers', async () => {
    const { headers } = await face.get('/issues/2023-10/preview/mail')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain('sandbox allow-same-origin;')
    expect(policy).not.toContain('allow-scripts')
    expect(policy).toContain("img-src 'self'")
    const without = await face.get('/issues/2023-10/preview/mail?images=off')
    expect(without.headers.get('content-security-policy')).toContain("img-src 'none'")
  })

  test('says in Dutch what to do, and never how the program is made', async () => {
    for (const path of ['/nergens', '/issues/2099-01', '/issues/..%2f..', sourceOf('../geheim')]) {
      const answer = await face.get(path)
      const body = await answer.text()
      expect(body).toContain('Wat nu:')
      expect(body).not.toMatch(/at .+\.ts:\d|node_modules|Error:/)
    }
  })

  test('shows a bug as a page with advice, and tells the terminal the rest', async () => {
    const broken = await openLocalFace((root) => writeFileSync(join(root, 'data'), 'geen map'))
    const answer = await broken.get('/')
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('niet had voorzien')
    expect(broken.faults).toHaveLength(1)
    await broken.close()
  })
})

describe('which files can be reached', () => {
  const outside = [
    '../../etc/passwd',
    'newsletters/../../../etc/passwd',
    'newsletters/2023-10/../../data/secret',
    '%2e%2e/%2e%2e/etc/passwd',
    '/etc/passwd',
    'C:\\Windows\\win.ini',
    'C:/Windows/win.ini',
    'C:win.ini',
    '\\\\server\\share\\file.md',
    '//server/share/file.md',
    'newsletters\\2023-10\\issue.md',
    'newsletters/2023-10//issue.md',
    'newsletters/2023-10/./issue.md',
    'newsletters/2023-10/issue.md::$DATA',
    'newsletters/2023-10/issue.md.',
    'newsletters/2023-10/issue.md ',
    'newsletters/2023-10/issue.md\0.txt',
    'data/secret',
    'data/rondbrief.db',
    'package.json',
    '.git/config',
    'newsletters',
    'newsletters/2023-10',
    '',
    '.',
    'subscribers/example.csv',
  ]

  test.each(outside)('not %j', async (file) => {
    const read = await face.get(sourceOf(file))
    expect(read.status).toBe(400)
    expect(await read.text()).not.toContain('<textarea')
    const written = await face.post('/issues/2023-10/source', { file, version: 'x', text: 'x' })
    expect(written.status).toBe(400)
  })

  test('not by a link that leads out of the project, or to another part of it', async () => {
    writeFileSync(join(face.root, 'geheim.md'), 'geheim')
    symlinkSync('/etc/hostname', join(face.root, 'newsletters/2023-10/var/weg.md'))
    symlinkSync(join(face.root, 'geheim.md'), join(face.root, 'newsletters/2023-10/var/binnen.md'))
    for (const name of ['weg', 'binnen']) {
      const answer = await face.get(sourceOf(`newsletters/2023-10/var/${name}.md`))
      expect([name, answer.status]).toEqual([name, 400])
    }
  })

  test('not by a path in the address, and never as a list of files', async () => {
    const paths = [
      '/assets/',
      '/assets/..%2fapp.ts',
      '/assets/../app.ts',
      '/assets/constructor',
      '/outbox/2023-10/..%2f..%2f..%2frondbrief.yaml',
      '/outbox/..%2f..%2fnewsletters/issue.eml',
      '/outbox/2023-10/.eml',
      '/issues/2023-10/preview/pictures/..%2f..%2fissue.md',
      '/issues/2023-10/preview/web/images/..%5c..%5cissue.md',
      '/newsletters/',
      '/data/',
    ]
    for (const path of paths) {
      const headers = { host: `127.0.0.1:${face.port}`, cookie: face.cookie }
      const answer = await rawRequest(face.port, { path, headers })
      expect([path, answer.status]).toEqual([path, 404])
    }
  })
})

test('looking at every page changes no file', async () => {
  await face.get('/')
  const before = filesOf(face.root)
  for (const path of [...pages, ...pages]) expect((await face.get(path)).status).toBe(200)
  expect(filesOf(face.root)).toEqual(before)
})

/** Every file with a hash of what is in it; the database's own journal files come and go. */
function filesOf(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/-(wal|shm)$/.test(name))
    .filter((name) => statSync(join(root, name)).isFile())
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(root, name)))
          .digest('hex')}`,
    )
    .sort()
}

/** Sends until the server answers: how much it took by then, in bytes. */
function flood(
  size: Record<string, string>,
): Promise<{ status: number; body: string; sent: number }> {
  return new Promise((done, failed) => {
    const headers = {
      ...size,
      host: `127.0.0.1:${face.port}`,
      origin: `http://127.0.0.1:${face.port}`,
      cookie: face.cookie,
      'content-type': 'application/x-www-form-urlencoded',
    }
    const path = '/issues/2023-10/source'
    const asked = request({ port: face.port, host: '127.0.0.1', method: 'POST', path, headers })
    const piece = Buffer.alloc(64 * 1024, 'a')
    let sent = 0
    let answered = false
    asked.on('response', (answer) => {
      answered = true
      let body = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => (body += part))
      answer.on('end', () => {
        done({ status: answer.statusCode ?? 0, body, sent })
        asked.destroy()
      })
    })
    asked.on('error', (error) => answered || failed(error))
    const pour = () => {
      if (answered || sent >= 80 * 1024 * 1024) return
      sent += piece.length
      if (asked.write(piece)) setImmediate(pour)
      else asked.once('drain', pour)
    }
    pour()
  })
}
