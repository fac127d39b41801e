import { html } from 'hono/html'
import type { Html } from '../html.ts'

/** A command to copy, on a line of its own. */
export function command(words: string): Html {
  return html`<p class="command"><code>${words}</code></p>`
}
