import type { Context } from 'hono'

/** Saved and never shown inside a page of ours, whatever is in it. */
export function download(
  c: Context,
  name: string,
  type: string,
  body: string | ReadableStream,
): Response {
  return c.body(body, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
  })
}
