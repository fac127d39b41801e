import { createHash, type Hash } from 'node:crypto'
import type { Rendered } from '../render/rendered.ts'

export type Frozen = Pick<Rendered, 'subject' | 'preheader' | 'html' | 'text' | 'web' | 'images'>

/**
 * SHA-256 over everything of one variant that a reader can get, as hex. Every field is preceded
 * by its length, so that no two different variants can give the same bytes.
 */
export function contentHash(frozen: Frozen): string {
  const hash = createHash('sha256')
  for (const part of [frozen.subject, frozen.preheader, frozen.html, frozen.text, frozen.web]) {
    add(hash, part)
  }
  for (const image of frozen.images.toSorted((a, b) => (a.cid < b.cid ? -1 : 1))) {
    for (const part of [image.cid, image.fileName, image.contentType, image.bytes]) add(hash, part)
  }
  return hash.digest('hex')
}

/** One hash over a list of names, hashes or keys, in the order given. */
export function listHash(parts: Iterable<string>): string {
  const hash = createHash('sha256')
  for (const part of parts) add(hash, part)
  return hash.digest('hex')
}

function add(hash: Hash, part: string | Buffer): void {
  const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part
  hash.update(`${bytes.length}:`).update(bytes)
}
