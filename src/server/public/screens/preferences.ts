import { html, raw } from 'hono/html'
import type { Area } from '../../../content/areas.ts'
import type { Partner } from '../../../config.ts'
import type { Purpose } from '../../../store/tables.ts'
import type { TermChoice } from '../../../subscribers/preferences.ts'
import type { Text } from '../../../text/text.ts'
import { none, type Html } from '../../html.ts'
import type { FormErrors } from '../form.ts'
import { choices, errorSummary, textField } from './fields.ts'
import { hasWork, workList, type Work } from './role.ts'

export type PreferencesView = {
  text: Text
  /** Where its forms go: the page's own address. */
  at: string
  masked: string
  received: readonly Purpose[]
  unsubscribeUrl: string
  saved: boolean
  themes: TermChoice[]
  /** Whether some items of the newsletter are for readers of a theme only. */
  themesNarrow: boolean
  moves: Ended
  questions: Ended
  networks: TermChoice[]
  networkMoves: Ended
  networkQuestions: Ended
  partners: (Pick<Partner, 'id' | 'name'> & { chosen: boolean })[]
  areas: readonly Area[]
  area: string
  name: string
  work: Work
  /** Who can put right what a reader cannot. */
  contact: string
  newAddress: string
  errors: FormErrors
}

/** What somebody chose and that ended, with what it, or a part of it, is in now. */
type Ended = { ended: string; successors: string[] }[]

export function preferencesPage(view: PreferencesView): Html {
  const { text, at, errors } = view
  const t = text.publicPages.preferences
  return html`${errorSummary(errors, text)}
    ${view.saved ? html`<p class="saved" role="status">${t.saved}</p>` : none}
    <h1>${t.title}</h1>
    <p>${t.text(view.masked)}</p>
    <h2>${t.receives}</h2>
    ${received(view)}
    <form method="post" action="${at}" class="groups" novalidate>
      ${terms('theme', view.themes, {
        legend: t.themes,
        hint: themesHint(view),
        news: [...endedLines(view.moves, t.moved), ...endedLines(view.questions, t.ended)],
      })}
      ${
        view.partners.length < 2
          ? none
          : choices({
              id: 'partner',
              legend: t.partners,
              hint: t.partnersHint,
              type: 'checkbox',
              choices: view.partners.map(({ id, name, chosen }) => ({
                value: id,
                label: name,
                chosen,
              })),
              errors,
            })
      }
      ${terms('network', view.networks, {
        legend: t.networks,
        hint: t.networksHint,
        news: [
          ...endedLines(view.networkMoves, t.networkMoved),
          ...endedLines(view.networkQuestions, t.networkEnded),
        ],
      })}
      ${view.areas.length === 0 ? none : areaField(view)}
      ${textField({
        id: 'name',
        label: t.name,
        hint: t.nameHint,
        autocomplete: 'name',
        value: view.name,
        errors,
      })}
      <button>${t.save}</button>
    </form>
    ${hasWork(view.work) ? workPart(view) : none}
    <section class="part" aria-labelledby="address-heading">
      <h2 id="address-heading">${t.address.heading}</h2>
      <p>${t.address.text}</p>
      <form method="post" action="${at}/address" novalidate>
        ${textField({
          id: 'address',
          label: t.address.label,
          type: 'email',
          autocomplete: 'email',
          value: view.newAddress,
          errors,
        })}
        <button class="second">${t.address.submit}</button>
      </form>
    </section>
    <section class="part" aria-labelledby="data-heading">
      <h2 id="data-heading">${t.data.heading}</h2>
      <p>${t.data.text}</p>
      <form method="post" action="${at}/data">
        <button class="second">${t.data.submit}</button>
      </form>
    </section>`
}

function workPart({ at, work, contact, text }: PreferencesView): Html {
  const t = text.publicPages.work
  return html`<section class="part" aria-labelledby="work-heading">
    <h2 id="work-heading">${t.heading}</h2>
    ${workList(work, text)}
    <p>${t.change(contact)}</p>
    <form method="post" action="${at}/work">
      <button class="second">${t.submit}</button>
    </form>
  </section>`
}

/** One box for each; nothing where a project has none of them. */
export function terms(
  id: string,
  of: readonly TermChoice[],
  { legend, hint, news = [] }: { legend: string; hint: string; news?: string[] },
): Html {
  if (of.length === 0) return none
  return choices({
    id,
    legend,
    hint,
    news,
    type: 'checkbox',
    choices: of.map(({ id: value, label, chosen }) => ({ value, label, chosen })),
    errors: new Map(),
  })
}

/** What choosing does: nothing for who is not invited, and that is said. */
function themesHint({ received, themesNarrow, text }: PreferencesView): string {
  const t = text.publicPages.preferences.themesHint
  const invitations = received.includes('invitations') ? t.invited : t.notInvited
  return `${invitations} ${themesNarrow ? t.someItems : t.allItems}`
}

function endedLines(all: Ended, words: (ended: string, successors: string) => string): string[] {
  return all.map(({ ended, successors }) => words(ended, successors.join(', ')))
}

function received({ received: purposes, unsubscribeUrl, text }: PreferencesView): Html {
  const t = text.publicPages.preferences
  const more = html`<a href="/subscribe">${t.subscribe}</a>`
  if (purposes.length === 0)
    return html`<p>${t.receivesNothing}</p>
      <p class="links">${more}</p>`
  return html`<ul class="received">
      ${purposes.map((purpose) => html`<li>${text.publicPages.purposes[purpose]}</li>`)}
    </ul>
    <p class="links"><a href="${unsubscribeUrl}">${t.unsubscribe}</a> ${more}</p>`
}

function areaField({ areas, area, errors, text }: PreferencesView): Html {
  const t = text.publicPages.preferences
  const error = errors.get('area')
  const option = (value: string, label: string) =>
    html`<option value="${value}" ${value === area ? raw('selected') : ''}>${label}</option>`
  return html`<div class="field${error === undefined ? '' : ' wrong'}">
    <label for="area">${t.area}</label>
    ${error === undefined ? none : html`<p class="error" id="area-error">${error}</p>`}
    <select
      id="area"
      name="area"
      ${error === undefined ? '' : raw('aria-describedby="area-error"')}
    >
      ${option('', t.noArea)} ${areas.map(({ code, name }) => option(code, name))}
    </select>
  </div>`
}
