import { html } from 'hono/html'
import type { SubscriberRow } from '../../../store/tables.ts'
import type { Text } from '../../../text/text.ts'
import { none, type Html } from '../../html.ts'
import { roleName } from '../../../subscribers/role-name.ts'

export type RoleView = {
  text: Text
  masked: string
  work: Work
  preferencesUrl: string
  unsubscribeUrl: string
}

export type Work = Pick<SubscriberRow, 'organisation' | 'role'>

/** One button says that it is still right; two links lead to what else there is to do. */
export function rolePage({ text, masked, work, preferencesUrl, unsubscribeUrl }: RoleView): Html {
  const t = text.publicPages.role
  return html`<h1>${t.title}</h1>
    <p>${t.text(masked)}</p>
    ${workList(work, text)}
    <form method="post"><button>${t.submit}</button></form>
    <p class="links">
      <a href="${preferencesUrl}#work-heading">${t.change}</a>
      <a href="${unsubscribeUrl}">${t.unsubscribe}</a>
    </p>`
}

export function workList({ organisation, role }: Work, text: Text): Html {
  const t = text.publicPages.work
  return html`<ul class="received">
    ${organisation === null ? none : html`<li>${t.organisation}: ${organisation}</li>`}
    ${role === null ? none : html`<li>${t.role}: ${roleName(role, text)}</li>`}
  </ul>`
}

export function hasWork({ organisation, role }: Work): boolean {
  return organisation !== null || role !== null
}
