import { html } from 'hono/html'
import type { LookRow } from '../../store/tables.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { momentWords } from '../moments.ts'
import { peoplePage } from './people-page.ts'

export type LooksScreen = {
  looks: readonly LookRow[]
  /** How long one is kept, in days. */
  kept: number
  zone: string
  text: Text
}

export function looksPage({ looks, kept, zone, text }: LooksScreen): Html {
  const t = text.screens.people.log
  const { what } = text.commands.people.looks
  return peoplePage({
    title: t.heading,
    text,
    body: html`<h1>${t.heading}</h1>
      <p>${t.explain(kept)}</p>
      ${
        looks.length === 0
          ? html`<p class="quiet">${t.none}</p>`
          : html`<ul class="rows">
              ${looks.map(
                ({ at, actor, what: done, key_prefix: key, reason }) =>
                  html`<li class="row">
                    <div class="row-title">
                      <p>${t.done(what[done], reason)}</p>
                      <p class="quiet">${t.by(actor, momentWords(at, zone, text))}</p>
                    </div>
                    ${key === null ? none : html`<span class="quiet">${t.key(key)}</span>`}
                  </li>`,
              )}
            </ul>`
      }`,
  })
}
