import { existsSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { removeKeptDatabases } from '../../src/store/kept-databases.ts'
import { temporaryFolder } from '../support/dispatch-fixture.ts'

const DAY = 24 * 3_600_000
const moved = Date.parse('2028-12-04T05:00Z')

test('the database that moved to a server is removed in time, counted from the move', async () => {
  const folder = await temporaryFolder()
  const [old, mark] = [join(folder, 'rondbrief.db.moved'), join(folder, 'moved-to-postgres')]
  for (const file of [old, mark]) writeFileSync(file, '')
  // Nobody had written in it for long.
  utimesSync(old, 0, moved / 1000 - 90 * 86_400)
  utimesSync(mark, 0, moved / 1000)
  const remove = (before: number, dryRun = false) => removeKeptDatabases(folder, { before, dryRun })
  expect(await remove(moved - DAY)).toBe(0)
  expect(await remove(moved, true)).toBe(1)
  expect(existsSync(old)).toBe(true)
  expect(await remove(moved)).toBe(1)
  expect(existsSync(old)).toBe(false)
  // From the mark is known that the list is elsewhere.
  expect(existsSync(mark)).toBe(true)
})
