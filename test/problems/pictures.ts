import { crc32 } from 'node:zlib'
import { april, replaced, VAR, type Files } from './april.ts'
import type { Situations } from './situation.ts'

/** Pictures in the folder of an issue, each as a file of its own kind. */
export const ofPictures = {
  'image/missing': {
    good: shown('foto.png', png()),
    bad: [
      shown('foto.png', undefined),
      pictures({ 'foto.png': png() }, ['foto.jpg']),
      pictures({ 'haven.png': png() }, ['foto.jpg']),
    ],
  },
  'image/unreadable': { good: shown('foto.png', png()), bad: shown('foto.png', Buffer.from('x')) },
  'image/format': {
    good: shown('kaart.png', png()),
    bad: [
      shown('kaart.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9"></svg>')),
      // It goes by what a file is, not by its name.
      shown('kaart.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9"></svg>')),
    ],
  },
  'image/webp': { good: shown('foto.png', png()), bad: shown('foto.webp', webp()) },
  'image/small': { good: shown('foto.png', png(1120)), bad: shown('foto.png', png(1119)) },
  'image/heavy': {
    good: shown('foto.png', png(1200, 200_000)),
    bad: shown('foto.png', png(1200, 200_001)),
  },
  'image/total-heavy': { good: five(160_000), bad: five(160_001) },
} satisfies Situations

function shown(name: string, bytes: Buffer | undefined) {
  return pictures(bytes === undefined ? {} : { [name]: bytes }, [name])
}

/** Five that differ, each of this size and together five times that. */
function five(bytes: number) {
  const names = [1, 2, 3, 4, 5].map((n) => `foto-${n}.png`)
  const files = names.map((name, at) => [name, png(1200 + at, bytes)] as const)
  return pictures(Object.fromEntries(files), names)
}

function pictures(files: Record<string, Buffer>, names: readonly string[]) {
  const shown = names.map((name) => `![Mensen bij de haven](${name})`).join('\n\n')
  const there: Files = { [VAR]: replaced('Dit is', `${shown}\n\nDit is`) }
  for (const [name, bytes] of Object.entries(files)) {
    there[`newsletters/2023-04/images/${name}`] = bytes
  }
  return april(there)
}

/** A real PNG that says how wide it is, and is as heavy as is asked. */
function png(width = 1200, bytes = 1000): Buffer {
  const size = Buffer.from([0, 0, 0, 0, 0, 0, 0, 1, 8, 6, 0, 0, 0])
  size.writeUInt32BE(width)
  // The signature and the twelve octets around each of the three chunks.
  const data = Buffer.alloc(bytes - 8 - 3 * 12 - size.length)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  const none = Buffer.alloc(0)
  return Buffer.concat([signature, chunk('IHDR', size), chunk('IDAT', data), chunk('IEND', none)])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

function webp(): Buffer {
  return Buffer.from('UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==', 'base64')
}
