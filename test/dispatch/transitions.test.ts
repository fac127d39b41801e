import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  batchTransitions,
  dispatchTransitions,
  type Transition,
} from '../../src/dispatch/transitions.ts'

const folder = join(import.meta.dirname, '../../src/dispatch')

describe('the transition table', () => {
  test('is what the README says, row for row', () => {
    const readme = readFileSync(join(folder, 'README.md'), 'utf8')
    const printed = readme.split('\n').filter((line) => /^\| [BD]\d+s? \|/.test(line))
    expect(printed).toEqual([...batchTransitions, ...dispatchTransitions].map(row))
  })

  test('has nothing that the code never does, and the code does nothing else', () => {
    const source = readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && name !== 'transitions.ts')
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n')
    const used = new Set([...source.matchAll(/'([BD]\d+s?)'/g)].map((match) => match[1] ?? ''))
    const ids = [...batchTransitions, ...dispatchTransitions].map(({ id }) => id)
    expect([...used].toSorted()).toEqual(ids.toSorted())
  })

  test('gives every id once', () => {
    const ids = [...batchTransitions, ...dispatchTransitions].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('never leads from taken, refused or cancelled to anything', () => {
    const closed = new Set<string>(['accepted', 'rejected', 'split', 'cancelled'])
    expect(batchTransitions.filter(({ from }) => closed.has(from))).toEqual([])
    // What is held is never sent itself; its people may get a new batch, when somebody decides so.
    const held = batchTransitions.filter(({ from }) => from === 'held')
    expect(held.map(({ id, to }) => [id, to])).toEqual([
      ['B16', 'accepted'],
      ['B17', 'cancelled'],
    ])
    // A doubt is ready again only where nothing was sent, or where somebody accepts duplicates.
    const again = batchTransitions.filter(({ from, to }) => from === 'in_doubt' && to === 'ready')
    expect(again.map(({ id }) => id)).toEqual(['B12', 'B18'])
  })
})

function row({ id, from, to, trigger, guard }: Transition<string>): string {
  return `| ${id} | ${from} → ${to} | ${trigger} | ${guard} |`
}
