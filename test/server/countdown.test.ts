import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'cheerio'
import { sql } from 'kysely'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { dispatch } from '../../src/commands/dispatch.ts'
import { status } from '../../src/commands/status.ts'
import { readConfig } from '../../src/config.ts'
import { startDaemon, type Daemon } from '../../src/dispatch/daemon.ts'
import type { Scheduling } from '../../src/dispatch/look-at-issue.ts'
import { openTransport } from '../../src/dispatch/open-transport.ts'
import { systemPorts } from '../../src/dispatch/ports.ts'
import { openList } from '../../src/subscribers/open-list.ts'
import { textFor } from '../../src/text/text.ts'
import { barriers } from '../support/barriers.ts'
import { byHand } from '../support/by-hand.ts'
import { launchChromium } from '../support/chromium.ts'
import type { LocalFace } from '../support/local-face.ts'
import { edit } from '../support/project-copy.ts'
import { runCommand } from '../support/run-command.ts'
import { sendingFace, type SendingFace } from '../support/sending-face.ts'

vi.setConfig({ testTimeout: 60_000 })

const HEAD = 'newsletters/2023-03/issue.md'
const ISSUE = '/issues/2023-03'
const minute = 60_000
/** Monday 4 December 2028, 10.00 in Amsterdam. */
const due = Date.parse('2028-12-04T09:00Z')
const WALL = '2028-12-04T10:00'
const soon = '‘Nieuwsbrief maart 2023’ gaat over 7 minuten, om 10.00 uur, naar 3 ontvangers. '

test('from ten minutes before, every page of the issue says first when it goes, to how many, and can stop it', async () => {
  const house = await planned()
  house.at = due - 11 * minute
  for (const path of ['/?wait', ISSUE, `${ISSUE}/dispatch`, `${ISSUE}/schedule`]) {
    expect([path, await words(house.face, path)]).not.toContain('Stop: verstuur niet')
  }
  house.at = due - 7 * minute
  for (const path of ['/?wait', ISSUE, `${ISSUE}/dispatch`, `${ISSUE}/schedule`]) {
    const $ = load(await (await house.face.get(path)).text())
    expect([path, $('main section').first().text().replaceAll(/\s+/g, ' ')]).toEqual([
      path,
      expect.stringContaining(soon),
    ])
    expect($('main section').first().find('form button').text()).toBe('Stop: verstuur niet')
  }
  // Which issue asks for the next step is said, now that another stands above it.
  expect(await words(house.face, '/?wait')).toContain('Volgende stap voor ‘Nieuwsbrief oktober')
  house.at = due - 20_000
  expect(await words(house.face, ISSUE)).toContain('gaat binnen 1 minuut, om 10.00 uur')
  house.at = due + 5_000
  expect(await words(house.face, ISSUE)).toContain('gaat elk moment naar 3 ontvangers')
})

