import { imageSize } from 'image-size'
import type { Body } from '../content/contribution.ts'
import type { Issue } from '../issue/issue.ts'
import { readProjectFile } from '../issue/project-file.ts'
import type { Place, Problem } from '../problem.ts'
import { PICTURE_BYTES, pictureFile } from '../render/pictures.ts'

/** A picture that an author uses, as it lies in the folder of the issue. */
export type PictureFile = {
  /** As the author wrote it. */
  src: string
  place: Place
  found:
    | { kind: 'missing' }
    | { kind: 'refused'; problem: Problem }
    /** `type` as in "jpg"; undefined when it is no picture that can be read. `width` in px. */
    | { kind: 'file'; bytes: number; type: string | undefined; width?: number }
}

/** Looks at every picture of an issue, at the places where they are used. */
export async function readPictureFiles(root: string, issue: Issue): Promise<PictureFile[]> {
  const used = [
    ...inBody(issue.intro, issue.file),
    ...issue.items.flatMap(({ image, places, file, body }) => [
      ...(image === undefined ? [] : [{ src: image.src, place: places?.['image'] ?? { file } }]),
      ...inBody(body, file),
    ]),
  ]
  // Without a name there is nothing to look for: that was reported where it was read.
  return Promise.all(
    used
      .filter(({ src }) => src !== '')
      .map(async ({ src, place }) => ({ src, place, found: await look(root, issue.id, src) })),
  )
}

function inBody(body: Body, file: string): { src: string; place: Place }[] {
  return body.tokens
    .flatMap((token) => token.children ?? [])
    .filter((token) => token.type === 'image')
    .map((token) => {
      const meta = token.meta as { line?: number; column?: number } | null
      const place = meta?.line === undefined ? { file } : { file, line: meta.line }
      return {
        src: String(token.attrGet('src') ?? ''),
        place: meta?.column === undefined ? place : { ...place, column: meta.column },
      }
    })
}

async function look(root: string, issueId: string, src: string): Promise<PictureFile['found']> {
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
