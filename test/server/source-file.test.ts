import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { saveSource } from '../../src/server/save-source.ts'
import { openSource } from '../../src/server/source-file.ts'

const file = 'newsletters/2026-12/riec/item.md'
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rondbrief-source-'))
  mkdirSync(join(root, 'newsletters/2026-12/riec'), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('saving', () => {
  test('keeps line ends, byte order mark and everything untouched byte for byte', async () => {
    const line = fc
      .string({ unit: 'grapheme', maxLength: 8 })
      .map((words) => words.replaceAll(/[\r\n\0\uFEFF]/g, ''))
    const end = fc.constantFrom('\n', '\r\n', '\r')
    const lines = fc.array(fc.tuple(line, end), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(lines, line, fc.boolean(), async (parts, last, mark) => {
        const text = (mark ? '\uFEFF' : '') + parts.flat().join('') + last
        write(text)
        expect((await save(opened().text.replaceAll('\n', '\r\n'))).kind).toBe('saved')
        expect(read()).toBe(text)
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('gives a new line the line end of the file: %s', async (_, end) => {
    write(['een', 'twee', 'drie', ''].join(end))
    // A browser sends CRLF, whatever the file has.
    await save(['een', 'tussen', 'twee', 'drie', 'vier', ''].join('\r\n'))
    expect(read()).toBe(['een', 'tussen', 'twee', 'drie', 'vier', ''].join(end))
  })

  test('leaves the odd line end of a mixed file where it was', async () => {
    write('een\r\ntwee\ndrie\r\nvier\r\n')
    await save('een\ntwee\ndrie\nvier en meer\n')
    expect(read()).toBe('een\r\ntwee\ndrie\r\nvier en meer\r\n')
  })

  test('writes nothing when the file is no longer the one that was opened', async () => {
    write('oud\n')
    const { version } = opened()
    write('van iemand anders\n')
    const saved = await saveSource(root, file, 'van mij\n', version)
    expect(saved).toMatchObject({ kind: 'conflict', current: { text: 'van iemand anders\n' } })
    expect(read()).toBe('van iemand anders\n')
  })

  test('leaves no half-written file behind when the disk refuses', async () => {
    write('oud\n')
    const { version } = opened()
    rmSync(join(root, file))
    mkdirSync(join(root, file))
    expect(await saveSource(root, file, 'nieuw\n', version)).toMatchObject({ kind: 'refused' })
    expect(readdirSync(join(root, 'newsletters/2026-12/riec'))).toEqual(['item.md'])
  })

  test.each([
    ['letters of Windows', Buffer.from('één café ’s avonds\r\n'.replace('’', '\x92'), 'latin1')],
    ['one line of them', Buffer.concat([Buffer.from('één\n'), Buffer.from('caf\xe9', 'latin1')])],
    ['UTF-16', Buffer.from('\uFEFFéén café\r\n', 'utf16le')],
    ['UTF-16, the other way round', Buffer.from('\uFEFFéén café\r\n', 'utf16le').swap16()],
  ])('shows %s as they were meant, and saves them as UTF-8', async (_, bytes) => {
    writeFileSync(join(root, file), bytes)
    const { text } = opened()
    expect(text).toMatch(/^één\s+café/)
    await save(text)
    expect(read()).toContain('café')
    expect(Buffer.from(read()).includes('\uFFFD')).toBe(false)
  })

  test('will not damage what is not text', () => {
    write('nul\0teken')
    expect(openSource(root, file)).toEqual({ kind: 'refused', why: 'not-text' })
  })

  test('stays quick on a file of nothing but line ends', async () => {
    write('\n'.repeat(200_000))
    const began = performance.now()
    await save(`${'\r\n'.repeat(200_000)}x`)
    expect(performance.now() - began).toBeLessThan(2000)
  })

  test.each(['EPERM', 'EBUSY', 'EACCES'])(
    'waits for a virus scanner that has the file open: %s',
    async (code) => {
      write('oud\n')
      let attempts = 0
      const held = (from: string, to: string) => {
        if (++attempts < 3) throw Object.assign(new Error(code), { code })
        renameSync(from, to)
      }
      const saved = await saveSource(root, file, 'nieuw\n', opened().version, held)
      expect(saved.kind).toBe('saved')
      expect(read()).toBe('nieuw\n')
    },
  )

  test('gives up after half a second, with the old file whole and nothing beside it', async () => {
    write('oud\n')
    const held = () => {
      throw Object.assign(new Error('busy'), { code: 'EBUSY' })
    }
    const began = performance.now()
    const saved = await saveSource(root, file, 'nieuw\n', opened().version, held)
    expect(saved).toEqual({ kind: 'refused', why: 'disk' })
    expect(performance.now() - began).toBeGreaterThan(450)
    expect(read()).toBe('oud\n')
    expect(readdirSync(join(root, 'newsletters/2026-12/riec'))).toEqual(['item.md'])
  })

  test('overwrites nothing that somebody saved while it waited', async () => {
    write('oud\n')
    const held = () => {
      write('van iemand anders\n')
      throw Object.assign(new Error('busy'), { code: 'EBUSY' })
    }
    const saved = await saveSource(root, file, 'van mij\n', opened().version, held)
    expect(saved).toMatchObject({ kind: 'conflict', current: { text: 'van iemand anders\n' } })
    expect(read()).toBe('van iemand anders\n')
    expect(readdirSync(join(root, 'newsletters/2026-12/riec'))).toEqual(['item.md'])
  })

  test('of two saves at the same moment the second hears of the first', async () => {
    write('oud\n')
    const { version } = opened()
    const both = await Promise.all([
      saveSource(root, file, 'een\n', version),
      saveSource(root, file, 'twee\n', version),
    ])
    expect(both.map(({ kind }) => kind)).toEqual(['saved', 'conflict'])
    expect(read()).toBe('een\n')
  })
})

test.each(['templates/newsletter.mjml', 'subscribers/areas.csv'])(
  '%s can be read, not changed',
  async (path) => {
    mkdirSync(join(root, dirname(path)))
    writeFileSync(join(root, path), 'a,b\n')
    const source = openSource(root, path)
    expect(source).toMatchObject({ kind: 'ok', source: { editable: false } })
    const version = source.kind === 'ok' ? source.source.version : ''
    expect(await saveSource(root, path, 'x', version)).toEqual({
      kind: 'refused',
      why: 'read-only',
    })
  },
)

test.each(['rondbrief.yaml', 'subscribers/segments.yaml', 'subscribers/themes.yaml'])(
  '%s can be changed: problems lead to it',
  async (path) => {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    writeFileSync(join(root, path), 'a: 1\n')
    const source = openSource(root, path)
    const version = source.kind === 'ok' ? source.source.version : ''
    expect(await saveSource(root, path, 'a: 2\n', version)).toMatchObject({ kind: 'saved' })
  },
)

function write(text: string): void {
  writeFileSync(join(root, file), text)
}
function read(): string {
  return readFileSync(join(root, file), 'utf8')
}
function opened() {
  const found = openSource(root, file)
  if (found.kind !== 'ok') throw new Error(found.why)
  return found.source
}
function save(text: string) {
  return saveSource(root, file, text, opened().version)
}
