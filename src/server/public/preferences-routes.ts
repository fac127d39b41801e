import { setTimeout as wait } from 'node:timers/promises'
import { Hono, type Context } from 'hono'
import { html } from 'hono/html'
import { existsOn } from '../../content/areas.ts'
import type { SubscriberRow } from '../../store/tables.ts'
import {
  addressLink,
  confirmAddressChange,
  requestAddressChange,
} from '../../subscribers/address-change.ts'
import { maskAddress, normaliseAddress } from '../../subscribers/address.ts'
import { choicesOf, type Choices } from '../../subscribers/choices.ts'
import { requestFreshLink } from '../../subscribers/fresh-link.ts'
import { looksAtChoices } from '../../subscribers/condition.ts'
import { occasionAt } from '../../subscribers/occasion.ts'
import {
  savePreferences,
  termChoices,
  termMoves,
  termQuestions,
} from '../../subscribers/preferences.ts'
import { isStale, noticeRef, readerOf } from '../../subscribers/reader.ts'
import { forgetRole } from '../../subscribers/role-check.ts'
import { secretOf } from '../../subscribers/secret.ts'
import { readSegments } from '../../subscribers/segments.ts'
import { isCurrent, type Term } from '../../subscribers/terms.ts'
import { signToken } from '../../subscribers/token.ts'
import { receivedBy } from '../../subscribers/unsubscribe.ts'
import {
  areaWithPredecessors,
  readVocabulary,
  type Vocabulary,
} from '../../subscribers/vocabulary.ts'
import { localDateAt } from '../../agenda/local-date.ts'
import { readForm, type Form } from './form.ts'
import { say, show, unknownLink } from './public-answer.ts'
import type { PublicSettings } from './public-settings.ts'
import { preferencesPage, type PreferencesView } from './screens/preferences.ts'
import { refusalWords } from './subscribe-routes.ts'

const ANSWER_TIME = 250
const LONGEST_NAME = 80

export function preferencesRoutes(settings: PublicSettings): Hono {
  const app = new Hono()
  app.get('/p/:token', (c) =>
    withReader(c, settings, (reader) => page(c, settings, reader, { errors: new Map() })),
  )
  app.post('/p/:token', (c) => withReader(c, settings, (reader) => save(c, settings, reader)))
  app.post('/p/:token/address', (c) =>
    withReader(c, settings, (reader) => newAddress(c, settings, reader)),
  )
  app.post('/p/:token/work', (c) =>
    withReader(c, settings, (reader) => noWork(c, settings, reader)),
  )
  app.post('/p/:token/data', (c) =>
    withReader(c, settings, (reader) => freshLink(c, settings, reader, 'data')),
  )
  app.post('/p/:token/fresh', (c) => stale(c, settings))
  app.get('/mailed/link', (c) => {
    const { mailed, mailedText } = settings.text().publicPages.preferences
    return say(c, settings, { title: mailed, paragraphs: [mailedText] })
  })
  app.get('/mailed/address', (c) => {
    const { sent, sentText } = settings.text().publicPages.preferences.address
    return say(c, settings, { title: sent, paragraphs: [sentText] })
  })
  app.get('/address/:token', (c) => confirmAddress(c, settings, 'show'))
  app.post('/address/:token', (c) => confirmAddress(c, settings, 'act'))
  return app
}

/** The subscriber behind the link in the address; every other case is answered here. */
async function withReader(
  c: Context,
  settings: PublicSettings,
  work: (subscriber: SubscriberRow) => Promise<Response>,
): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const words = settings.text().publicPages.preferences
  const secret = secretOf(settings.config())
  const reader = await readerOf(await settings.store(), 'preferences', token, secret)
  if (reader === undefined) return unknownLink(c, settings)
  if (reader.subscriber === undefined) {
    return say(c, settings, { title: words.gone, paragraphs: [words.goneText] })
  }
  if (!isStale(reader, settings.now())) return work(reader.subscriber)
  const masked = maskAddress(reader.subscriber.email)
  const button = html`<form method="post" action="${pathOf(c)}/fresh">
    <button>${words.fresh}</button>
  </form>`
  const paragraphs = [words.staleText(masked), button]
  return say(c, settings, { title: words.stale, paragraphs }, 410)
}

