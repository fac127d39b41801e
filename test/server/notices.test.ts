import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { doctor } from '../../src/commands/doctor.ts'
import type { Finding } from '../../src/commands/finding.ts'
import { status } from '../../src/commands/status.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import type { NoticeRow } from '../../src/store/tables.ts'
import { queueNotice } from '../../src/subscribers/notice-queue.ts'
import { occasionAt } from '../../src/subscribers/occasion.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'
import { runCommand } from '../support/run-command.ts'

/** Mails to one person that did not arrive: seen where editors look, without saying whose they are. */
const address = 'sanne.smit@example.org'
let face: LocalFace
let store: Store
beforeEach(async () => {
  face = await openLocalFace()
  store = await openStore(join(face.root, 'data', 'rondbrief.db'))
})
afterEach(async () => {
  await store.close()
  await face.close()
})

/** One mail for each state, made two hours ago. */
async function mails(...states: NoticeRow['state'][]): Promise<void> {
  for (const [index, state] of states.entries()) {
    const id = `n${index}`
    const occasion = { ...occasionAt(Date.now() - 2 * 3_600_000), newId: () => id }
    const to = { subscriberId: 's1', emailKey: 'k1', address }
    await queueNotice(store.db, { ...to, kind: 'confirm' }, occasion)
    await store.db.updateTable('notice').set({ state }).where('id', '=', id).execute()
  }
}

async function seen() {
  const shown = await runCommand(status, face.root)
  const json = JSON.parse((await runCommand(status, face.root, { json: true })).printed) as object
  const { printed } = await runCommand(doctor, face.root, { json: true })
  const { findings } = JSON.parse(printed) as { findings: Finding[] }
  const page = await (await face.get('/')).text()
  for (const text of [shown.printed, JSON.stringify(json), printed, page]) {
    expect(text).not.toContain(address)
  }
  return { shown, json, finding: findings.find(({ subject }) => subject === 'notices'), page }
}

test('nothing is said while all is well', async () => {
  await mails('sent')
  const { shown, json, finding, page } = await seen()
  expect(shown.printed).not.toContain('Mails aan één persoon')
  expect(json).toMatchObject({ notices: null })
  expect(finding).toMatchObject({ state: 'good' })
  expect(page).not.toContain('Mails aan één persoon')
})

test('failed and doubtful ones are counted everywhere, with what to do', async () => {
  await mails('failed', 'failed', 'in_doubt', 'sent')
  const { shown, json, finding, page } = await seen()
  expect(shown.printed).toContain(
    'Mails aan één persoon, zoals een bevestiging: 2 mislukt, 1 onzeker.',
  )
  expect(shown.printed).toContain("Wat nu: kijk met 'npx rondbrief doctor --online'")
  expect(json).toMatchObject({ notices: { failed: 2, inDoubt: 1, waiting: 0 } })
  expect(finding).toMatchObject({ state: 'attention', found: '2 mislukt, 1 onzeker' })
  expect(page).toContain('2 mislukt, 1 onzeker.')
  expect(page).toContain('opnieuw aanvragen')
})

test('those that wait for more than an hour lead to the pages for readers', async () => {
  await mails('waiting')
  const { finding } = await seen()
  expect(finding).toMatchObject({
    found: '1 wacht al meer dan een uur',
    fix: expect.stringContaining('start --hosted'),
  })
})
