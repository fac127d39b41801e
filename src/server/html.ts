import { html } from 'hono/html'

/** Escaped HTML, as the `html` template makes it: only this may be put into a page unescaped. */
export type Html = ReturnType<typeof html>

/** The nothing that fits where a piece of HTML is optional. */
export const none: Html = html``
