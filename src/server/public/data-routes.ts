import { Hono, type Context } from 'hono'
import { html } from 'hono/html'
import type { SubscriberRow } from '../../store/tables.ts'
import { maskAddress } from '../../subscribers/address.ts'
import { eraseSubscriber } from '../../subscribers/erase-subscriber.ts'
import { dataLink } from '../../subscribers/fresh-link.ts'
import { occasionAt } from '../../subscribers/occasion.ts'
import { recordNames } from '../../subscribers/record-names.ts'
import { recordLines, recordParts } from '../../subscribers/record-lines.ts'
import { secretOf } from '../../subscribers/secret.ts'
import { subscriberRecord, type SubscriberRecord } from '../../subscribers/subscriber-record.ts'
import { momentWords } from '../moments.ts'
import { recordSections } from '../record-sections.ts'
import { readForm } from './form.ts'
import { publicHeaders, say, show, unknownLink } from './public-answer.ts'
import type { PublicSettings } from './public-settings.ts'
import { choices, errorSummary } from './screens/fields.ts'

/** One's own data: to read, to download and to have erased, with a link of half an hour. */
export function dataRoutes(settings: PublicSettings): Hono {
  const app = new Hono()
  app.get('/data/:token', (c) =>
    withData(c, settings, (person) => page(c, settings, person, new Map())),
  )
  app.get('/data/:token/json', (c) =>
    withData(c, settings, async (person) => {
      const texts = await textsOf(person.record, settings)
      const shown = { schema: 1, address: person.subscriber.email, ...person.record, texts }
      return download(c, settings, 'json', `${JSON.stringify(shown, undefined, 2)}\n`)
    }),
  )
  app.get('/data/:token/text', (c) =>
    withData(c, settings, async (person) => {
      const lines = await linesOf(person, settings)
      return download(c, settings, 'txt', `${lines.join('\n')}\n`)
    }),
  )
  app.post('/data/:token', (c) => withData(c, settings, (person) => erase(c, settings, person)))
  return app
}

type Person = { subscriber: SubscriberRow; record: SubscriberRecord }

async function withData(
  c: Context,
  settings: PublicSettings,
  work: (person: Person) => Response | Promise<Response>,
): Promise<Response> {
  const store = await settings.store()
  const words = settings.text().publicPages.data
  const found = await dataLink(store, c.req.param('token') ?? '', settings.now())
  switch (found.kind) {
    case 'unknown':
      return unknownLink(c, settings)
    case 'used':
    case 'expired':
      return say(c, settings, { title: words.expired, paragraphs: [words.expiredText] }, 410)
    case 'open': {
      const { subscriber } = found
      const record = await subscriberRecord(store, subscriber.email, secretOf(settings.config()))
      if (record === undefined) return unknownLink(c, settings)
      return work({ subscriber, record })
    }
  }
}

async function page(
  c: Context,
  settings: PublicSettings,
  person: Person,
  errors: ReadonlyMap<string, string>,
): Promise<Response> {
  const text = settings.text()
  const t = text.publicPages.data
  const at = `/data/${c.req.param('token') ?? ''}`
  const place = await placeOf(settings)
  const moment = (at: number) => momentWords(at, place.zone, text)
  const parts = recordParts(person.record, { ...place, moment })
  const sure = { value: 'yes', label: t.eraseSure, chosen: false }
  const body = html`${errorSummary(errors, text)}
    <h1>${t.title}</h1>
    <p>${t.text(maskAddress(person.subscriber.email))} ${t.valid}</p>
    ${recordSections(parts)}
    <section class="part">
      <h2>${t.download}</h2>
      <ul class="downloads">
        <li><a href="${at}/text" download>${t.asText}</a></li>
        <li><a href="${at}/json" download>${t.asJson}</a></li>
      </ul>
    </section>
    <section class="part">
      <h2>${t.erase}</h2>
      <p>${t.eraseText}</p>
      <p>${t.eraseStays}</p>
      <form method="post" action="${at}">
        ${choices({ id: 'sure', legend: t.eraseLegend, type: 'checkbox', choices: [sure], errors })}
        <button class="danger">${t.submit}</button>
      </form>
    </section>`
  const fault = errors.size > 0
  return show(c, settings, { title: t.title, fault, body }, fault ? 400 : 200)
}

async function erase(c: Context, settings: PublicSettings, person: Person): Promise<Response> {
  const words = settings.text().publicPages
  const form = await readForm(c)
  if (form.text('sure') !== 'yes') {
    return page(c, settings, person, new Map([['sure', words.data.eraseNotTicked]]))
  }
  const { newId } = occasionAt(settings.now())
  await eraseSubscriber(await settings.store(), person.subscriber.email, {
    secret: secretOf(settings.config()),
    reason: words.sources.erase,
    at: settings.now(),
    newId,
  })
  const paragraphs = [words.data.erasedText, words.data.eraseStays]
  return say(c, settings, { title: words.data.erased, paragraphs })
}

async function linesOf(person: Person, settings: PublicSettings): Promise<string[]> {
  return recordLines(person.subscriber.email, person.record, await placeOf(settings))
}

async function placeOf(settings: PublicSettings) {
  const config = settings.config()
  return { text: settings.text(), names: await recordNames(config), zone: config.zone }
}

/** The words that this person agreed to, by the version that their consents name. */
async function textsOf(
  { consents }: SubscriberRecord,
  settings: PublicSettings,
): Promise<Record<string, string>> {
  const versions = consents.flatMap(({ text_version }) => text_version ?? [])
  if (versions.length === 0) return {}
  const { db } = await settings.store()
  const rows = await db
    .selectFrom('consent_text')
    .select(['hash', 'body'])
    .where('hash', 'in', versions)
    .execute()
  return Object.fromEntries(rows.map(({ hash, body }) => [hash, body]))
}

/** Saved and never shown inside a page of ours, whatever is in it. */
function download(
  c: Context,
  settings: PublicSettings,
  extension: 'json' | 'txt',
  body: string,
): Response {
  const name = `${settings.text().publicPages.data.fileName}.${extension}`
  const type = extension === 'json' ? 'application/json' : 'text/plain; charset=utf-8'
  return c.body(body, 200, {
    ...publicHeaders,
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
  })
}
