import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readNetworks } from '../../src/subscribers/networks.ts'
import { readThemes } from '../../src/subscribers/themes.ts'

describe('the themes of a project', () => {
  test('that share an id are reported at the second one', async () => {
    const { problems } = await themes(
      '- { id: jeugd, label: Jeugd }',
      '- { id: jeugd, label: Jongeren }',
    )
    expect(problems).toMatchObject([
      {
        code: 'theme/duplicate',
        values: { found: 'jeugd' },
        file: 'subscribers/themes.yaml',
        line: 3,
      },
    ])
  })

  test('whose successor is not in the list are reported where they name it', async () => {
    const { problems } = await themes(
      '- { id: huiselijk-geweld, label: Huiselijk geweld, successors: [zorg] }',
      '- { id: zorg-en-veiligheid, label: Zorg en veiligheid }',
    )
    expect(problems).toMatchObject([
      { code: 'theme/successor-unknown', values: { found: 'zorg' }, line: 2, column: 66 },
    ])
  })

  test('and its networks are named each in their own file', async () => {
    const root = project('networks', [
      '- { id: pper, label: PPER, successors: [ppr] }',
      '- { id: pper, label: Privacy }',
    ])
    const { problems } = await readNetworks(root)
    expect(problems).toMatchObject([
      { code: 'network/duplicate', file: 'subscribers/networks.yaml', line: 3 },
      { code: 'network/successor-unknown', values: { found: 'ppr' }, line: 2 },
    ])
    expect(await readThemes(root)).toEqual({ themes: [], problems: [] })
  })

  test('in order give no problems', async () => {
    const { themes: read, problems } = await themes(
      '- { id: huiselijk-geweld, label: Huiselijk geweld, successors: [zorg-en-veiligheid] }',
      '- { id: zorg-en-veiligheid, label: Zorg en veiligheid }',
    )
    expect(problems).toEqual([])
    expect(read.map(({ successors }) => successors)).toEqual([['zorg-en-veiligheid'], []])
  })
})

function themes(...entries: string[]) {
  return readThemes(project('themes', entries))
}

function project(kind: 'themes' | 'networks', entries: string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'rondbrief-themes-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  mkdirSync(join(root, 'subscribers'))
  const source = [`${kind}:`, ...entries.map((entry) => `  ${entry}`), ''].join('\n')
  writeFileSync(join(root, `subscribers/${kind}.yaml`), source)
  return root
}
