import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Secrets } from '../config.ts'
import type { Store } from '../store/store.ts'
import { keyRing } from './key-ring.ts'

/**
 * The secret that signs links and keys addresses: `RONDBRIEF_SECRET`, or else `data/secret`, made
 * on first use for its owner only. It is never overwritten: without it no sent link can be
 * verified and no suppressed address recognised. Keep a copy outside the database's backup.
 */
export function secretOf(config: { root: string; secrets: Pick<Secrets, 'secret'> }): string {
  if (config.secrets.secret !== undefined) return config.secrets.secret
  const file = join(config.root, 'data', 'secret')
  return read(file) ?? make(file)
}

function read(file: string): string | undefined {
  try {
    const secret = readFileSync(file, 'utf8').trim()
    if (secret !== '') return secret
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  throw new Error(`${file} is empty; put back the secret that was in it`)
}

/** Written in full beside it and then linked: two processes at once both end with the first one's. */
function make(file: string): string {
  mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flush: true })
  chmodSync(draft, 0o600)
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(draft)
  }
  const secret = read(file)
  if (secret === undefined) throw new Error(`${file} went away while it was being made`)
  return secret
}

/**
 * False when the database was filled under a secret that is no longer known: suppressed addresses
 * would then not be recognised, and people who unsubscribed would get mail again.
 */
export async function secretFits({ db }: Pick<Store, 'db'>, secret: string): Promise<boolean> {
  const known = new Set(keyRing(secret).map(({ id }) => id))
  const samples = await Promise.all(
    (['subscriber', 'suppression'] as const).map((table) =>
      db.selectFrom(table).select('email_key').limit(1).executeTakeFirst(),
    ),
  )
  return samples.every((row) => row === undefined || known.has(row.email_key.split('.')[1] ?? ''))
}
