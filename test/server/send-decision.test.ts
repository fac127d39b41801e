import { join } from 'node:path'
import { load } from 'cheerio'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { checkInvariants } from '../../src/dispatch/invariants.ts'
import { acquireProcessLock, lockFile } from '../../src/dispatch/process-lock.ts'
import { writeRestoredMark } from '../../src/store/restored-mark.ts'
import { databaseFile, openStore } from '../../src/store/store.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { openLocalFace, type LocalFace } from '../support/local-face.ts'
import { sendingFace, type SendingFace } from '../support/sending-face.ts'

vi.setConfig({ testTimeout: 60_000 })

const ISSUE = '/issues/2023-03/dispatch'
let release = (): void => undefined
afterEach(() => release())

test('what waited for another dispatch when Rondbrief stopped is there after a restart, to start again', async () => {
  const house = await whileAnotherSends(3)
  expect((await send(house.face, 3)).status).toBe(303)
  expect(await shown(house.face)).toContain('wacht op een andere')
  await house.face.stop()
  release()
  expect(house.peer.taken).toHaveLength(0)

  const { root } = house.face
  const later = await openLocalFace(() => undefined, undefined, { root, sends: true })
  onTestFinished(() => later.stop())
  const page = await shown(later)
  expect(page).toContain('staat klaar, maar is niet begonnen')
  expect(page).toContain('Samira Jansen: verstuur aan 3 ontvangers.')
  const asked = load(await (await later.get(`${ISSUE}/resume`)).text())
  const field = (name: string) => asked(`input[name=${name}]`).val() as string
  const decided = { version: field('version'), people: field('people'), name: 'Noor' }
  expect((await later.post(`${ISSUE}/resume`, decided)).status).toBe(303)
  await expect.poll(() => shown(later), { timeout: 30_000 }).toContain('3 van 3 verstuurd')
  expect(house.peer.taken.map(({ to }) => to).toSorted()).toEqual([
    'lezer0@example.org',
    'lezer1@example.org',
    'lezer2@example.org',
  ])
})

test('who pauses a dispatch that still waits finds it paused', async () => {
  const house = await whileAnotherSends(3)
  await send(house.face, 3)
  const version = load(await (await house.face.get(ISSUE)).text())('input[name=version]').val()
  const paused = await house.face.post(`${ISSUE}/pause`, { version: version as string })
  expect(paused.headers.get('location')).toContain('done=pause')
  release()
  await expect.poll(() => shown(house.face), { timeout: 30_000 }).not.toContain('wacht op')
  expect(await shown(house.face)).toContain('met de hand gepauzeerd')
  expect(house.peer.taken).toHaveLength(0)
})

test('deciding about who is unsure does not let a paused dispatch go on', async () => {
  const house = await sendingFace(3)
  await send(house.face, 3)
  await expect.poll(() => shown(house.face), { timeout: 30_000 }).toContain('3 van 3 verstuurd')
  await asIfPaused(house.face.root)
  const asked = load(await (await house.face.get(`${ISSUE}/accept-doubt`)).text())
  expect(asked('.notice').text()).toContain('De verzending staat op pauze.')
  const field = (name: string) => asked(`input[name=${name}]`).val() as string
  const answer = await house.face.post(`${ISSUE}/accept-doubt`, {
    version: field('version'),
    people: field('people'),
    name: 'Noor',
    why: 'zij vroegen erom',
  })
  expect(answer.headers.get('location')).toContain('done=accept-doubt')
  // What the job of the process did with it is known when it stopped.
  await house.face.stop()
  expect(house.peer.taken).toHaveLength(3)
  const store = await openList(house.face.root, {})
  const { status } = await store.db
    .selectFrom('dispatch')
    .select('status')
    .executeTakeFirstOrThrow()
  await store.close()
  expect(status).toBe('paused')
})

test('what is sent for a reason with an address in it is not sent, and not logged', async () => {
  const house = await sendingFace(3)
  const answer = await send(house.face, 3, 'jan@example.org vroeg erom')
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain('In de reden staat een e-mailadres.')
  expect(await shown(house.face)).not.toContain('Samira Jansen')
  expect(house.peer.taken).toHaveLength(0)
})

test('where nothing may be sent, nothing is said to have been decided', async () => {
  const house = await sendingFace(3)
  writeRestoredMark(join(house.face.root, 'data'), { backupAt: 1, restoredAt: 2 })
  const answer = await send(house.face, 3)
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('npx rondbrief restored')
  expect(await shown(house.face)).not.toContain('Samira Jansen')
  const store = await openList(house.face.root, {})
  expect(await store.db.selectFrom('decision').selectAll().execute()).toEqual([])
  expect(await store.db.selectFrom('dispatch').selectAll().execute()).toEqual([])
  expect(await checkInvariants(store)).toEqual([])
  await store.close()
})

/** One is in doubt, one had no turn yet, and somebody paused it. */
async function asIfPaused(root: string): Promise<void> {
  const store = await openStore(databaseFile(root))
  const batch = (seq: number) => `(select id from batch where seq = ${seq})`
  store.sqlite.exec(`
    update batch set status = 'in_doubt', doubt_since = 1 where seq = 0;
    update attempt set state = 'unknown' where batch_id = ${batch(0)};
    update recipient set state = 'planned' where batch_id = ${batch(0)};
    delete from attempt where batch_id = ${batch(1)};
    update batch set status = 'ready', attempt_id = null, owner = null where seq = 1;
    update recipient set state = 'planned', attempt_id = null where batch_id = ${batch(1)};
    update dispatch set status = 'paused', reason = 'by-hand', finished_at = null`)
  await store.close()
}

async function whileAnotherSends(people: number): Promise<SendingFace> {
  const house = await sendingFace(people)
  const lock = acquireProcessLock(lockFile(house.face.root, 'sending'))
  release = () => {
    lock?.release()
    release = () => undefined
  }
  return house
}

async function send(face: LocalFace, count: number, why = ''): Promise<Response> {
  const rehearsal = load(await (await face.get(`${ISSUE}/send`)).text())
  const seen = rehearsal('input[name=seen]').val() as string
  return face.post(`${ISSUE}/send`, { seen, count: String(count), name: 'Samira Jansen', why })
}

async function shown(face: LocalFace): Promise<string> {
  const $ = load(await (await face.get(ISSUE)).text())
  return $('main').text().replaceAll(/\s+/g, ' ')
}
