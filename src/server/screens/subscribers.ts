import { html } from 'hono/html'
import type { Problem } from '../../problem.ts'
import { formatList } from '../../render/format.ts'
import type { OverlapCell } from '../../subscribers/segment-numbers.ts'
import type { SegmentOverview } from '../../subscribers/segment-overview.ts'
import type { ShownExclusion } from '../../subscribers/segment-preview.ts'
import type { Text } from '../../text/text.ts'
import { none, type Html } from '../html.ts'
import { page } from '../layout.ts'
import { problemList } from '../problem-list.ts'
import { cellWords, shortCell } from './segment-cell.ts'
import { tableScroll } from './table-scroll.ts'

export type SubscribersScreen = {
  overview: SegmentOverview
  /** What is wrong with the segments. */
  problems: readonly Problem[]
  text: Text
}

export function subscribersPage({ overview, problems, text }: SubscribersScreen): Html {
  const t = text.screens.people.overview
  return page({
    title: t.heading,
    text,
    current: 'subscribers',
    body: html`<h1>${t.heading}</h1>
      ${
        overview.total === 0
          ? html`<section class="next">
              <p class="next-words">${t.empty}</p>
              <p>${t.emptyExplain}</p>
              <a class="button" href="/subscribers/import">${t.emptyButton}</a>
            </section>`
          : html`<p>${totalWords(overview.total, text)}</p>
              <p class="actions">
                <a class="button" href="/subscribers/import">${t.import}</a>
                <a class="button quiet-button" href="/subscribers/person">${t.find}</a>
                <a class="button quiet-button" href="/subscribers/export">${t.export}</a>
                <a class="button quiet-button" href="/subscribers/log">${t.log}</a>
              </p>
              ${segments(overview, text)}
              ${overview.segments.length > 1 ? overlap(overview, text) : none}`
      }
      ${
        problems.length === 0
          ? none
          : html`<section aria-labelledby="problems-title">
              <h2 id="problems-title">${t.problems}</h2>
              ${problemList(problems, '-', text)}
            </section>`
      }`,
  })
}

function totalWords(total: OverlapCell, text: Text): string {
  const t = text.screens.people.overview
  if (total === 'few') return t.totalFew
  return typeof total === 'number' ? t.total(cellWords(total, text)) : t.totalWithheld
}

function segments({ segments }: SegmentOverview, text: Text): Html {
  const t = text.screens.people.overview
  if (segments.length === 0) return html`<p>${t.noSegments}</p>`
  return html`<section aria-labelledby="segments-title">
    <h2 id="segments-title">${t.segments}</h2>
    <table class="table">
      <caption>
        ${t.segmentsCaption}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t.segment}</th>
          <th scope="col" class="number">${t.count}</th>
        </tr>
      </thead>
      <tbody>
        ${segments.map(
          ({ segment, count, excluded }) =>
            html`<tr>
              <th scope="row">
                <a href="/subscribers/segments/${encodeURIComponent(segment.id)}"
                  >${segment.title}</a
                >
                ${excluded.length === 0 ? none : fallOut(excluded, text)}
              </th>
              <td class="number">${cellWords(count, text)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}

function fallOut(excluded: readonly ShownExclusion[], text: Text): Html {
  const { reasons } = text.commands.people.segment
  const each = excluded.map(({ reason, count }) => `${reasons[reason]} (${cellWords(count, text)})`)
  return html`<p class="quiet">${text.screens.people.overview.excluded(formatList(each, text))}</p>`
}

/** Columns have the numbers of the rows: nine names do not fit above nine numbers. */
function overlap({ segments, overlap }: SegmentOverview, text: Text): Html {
  const t = text.screens.people.overview
  const { short, cells } = text.commands.people.overview
  const signs = [...new Set(overlap.flat())].filter((cell) => typeof cell !== 'number')
  return html`<section aria-labelledby="overlap-title">
    <h2 id="overlap-title">${t.overlap}</h2>
    <p>${t.overlapExplain}</p>
    <p class="quiet">${t.overlapCaption}</p>
    ${tableScroll(
      t.overlap,
      html`<table class="table matrix">
        <thead>
          <tr>
            <th scope="col">${t.segment}</th>
            ${segments.map(
              ({ segment }, index) =>
                html`<th scope="col">
                  <span aria-hidden="true">${index + 1}</span
                  ><span class="hidden">${segment.title}</span>
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${overlap.map(
            (row, index) =>
              html`<tr>
                <th scope="row">
                  <span aria-hidden="true">${index + 1}</span> ${segments[index]?.segment.title}
                </th>
                ${row.map(
                  (cell, column) =>
                    html`<td class="${column === index ? 'own' : ''}">
                      ${shortCell(cell, text)}
                    </td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>`,
      text,
    )}
    ${
      signs.length === 0
        ? none
        : html`<dl class="legend" aria-label="${t.legend}">
            ${signs.map(
              (sign) =>
                html`<div>
                  <dt>${short[sign]}</dt>
                  <dd>${cells[sign]}</dd>
                </div>`,
            )}
          </dl>`
    }
  </section>`
}
