import type { Store } from '../store/store.ts'

/** Somebody who has the mail, as far as the next mail server goes; the address is not whole. */
export type Received = { ref: string; address: string; outcome: string | null }

export async function receivedBy(
  store: Pick<Store, 'db'>,
  dispatchId: string,
): Promise<Received[]> {
  const rows = await store.db
    .selectFrom('recipient')
    .select(['ref', 'email', 'outcome'])
    .where('dispatch_id', '=', dispatchId)
    .where('state', '=', 'submitted')
    .orderBy('email')
    .execute()
  return rows.map(({ ref, email, outcome }) => ({ ref, address: masked(email), outcome }))
}

/** `j…n@example.org`: enough to recognise somebody one knows, too little to write to. */
function masked(email: string | null): string {
  const at = email?.lastIndexOf('@') ?? -1
  if (email === null || at < 1) return '…'
  const local = email.slice(0, at)
  return `${local.slice(0, 1)}…${local.length > 3 ? local.slice(-1) : ''}${email.slice(at)}`
}
