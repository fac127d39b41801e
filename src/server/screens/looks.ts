import { html } from 'hono/html'
import type { LookRow } from '../../store/tables.ts'
import type { Text } from '../../text/text.ts'
import type { Html } from '../html.ts'
import { page } from '../layout.ts'
import { momentWords } from '../moments.ts'
import { tableScroll } from './table-scroll.ts'

export type LooksScreen = { looks: readonly LookRow[]; zone: string; text: Text }

export function looksPage({ looks, zone, text }: LooksScreen): Html {
  const t = text.screens.people.log
  const { what } = text.commands.people.looks
  return page({
    title: t.heading,
    text,
    current: 'subscribers',
    trail: [{ title: text.screens.people.nav, href: '/subscribers' }],
    body: html`<h1>${t.heading}</h1>
      <p>${t.explain}</p>
      ${
        looks.length === 0
          ? html`<p class="quiet">${t.none}</p>`
          : tableScroll(
              t.heading,
              html`<table class="table">
                <thead>
                  <tr>
                    <th scope="col">${t.at}</th>
                    <th scope="col">${t.actor}</th>
                    <th scope="col">${t.what}</th>
                    <th scope="col">${t.key}</th>
                    <th scope="col">${t.reason}</th>
                  </tr>
                </thead>
                <tbody>
                  ${looks.map(
                    (look) =>
                      html`<tr>
                        <td>${momentWords(look.at, zone, text)}</td>
                        <td>${look.actor}</td>
                        <td>${what[look.what]}</td>
                        <td><code>${look.key_prefix ?? ''}</code></td>
                        <td>${look.reason}</td>
                      </tr>`,
                  )}
                </tbody>
              </table>`,
              text,
            )
      }`,
  })
}
