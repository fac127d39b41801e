import { html } from 'hono/html'
import type { Area } from '../../content/areas.ts'
import type { SegmentPreview } from '../../subscribers/segment-preview.ts'
import { roleName } from '../../subscribers/role-name.ts'
import type { Segment } from '../../subscribers/segments.ts'
import type { Text } from '../../text/text.ts'
import type { Html } from '../html.ts'
import { cellWords } from './segment-cell.ts'
import { peoplePage } from './people-page.ts'

export type SegmentScreen = {
  segment: Segment
  preview: SegmentPreview
  areas: readonly Area[]
  text: Text
}

export function segmentPage({ segment, preview, areas, text }: SegmentScreen): Html {
  const t = text.screens.people.segment
  return peoplePage({
    title: segment.title,
    text,
    body: html`<h1>${segment.title}</h1>
      <dl class="facts">
        <div>
          <dt>${t.count}</dt>
          <dd>${cellWords(preview.count, text)}</dd>
        </div>
        <div>
          <dt>${t.purpose}</dt>
          <dd>${text.commands.people.purposes[segment.purpose]}</dd>
        </div>
      </dl>
      <p class="quiet">${t.written(segment.file, segment.line)}</p>
      <section aria-labelledby="excluded-title">
        <h2 id="excluded-title">${t.excluded}</h2>
        ${
          preview.excluded.length === 0
            ? html`<p>${t.nobodyExcluded}</p>`
            : html`<ul class="rows">
                ${preview.excluded.map(
                  ({ reason, count }) =>
                    html`<li class="row">
                      <span class="row-title">${text.commands.people.segment.reasons[reason]}</span>
                      <span>${cellWords(count, text)}</span>
                    </li>`,
                )}
              </ul>`
        }
      </section>
      ${preview.count === 0 ? html`<p>${t.nobody}</p>` : reached(preview, areas, text)}`,
  })
}

/** Who is reached: what they share with other segments, and a few of them. */
function reached(preview: SegmentPreview, areas: readonly Area[], text: Text): Html {
  const t = text.screens.people.segment
  const shared = preview.overlaps.filter(({ count }) => count !== 0)
  return html`<section aria-labelledby="overlap-title">
      <h2 id="overlap-title">${t.overlap}</h2>
      ${
        shared.length === 0
          ? html`<p>${t.noOverlap}</p>`
          : html`<ul class="rows">
              ${shared.map(
                ({ id, title, count }) =>
                  html`<li class="row">
                    <a class="row-title" href="/subscribers/segments/${encodeURIComponent(id)}"
                      >${title}</a
                    >
                    <span>${cellWords(count, text)}</span>
                  </li>`,
              )}
            </ul>`
      }
    </section>
    <section aria-labelledby="sample-title">
      <h2 id="sample-title">${t.sample}</h2>
      ${preview.sample.length === 0 ? html`<p>${t.noSample}</p>` : sample(preview, areas, text)}
    </section>`
}

function sample({ sample: people }: SegmentPreview, areas: readonly Area[], text: Text): Html {
  const nameOf = (code: string | null) => areas.find((area) => area.code === code)?.name ?? code
  return html`<p class="quiet">${text.screens.people.segment.sampleCaption}</p>
    <ul class="rows">
      ${people.map(({ address, organisationType, role, area }) => {
        const known = [
          organisationType,
          role === null ? null : roleName(role, text),
          nameOf(area),
        ].filter((one) => one !== null)
        return html`<li class="row">
          <span class="row-title">${address}</span>
          <span class="quiet">${known.join(', ')}</span>
        </li>`
      })}
    </ul>`
}
