import { setTimeout as wait } from 'node:timers/promises'
import { Hono, type Context } from 'hono'
import { html } from 'hono/html'
import { archivedIssues } from '../../dispatch/archive.ts'
import type { Purpose } from '../../store/tables.ts'
import { maskAddress, normaliseAddress, type AddressRefusal } from '../../subscribers/address.ts'
import { countFormUse } from '../../subscribers/form-use.ts'
import { readNetworks } from '../../subscribers/networks.ts'
import { occasionAt } from '../../subscribers/occasion.ts'
import { termChoices, type TermChoice } from '../../subscribers/preferences.ts'
import { secretOf } from '../../subscribers/secret.ts'
import { confirmSignUp, requestSignUp, signUpLink } from '../../subscribers/sign-up.ts'
import { signToken, verifyToken } from '../../subscribers/token.ts'
import type { Text } from '../../text/text.ts'
import type { Html } from '../html.ts'
import { localDateAt } from '../../agenda/local-date.ts'
import { readForm } from './form.ts'
import { say, show, unknownLink } from './public-answer.ts'
import type { PublicSettings } from './public-settings.ts'
import { consentBody, offered, subscribePage, type Offered } from './screens/subscribe.ts'

/** Nobody fills in a form in less; many programs do. In milliseconds. */
const FILL_TIME = 2000

/**
 * Every sign-up takes at least this long, so that the time says nothing about who is on the list:
 * the work itself took 2 to 9 ms, whoever it was about. In milliseconds.
 */
const ANSWER_TIME = 250

export function subscribeRoutes(settings: PublicSettings): Hono {
  const app = new Hono()
  app.get('/subscribe', (c) => form(c, settings))
  app.get('/aanmelden', (c) => c.redirect('/subscribe', 301))
  app.post('/subscribe', (c) => signUp(c, settings))
  app.get('/subscribe/sent', (c) => {
    const { sent, sentText } = settings.text().publicPages.subscribe
    return say(c, settings, { title: sent, paragraphs: sentText })
  })
  app.get('/confirm/:token', (c) => confirm(c, settings, 'show'))
  app.post('/confirm/:token', (c) => confirm(c, settings, 'act'))
  return app
}

type Filled = {
  email: string
  chosen: string[]
  networks: string[]
  errors: Map<string, string>
}

async function form(
  c: Context,
  settings: PublicSettings,
  filled: Filled = { email: '', chosen: [], networks: [], errors: new Map() },
): Promise<Response> {
  const [config, text] = [settings.config(), settings.text()]
  const stamp = signToken('form', settings.now().toString(36), secretOf(config))
  const { title } = text.publicPages.subscribe
  const { email, chosen, errors } = filled
  const networks = await networkChoices(settings, filled.networks)
  const fault = errors.size > 0
  return show(
    c,
    settings,
    {
      title: title(config.list.name),
      current: 'subscribe',
      fault,
      body: subscribePage({ config, text, email, chosen, networks, stamp, errors }),
    },
    fault ? 400 : 200,
  )
}

async function signUp(c: Context, settings: PublicSettings): Promise<Response> {
  const [config, text] = [settings.config(), settings.text()]
  const secret = secretOf(config)
  const sent = await readForm(c)
  const words = text.publicPages.subscribe
  const email = sent.text('email')
  const address = normaliseAddress(email)
  const purposes = offered.filter((purpose) => sent.all('purpose').includes(purpose))
  const errors = new Map<string, string>()
  if (address.kind === 'refused') errors.set('email', refusalWords(address.reason, text))
  if (purposes.length === 0) errors.set('purpose', words.nothingChosen)
  const networks = sent.all('network')
  const filled = { email: email.slice(0, 400), chosen: purposes as string[], networks, errors }
  if (address.kind === 'refused' || errors.size > 0) return form(c, settings, filled)
  if (tooFast(sent.text('stamp'), settings.now(), secret)) {
    // A person loses nothing by it; what fills in forms by the thousand does not come back.
    return form(c, settings, { ...filled, errors: new Map([['email', words.again]]) })
  }
  const used = await countFormUse(
    await settings.store(),
    settings.remoteAddress(c),
    secret,
    occasionAt(settings.now()),
  )
  if (used !== 'counted') {
    if (used === 'all-full') settings.crowded()
    const { contact } = config.organisation
    const paragraphs = [words.fullText, mailLink(contact, text)]
    return say(c, settings, { title: words.full, paragraphs }, 429)
  }
  const isTrapped = sent.text('extra') !== ''
  await Promise.all([
    wait(ANSWER_TIME),
    isTrapped ? undefined : request(address.address, purposes, networks, settings),
  ])
  settings.queued()
  return c.redirect('/subscribe/sent', 303)
}

