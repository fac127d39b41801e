import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/** What each part of `src/` may import beside itself, the root files and `text/`. */
const mayImport: Record<string, string[]> = {
  text: [],
  content: [],
  agenda: ['content'],
  issue: ['content', 'agenda'],
  render: ['content', 'agenda', 'issue'],
  check: ['content', 'agenda', 'issue', 'render'],
  store: [],
  subscribers: ['store', 'content', 'agenda', 'issue', 'render', 'check'],
  schedule: ['store', 'content', 'agenda', 'issue', 'render', 'check', 'subscribers'],
  dispatch: ['store', 'content', 'agenda', 'issue', 'render', 'check', 'subscribers', 'schedule'],
  events: ['store', 'subscribers', 'dispatch'],
  server: [
    'store',
    'content',
    'agenda',
    'issue',
    'render',
    'check',
    'subscribers',
    'schedule',
    'dispatch',
    'events',
  ],
  commands: [
    'store',
    'content',
    'agenda',
    'issue',
    'render',
    'check',
    'subscribers',
    'schedule',
    'dispatch',
    'events',
    'server',
  ],
}
const rootFiles = [
  'problem.ts',
  'did-you-mean.ts',
  'field-names.ts',
  'written-value.ts',
  'parsed-yaml.ts',
  'yaml-fields.ts',
  'config.ts',
  'command-line.ts',
]
const refusedFolders = ['utils', 'util', 'helpers', 'common', 'services', 'lib', 'misc', 'shared']

const src = resolve(import.meta.dirname, '../src')
const files = walk(src).filter((file) => file.endsWith('.ts'))
const edges = files.flatMap((file) => importsOf(file).map((to) => ({ from: file, to })))

describe('the pipeline', () => {
  test('is made of the stages of the table and nothing else', () => {
    const folders = readdirSync(src).filter((name) => statSync(join(src, name)).isDirectory())
    expect(folders.filter((name) => !(name in mayImport))).toEqual([])
  })

  test('imports back up only', () => {
    expect(edges.filter(({ from, to }) => !allowed(from, to)).map(shown)).toEqual([])
  })

  test('has no cycle between files', () => {
    expect(cycle()).toEqual([])
  })

  test('has no barrel and no drawer', () => {
    expect(files.filter((file) => /[\\/]index\.ts$/.test(file)).map(short)).toEqual([])
    const folders = new Set(files.flatMap((file) => short(dirname(file)).split('/')))
    expect([...folders].filter((folder) => refusedFolders.includes(folder))).toEqual([])
  })

  test('keeps a file short enough to read, or says at its top why not', () => {
    const long = files.filter((file) => {
      const lines = readFileSync(file, 'utf8').split('\n')
      return lines.length > 500 && !lines.slice(0, 12).some((line) => /long because/i.test(line))
    })
    expect(long.map(short)).toEqual([])
  })
})

describe('the table itself', () => {
  test('refuses what it should refuse', () => {
    expect(allowed(join(src, 'render/x.ts'), join(src, 'dispatch/y.ts'))).toBe(false)
    expect(allowed(join(src, 'content/x.ts'), join(src, 'cli.ts'))).toBe(false)
    expect(allowed(join(src, 'problem.ts'), join(src, 'content/x.ts'))).toBe(false)
    expect(allowed(join(src, 'check/x.ts'), join(src, 'render/y.ts'))).toBe(true)
  })
})

function allowed(from: string, to: string): boolean {
  const [fromStage, toStage] = [stageOf(from), stageOf(to)]
  if (short(from) === 'cli.ts')
    return toStage === 'commands' || toStage === 'text' || toStage === ''
  if (toStage === '') return rootFiles.includes(short(to))
  if (toStage === 'text') return fromStage !== ''
  return fromStage === toStage || (mayImport[fromStage] ?? []).includes(toStage)
}

function stageOf(file: string): string {
  const parts = short(file).split('/')
  return parts.length > 1 ? (parts[0] ?? '') : ''
}

/** Every import of one of our own files, also those of types only. */
function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8')
  const found = source.matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)
  return [...found].map((match) => resolve(dirname(file), match[1] ?? ''))
}

/** A cycle of imports that load code, as a list of files; empty when there is none. */
function cycle(): string[] {
  const state = new Map<string, 'open' | 'done'>()
  const path: string[] = []
  function visit(file: string): string[] {
    if (state.get(file) === 'done') return []
    if (state.get(file) === 'open') return [...path.slice(path.indexOf(file)), file].map(short)
    state.set(file, 'open')
    path.push(file)
    for (const to of codeImports(file)) {
      const found = visit(to)
      if (found.length > 0) return found
    }
    path.pop()
    state.set(file, 'done')
    return []
  }
  for (const file of files) {
    const found = visit(file)
    if (found.length > 0) return found
  }
  return []
}

function codeImports(file: string): string[] {
  const source = readFileSync(file, 'utf8').replaceAll(/import type[^;]*?from\s*'[^']+'/gs, '')
  return [...source.matchAll(/from\s+'(\.[^']+)'/g)].map((m) => resolve(dirname(file), m[1] ?? ''))
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  )
}

function short(file: string): string {
  return relative(src, file).replaceAll('\\', '/')
}

function shown({ from, to }: { from: string; to: string }): string {
  return `${short(from)} -> ${short(to)}`
}
