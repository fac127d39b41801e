import type { InlineImage } from './rendered.ts'

/**
 * The same picture without what its camera and editor wrote into it: a photograph may carry the
 * place where it was taken, the name of its owner and a small version from before it was cropped.
 * Only how to turn it and its colours stay. Undefined when the bytes are not the picture that they
 * seem to be. A GIF carries no such data in practice and stays as it is.
 */
export function stripMetadata(
  bytes: Buffer,
  contentType: InlineImage['contentType'],
  orientation = 1,
): Buffer | undefined {
  switch (contentType) {
    case 'image/jpeg':
      return stripJpeg(bytes, orientation)
    case 'image/png':
      return stripPng(bytes)
    case 'image/gif':
      return bytes
  }
}

/**
 * JPEG, ITU-T T.81 appendix B: marker segments and scans up to the end of the image. What a phone
 * writes after that, a second picture or a film, is left out too.
 */
function stripJpeg(bytes: Buffer, orientation: number): Buffer | undefined {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  if (orientation > 1 && orientation <= 8) kept.push(turned(orientation))
  let at = 2
  while (at + 2 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined
    const marker = bytes[at + 1] ?? 0
    if (marker === endOfImage) return Buffer.concat([...kept, bytes.subarray(at, at + 2)])
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (at + 4 > bytes.length) return undefined
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length || end < at + 4) return undefined
    const next = marker === startOfScan ? endOfScan(bytes, end) : end
    const segment = bytes.subarray(at, next)
    if (isPicture(marker, segment)) kept.push(segment)
    at = next
  }
  return undefined
}

/** The next marker: in a scan 0xff is followed by 0, or by a restart marker. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at
  }
  return bytes.length
}

const endOfImage = 0xd9
const startOfScan = 0xda
const comment = 0xfe

/** Not a comment, and of the application segments only JFIF, the colour profile and Adobe's colours. */
function isPicture(marker: number, segment: Buffer): boolean {
  if (marker === comment) return false
  if (marker < 0xe0 || marker > 0xef) return true
  const name = segment.toString('latin1', 4, 15)
  return ['JFIF', 'ICC_PROFILE', 'Adobe'].some((kept) => name.startsWith(kept))
}

/** An Exif segment that says only how to turn the picture (Exif 2.32, 4.6.5; tag 0x0112). */
function turned(orientation: number): Buffer {
  const header = Buffer.from('ffe1002245786966000049492a0008000000', 'hex')
  const entry = Buffer.from('0100120103000100000000000000000000000000', 'hex')
  entry.writeUInt16LE(orientation, 10)
  return Buffer.concat([header, entry.subarray(0, 18)])
}

/** PNG, W3C PNG 3, section 5: chunks, of which text, time and Exif are left out. */
function stripPng(bytes: Buffer): Buffer | undefined {
  const kept: Buffer[] = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return undefined
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (!aboutPng.has(type)) kept.push(bytes.subarray(at, end))
    if (type === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return undefined
}

const aboutPng = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'])
