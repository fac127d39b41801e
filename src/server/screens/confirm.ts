import { html } from 'hono/html'
import { formatNumber } from '../../render/format.ts'
import type { DispatchState } from '../../store/tables.ts'
import { MAX_REASON } from '../../subscribers/reason.ts'
import type { Text } from '../../text/text.ts'
import type { PageAction } from '../dispatch-actions.ts'
import type { Named } from '../editor-name.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'

export type ConfirmScreen = {
  issueId: string
  title: string
  action: PageAction
  possible: boolean
  /** False where it leads to mail and this process does not send. */
  canSend: boolean
  state: DispatchState
  /** What is decided is about the dispatch as it is under this number. */
  version: number
  about: { count: number; moves: boolean }
  /** Of those, how many may have the mail already. */
  held: number
  /** It goes on in a database that was put back. */
  fromBackup: boolean
  needsWhy: boolean
  named: Named
  wrong: 'name' | 'why' | 'moved' | 'not-now' | 'cannot-send' | undefined
  text: Text
}

/** One decision with its effect and its number, before it is made. */
export function confirmPage(screen: ConfirmScreen): Html {
  const { issueId, title, action, about, held, text, wrong } = screen
  const t = text.dispatchPage
  const at = `/issues/${encodeURIComponent(issueId)}/dispatch`
  const number = formatNumber(about.count, text)
  const ready = screen.possible && screen.canSend
  return page({
    title: `${t.actions[action]}: ${title}`,
    text,
    current: 'overview',
    issue: { id: issueId, title, tab: 'dispatch' },
    fault: wrong !== undefined,
    body: html`${wrong === undefined ? none : faultSummary(screen)}
      <h1>${t.actions[action]}</h1>
      ${
        ready
          ? html`<p class="effect">
                ${(screen.fromBackup ? t.fromBackup : t.effect[action])(number, about.count)}
              </p>
              ${held > 0 ? html`<p class="notice">${t.maybeTwice(formatNumber(held, text), held)}</p>` : none}
              ${about.moves ? html`<p class="quiet">${t.goesOn}</p>` : none}
              ${
                // Whoever decides about a few does not let all the others go on with it.
                action === 'accept-doubt' && screen.state === 'paused'
                  ? html`<p class="notice">${t.whenResumed}</p>`
                  : none
              }
              <form method="post" action="${at}/${action}" class="decide">
                <input type="hidden" name="version" value="${screen.version}" />
                ${
                  about.moves || action === 'resume' || action === 'pause'
                    ? none
                    : html`<input type="hidden" name="people" value="${about.count}" />`
                }
                ${nameField(screen.named.person, wrong === 'name', text)}
                ${whyField(screen.named, screen.needsWhy, wrong === 'why', text)}
                <p class="actions">
                  <button>${t.confirm[action](number, about.count)}</button>
                  <a class="button quiet-button" href="${at}">${t.back}</a>
                </p>
              </form>`
          : html`<p>
                ${screen.canSend ? t.notNow(text.commands.status.states[screen.state]) : t.cannotSend}
              </p>
              <p class="actions"><a class="button" href="${at}">${t.toDispatch}</a></p>`
      }`,
  })
}

function faultSummary({ wrong, state, named, text }: ConfirmScreen): Html {
  const t = text.dispatchPage
  const words = {
    name: html`<a href="#name">${t.nameMissing}</a>`,
    why: html`<a href="#why">${whyFault(named, text)}</a>`,
    moved: html`${t.moved}`,
    'not-now': html`${t.notNow(text.commands.status.states[state])}`,
    'cannot-send': html`${t.cannotSend}`,
  }
  return errorSummary(t.wrongTitle, [wrong === undefined ? none : words[wrong]])
}

export function errorSummary(title: string, faults: readonly Html[]): Html {
  return html`<div class="error-summary" role="alert" tabindex="-1" autofocus>
    <h2>${title}</h2>
    <ul>
      ${faults.map((fault) => html`<li>${fault}</li>`)}
    </ul>
  </div>`
}

/** `missing`: it was sent without. `id`: another where a page has more than one. */
export function nameField(person: string, missing: boolean, text: Text, id = 'name'): Html {
  const t = text.dispatchPage
  return html`<div class="field">
    <label for="${id}">${t.name}</label>
    <p class="quiet" id="${id}-hint">${t.nameHint}</p>
    ${missing ? html`<p class="field-fault" id="${id}-fault">${t.nameMissing}</p>` : none}
    <input
      id="${id}"
      name="name"
      value="${person}"
      maxlength="80"
      autocomplete="name"
      required
      aria-describedby="${id}-hint${missing ? ` ${id}-fault` : ''}"
      ${missing ? html`aria-invalid="true"` : none}
    />
  </div>`
}

/** `wrong`: it was sent without, or with what cannot be kept. */
export function whyField(named: Named, needed: boolean, wrong: boolean, text: Text): Html {
  const t = text.dispatchPage
  return html`<div class="field">
    <label for="why">${needed ? t.whyNeeded : t.why}</label>
    ${wrong ? html`<p class="field-fault" id="why-fault">${whyFault(named, text)}</p>` : none}
    <input
      id="why"
      name="why"
      value="${named.why}"
      maxlength="${MAX_REASON}"
      ${needed ? html`required` : none}
      ${wrong ? html`aria-invalid="true" aria-describedby="why-fault"` : none}
    />
  </div>`
}

/** What is wrong with a reason that is not there or cannot be kept. */
export function whyFault({ whyRefused }: Named, text: Text): string {
  return whyRefused === undefined
    ? text.dispatchPage.whyMissing
    : text.screens.people.person.reasons[whyRefused]
}
