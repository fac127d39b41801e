import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { imageSize } from 'image-size'
import { NEWSLETTERS } from '../issue/list-issues.ts'
import { readProjectFolder } from '../issue/project-file.ts'
import type { Problem } from '../problem.ts'
import { pictureFile } from '../render/pictures.ts'
import { isPictureName, pictureTypes } from './picture-name.ts'

/** A picture in the folder of an issue, as the page of a text offers it. */
export type ShownPicture = {
  name: string
  bytes: number
  /** In pixels; undefined where the start of the file does not say. */
  width: number | undefined
  height: number | undefined
}

/** By name. What is no picture by its own bytes is not one of them. */
export async function picturesOf(root: string, issueId: string): Promise<ShownPicture[]> {
  const folder = `${NEWSLETTERS}/${issueId}/images`
  const { files } = await readProjectFolder(root, folder)
  const names = files.filter((name) => pictureFile(issueId, encodeURIComponent(name)) !== undefined)
  const found = await Promise.all(names.map((name) => look(join(root, folder, name), name)))
  return found.filter((one) => one !== undefined)
}

/** Names that the texts of the issue use and that are not there: a picture may still get them. */
export function missingPictures(problems: readonly Problem[], issueId: string): string[] {
  const names = problems
    .filter(({ code, accepted }) => code === 'image/missing' && !accepted)
    .flatMap(({ values }) => pictureFile(issueId, String(values['found']))?.split('/').at(-1) ?? [])
  return [...new Set(names)].filter(isPictureName)
}

/** Enough for what a camera writes before the size. */
const START = 256 * 1024

async function look(path: string, name: string): Promise<ShownPicture | undefined> {
  let file: FileHandle | undefined
  try {
    file = await open(path)
    const status = await file.stat()
    if (!status.isFile()) return undefined
    const start = Buffer.alloc(Math.min(START, status.size))
    await file.read(start, 0, start.length, 0)
    const { type, width, height, orientation } = imageSize(start)
    if (!pictureTypes.some((one) => one === type)) return undefined
    // From 5 on the picture lies on its side.
    const size = (orientation ?? 1) >= 5 ? { width: height, height: width } : { width, height }
    return { name, bytes: status.size, ...size }
  } catch {
    return undefined
  } finally {
    await file?.close()
  }
}
