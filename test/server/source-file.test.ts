import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSource, saveSource } from '../../src/server/source-file.ts'

const file = 'newsletters/2026-12/riec/item.md'
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rondbrief-source-'))
  mkdirSync(join(root, 'newsletters/2026-12/riec'), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('saving', () => {
  test('keeps line ends, byte order mark and everything untouched byte for byte', () => {
    const line = fc
      .string({ unit: 'grapheme', maxLength: 8 })
      .map((words) => words.replaceAll(/[\r\n\0\uFEFF]/g, ''))
    const end = fc.constantFrom('\n', '\r\n', '\r')
    const lines = fc.array(fc.tuple(line, end), { maxLength: 8 })
    fc.assert(
      fc.property(lines, line, fc.boolean(), (parts, last, mark) => {
        const text = (mark ? '\uFEFF' : '') + parts.flat().join('') + last
        write(text)
        expect(save(opened().text.replaceAll('\n', '\r\n')).kind).toBe('saved')
        expect(read()).toBe(text)
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('gives a new line the line end of the file: %s', (_, end) => {
    write(['een', 'twee', 'drie', ''].join(end))
    // A browser sends CRLF, whatever the file has.
    save(['een', 'tussen', 'twee', 'drie', 'vier', ''].join('\r\n'))
    expect(read()).toBe(['een', 'tussen', 'twee', 'drie', 'vier', ''].join(end))
  })

  test('leaves the odd line end of a mixed file where it was', () => {
    write('een\r\ntwee\ndrie\r\nvier\r\n')
    save('een\ntwee\ndrie\nvier en meer\n')
    expect(read()).toBe('een\r\ntwee\ndrie\r\nvier en meer\r\n')
  })

  test('writes nothing when the file is no longer the one that was opened', () => {
    write('oud\n')
    const { version } = opened()
    write('van iemand anders\n')
    const saved = saveSource(root, file, 'van mij\n', version)
    expect(saved).toMatchObject({ kind: 'conflict', current: { text: 'van iemand anders\n' } })
    expect(read()).toBe('van iemand anders\n')
  })

  test('leaves no half-written file behind when the disk refuses', () => {
    write('oud\n')
    const { version } = opened()
    rmSync(join(root, file))
    mkdirSync(join(root, file))
    expect(saveSource(root, file, 'nieuw\n', version)).toMatchObject({ kind: 'refused' })
    expect(readdirSync(join(root, 'newsletters/2026-12/riec'))).toEqual(['item.md'])
  })

  test('will not damage what is not text', () => {
    writeFileSync(join(root, file), Buffer.from('caf\xe9', 'latin1'))
    expect(openSource(root, file)).toEqual({ kind: 'refused', why: 'not-text' })
    write('nul\0teken')
    expect(openSource(root, file)).toEqual({ kind: 'refused', why: 'not-text' })
  })

  test('stays quick on a file of nothing but line ends', () => {
    write('\n'.repeat(200_000))
    const began = performance.now()
    save(`${'\r\n'.repeat(200_000)}x`)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})

test('templates can be read, not changed', () => {
  mkdirSync(join(root, 'templates'))
  writeFileSync(join(root, 'templates/newsletter.mjml'), '<mjml></mjml>')
  const source = openSource(root, 'templates/newsletter.mjml')
  expect(source).toMatchObject({ kind: 'ok', source: { editable: false } })
  const version = source.kind === 'ok' ? source.source.version : ''
  expect(saveSource(root, 'templates/newsletter.mjml', 'x', version)).toEqual({
    kind: 'refused',
    why: 'read-only',
  })
})

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
