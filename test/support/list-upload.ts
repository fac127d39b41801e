import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../src/store/open-database.ts'
import type { LocalFace } from './local-face.ts'

/** What a form about a list says, unless a test is about it. */
export const said = { basis: 'public-task', source: 'voorbeeld', purposes: 'newsletter' }

/** Sends a list as the form does. */
export function upload(
  face: LocalFace,
  bytes: string | Buffer,
  given: { name?: string; fields?: Record<string, string>; origin?: string } = {},
): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...said, ...given.fields })) form.set(name, value)
  form.set('file', new File([Buffer.from(bytes)], given.name ?? 'leden.csv'))
  return fetch(face.url('/subscribers/import'), {
    method: 'POST',
    headers: { cookie: face.cookie, origin: given.origin ?? face.url('/').slice(0, -1) },
    body: form,
    redirect: 'manual',
  })
}

/** Where the list that was sent can be looked at. */
export async function uploaded(
  face: LocalFace,
  bytes: string | Buffer,
  given: Parameters<typeof upload>[2] = {},
): Promise<string> {
  const answer = await upload(face, bytes, given)
  const at = answer.headers.get('location')
  if (answer.status !== 303 || at === null) throw new Error(await answer.text())
  return at
}

/** What the page at `at` would confirm: every hidden number of its form. */
export async function seenAt(face: LocalFace, at: string): Promise<Record<string, string>> {
  const page = await (await face.get(at)).text()
  const hidden = page.matchAll(/type="hidden" name="(\w+)" value="(\w+)"/g)
  return Object.fromEntries([...hidden].map(([, name = '', value = '']) => [name, value]))
}

/** Sends a list and confirms what it would change. */
export async function imported(face: LocalFace, bytes: string | Buffer): Promise<string> {
  const at = await uploaded(face, bytes)
  const answer = await face.post(at, await seenAt(face, at))
  return answer.headers.get('location') ?? ''
}

export async function rowsOf(
  face: LocalFace,
  table: 'subscriber' | 'consent' | 'look' | 'import_run' | 'suppression',
): Promise<Record<string, unknown>[]> {
  const store = await openDatabase(face.root, face.env)
  try {
    return await store.db.selectFrom(table).selectAll().execute()
  } finally {
    await store.close()
  }
}

export function filesIn(root: string, folder = 'data/uploads'): string[] {
  try {
    return readdirSync(join(root, folder))
  } catch {
    return []
  }
}
