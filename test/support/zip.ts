import { crc32, deflateRawSync } from 'node:zlib'

/** A file of an archive; `claims` is the size that the archive says it becomes, where that is a lie. */
export type Packed = { content: string | Buffer; claims?: number; compressed?: Buffer }

/** A zip archive (APPNOTE.TXT 6.3), also one that no program would write. */
export function zipOf(files: Record<string, string | Buffer | Packed>): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, given] of Object.entries(files)) {
    const file = typeof given === 'string' || Buffer.isBuffer(given) ? { content: given } : given
    const content = Buffer.from(file.content)
    const compressed = file.compressed ?? deflateRawSync(content)
    const bytes = Buffer.from(name)
    // From "version needed" to "extra field length": the same in both headers.
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(8, 4)
    about.writeUInt32LE(crc32(content), 10)
    about.writeUInt32LE(compressed.length, 14)
    about.writeUInt32LE(file.claims ?? content.length, 18)
    about.writeUInt16LE(bytes.length, 22)
    const body = Buffer.concat([Buffer.from('PK\u0003\u0004'), about, bytes, compressed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), about, place, bytes]))
    bodies.push(body)
    offset += body.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, index, end])
}
