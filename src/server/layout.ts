import { html, raw } from 'hono/html'
import type { Text } from '../text/text.ts'
import { assetAddress, type AssetName } from './assets.ts'
import { none, type Html } from './html.ts'

export type View = {
  title: string
  text: Text
  current?: 'overview' | 'subscribers' | 'outbox' | 'help'
  /** From the overview down to, not including, this page. */
  trail?: { title: string; href: string }[]
  /** The issue whose pages the tabs lead to. */
  issue?: {
    id: string
    title: string
    tab: 'issue' | 'preview' | 'schedule' | 'dispatch' | 'source'
  }
  /** `page` reads well; `desk` uses the whole width. */
  width?: 'page' | 'desk'
  scripts?: AssetName[]
  /** Listens for changes on disk; `version` is what this page was made from. */
  live?: { issueId?: string; version: number }
  /** Says at the start of the title that something has to be put right. */
  fault?: boolean
  body: Html
}

export function page(view: View): Html {
  const { text, issue } = view
  const t = text.screens
  const scripts: AssetName[] = [
    'htmx.js',
    ...(view.live ? (['live.js'] as const) : []),
    ...(view.scripts ?? []),
  ]
  return html`<!doctype html>
    <html lang="${t.lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta
          name="htmx-config"
          content='{"includeIndicatorCSS": false, "morphIgnore": ["data-htmx-powered", "open"]}'
        />
        <title>${view.fault ? t.faultTitle(view.title) : view.title} – Rondbrief</title>
        <link rel="icon" href="${assetAddress('icon.svg')}" type="image/svg+xml" />
        <link rel="stylesheet" href="${assetAddress('style.css')}" />
        ${scripts.map((name) => html`<script src="${assetAddress(name)}" defer></script>`)}
      </head>
      <body
        ${
          view.live
            ? html`data-live="/events${view.live.issueId ? `?issue=${encodeURIComponent(view.live.issueId)}` : ''}"
              data-version="${view.live.version}" data-updated="${t.updatedAt('{time}')}"
              data-stopped="${t.stopped}"`
            : none
        }
      >
        <a class="skip" href="#main">${t.skip}</a>
        <header class="top">
          <div class="top-inner">
            <a class="brand" href="/">${mark}<span>Rondbrief</span></a>
            <nav aria-label="${t.mainNav}">
              <ul class="nav">
                ${navItem('/', t.overview.nav, view.current === 'overview')}
                ${navItem('/subscribers', t.people.nav, view.current === 'subscribers')}
                ${navItem('/outbox', t.outbox.nav, view.current === 'outbox')}
                ${navItem('/help', t.help.nav, view.current === 'help')}
              </ul>
            </nav>
          </div>
        </header>
        <div class="${view.width ?? 'page'}">
          ${view.trail ? trail(view.trail, t.trail) : none}
          ${issue ? tabs(issue, view.width === 'desk', text) : none}
          <main id="main" tabindex="-1">${view.body}</main>
        </div>
        <footer class="foot">
          <p>${t.local}</p>
          <p role="status" id="live-status" class="live"></p>
        </footer>
      </body>
    </html>`
}

function navItem(href: string, label: string, current: boolean): Html {
  return html`<li><a href="${href}" ${current ? raw('aria-current="page"') : ''}>${label}</a></li>`
}

function trail(steps: { title: string; href: string }[], label: string): Html {
  return html`<nav class="trail" aria-label="${label}">
    <ol>
      ${steps.map(({ title, href }) => html`<li><a href="${href}">${title}</a></li>`)}
    </ol>
  </nav>`
}

/** `named`: where the page has no heading with the title of the issue. */
function tabs(issue: NonNullable<View['issue']>, named: boolean, text: Text): Html {
  const t = text.screens
  const at = `/issues/${encodeURIComponent(issue.id)}`
  const tab = (name: typeof issue.tab, href: string, label: string) =>
    html`<li>
      <a href="${href}" ${issue.tab === name ? raw('aria-current="page"') : ''}>${label}</a>
    </li>`
  return html`<nav class="tabs" aria-label="${t.issueNav(issue.title)}">
    ${named ? html`<p class="bar-title">${issue.title}</p>` : none}
    <ul>
      ${tab('issue', at, t.issue.nav)} ${tab('preview', `${at}/preview`, t.preview.nav)}
      ${tab('schedule', `${at}/schedule`, t.schedule.nav)}
      ${tab('dispatch', `${at}/dispatch`, t.dispatch.nav)}
    </ul>
  </nav>`
}

/** A letter going round: the same drawing as the icon, in the colour of the text. */
const mark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
  <circle
    cx="16"
    cy="16"
    r="13"
    fill="none"
    stroke="currentColor"
    stroke-width="2.5"
    stroke-dasharray="66 16"
    stroke-linecap="round"
    transform="rotate(-62 16 16)"
  />
  <path
    d="M9 12h14v9H9z M9 12.5l7 5 7-5"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linejoin="round"
  />
</svg>`