type Draft = {
  errors: ReadonlyMap<string, string>
  /** What was typed, to show it again. */
  form?: Form
}

async function page(
  c: Context,
  settings: PublicSettings,
  subscriber: SubscriberRow,
  { errors, form }: Draft,
): Promise<Response> {
  const [config, text, store] = [settings.config(), settings.text(), await settings.store()]
  const vocabulary = await vocabularyNow(settings)
  const { themes, networks, areas, today: day } = vocabulary
  const { segments } = await readSegments(config.root, day)
  const before = choicesOf(subscriber.choices)
  const chosen = form === undefined ? before : choicesIn(form)
  const ref = noticeRef(subscriber.id, settings.now())
  const view: PreferencesView = {
    text,
    at: pathOf(c),
    masked: maskAddress(subscriber.email),
    received: await receivedBy(store, { subscriber }),
    unsubscribeUrl: `/u/${signToken('unsubscribe', ref, secretOf(config))}`,
    saved: c.req.query('saved') !== undefined && errors.size === 0,
    themes: termChoices(themes, chosen.theme, day),
    themesNarrow: segments.some(
      ({ purpose, condition }) => purpose === 'newsletter' && looksAtChoices(condition, 'theme'),
    ),
    moves: termMoves(themes, before.theme, day),
    questions: termQuestions(themes, before.theme, day),
    networks: termChoices(networks, chosen.network, day),
    networkMoves: termMoves(networks, before.network, day),
    networkQuestions: termQuestions(networks, before.network, day),
    partners: config.partners.map(({ id, name }) => ({
      id,
      name,
      chosen: chosen.partner.includes(id),
    })),
    areas: areas.filter((area) => existsOn(area, day)),
    area: form?.text('area') ?? currentArea(subscriber.area, vocabulary),
    name: (form?.text('name') ?? subscriber.name ?? '').slice(0, 400),
    work: subscriber,
    contact: config.organisation.contact,
    newAddress: (form?.text('address') ?? '').slice(0, 400),
    errors,
  }
  const { title } = text.publicPages.preferences
  const fault = errors.size > 0
  return show(c, settings, { title, fault, body: preferencesPage(view) }, fault ? 400 : 200)
}

async function save(
  c: Context,
  settings: PublicSettings,
  subscriber: SubscriberRow,
): Promise<Response> {
  const form = await readForm(c)
  const words = settings.text().publicPages.preferences
  const { themes, networks, areas, today: day } = await vocabularyNow(settings)
  const name = form.text('name').trim()
  const area = form.text('area')
  const errors = new Map<string, string>()
  if (area !== '' && !areas.some((one) => one.code === area && existsOn(one, day))) {
    errors.set('area', words.areaUnknown)
  }
  if (name.length > LONGEST_NAME) errors.set('name', words.nameLong)
  // Refused and not removed: it may not end a header or turn a line around (subscribers.md, section 9).
  else if (/[\p{Cc}\p{Cf}\u2028\u2029]/u.test(name)) errors.set('name', words.nameOdd)
  if (errors.size > 0) return page(c, settings, subscriber, { errors, form })
  const chosen = choicesIn(form)
  const current = (terms: readonly Term[], ids: readonly string[]) =>
    terms.filter((term) => isCurrent(term, day) && ids.includes(term.id)).map(({ id }) => id)
  const partners = settings.config().partners.map(({ id }) => id)
  await savePreferences(
    await settings.store(),
    subscriber.id,
    {
      name: name === '' ? null : name,
      area: area === '' ? null : area,
      themes: current(themes, chosen.theme),
      networks: current(networks, chosen.network),
      partners: partners.filter((id) => chosen.partner.includes(id)),
    },
    settings.now(),
  )
  return c.redirect(`${pathOf(c)}?saved`, 303)
}

async function noWork(
  c: Context,
  settings: PublicSettings,
  { id }: SubscriberRow,
): Promise<Response> {
  await forgetRole(await settings.store(), id, settings.now())
  return c.redirect(`${pathOf(c)}?saved`, 303)
}