test('stopped in time nothing is sent, it says who did so, and a new moment is one step away', async () => {
  const house = await planned()
  house.at = due - 7 * minute
  const answer = await stop(house.face)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${ISSUE}/schedule`])
  const said =
    'De verzending van maandag 4 december 2028, 10.00 uur is tegengehouden door Samira Jansen, om 9.53 uur. Er is niets verstuurd.'
  for (const path of [ISSUE, `${ISSUE}/dispatch`, `${ISSUE}/schedule`]) {
    expect([path, await words(house.face, path)]).toEqual([path, expect.stringContaining(said)])
  }
  expect(await words(house.face, `${ISSUE}/dispatch`)).toContain(
    'Samira Jansen: verstuur niet op het ingeplande moment.',
  )
  expect(readFileSync(join(house.face.root, HEAD), 'utf8')).toContain('\nsend_at:\n')
  house.at = due + 1_000
  const daemon = await house.daemon()
  await daemon.look()
  expect(house.peer.taken).toHaveLength(0)
  // Pressed again on a page that is still open somewhere: it is and stays stopped.
  expect((await stop(house.face, WALL)).headers.get('location')).toBe(`${ISSUE}/schedule`)

  const later = await plan(house.face, '2028-12-04T11:00')
  expect(later.status).toBe(303)
  house.at = due + 60 * minute + 1_000
  await daemon.look()
  expect(house.peer.taken).toHaveLength(3)
})

test('the same moment can be chosen again, and is kept', async () => {
  const house = await planned()
  house.at = due - 7 * minute
  await stop(house.face)
  expect((await plan(house.face, WALL)).status).toBe(303)
  expect(await words(house.face, ISSUE)).toContain(soon)
  house.at = due + 1_000
  await (await house.daemon()).look()
  expect(house.peer.taken).toHaveLength(3)
})

test('stopped, it does not go though its file still says so', async () => {
  const house = await planned()
  house.at = due - minute
  await stop(house.face)
  // As an older copy of the file that comes back does.
  edit(house.face.root, HEAD, '\nsend_at:\n', `\nsend_at: ${WALL}\n`)
  house.at = due + 1_000
  await (await house.daemon()).look()
  expect(house.peer.taken).toHaveLength(0)
  await expect.poll(() => words(house.face, ISSUE)).toContain('is tegengehouden door Samira Jansen')
})

test('pressed while the other process makes its mails ready, nothing is sent', async () => {
  const house = await planned()
  house.at = due + 1_000
  let pressed: Response | undefined
  const daemon = await house.daemon(async () => {
    pressed = await stop(house.face)
  })
  await daemon.look()
  expect(pressed?.headers.get('location')).toBe(`${ISSUE}/schedule`)
  await daemon.look()
  expect(house.peer.taken).toHaveLength(0)
  expect(await words(house.face, ISSUE)).toContain('Er is niets verstuurd.')
})

test('moved while the other process makes its mails ready, it does not go at the old moment', async () => {
  const house = await planned()
  house.at = due + 1_000
  let moved = false
  const daemon = await house.daemon(async () => {
    if (moved) return
    moved = true
    expect((await plan(house.face, '2028-12-04T11:00')).status).toBe(303)
  })
  await daemon.look()
  expect(house.peer.taken).toHaveLength(0)
  house.at = due + 60 * minute + 1_000
  await daemon.look()
  expect(house.peer.taken).toHaveLength(3)
})

test('pressed too late, it says that sending began, and how to keep it from the others', async () => {
  const house = await planned()
  const open = load(await (await house.face.get(ISSUE)).text())
  expect(open('main').text()).not.toContain('Pauzeer')
  house.at = due + 1_000
  house.pace.pass = 1
  const sending = (await house.daemon()).look()
  await expect.poll(() => house.peer.taken.length, { timeout: 30_000 }).toBe(1)
  const answer = await stop(house.face, WALL)
  const location = answer.headers.get('location') ?? ''
  expect(location).toBe(`${ISSUE}/dispatch?done=too-late`)
  const $ = load(await (await house.face.get(location)).text())
  expect($('[role=alert]').text()).toContain('toen het versturen al was begonnen')
  expect($('.decisions').text()).toContain('Pauzeer')
  expect($('.decisions').text()).toContain('Stop')
  expect($('main').text()).not.toContain('Er is niets verstuurd')
  house.pace.pass = Infinity
  await sending
  expect(house.peer.taken).toHaveLength(3)
  expect(await words(house.face, location)).toContain('Hieronder staat wie de mail kreeg.')
})

test('a Stop about a moment that was changed meanwhile stops nothing', async () => {
  const house = await planned()
  house.at = due - 7 * minute
  await plan(house.face, '2028-12-04T10:05')
  const answer = await stop(house.face, WALL)
  expect(answer.status).toBe(409)
  expect(plain(await answer.text())).toContain('Het moment is intussen gewijzigd.')
  house.at = due + 5 * minute + 1_000
  await (await house.daemon()).look()
  expect(house.peer.taken).toHaveLength(3)
})

test('what is changed in those minutes keeps it back, and every page says so in its place', async () => {
  const house = await planned()
  house.at = due - 4 * minute
  const own = readFileSync(join(house.face.root, HEAD), 'utf8')
  edit(house.face.root, HEAD, /^subject: .*$/m, 'subject: Iets anders')
  const kept = 'is ingepland voor 10.00 uur, maar daarna gewijzigd. Zo gaat zij niet weg.'
  await expect.poll(() => words(house.face, ISSUE)).toContain(kept)
  for (const path of ['/?wait', ISSUE, `${ISSUE}/dispatch`]) {
    const page = await words(house.face, path)
    expect([path, page]).toEqual([path, expect.stringContaining(kept)])
    expect([path, page]).not.toContain('Stop: verstuur niet')
  }
  expect(await words(house.face, `${ISSUE}/schedule`)).toContain('Dit staat er nu Iets anders')
  house.at = due + 1_000
  const daemon = await house.daemon()
  await daemon.look()
  expect(house.peer.taken).toHaveLength(0)
  writeFileSync(join(house.face.root, HEAD), own)
  await expect.poll(() => words(house.face, ISSUE)).toContain('gaat elk moment naar 3 ontvangers')
  house.at = due + minute
  await daemon.look()
  expect(house.peer.taken).toHaveLength(3)
})

test('looking changes nothing, and no name is needed to stop', async () => {
  const house = await planned()
  house.at = due - 7 * minute
  expect((await house.face.get(`${ISSUE}/schedule/stop`)).status).toBe(404)
  expect(await words(house.face, ISSUE)).toContain(soon)
  const answer = await house.face.post(`${ISSUE}/schedule/stop`, { wall: WALL })
  expect(answer.status).toBe(303)
  expect(await words(house.face, ISSUE)).toContain('is tegengehouden, om 9.53 uur.')
})

test('in a terminal the minutes are said too, and one command stops it', async () => {
  const house = await planned()
  house.at = due - 7 * minute
  const given = { now: () => house.at, positionals: ['2023-03'] }
  const looked = () => runCommand(status, house.face.root, given)
  const stopping = () =>
    runCommand(dispatch, house.face.root, {
      ...given,
      positionals: ['2023-03', 'stop'],
      options: { name: 'Noor' },
    })
  const before = await looked()
  expect(before.printed.replaceAll('\u00A0', ' ')).toContain(soon.trim())
  expect(before.printed).toContain('npx rondbrief dispatch 2023-03 stop')
  const stopped = await stopping()
  expect(stopped).toMatchObject({ code: 0 })
  expect(stopped.printed).toContain('is tegengehouden door Noor, om 9.53')
  house.at = due + 1_000
  await (await house.daemon()).look()
  expect(house.peer.taken).toHaveLength(0)
  expect((await looked()).printed).toContain('Er is niets verstuurd.')
  expect((await stopping()).code).toBe(1)
})

test('what is being sent by hand is not said to be unplanned: the command names what stops it', async () => {
  const house = await planned()
  const store = await openList(house.face.root, {})
  const given = { now: () => house.at, positionals: ['2023-03', 'stop'] }
  const read = readConfig(house.face.root, {})
  if (read.kind !== 'ok') throw new Error('The settings of the copy are good')
  await store.db.deleteFrom('variant_image').execute()
  await store.db.deleteFrom('variant').execute()
  await store.db.deleteFrom('dispatch').execute()
  await sql`insert into dispatch (id, issue_id, list_id, kind, status, grace_ms, content_hash, created_at)
    values ('d', '2023-03', ${read.config.list.id}, 'regular', 'sending', 0, '', 1)`.execute(
    store.db,
  )
  const stopping = () => runCommand(dispatch, house.face.root, given)
  expect((await stopping()).told).toContain('Het versturen is al begonnen')
  await store.db.updateTable('dispatch').set({ status: 'done', finished_at: 2 }).execute()
  const over = await stopping()
  expect(over.told).toContain('Dat kan nu niet.')
  expect(over.told).not.toContain('cancel')
  await store.close()
})

describe('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser.close())

  test('the minutes go on by themselves, a name that is being typed stays, and the button stops it', async () => {
    const house = await planned()
    house.at = due - 7 * minute
    const page = await open(browser, house)
    for (const path of ['/?wait', `${ISSUE}/dispatch`, `${ISSUE}/schedule`, ISSUE]) {
      await page.goto(house.face.url(path))
      await page.getByText('gaat over 7 minuten').waitFor()
      expect([path, await barriers(page)]).toEqual([path, []])
    }
    await page.getByLabel('Uw naam').pressSequentially('Sami')
    house.at = due - 6 * minute
    await page.getByText('gaat over 6 minuten, om 10.00').waitFor()
    await page.getByLabel('Uw naam').pressSequentially('ra')
    await page.getByRole('button', { name: 'Stop: verstuur niet' }).click()
    await page.getByText('is tegengehouden door Samira').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.goto(house.face.url(`${ISSUE}/dispatch`))
    await page.getByText('is tegengehouden door Samira').waitFor()
    expect(await barriers(page)).toEqual([])
  })

  test('when it has begun, a page that stayed open says so by itself', async () => {
    const house = await planned()
    house.at = due - minute
    const page = await open(browser, house)
    await page.goto(house.face.url(ISSUE))
    await page.getByText('gaat binnen 1 minuut').waitFor()
    house.at = due + 1_000
    await (await house.daemon()).look()
    await page.getByText('De editie is verstuurd.').waitFor()
    expect(await page.getByRole('button', { name: 'Stop: verstuur niet' }).count()).toBe(0)
  })

  test('what came too late to stop reads well on a phone, also with no name known', async () => {
    const house = await planned()
    house.at = due + 1_000
    house.pace.pass = 1
    const sending = (await house.daemon()).look()
    await expect.poll(() => house.peer.taken.length, { timeout: 30_000 }).toBe(1)
    const page = await open(browser, house)
    await page.goto(house.face.url(`${ISSUE}/dispatch?done=too-late`))
    await page.getByRole('button', { name: 'Pauzeer' }).waitFor()
    expect(await page.getByLabel('Uw naam').inputValue()).toBe('')
    expect(await barriers(page)).toEqual([])
    house.pace.pass = Infinity
    await sending
  })

  test('without script there is the time, a link to look again, and the same button', async () => {
    const house = await planned()
    house.at = due - 7 * minute
    const page = await open(browser, house, { javaScriptEnabled: false })
    await page.goto(house.face.url(ISSUE))
    await page.getByText('om 10.00').first().waitFor()
    house.at = due - 6 * minute
    await page.getByRole('link', { name: 'Kijk opnieuw hoe lang nog' }).click()
    await page.getByText('gaat over 6 minuten').waitFor()
    await page.getByLabel('Uw naam').fill('Noor')
    await page.getByRole('button', { name: 'Stop: verstuur niet' }).click()
    expect(await page.locator('.next-words').textContent()).toContain('is tegengehouden door Noor')
  })
})

async function open(
  browser: Browser,
  { face }: House,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const narrow = { viewport: { width: 320, height: 700 } }
  const context = await browser.newContext({ ...narrow, ...options })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  await page.goto(face.startUrl)
  return page
}

type House = SendingFace & {
  at: number
  /** In a process of its own it would be no other: its own settings, database and clock. */
  daemon(beforePlanning?: () => Promise<void>): Promise<Daemon>
}

/** Planned for ten o'clock, with somebody at the pages and the daemon apart from them. */
async function planned(): Promise<House> {
  const clock = { at: due - 60 * minute }
  const now = () => clock.at
  const made = await sendingFace(3, { now, daemon: true })
  const { root } = made.face
  expect((await plan(made.face, WALL)).status).toBe(303)
  return {
    ...made,
    get at() {
      return clock.at
    },
    set at(at) {
      clock.at = at
    },
    async daemon(beforePlanning) {
      const read = readConfig(root, {})
      if (read.kind !== 'ok') throw new Error('The settings of the copy are good')
      const store = await openList(root, {})
      const transportOf: Scheduling['openTransport'] = (config) => {
        const transport = openTransport(config)
        // The last thing that is asked before the mails are planned.
        return { ...transport, serverTime: async () => (await beforePlanning?.(), clock.at) }
      }
      const daemon = startDaemon({
        config: () => read.config,
        text: () => textFor('nl'),
        store: () => Promise.resolve(store),
        ports: { ...systemPorts, now, monotonic: () => clock.at },
        openTransport: transportOf,
        waking: byHand,
        failed: (error) => {
          throw error
        },
      })
      onTestFinished(async () => {
        await daemon.close()
        await store.close()
      })
      return daemon
    },
  }
}

async function plan(face: LocalFace, moment: string): Promise<Response> {
  const page = await (await face.get(`${ISSUE}/schedule?moment=${moment}`)).text()
  const field = (name: string) =>
    new RegExp(`name="${name}" value="([0-9a-f]+)"`).exec(page)?.[1] ?? 'none'
  return face.post(`${ISSUE}/schedule`, {
    moment,
    version: field('version'),
    seen: field('seen'),
  })
}

/** As the button on the page does; `wall` as on a page that was opened before. */
async function stop(face: LocalFace, wall?: string): Promise<Response> {
  const $ = load(await (await face.get(ISSUE)).text())
  const shown = wall ?? ($('.countdown input[name=wall]').val() as string)
  return face.post(`${ISSUE}/schedule/stop`, { wall: shown, name: 'Samira Jansen' })
}

async function words(face: LocalFace, path: string): Promise<string> {
  return plain(await (await face.get(path)).text())
}

function plain(page: string): string {
  return load(page)('main')
    .text()
    .replaceAll(/[\s\u00A0]+/g, ' ')
}
