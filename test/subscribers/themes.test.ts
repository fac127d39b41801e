import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
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

  test('in order give no problems', async () => {
    const { themes: read, problems } = await themes(
      '- { id: huiselijk-geweld, label: Huiselijk geweld, successors: [zorg-en-veiligheid] }',
      '- { id: zorg-en-veiligheid, label: Zorg en veiligheid }',
    )
    expect(problems).toEqual([])
    expect(read.map(({ successors }) => successors)).toEqual([['zorg-en-veiligheid'], []])
  })
})

async function themes(...entries: string[]) {
  const root = mkdtempSync(join(tmpdir(), 'rondbrief-themes-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  mkdirSync(join(root, 'subscribers'))
  const source = ['themes:', ...entries.map((entry) => `  ${entry}`), ''].join('\n')
  writeFileSync(join(root, 'subscribers/themes.yaml'), source)
  return readThemes(root)
}
