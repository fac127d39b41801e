import { imageSize } from 'image-size'
import { IMAGE_FILE, type Body } from '../content/contribution.ts'
import type { Issue } from '../issue/issue.ts'
import { NEWSLETTERS } from '../issue/list-issues.ts'
import { readProjectFile, readProjectFolder } from '../issue/project-file.ts'
import type { Place, Problem } from '../problem.ts'
import { PICTURE_BYTES, pictureFile } from '../render/pictures.ts'

/** A picture that an author uses, as it lies in the folder of the issue. */
export type PictureFile = {
  /** As the author wrote it. */
  src: string
  place: Place
  found:
    /** `others` are the pictures that are there. */
    | { kind: 'missing'; others: string[] }
    | { kind: 'refused'; problem: Problem }
    /** `type` as in "jpg"; undefined when it is no picture that can be read. `width` in px. */
    | { kind: 'file'; bytes: number; type: string | undefined; width?: number }
}

/** Looks at every picture of an issue, at the places where they are used. */
export async function readPictureFiles(root: string, issue: Issue): Promise<PictureFile[]> {
  const used = [
    ...inBody(issue.intro, issue.file),
    ...issue.items.flatMap(({ image, places, file, body }) => [
      ...(image === undefined ? [] : [{ src: image.src, place: places?.[IMAGE_FILE] ?? { file } }]),
      ...inBody(body, file),
    ]),
  ]
  // Without a name there is nothing to look for: that was reported where it was read.
  const named = used.filter(({ src }) => src !== '')
  if (named.length === 0) return []
  const { files } = await readProjectFolder(root, `${NEWSLETTERS}/${issue.id}/images`)
  const others = files.filter((name) => /\.(?:jpe?g|png|gif)$/i.test(name))
  return Promise.all(
    named.map(async ({ src, place }) => {
      const found = await look(root, issue.id, src)
      return { src, place, found: found.kind === 'missing' ? { ...found, others } : found }
    }),
  )
}

function inBody(body: Body, file: string): { src: string; place: Place }[] {
  return body.tokens
    .flatMap((token) => token.children ?? [])
    .filter((token) => token.type === 'image')
    .map((token) => {
      const meta = token.meta as { line: number; column: number; target?: Position }
      const { line, column } = meta.target ?? meta
      return { src: String(token.attrGet('src') ?? ''), place: { file, line, column } }
    })
}

type Position = { line: number; column: number }
type Look = Exclude<PictureFile['found'], { kind: 'missing' }> | { kind: 'missing' }

async function look(root: string, issueId: string, src: string): Promise<Look> {
  const file = pictureFile(issueId, src)
  if (file === undefined) return { kind: 'missing' }
  const read = await readProjectFile(root, file, PICTURE_BYTES)
  if (read.kind !== 'read') return read
  return { kind: 'file', bytes: read.bytes.length, ...sizeOf(read.bytes) }
}

function sizeOf(bytes: Buffer): { type: string | undefined; width?: number } {
  try {
    const { type, width, height, orientation } = imageSize(bytes)
    // From 5 on the picture lies on its side.
    return width > 0 && height > 0
      ? { type, width: (orientation ?? 1) >= 5 ? height : width }
      : { type: undefined }
  } catch {
    // A drawing need not say how large it is, and is refused for being one.
    const isDrawing = /^\s*<(?:\?xml|svg)\b/i.test(bytes.toString('latin1', 0, 100))
    return { type: isDrawing ? 'svg' : undefined }
  }
}
