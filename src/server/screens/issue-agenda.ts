import { html } from 'hono/html'
import type { AgendaEvent } from '../../agenda/event.ts'
import { AGENDA_FILE } from '../../issue/load-agenda.ts'
import { formatDate, formatTimes } from '../../render/format.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { icon, sourceHref } from '../problem-list.ts'
import type { IssueScreen } from './issue.ts'

type AgendaPart = Pick<IssueScreen, 'summary' | 'hasAgenda' | 'text'>

/** The events of an issue, and the ways to the agenda and to one event more. `told`: what came of one. */
export function issueAgenda({ summary, hasAgenda, text }: AgendaPart, told: Html): Html {
  const t = text.screens.issue
  const { issueId } = summary
  const at = `/issues/${encodeURIComponent(issueId)}`
  const events = summary.issue?.events ?? []
  const isOpen = summary.sending === undefined
  return html`<section id="agenda" aria-labelledby="agenda-title">
    <h2 id="agenda-title">${t.agenda}</h2>
    ${told}
    ${
      events.length === 0
        ? html`<p class="quiet">${t.noAgenda}</p>`
        : html`<ul class="rows">
            ${events.map((event) => row(event, issueId, text))}
          </ul>`
    }
    ${
      isOpen || hasAgenda
        ? html`<p class="actions">
            ${
              isOpen
                ? html`<a class="button quiet-button" href="${at}/events/new"
                    >${text.screens.making.event.button}</a
                  >`
                : none
            }
            ${
              hasAgenda
                ? html`<a
                    class="button quiet-button"
                    href="${sourceHref(issueId, { file: AGENDA_FILE })}"
                    >${text.screens.making.event.openAgenda}</a
                  >`
                : none
            }
          </p>`
        : none
    }
  </section>`
}

function row(event: AgendaEvent, issueId: string, text: Text): Html {
  const { date, start, end, place } = event
  return html`<li class="row">
    <div class="row-title">
      <a href="${sourceHref(issueId, event)}">${event.title}</a>
      <p class="quiet">
        ${formatDate(date, text)}${start ? `, ${formatTimes(start, end, text)}` : ''}${place ? `, ${place}` : ''}
      </p>
    </div>
    <span class="row-tags">${eventTag(event.state, text)}</span>
  </li>`
}

function eventTag(state: AgendaEvent['state'], text: Text): Html {
  const tone = { planned: 'plain', confirmed: 'good', moved: 'warns', cancelled: 'blocks' }[state]
  const drawing = {
    planned: 'wait',
    confirmed: 'good',
    moved: 'warns',
    cancelled: 'blocks',
  } as const
  return html`<span class="tag ${tone}"
    >${icon(drawing[state])} ${text.screens.issue.eventStates[state]}</span
  >`
}