async function request(
  address: string,
  purposes: readonly Offered[],
  networks: readonly string[],
  settings: PublicSettings,
): Promise<void> {
  const [config, text] = [settings.config(), settings.text()]
  const offeredNetworks = await networkChoices(settings, networks)
  const words = { language: config.language, body: consentBody(config, text, offeredNetworks) }
  const chosen = offeredNetworks.filter((one) => one.chosen).map(({ id }) => id)
  const source = text.publicPages.sources.form
  await requestSignUp(
    await settings.store(),
    { address, purposes, networks: chosen, text: words, source },
    secretOf(config),
    occasionAt(settings.now()),
  )
}

async function confirm(
  c: Context,
  settings: PublicSettings,
  what: 'show' | 'act',
): Promise<Response> {
  const [config, text, store] = [settings.config(), settings.text(), await settings.store()]
  const token = c.req.param('token') ?? ''
  const source = text.publicPages.sources.confirmation
  const found =
    what === 'show'
      ? await signUpLink(store, token, settings.now())
      : await confirmSignUp(
          store,
          token,
          { source, secret: secretOf(config) },
          occasionAt(settings.now()),
        )
  const words = text.publicPages.confirm
  switch (found.kind) {
    case 'unknown':
      return unknownLink(c, settings)
    case 'expired': {
      const next = { href: '/subscribe', label: words.again }
      const paragraphs = [words.expiredText]
      return say(c, settings, { title: words.expired, paragraphs, next }, 410)
    }
    case 'open':
    case 'used': {
      const list = purposeList(found.purposes, text)
      const networks = await networkList(found.networks, settings)
      const masked = maskAddress(found.subscriber.email)
      if (found.kind === 'open' && what === 'show') {
        const submit = html`<form method="post"><button>${words.submit}</button></form>`
        const not = html`<p class="quiet">${words.not}</p>`
        const paragraphs = [words.text(masked), list, ...networks, submit, not]
        return say(c, settings, { title: words.title, paragraphs })
      }
      if (what === 'act') settings.queued()
      const [latest] = await archivedIssues(store)
      const paragraphs = [words.doneText(masked), list, ...networks, words.next]
      return say(c, settings, {
        title: words.done,
        paragraphs,
        ...(latest !== undefined && {
          next: { href: `/archive/${latest.issueId}/`, label: words.read },
        }),
      })
    }
  }
}

/** The networks of this day, and which of these ids are among them. */
async function networkChoices(
  settings: PublicSettings,
  ids: readonly string[],
): Promise<TermChoice[]> {
  const { root, zone } = settings.config()
  const { networks } = await readNetworks(root)
  return termChoices(networks, ids, localDateAt(settings.now(), zone))
}

async function networkList(
  ids: readonly string[],
  settings: PublicSettings,
): Promise<(string | Html)[]> {
  const chosen = (await networkChoices(settings, ids)).filter((one) => one.chosen)
  if (chosen.length === 0) return []
  const list = html`<ul class="received">
    ${chosen.map(({ label }) => html`<li>${label}</li>`)}
  </ul>`
  return [settings.text().publicPages.confirm.networks, list]
}

export function purposeList(purposes: readonly Purpose[], text: Text): Html {
  return html`<ul class="received">
    ${purposes.map((purpose) => html`<li>${text.publicPages.purposes[purpose]}</li>`)}
  </ul>`
}

export function refusalWords(reason: AddressRefusal, text: Text): string {
  const words = text.publicPages.refusedAddress
  switch (reason) {
    case 'empty':
    case 'several':
    case 'with-name':
    case 'too-long':
      return words[reason]
    case 'control-character':
    case 'no-at':
    case 'quoted':
    case 'local-part':
    case 'domain':
      return words.other
  }
}

function mailLink(contact: string, text: Text): Html {
  return html`<p><a href="mailto:${contact}">${text.publicPages.footer.contact(contact)}</a></p>`
}

/** Also for a stamp that is not ours, and one of a page that stood open for more than a day. */
function tooFast(stamp: string, now: number, secret: string): boolean {
  const shown = verifyToken('form', stamp, secret)
  if (shown === undefined) return true
  const open = now - Number.parseInt(shown, 36)
  return open < FILL_TIME || open > 24 * 3_600_000
}
