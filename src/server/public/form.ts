import type { Context } from 'hono'

/** What a form sent: texts by name, several where a name has several. */
export type Form = { text(name: string): string; all(name: string): string[] }

/** Urlencoded or multipart; anything else, and files, count as empty. */
export async function readForm(c: Context): Promise<Form> {
  return formOf(await c.req.parseBody({ all: true }).catch(() => ({})))
}

/** The texts of a body that was parsed, files left out. */
export function formOf(body: Record<string, unknown>): Form {
  const all = (name: string): string[] => {
    const found: unknown = Object.hasOwn(body, name) ? body[name] : undefined
    return [found].flat().filter((value) => typeof value === 'string')
  }
  return { all, text: (name) => all(name)[0] ?? '' }
}

/** What has to be put right, by the id of the field it is about. */
export type FormErrors = ReadonlyMap<string, string>
