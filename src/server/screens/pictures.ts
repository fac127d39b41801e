import { html } from 'hono/html'
import { formatNumber } from '../../render/format.ts'
import type { Text } from '../../text/text.ts'
import { PICTURE_BYTES } from '../../render/pictures.ts'
import { none, type Html } from '../html.ts'
import { pictureLine } from '../picture-name.ts'
import type { ShownPicture } from '../pictures.ts'

type Pictures = {
  issueId: string
  /** The text to come back to. */
  file: string
  pictures: readonly ShownPicture[]
  /** Names that a picture may still get. */
  missing: readonly string[]
  /** By this very text. */
  isWanted: boolean
  text: Text
}

/** Those there are, each with its line for the text, and the way to add one. */
export function pictureFold(screen: Pictures): Html {
  const { issueId, file, pictures, missing, isWanted, text } = screen
  const t = text.screens.pictures
  const at = `/issues/${encodeURIComponent(issueId)}/pictures`
  return html`<details class="fold" id="pictures" ${isWanted ? 'open' : ''}>
    <summary>${t.heading(pictures.length)}</summary>
    <form
      class="add-picture"
      method="post"
      action="${at}?${new URLSearchParams({ file })}"
      enctype="multipart/form-data"
      data-most="${PICTURE_BYTES}"
      data-large="${t.refused.large}"
      data-one="${t.one}"
      data-fitted="${t.fitted}"
      data-other="${t.otherKind('{name}')}"
    >
      <label for="picture">${t.choose}</label>
      <input
        type="file"
        id="picture"
        name="picture"
        required
        accept="image/png,image/jpeg,image/gif,image/webp"
        aria-describedby="picture-hint"
      />
      ${
        missing.length === 0
          ? none
          : html`<label for="picture-as">${t.as}</label>
              <select id="picture-as" name="as">
                ${missing.map((name) => html`<option value="${name}">${t.missing(name)}</option>`)}
                <option value="">${t.another}</option>
              </select>`
      }
      <p class="quiet" id="picture-hint">${t.hint}</p>
      <p role="alert" class="picture-fault"></p>
      <p role="status" class="picture-told quiet"></p>
      <p role="status" class="picture-other"></p>
      <button class="quiet-button" type="submit">${t.add}</button>
    </form>
    ${
      pictures.length === 0
        ? none
        : html`<ul class="rows pictures">
            ${pictures.map((picture) => pictureRow(picture, at, missing, text))}
          </ul>`
    }
  </details>`
}

function pictureRow(
  { name, bytes, width, height }: ShownPicture,
  at: string,
  missing: readonly string[],
  text: Text,
): Html {
  const t = text.screens.pictures
  const kilobytes = formatNumber(Math.ceil(bytes / 1000), text)
  const size = width === undefined || height === undefined ? undefined : t.pixels(width, height)
  return html`<li class="row">
    <a
      class="picture"
      href="${at}/${encodeURIComponent(name)}"
      target="_blank"
      rel="noopener"
      aria-label="${t.open(name)}"
      title="${t.open(name)}"
      ><img src="${at}/${encodeURIComponent(name)}" alt="" loading="lazy" width="144" height="108"
    /></a>
    <div class="row-title">
      ${name}
      <p class="quiet">${[size, t.kilobytes(kilobytes)].filter(Boolean).join(', ')}</p>
      <p><code>${pictureLine(name)}</code></p>
    </div>
    ${insertButton(name, missing, text)}
  </li>`
}

/**
 * Only with script is there a cursor to put it at: without, the line is there to copy. In a picture that
 * is `missing` it takes the place of its name; `instead` of one, wherever that stands.
 */
export function insertButton(
  name: string,
  missing: readonly string[],
  text: Text,
  instead?: string,
): Html {
  const t = text.screens.pictures
  return html`<button
    class="quiet-button"
    type="button"
    hidden
    data-insert="${pictureLine(name)}"
    data-inserted="${t.inserted}"
    data-replaced="${t.replaced(name)}"
    data-missing="${JSON.stringify(missing)}"
    ${instead === undefined ? none : html`data-instead="${instead}"`}
  >
    ${
      instead === undefined
        ? html`${t.insert} <span class="hidden">${name}</span>`
        : t.instead(instead, name)
    }
  </button>`
}
