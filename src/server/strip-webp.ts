/**
 * The same WebP without what its camera and editor wrote into it (RFC 9649, section 2.7): the chunks
 * EXIF and XMP, and the two bits that announce them. Undefined when it is cut off or no WebP.
 */
export function stripWebp(bytes: Buffer): Buffer | undefined {
  const isWebp =
    bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'
  if (!isWebp) return undefined
  const end = 8 + bytes.readUInt32LE(4)
  if (end > bytes.length) return undefined
  const kept: Buffer[] = [Buffer.from(bytes.subarray(0, 12))]
  for (let at = 12; at < end;) {
    if (at + 8 > end) return undefined
    const size = bytes.readUInt32LE(at + 4)
    const next = at + 8 + size + (size % 2)
    if (next > end) return undefined
    const name = bytes.toString('latin1', at, at + 4)
    const chunk = Buffer.from(bytes.subarray(at, next))
    if (name === 'VP8X' && size > 0) chunk[8] = (chunk[8] ?? 0) & ~(EXIF | XMP)
    if (name !== 'EXIF' && name !== 'XMP ') kept.push(chunk)
    at = next
  }
  const clean = Buffer.concat(kept)
  clean.writeUInt32LE(clean.length - 8, 4)
  return clean
}

const EXIF = 0b1000
const XMP = 0b100
