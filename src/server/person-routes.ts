import { randomUUIDv7 } from 'node:crypto'
import { Hono, type Context } from 'hono'
import type { LookRow } from '../store/tables.ts'
import { normaliseAddress } from '../subscribers/address.ts'
import { eraseSubscriber } from '../subscribers/erase-subscriber.ts'
import { lookAtPerson, type Look } from '../subscribers/look.ts'
import { readReason } from '../subscribers/reason.ts'
import { recordNames } from '../subscribers/record-names.ts'
import { recordLines, recordParts } from '../subscribers/record-lines.ts'
import { secretOf } from '../subscribers/secret.ts'
import type { SubscriberRecord } from '../subscribers/subscriber-record.ts'
import { systemUser } from '../subscribers/system-user.ts'
import { show, type AppSettings } from './answer.ts'
import { download } from './download.ts'
import { momentWords } from './moments.ts'
import { readForm, type Form } from './public/form.ts'
import { erasedPage, erasePage } from './screens/erase.ts'
import { findPage, personPage, type FindScreen } from './screens/person.ts'

/**
 * One person: to see, to download and to erase. Their address goes to the server in a form, never in an
 * address that a browser, a proxy or a log remembers; and each look is kept with its reason.
 */
export function personRoutes(settings: AppSettings): Hono {
  const { workspace, now } = settings
  const app = new Hono()

  app.get('/subscribers/person', (c) =>
    find(c, { address: '', reason: '', errors: new Map(), isUnknown: false }),
  )
  app.post('/subscribers/person', (c) =>
    withPerson(c, 'record', async ({ address, look, record }) => {
      const text = workspace.text()
      const parts = recordParts(record, await place())
      return show(c, personPage({ address, reason: look.reason, parts, text }))
    }),
  )
  app.post('/subscribers/person/data', (c) =>
    withPerson(c, 'download', async ({ address, record, sent }) => {
      const name = workspace.text().screens.people.person.fileName
      if (sent.text('format') === 'json') {
        const shown = JSON.stringify({ schema: 1, address, ...record }, undefined, 2)
        return download(c, `${name}.json`, 'application/json', `${shown}\n`)
      }
      const lines = recordLines(address, record, await place())
      return download(c, `${name}.txt`, 'text/plain; charset=utf-8', `${lines.join('\n')}\n`)
    }),
  )
  app.post('/subscribers/person/erase', (c) => withPerson(c, 'erase', (found) => erase(c, found)))
  app.get('/subscribers/person/erased', (c) => show(c, erasedPage(workspace.text())))

  return app

  async function place() {
    const config = workspace.config()
    const text = workspace.text()
    const { zone } = config
    const moment = (at: number) => momentWords(at, zone, text)
    return { text, names: await recordNames(config), zone, moment }
  }

  function find(c: Context, screen: Omit<FindScreen, 'text'>): Promise<Response> {
    const page = findPage({ ...screen, text: workspace.text() })
    return show(c, page, screen.errors.size > 0 ? 400 : 200)
  }

  async function withPerson(
    c: Context,
    what: Exclude<LookRow['what'], 'list'>,
    work: (found: Found) => Promise<Response>,
  ): Promise<Response> {
    const text = workspace.text()
    const sent = await readForm(c)
    const [typed, given] = [sent.text('address').slice(0, 400), sent.text('reason')]
    const [address, reason] = [normaliseAddress(typed), readReason(given)]
    const errors = new Map<string, string>()
    if (address.kind === 'refused') {
      const words = text.screens.people.person.addresses
      errors.set('address', address.reason === 'empty' ? words.empty : words.other)
    }
    if (reason.kind === 'refused') {
      errors.set('reason', text.screens.people.person.reasons[reason.why])
    }
    if (address.kind === 'refused' || reason.kind === 'refused') {
      return find(c, { address: typed, reason: given, errors, isUnknown: false })
    }
    const look = { actor: systemUser(), reason: reason.reason, at: now(), newId: randomUUIDv7 }
    const secret = secretOf(workspace.config())
    const store = await workspace.store()
    const record = await lookAtPerson(store, address.address, secret, what, look)
    if (record === undefined) {
      return find(c, { address: typed, reason: given, errors, isUnknown: true })
    }
    return work({ address: address.address, look, record, sent })
  }

  /** First what erasing does and cannot do; it is done when that was read and confirmed. */
  async function erase(c: Context, { address, look, record, sent }: Found): Promise<Response> {
    const text = workspace.text()
    if (sent.text('sure') !== 'yes') {
      const isTried = sent.text('step') === 'confirm'
      const errors = new Map(isTried ? [['sure', text.screens.people.erase.notSure]] : [])
      const page = erasePage({ address, reason: look.reason, record, errors, text })
      return show(c, page, isTried ? 400 : 200)
    }
    await eraseSubscriber(await workspace.store(), address, {
      secret: secretOf(workspace.config()),
      reason: look.reason,
      at: now(),
      newId: randomUUIDv7,
    })
    return c.redirect('/subscribers/person/erased', 303)
  }
}

type Found = { address: string; look: Look; record: SubscriberRecord; sent: Form }