async function newAddress(
  c: Context,
  settings: PublicSettings,
  subscriber: SubscriberRow,
): Promise<Response> {
  const form = await readForm(c)
  const text = settings.text()
  const address = normaliseAddress(form.text('address'))
  const error =
    address.kind === 'refused'
      ? refusalWords(address.reason, text)
      : address.address === subscriber.email
        ? text.publicPages.preferences.address.same
        : undefined
  if (address.kind === 'refused' || error !== undefined) {
    const kept: Form = { ...stored(subscriber), text: (name) => textOf(name, form, subscriber) }
    return page(c, settings, subscriber, {
      errors: new Map([['address', error ?? '']]),
      form: kept,
    })
  }
  const wanted = { address: address.address, secret: secretOf(settings.config()) }
  const occasion = occasionAt(settings.now())
  await Promise.all([
    wait(ANSWER_TIME),
    requestAddressChange(await settings.store(), subscriber, wanted, occasion),
  ])
  settings.queued()
  return c.redirect('/mailed/address', 303)
}

async function freshLink(
  c: Context,
  settings: PublicSettings,
  subscriber: SubscriberRow,
  kind: 'preferences' | 'data',
): Promise<Response> {
  await requestFreshLink(await settings.store(), kind, subscriber, occasionAt(settings.now()))
  settings.queued()
  return c.redirect('/mailed/link', 303)
}

/** An old link may do one thing: have a new one mailed to the address that is known. */
async function stale(c: Context, settings: PublicSettings): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const secret = secretOf(settings.config())
  const reader = await readerOf(await settings.store(), 'preferences', token, secret)
  if (reader?.subscriber === undefined) return unknownLink(c, settings)
  return freshLink(c, settings, reader.subscriber, 'preferences')
}

async function confirmAddress(
  c: Context,
  settings: PublicSettings,
  what: 'show' | 'act',
): Promise<Response> {
  const [text, store, secret] = [
    settings.text(),
    await settings.store(),
    secretOf(settings.config()),
  ]
  const token = c.req.param('token') ?? ''
  const source = text.publicPages.sources.addressChange
  const found =
    what === 'show'
      ? await addressLink(store, token, secret, settings.now())
      : await confirmAddressChange(store, token, { source, secret }, occasionAt(settings.now()))
  const words = text.publicPages.address
  switch (found.kind) {
    case 'unknown':
      return unknownLink(c, settings)
    case 'expired':
      return say(c, settings, { title: words.expired, paragraphs: [words.expiredText] }, 410)
    case 'taken': {
      const paragraphs = [words.takenText(maskAddress(found.address))]
      return say(c, settings, { title: words.taken, paragraphs }, 409)
    }
    case 'open':
    case 'used': {
      const masked = maskAddress(found.address)
      if (found.kind === 'open' && what === 'show') {
        const submit = html`<form method="post"><button>${words.submit}</button></form>`
        return say(c, settings, { title: words.title, paragraphs: [words.text(masked), submit] })
      }
      if (what === 'act') settings.queued()
      return say(c, settings, { title: words.done, paragraphs: [words.doneText(masked)] })
    }
  }
}

async function vocabularyNow(settings: PublicSettings): Promise<Vocabulary> {
  const { root, zone } = settings.config()
  return (await readVocabulary(root, localDateAt(settings.now(), zone))).vocabulary
}

/** Somebody in Brielle is in Voorne aan Zee now. */
function currentArea(code: string | null, { areas, today: day }: Vocabulary): string {
  if (code === null) return ''
  const current = areas.filter((area) => existsOn(area, day))
  return current.find((area) => areaWithPredecessors(area.code, areas).includes(code))?.code ?? ''
}

function choicesIn(form: Form): Choices {
  return { theme: form.all('theme'), partner: form.all('partner'), network: form.all('network') }
}

/** The form of the address holds no choices: those stay as they are stored. */
function stored(subscriber: SubscriberRow): Pick<Form, 'all'> {
  const chosen: Partial<Record<string, string[]>> = choicesOf(subscriber.choices)
  return { all: (name) => chosen[name] ?? [] }
}

function textOf(name: string, form: Form, { area, name: own }: SubscriberRow): string {
  if (name === 'area') return area ?? ''
  return name === 'name' ? (own ?? '') : form.text(name)
}

/** Of the preferences page itself, for its forms. */
function pathOf(c: Context): string {
  return `/p/${c.req.param('token') ?? ''}`
}
