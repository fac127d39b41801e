import type { Store } from '../store/store.ts'
import { lastLooks } from '../subscribers/look.ts'
import type { Invocation } from './command.ts'
import { momentOf } from './moment.ts'

/** Who looked at whose data, the last ones first. Nobody's address is in it. */
export async function printLooks(
  { text, json, print, tell }: Invocation,
  store: Store,
  zone: string,
): Promise<void> {
  const looks = await lastLooks(store, SHOWN)
  if (json) {
    print(JSON.stringify({ schema: 1, ok: true, looks }))
    return
  }
  const words = text.commands.people.looks
  if (looks.length === 0) tell(words.none)
  for (const { at, actor, what, key_prefix: key, reason } of looks) {
    print(words.line(momentOf(at, zone, text), actor, words.what[what], key ?? '', reason))
  }
}

/** More than a year of them, for whoever looks a few times a week. */
const SHOWN = 200
