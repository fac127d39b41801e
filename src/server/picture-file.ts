import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { imageSize } from 'image-size'
import { NEWSLETTERS } from '../issue/list-issues.ts'
import { PICTURE_BYTES } from '../render/pictures.ts'
import { stripMetadata } from '../render/strip-metadata.ts'
import { isPictureName, pictureName, pictureTypes, type PictureType } from './picture-name.ts'
import { stripWebp } from './strip-webp.ts'

export type Added =
  /** `taken`: the name that another picture has already. */
  | { kind: 'added'; name: string; type: PictureType; taken?: string | undefined }
  /** The very same picture was there. */
  | { kind: 'same'; name: string; type: PictureType }
  | { kind: 'refused'; why: PictureRefusal }

export type PictureRefusal =
  | 'none'
  | 'type'
  | 'heic'
  | 'damaged'
  | 'large'
  | 'pixels'
  | 'disk'
  | 'full'

/** Of width times height: what a browser can still show, and the largest that a phone makes. */
const MOST_PIXELS = 210_000_000

/**
 * Puts a picture in the folder `images` of an issue, without what its camera wrote into it. What it
 * is, its bytes say and not its name. Never takes the place of another: that one keeps its name. The
 * file is complete under another name before it gets its own.
 */
export async function addPicture(
  root: string,
  issueId: string,
  given: { name: string; bytes: Buffer },
  wanted?: string,
): Promise<Added> {
  const read = readPicture(given.bytes)
  if (read.kind === 'refused') return read
  const { type, bytes } = read
  const first =
    wanted !== undefined && hasType(wanted, type) ? wanted : pictureName(given.name, type)
  try {
    const folder = await folderInside(root, issueId)
    if (folder === undefined) return { kind: 'refused', why: 'disk' }
    return await place(folder, first, { type, bytes })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return { kind: 'refused', why: code === 'ENOSPC' || code === 'EDQUOT' ? 'full' : 'disk' }
  }
}

type Read = { kind: 'ok'; type: PictureType; bytes: Buffer } | Extract<Added, { kind: 'refused' }>

function readPicture(bytes: Buffer): Read {
  const refused = (why: PictureRefusal): Read => ({ kind: 'refused', why })
  if (bytes.length === 0) return refused('none')
  if (bytes.length > PICTURE_BYTES) return refused('large')
  if (isHeic(bytes)) return refused('heic')
  try {
    const size = imageSize(bytes)
    const type = pictureTypes.find((one) => one === size.type)
    if (type === undefined) return refused('type')
    if (size.width * size.height > MOST_PIXELS) return refused('pixels')
    const clean =
      type === 'webp'
        ? stripWebp(bytes)
        : stripMetadata(bytes, type === 'jpg' ? 'image/jpeg' : `image/${type}`, size.orientation)
    const isPicture = clean !== undefined && size.width > 0 && size.height > 0
    return isPicture ? { kind: 'ok', type, bytes: clean } : refused('damaged')
  } catch {
    return refused('type')
  }
}

/** What an iPhone makes of a photo (ISO/IEC 23008-12: the brand of its first box). */
function isHeic(bytes: Buffer): boolean {
  return /^.{4}ftyp(?:he[iv]|mif1|msf1)/s.test(bytes.subarray(0, 12).toString('latin1'))
}

function hasType(name: string, type: PictureType): boolean {
  return isPictureName(name) && pictureName(name, type).split('.').at(-1) === name.split('.').at(-1)
}

/** The folder as it really is; undefined when it leads out of the newsletters. */
async function folderInside(root: string, issueId: string): Promise<string | undefined> {
  const path = join(root, NEWSLETTERS, issueId, 'images')
  await mkdir(path).catch(ifThere)
  const real = await realpath(path)
  const inside = (await realpath(join(root, NEWSLETTERS))) + sep
  return real.startsWith(inside) ? real : undefined
}

async function place(
  folder: string,
  first: string,
  { type, bytes }: { type: PictureType; bytes: Buffer },
): Promise<Added> {
  await removeLeftovers(folder)
  const beside = join(folder, `.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const file = await open(beside, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    const dot = first.lastIndexOf('.')
    for (let turn = 1; ; turn++) {
      const name = turn === 1 ? first : `${first.slice(0, dot)}-${turn}${first.slice(dot)}`
      const there = await named(folder, name)
      if (there !== undefined && (await holds(join(folder, there), bytes))) {
        return { kind: 'same', name: there, type }
      }
      if (there === undefined && (await moved(beside, join(folder, name)))) {
        return { kind: 'added', name, type, taken: turn === 1 ? undefined : first }
      }
    }
  } finally {
    await rm(beside, { force: true })
  }
}

/** Windows and macOS have one file for `Haven.jpg` and `haven.jpg`, so both count as taken. */
async function named(folder: string, name: string): Promise<string | undefined> {
  const names = await readdir(folder)
  return names.find((one) => one.toLowerCase() === name.toLowerCase())
}

async function holds(path: string, bytes: Buffer): Promise<boolean> {
  const file = await open(path).catch(() => undefined)
  try {
    const status = await file?.stat()
    if (file === undefined || !status?.isFile() || status.size !== bytes.length) return false
    return bytes.equals(await file.readFile())
  } finally {
    await file?.close()
  }
}

/** False when somebody took the name meanwhile: a second link fails there, where a rename replaces. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    // A disk without links, such as a stick, and some folders of OneDrive.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EINVAL', 'UNKNOWN'].includes(code)) throw error
    await rename(from, to)
    return true
  }
}

const DAY = 24 * 3_600_000

/** What was being written when the computer stopped. */
async function removeLeftovers(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => /^\.[0-9a-f]{12}\.tmp$/.test(name))
  for (const path of left.map((name) => join(folder, name))) {
    const age = Date.now() - (await stat(path).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs
    if (age > DAY) await rm(path, { force: true })
  }
}

function ifThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
