import { html } from 'hono/html'
import type { Config } from '../../../config.ts'
import type { Purpose } from '../../../store/tables.ts'
import type { Text } from '../../../text/text.ts'
import type { Html } from '../../html.ts'
import type { FormErrors } from '../form.ts'
import type { TermChoice } from '../../../subscribers/preferences.ts'
import { senders } from '../public-layout.ts'
import { choices, errorSummary, textField } from './fields.ts'
import { terms } from './preferences.ts'

/** What somebody may sign up for by themselves; the other purposes go with a role. */
export const offered = ['newsletter', 'invitations'] as const satisfies Purpose[]
export type Offered = (typeof offered)[number]

export type SubscribeView = {
  config: Config
  text: Text
  email: string
  chosen: readonly string[]
  networks: readonly TermChoice[]
  /** Signs the moment at which the form was shown. */
  stamp: string
  errors: FormErrors
}

export function subscribePage(view: SubscribeView): Html {
  const { config, text, email, chosen, networks, stamp, errors } = view
  const t = text.publicPages.subscribe
  const words = consentWords(config, text)
  return html`${errorSummary(errors, text)}
    <h1>${t.title(config.list.name)}</h1>
    <p>${words.intro}</p>
    <form method="post" action="/subscribe" novalidate>
      ${textField({
        id: 'email',
        label: t.address,
        hint: t.addressHint,
        type: 'email',
        autocomplete: 'email',
        value: email,
        errors,
      })}
      ${choices({
        id: 'purpose',
        legend: t.purposes,
        type: 'checkbox',
        choices: words.purposes.map(({ purpose, label, hint }) => ({
          value: purpose,
          label,
          hint,
          chosen: chosen.includes(purpose),
        })),
        errors,
      })}
      ${terms('network', networks, { legend: t.networks, hint: t.networksHint })}
      <div class="trap" aria-hidden="true">
        <label for="extra">${t.trap}</label>
        <input id="extra" name="extra" tabindex="-1" autocomplete="off" value="" />
      </div>
      <input type="hidden" name="stamp" value="${stamp}" />
      ${words.terms.map((line) => html`<p>${line}</p>`)}
      <p><a href="${config.organisation.privacyUrl}">${t.privacy}</a></p>
      <button>${t.submit}</button>
    </form>`
}

/** The words that somebody agrees to, exactly as the page shows them (AVG article 7). */
export function consentBody(config: Config, text: Text, networks: readonly TermChoice[]): string {
  const t = text.publicPages.subscribe
  const { intro, purposes, terms } = consentWords(config, text)
  return [
    t.title(config.list.name),
    intro,
    t.address,
    t.addressHint,
    t.purposes,
    ...purposes.map(({ label, hint }) => `[ ] ${label}. ${hint}`),
    ...(networks.length === 0 ? [] : [t.networks, t.networksHint]),
    ...networks.map(({ label }) => `[ ] ${label}`),
    ...terms,
    `${t.privacy}: ${config.organisation.privacyUrl}`,
    `[${t.submit}]`,
  ].join('\n')
}

function consentWords(config: Config, text: Text) {
  const { subscribe, purposes, purposeHints } = text.publicPages
  const hints: Record<Offered, string> = {
    newsletter: purposeHints.newsletter(config.list.frequency),
    invitations: purposeHints.invitations,
  }
  return {
    intro: subscribe.intro(senders(config, text)),
    purposes: offered.map((purpose) => ({
      purpose,
      label: purposes[purpose],
      hint: hints[purpose],
    })),
    terms: [subscribe.stop, subscribe.measure],
  }
}
