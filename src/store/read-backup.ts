import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { openSeal, PROOF_BYTES, readHead, type BackupHead, type Unseal } from './backup-seal.ts'

export type BackupRead =
  | { kind: 'read'; head: BackupHead; sha256: string }
  | { kind: 'not-a-backup' }
  | { kind: 'key-missing' | 'wrong-key'; head: BackupHead }
  /** Not as it was written: a byte changed, or the end is missing. */
  | { kind: 'damaged'; head: BackupHead }

/** Longer than any head of ours. */
const HEAD_BYTES = 4096

/**
 * Reads a backup from beginning to end. What is taken from it means nothing before this gave `read`:
 * until the last byte nobody knows whether it is whole. `sha256` is of the database in it, as hex.
 */
export async function readBackup(
  file: string,
  key: string | undefined,
  take: (chunk: Buffer) => Promise<void> | void = () => {},
): Promise<BackupRead> {
  const start = await headOf(file)
  if (start === undefined) return { kind: 'not-a-backup' }
  const { head, bytes, size } = start
  const opened = await openSeal(head, bytes, key)
  if (opened.kind !== 'open') return { kind: opened.kind, head }
  const proofBytes = head.cipher === null ? PROOF_BYTES.plain : PROOF_BYTES.sealed
  const proofAt = size - proofBytes
  if (proofAt <= bytes.length) return { kind: 'damaged', head }
  const sha256 = createHash('sha256')
  for await (const chunk of unsealed(file, opened.unseal, bytes.length, proofAt)) {
    sha256.update(chunk)
    await take(chunk)
  }
  const proof = await bytesAt(file, proofAt, proofBytes)
  if (!opened.unseal.isWhole(proof)) return { kind: 'damaged', head }
  return { kind: 'read', head, sha256: sha256.digest('hex') }
}

/** The head of a backup of ours; undefined for any other file. */
export async function headOf(
  file: string,
): Promise<{ head: BackupHead; bytes: Buffer; size: number } | undefined> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    const found = readHead(buffer.subarray(0, bytesRead))
    return found && { ...found, size }
  } finally {
    await handle.close()
  }
}

async function* unsealed(
  file: string,
  unseal: Unseal,
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  const stream = createReadStream(file, { start, end: end - 1, highWaterMark: 1024 * 1024 })
  for await (const chunk of stream) yield unseal.update(chunk as Buffer)
}

async function bytesAt(file: string, at: number, length: number): Promise<Buffer> {
  const handle = await open(file, 'r')
  try {
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, at)
    return buffer
  } finally {
    await handle.close()
  }
}
