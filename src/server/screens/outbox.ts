import { html } from 'hono/html'
import { formatNumber } from '../../render/format.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'
import { momentWords } from '../moments.ts'
import { maskAddress } from '../../subscribers/address.ts'
import type { OutboxMessage, OutboxPage } from '../outbox.ts'

export type OutboxScreen = OutboxPage & {
  issues: string[]
  issueId: string | undefined
  /** What somebody searches for in the addresses; empty without a search. */
  to: string
  zone: string
  text: Text
}

export function outboxPage(screen: OutboxScreen): Html {
  const { text, rows, zone } = screen
  const t = text.screens.outbox
  return page({
    title: t.nav,
    text,
    current: 'outbox',
    body: html`<h1>${t.heading}</h1>
      <p>${t.explain}</p>
      ${screen.issues.length > 1 ? chooseIssue(screen) : none}
      ${screen.issues.length > 0 ? search(screen) : none}
      ${
        rows.length === 0 && screen.to === ''
          ? html`<section class="next">
              <p class="next-words">${t.empty}</p>
              <a class="button" href="/">${t.emptyButton}</a>
            </section>`
          : html`<p class="quiet" role="status">
                ${(screen.to === '' ? t.count : t.found)(formatNumber(screen.total, text), screen.total)}
              </p>
              <ul class="rows">
                ${rows.map(
                  (row) =>
                    html`<li class="row">
                      <div class="row-title">
                        <a href="${address(row)}">${t.to(row.to)}</a>
                        <p class="quiet">${row.subject}</p>
                      </div>
                      <span class="quiet row-tags">
                        ${momentWords(row.at, zone, text)} · ${size(row.bytes, text)}
                      </span>
                    </li>`,
                )}
              </ul>
              ${paging(screen)}`
      }`,
  })
}

export type MessageScreen = {
  issueId: string
  name: string
  message: OutboxMessage
  show: 'html' | 'text' | 'headers'
  zone: string
  text: Text
}

export function messagePage({ issueId, name, message, show, zone, text }: MessageScreen): Html {
  const t = text.screens.outbox
  const { email, bytes } = message
  const at = address({ issueId, name })
  const option = (label: string, value: typeof show) =>
    html`<li>
      <a
        href="${at}${value === 'html' ? '' : `?show=${value}`}"
        ${show === value ? html`aria-current="true"` : ''}
        >${label}</a
      >
    </li>`
  return page({
    title: email.subject ?? name,
    text,
    current: 'outbox',
    trail: [{ title: t.nav, href: '/outbox' }],
    width: 'desk',
    body: html`<div class="desk-head"><h1>${email.subject ?? name}</h1></div>
      <dl class="facts">
        <div>
          <dt>${t.from}</dt>
          <dd>${email.from?.name ?? ''} &lt;${email.from?.address ?? ''}&gt;</dd>
        </div>
        <div>
          <dt>${t.recipient}</dt>
          <dd>${maskAddress(email.to?.[0]?.address ?? '')}</dd>
        </div>
        <div>
          <dt>${t.written}</dt>
          <dd>${email.date ? momentWords(Date.parse(email.date), zone, text) : ''}</dd>
        </div>
        <div>
          <dt>${t.size}</dt>
          <dd>${size(bytes.length, text)}</dd>
        </div>
      </dl>
      <div class="toolbar">
        <div class="choice" role="group" aria-label="${t.show}">
          <ul>
            ${option(t.shows.html, 'html')} ${option(t.shows.text, 'text')}
            ${option(t.shows.headers, 'headers')}
          </ul>
        </div>
        <p class="toolbar-end"><a href="${at}/download" download="${name}">${t.download}</a></p>
      </div>
      ${body(message, show, at, text)}`,
  })
}

