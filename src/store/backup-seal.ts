import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto'

/**
 * A backup is one line that names the format, one line of JSON (`BackupHead`), the database, and what
 * proves that all of it is as it was written: the tag of AES-256-GCM, which covers both lines too, or
 * without encryption a SHA-256.
 */
export type BackupHead = {
  /** When it was made, ISO 8601 in UTC. */
  at: string
  /** Id of the list, so that a backup of another newsletter is not put back here. */
  list: string
  cipher: { name: 'aes-256-gcm'; salt: string; iv: string; check: string; scrypt: Cost } | null
}

type Cost = { N: number; r: number; p: number }

/** Turns bytes into what is stored, or back. `end` gives the proof; comparing it is for who reads. */
export type Seal = { update(chunk: Buffer): Buffer; end(): Buffer }
export type Unseal = { update(chunk: Buffer): Buffer; isWhole(proof: Buffer): boolean }

export const MAGIC = 'RONDBRIEF BACKUP 1\n'
export const PROOF_BYTES = { sealed: 16, plain: 32 }

/** 128 MB for each guess: what OWASP advises for scrypt (Password Storage Cheat Sheet). */
const cost: Cost = { N: 2 ** 17, r: 8, p: 1 }

/** The first bytes of a backup, and how to write the rest. Without a key it is not encrypted. */
export async function newSeal(
  { at, list }: Pick<BackupHead, 'at' | 'list'>,
  key: string | undefined,
): Promise<{ head: Buffer; seal: Seal }> {
  if (key === undefined) {
    const head = headBytes({ at, list, cipher: null })
    const hash = createHash('sha256').update(head)
    const update = (chunk: Buffer) => (hash.update(chunk), chunk)
    return { head, seal: { update, end: () => hash.digest() } }
  }
  const [salt, iv] = [randomBytes(16), randomBytes(12)]
  const derived = await derive(key, salt, cost)
  const head = headBytes({
    at,
    list,
    cipher: {
      name: 'aes-256-gcm',
      salt: salt.toString('base64'),
      iv: iv.toString('base64'),
      check: derived.check.toString('base64'),
      scrypt: cost,
    },
  })
  const cipher = createCipheriv('aes-256-gcm', derived.key, iv).setAAD(head)
  const end = () => Buffer.concat([cipher.final(), cipher.getAuthTag()])
  return { head, seal: { update: (chunk) => cipher.update(chunk), end } }
}

export type Opened = { kind: 'open'; unseal: Unseal } | { kind: 'key-missing' | 'wrong-key' }

/** How to read what stands behind `head`. */
export async function openSeal(
  { cipher }: BackupHead,
  head: Buffer,
  key: string | undefined,
): Promise<Opened> {
  if (cipher === null) {
    const hash = createHash('sha256').update(head)
    const update = (chunk: Buffer) => (hash.update(chunk), chunk)
    return { kind: 'open', unseal: { update, isWhole: (proof) => hash.digest().equals(proof) } }
  }
  if (key === undefined) return { kind: 'key-missing' }
  const derived = await derive(key, Buffer.from(cipher.salt, 'base64'), cipher.scrypt)
  const check = Buffer.from(cipher.check, 'base64')
  if (check.length !== CHECK_BYTES || !timingSafeEqual(check, derived.check)) {
    return { kind: 'wrong-key' }
  }
  const iv = Buffer.from(cipher.iv, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', derived.key, iv).setAAD(head)
  return {
    kind: 'open',
    unseal: { update: (chunk) => decipher.update(chunk), isWhole: (tag) => accepts(decipher, tag) },
  }
}

/** The head, with its length in bytes; undefined for a file that is no backup of ours. */
export function readHead(start: Buffer): { head: BackupHead; bytes: Buffer } | undefined {
  const from = MAGIC.length
  const end = start.indexOf('\n', from)
  if (end === -1 || start.subarray(0, from).toString('latin1') !== MAGIC) return undefined
  try {
    const head: unknown = JSON.parse(start.subarray(from, end).toString('utf8'))
    return isHead(head) ? { head, bytes: start.subarray(0, end + 1) } : undefined
  } catch {
    return undefined
  }
}

function headBytes(head: BackupHead): Buffer {
  return Buffer.from(`${MAGIC}${JSON.stringify(head)}\n`)
}

const CHECK_BYTES = 8

/** The last bytes only tell a wrong key from a damaged file; they say nothing about the first. */
async function derive(
  key: string,
  salt: Buffer,
  { N, r, p }: Cost,
): Promise<{ key: Buffer; check: Buffer }> {
  const bytes = await new Promise<Buffer>((done, failed) => {
    const options = { N, r, p, maxmem: 256 * N * r }
    scrypt(key.normalize('NFC'), salt, 32 + CHECK_BYTES, options, (error, derived) => {
      if (error === null) done(derived)
      else failed(error)
    })
  })
  return { key: bytes.subarray(0, 32), check: bytes.subarray(32) }
}

function accepts(decipher: ReturnType<typeof createDecipheriv>, tag: Buffer): boolean {
  try {
    ;(
      decipher as ReturnType<typeof createDecipheriv> & { setAuthTag(tag: Buffer): void }
    ).setAuthTag(tag)
    decipher.final()
    return true
  } catch {
    return false
  }
}

/** A file from elsewhere must not be able to ask for all memory. */
function isHead(found: unknown): found is BackupHead {
  const { at, list, cipher } = found as Record<string, unknown>
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at)) || typeof list !== 'string')
    return false
  if (cipher === null) return true
  const { name, salt, iv, check, scrypt: asked } = cipher as Record<string, unknown>
  const { N, r, p } = (asked ?? {}) as Record<string, unknown>
  return (
    name === 'aes-256-gcm' &&
    [salt, iv, check].every((part) => typeof part === 'string') &&
    [N, r, p].every((part) => Number.isInteger(part) && Number(part) > 0) &&
    Number(N) <= 2 ** 20 &&
    Number(r) <= 16 &&
    Number(p) <= 4
  )
}
