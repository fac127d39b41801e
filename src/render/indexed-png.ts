import { promisify } from 'node:util'
import { crc32, deflate } from 'node:zlib'

/**
 * A picture of few colours as an indexed PNG (W3C PNG, colour type 3, 8 bits), without loss. A chart
 * has about fifty colours: 22 kB this way against 61 kB as true colour, in every copy that is sent.
 * Undefined when there are more than 256 colours, or when a pixel is not opaque.
 */
export async function indexedPng(
  pixels: Uint8Array,
  width: number,
  height: number,
): Promise<Buffer | undefined> {
  const indexed = indexesOf(pixels, width, height)
  if (indexed === undefined) return undefined
  const { rows, palette } = indexed
  // In the meantime the rest of a render goes on: this takes longer than all of it.
  const packed = await promisify(deflate)(rows, { level: 9 })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const colours = [...palette.keys()].flatMap((rgb) => [rgb >> 16, (rgb >> 8) & 255, rgb & 255])
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colours)),
    chunk('IDAT', packed),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Each row of the picture as places in the palette, and the palette as 0xRRGGBB in that order. */
function indexesOf(
  pixels: Uint8Array,
  width: number,
  height: number,
): { rows: Buffer; palette: Map<number, number> } | undefined {
  const view = new DataView(pixels.buffer, pixels.byteOffset, pixels.byteLength)
  const palette = new Map<number, number>()
  const rows = Buffer.alloc((width + 1) * height)
  let [last, index] = [-1, 0]
  for (let y = 0, from = 0, to = 0; y < height; y++) {
    // Each row starts with its filter: none, because neighbours in a palette say nothing.
    rows[to++] = 0
    for (let x = 0; x < width; x++, from += 4) {
      const pixel = view.getUint32(from)
      // Most have the colour of the one before them.
      if (pixel !== last) {
        if ((pixel & 255) !== 255) return undefined
        const colour = pixel >>> 8
        index = palette.get(colour) ?? palette.size
        if (index === 256) return undefined
        palette.set(colour, index)
        last = pixel
      }
      rows[to++] = index
    }
  }
  return { rows, palette }
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