function body(
  { email, source }: OutboxMessage,
  show: MessageScreen['show'],
  at: string,
  text: Text,
): Html {
  const t = text.screens.outbox
  switch (show) {
    case 'html':
      return html`<div class="frame-scroll" tabindex="0" role="region" aria-label="${t.shows.html}">
        <div class="device light">
          <iframe src="${at}/html" title="${t.frameTitle}" width="680" height="780"></iframe>
        </div>
      </div>`
    case 'text':
      return html`<pre class="plain-text" tabindex="0" role="region" aria-label="${t.shows.text}">
${email.text ?? ''}</pre>`
    case 'headers': {
      const end = source.search(/\r?\n\r?\n/)
      return html`<pre
        class="plain-text"
        tabindex="0"
        role="region"
        aria-label="${t.shows.headers}"
      >
${end < 0 ? source : source.slice(0, end)}</pre>`
    }
    default:
      return show satisfies never
  }
}

function chooseIssue({ issues, issueId, text }: OutboxScreen): Html {
  const t = text.screens.outbox
  const option = (id: string | undefined, label: string) =>
    html`<li>
      <a
        href="/outbox${id === undefined ? '' : `?issue=${id}`}"
        ${issueId === id ? html`aria-current="true"` : ''}
        >${label}</a
      >
    </li>`
  return html`<div class="toolbar">
    <div class="choice" role="group" aria-label="${t.issue}">
      <ul>
        ${option(undefined, t.everyIssue)} ${issues.map((id) => option(id, id))}
      </ul>
    </div>
  </div>`
}

/** The address goes to the server in the form, never in an address that a browser remembers. */
function search({ issueId, to, text }: OutboxScreen): Html {
  const t = text.screens.outbox
  return html`<form class="search" method="post" action="/outbox" role="search">
    <label for="to">${t.search}</label>
    <p class="quiet" id="to-hint">${t.searchHint}</p>
    <div class="search-row">
      <input
        id="to"
        name="to"
        type="search"
        value="${to}"
        aria-describedby="to-hint"
        autocomplete="off"
        autocapitalize="none"
        spellcheck="false"
        maxlength="254"
      />
      ${issueId === undefined ? none : html`<input type="hidden" name="issue" value="${issueId}" />`}
      <button class="button quiet-button" type="submit">${t.searchButton}</button>
      ${
        to === ''
          ? none
          : html`<a class="clear" href="/outbox${issueId === undefined ? '' : `?issue=${issueId}`}"
              >${t.searchAll}</a
            >`
      }
    </div>
  </form>`
}

function paging(screen: OutboxScreen): Html {
  const { page, pages, issueId, to, text } = screen
  const t = text.screens.outbox
  if (pages === 1) return none
  if (to !== '') return foundPaging(screen)
  const href = (to: number) => {
    const query = new URLSearchParams(issueId === undefined ? {} : { issue: issueId })
    query.set('page', String(to))
    return `/outbox?${query}`
  }
  return html`<nav class="paging" aria-label="${t.pages}">
    ${page > 1 ? html`<a href="${href(page - 1)}" rel="prev">${t.previous}</a>` : none}
    <span>${t.pageOf(page, pages)}</span>
    ${page < pages ? html`<a href="${href(page + 1)}" rel="next">${t.next}</a>` : none}
  </nav>`
}

function foundPaging({ page, pages, issueId, to, text }: OutboxScreen): Html {
  const t = text.screens.outbox
  const turn = (wanted: number, label: string) =>
    html`<button class="button quiet-button" type="submit" name="page" value="${wanted}">
      ${label}
    </button>`
  return html`<form class="paging" method="post" action="/outbox" aria-label="${t.pages}">
    <input type="hidden" name="to" value="${to}" />
    ${issueId === undefined ? none : html`<input type="hidden" name="issue" value="${issueId}" />`}
    ${page > 1 ? turn(page - 1, t.previous) : none}
    <span>${t.pageOf(page, pages)}</span>
    ${page < pages ? turn(page + 1, t.next) : none}
  </form>`
}

function address({ issueId, name }: { issueId: string; name: string }): string {
  return `/outbox/${encodeURIComponent(issueId)}/${encodeURIComponent(name)}`
}

function size(bytes: number, text: Text): string {
  return text.screens.outbox.kilobytes(formatNumber(Math.ceil(bytes / 1024), text))
}
