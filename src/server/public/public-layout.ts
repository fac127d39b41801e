import { html, raw } from 'hono/html'
import type { Config } from '../../config.ts'
import { formatList } from '../../render/format.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { publicStyleAddress } from './public-style.ts'

export type PublicView = {
  title: string
  text: Text
  config: Config
  current?: 'subscribe' | 'archive'
  /** Something in a form has to be put right: said at the start of the title (WCAG 3.3.1). */
  fault?: boolean
  body: Html
}

export function publicPage({ title, text, config, current, fault, body }: PublicView): Html {
  const t = text.publicPages
  const { organisation, list } = config
  const link = (href: string, label: string, isCurrent: boolean) =>
    html`<li><a href="${href}" ${isCurrent ? raw('aria-current="page"') : ''}>${label}</a></li>`
  return html`<!doctype html>
    <html lang="${t.lang}" dir="ltr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${fault ? t.faultTitle(title) : title} – ${list.name}</title>
        <link rel="stylesheet" href="${publicStyleAddress(config)}" />
      </head>
      <body>
        <a class="skip" href="#main">${t.skip}</a>
        <header>
          <p class="organisation">${organisation.name}</p>
          <div class="bar">
            <p class="list-name"><a href="/archive/">${list.name}</a></p>
            <nav aria-label="${t.nav.label}">
              <ul>
                ${link('/subscribe', t.nav.subscribe, current === 'subscribe')}
                ${link('/archive/', t.nav.archive, current === 'archive')}
              </ul>
            </nav>
          </div>
        </header>
        <main id="main" tabindex="-1">${body}</main>
        <footer>
          <p>${t.footer.by(senders(config, text))}</p>
          <ul>
            <li>
              <a href="mailto:${organisation.contact}">${t.footer.contact(organisation.contact)}</a>
            </li>
            <li><a href="${organisation.privacyUrl}">${t.footer.privacy}</a></li>
            <li><a href="${organisation.accessibilityUrl}">${t.footer.accessibility}</a></li>
            <li><a href="${organisation.website}">${t.footer.website}</a></li>
          </ul>
          ${
            organisation.address.length === 0
              ? none
              : html`<address>
                  ${organisation.name}${organisation.address.map((line) => html`<br />${line}`)}
                </address>`
          }
        </footer>
      </body>
    </html>`
}

/** Every organisation by its full name: consent for "us and our partners" is too vague. */
export function senders({ partners, organisation }: Config, text: Text): string {
  const names = partners.length === 0 ? [organisation.name] : partners.map(({ name }) => name)
  return formatList(names, text)
}
