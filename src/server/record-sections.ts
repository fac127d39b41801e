import { html } from 'hono/html'
import type { RecordLine, RecordPart } from '../subscribers/record-lines.ts'
import { none, type Html } from './html.ts'

/** All that is stored about somebody: for the editor who looks, and for the person. */
export function recordSections(parts: readonly RecordPart[]): Html {
  return html`${parts.map(section)}`
}

function section({ heading, lines }: RecordPart, index: number): Html {
  const facts = lines.filter((line) => line.kind === 'fact')
  const others = lines.filter((line) => line.kind !== 'fact')
  return html`<section aria-labelledby="part-${index}">
    <h2 id="part-${index}">${heading}</h2>
    ${
      facts.length === 0
        ? none
        : html`<dl class="facts">
            ${facts.map(
              ({ label, value }) =>
                html`<div>
                  <dt>${label}</dt>
                  <dd>${value}</dd>
                </div>`,
            )}
          </dl>`
    }
    ${
      others.length === 0
        ? none
        : html`<ul class="record">
            ${others.map((line) => html`<li>${sentence(line)}</li>`)}
          </ul>`
    }
  </section>`
}

function sentence(line: Exclude<RecordLine, { kind: 'fact' }>): Html {
  if (line.kind === 'said') return html`${line.words}`
  return html`<span class="quiet">${line.label}</span><br />
    ${line.value}${line.more === undefined ? none : html`, ${line.more}`}`
}
