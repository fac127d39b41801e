import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { existsOn, readAreas } from '../../src/content/areas.ts'

describe('the list of municipalities', () => {
  test('of this project holds 23 of them, and the three that became Voorne aan Zee', async () => {
    const { areas, problems } = await readAreas(resolve(import.meta.dirname, '../..'))
    expect(problems).toEqual([])
    expect(areas.filter((area) => existsOn(area, '2023-03-01'))).toHaveLength(23)
    expect(areas.filter((area) => existsOn(area, '2022-12-31'))).toHaveLength(25)
    expect(areas.filter(({ successor }) => successor === 'GM1992').map(({ name }) => name)).toEqual(
      ['Brielle', 'Hellevoetsluis', 'Westvoorne'],
    )
    expect(areas.find(({ code }) => code === 'GM1992')).toMatchObject({
      name: 'Voorne aan Zee',
      safetyRegion: 'VR17',
      validFrom: '2023-01-01',
      validTo: undefined,
    })
  })

  test('may be absent', async () => {
    expect(await readAreas(folderWith(undefined))).toEqual({ areas: [], problems: [] })
  })

  test('names each row that is wrong, and keeps the others', async () => {
    const { areas, problems } = await readAreas(
      folderWith(
        '\uFEFFcbs_code,name,safety_region,valid_from,valid_to,successor\r\n' +
          'GM0482,Alblasserdam,VR18,,,\r\n482,Brielle,VR17,,,\r\nGM0501,,VR17,,,\r\nGM0614,Westvoorne,VR17,1-1-2023,,\r\n',
      ),
    )
    expect(areas.map(({ name }) => name)).toEqual(['Alblasserdam'])
    expect(problems.map(({ code, values, line }) => [code, values['reason'], line])).toEqual([
      ['areas/unreadable', 'code', 3],
      ['areas/unreadable', 'name', 4],
      ['areas/unreadable', 'date', 5],
    ])
  })

  test('names the columns that are not there', async () => {
    const { areas, problems } = await readAreas(folderWith('cbs_code;name\nGM0482;Alblasserdam\n'))
    expect(areas).toEqual([])
    expect(problems).toMatchObject([
      { code: 'areas/unreadable', values: { reason: 'column' }, line: 1 },
    ])
  })

  test('that is no table is one problem, not a crash', async () => {
    expect((await readAreas(folderWith('"GM0482,name\n'))).problems).toMatchObject([
      { code: 'areas/unreadable' },
    ])
  })
})

function folderWith(source: string | undefined): string {
  const root = mkdtempSync(join(tmpdir(), 'rondbrief-areas-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  mkdirSync(join(root, 'subscribers'))
  if (source !== undefined) writeFileSync(join(root, 'subscribers/areas.csv'), source)
  return root
}
