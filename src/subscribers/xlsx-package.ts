import { crc32 } from 'node:zlib'
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { parseXml, type XmlHandlers } from './xlsx-xml.ts'
import { XlsxRefused } from './xlsx-refused.ts'

/**
 * What one workbook may become in memory, in bytes over all the parts that are read. 50,000 people
 * with sixteen columns measured 45 MB; a bomb of 16 MB would be 16 GB.
 */
export const MAX_EXPANDED = 128 * 1024 * 1024

/** The parts of an Office package, by path from its root (ECMA-376 part 2). */
export type XlsxPackage = {
  has(part: string): boolean
  /** Hands a part to the handlers as it is expanded; it is never whole in memory. */
  read(part: string, handlers: XmlHandlers): Promise<void>
}

export async function openPackage(bytes: Buffer): Promise<XlsxPackage> {
  const entries = new Map<string, Entry>()
  const zip = await unzipped(async () => {
    const opened = await fromBufferPromise(bytes)
    for await (const entry of opened.eachEntry()) entries.set(nameOf(entry.fileName), entry)
    return opened
  })
  let left = MAX_EXPANDED
  return {
    has: (part) => entries.has(nameOf(part)),
    async read(part, handlers) {
      const entry = entries.get(nameOf(part))
      if (entry === undefined) throw new XlsxRefused('xlsx-damaged')
      // Refused on what it says it becomes; yauzl stops it at that size if it says too little.
      if (entry.uncompressedSize > left) throw new XlsxRefused('xlsx-expands')
      left -= entry.uncompressedSize
      await parseXml(textOf(zip, entry), handlers)
    },
  }
}

/** Names of parts are compared without capitals (ECMA-376 part 2, section 6.3.5). */
function nameOf(part: string): string {
  return part.replace(/^\//, '').toLowerCase()
}

async function* textOf(zip: ZipFile, entry: Entry): AsyncGenerator<string> {
  const stream = await unzipped(() => zip.openReadStreamPromise(entry))
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let sum = 0
  try {
    while (true) {
      const next = await unzipped(() => chunks.next())
      if (next.done === true) break
      sum = crc32(next.value, sum)
      yield decode(next.value)
    }
    yield decode(undefined)
    // One wrong byte can still expand, to other addresses. yauzl leaves this sum to its caller.
    if (sum !== entry.crc32) throw new XlsxRefused('xlsx-damaged')
  } finally {
    stream.destroy()
  }

  function decode(chunk: Buffer | undefined): string {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined })
    } catch (cause) {
      throw new XlsxRefused('xlsx-damaged', { cause })
    }
  }
}

/** Whatever is wrong inside the file is the file's fault; a mistake of ours is not caught here. */
async function unzipped<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw new XlsxRefused('xlsx-damaged', { cause })
  }
}
