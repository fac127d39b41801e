import { Hono, type Context } from 'hono'
import { html } from 'hono/html'
import type { Purpose } from '../../store/tables.ts'
import { maskAddress } from '../../subscribers/address.ts'
import { occasionAt } from '../../subscribers/occasion.ts'
import { readerOf } from '../../subscribers/reader.ts'
import { secretOf } from '../../subscribers/secret.ts'
import { receivedBy, unsubscribe } from '../../subscribers/unsubscribe.ts'
import { readForm } from './form.ts'
import { say, show, unknownLink } from './public-answer.ts'
import type { PublicSettings } from './public-settings.ts'
import { unsubscribePage } from './screens/unsubscribe.ts'
import { purposeList } from './subscribe-routes.ts'

/**
 * GET shows one button. POST acts at once, whoever presses: our own page, or a mail program with
 * `List-Unsubscribe=One-Click` and nothing else (RFC 8058): no cookie, no redirect, always 200.
 */
export function unsubscribeRoutes(settings: PublicSettings): Hono {
  const app = new Hono()
  app.get('/u/:token', (c) => ask(c, settings))
  app.post('/u/:token', (c) => act(c, settings))
  return app
}

async function ask(c: Context, settings: PublicSettings): Promise<Response> {
  const [text, store] = [settings.text(), await settings.store()]
  const reader = await readerFrom(c, settings)
  if (reader === undefined) return unknownLink(c, settings)
  const received = await receivedBy(store, reader)
  const purpose = purposeOf(received)
  if (reader.subscriber === undefined || purpose === undefined) return already(c, settings)
  const masked = maskAddress(reader.subscriber.email)
  const { title } = text.publicPages.unsubscribe
  return show(c, settings, { title, body: unsubscribePage(masked, received, purpose, text) })
}

async function act(c: Context, settings: PublicSettings): Promise<Response> {
  const [text, store] = [settings.text(), await settings.store()]
  const reader = await readerFrom(c, settings)
  if (reader === undefined) return unknownLink(c, settings)
  const sent = await readForm(c)
  const isOneClick = sent.text('List-Unsubscribe') === 'One-Click'
  const { oneClick, unsubscribePage: page } = text.publicPages.sources
  const source = (isOneClick ? oneClick : page)(reader.issueId)
  const asked = sent.text('scope')
  const received = await receivedBy(store, reader)
  // Whatever else a mail program sends along: a POST here means to stop getting this newsletter.
  const scope = asked === 'all' ? 'all' : (received.find((one) => one === asked) ?? 'newsletter')
  const ended = await unsubscribe(store, reader, { scope, source }, occasionAt(settings.now()))
  if (!ended) return already(c, settings)
  const words = text.publicPages.unsubscribe
  const still = await receivedBy(store, (await readerFrom(c, settings)) ?? reader)
  const rest = still.length === 0 ? [] : [words.still, purposeList(still, text)]
  const again = html`<p><a class="button second" href="/subscribe">${words.again}</a></p>`
  const paragraphs = [words.doneText, ...rest, words.mistake, again]
  return say(c, settings, { title: words.done, paragraphs })
}

async function readerFrom(c: Context, settings: PublicSettings) {
  const token = c.req.param('token') ?? ''
  return readerOf(await settings.store(), 'unsubscribe', token, secretOf(settings.config()))
}

/** Our mail is the newsletter; who no longer gets it may still leave the rest. */
function purposeOf(received: readonly Purpose[]): Purpose | undefined {
  return received.find((purpose) => purpose === 'newsletter') ?? received[0]
}

function already(c: Context, settings: PublicSettings): Promise<Response> {
  const words = settings.text().publicPages.unsubscribe
  const { contact } = settings.config().organisation
  const paragraphs = [words.alreadyText(contact)]
  return say(c, settings, { title: words.already, paragraphs })
}
