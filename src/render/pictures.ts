import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { imageSize } from 'image-size'
import type { Config } from '../config.ts'
import type { Issue, Variant } from '../issue/issue.ts'
import { NEWSLETTERS } from '../issue/list-issues.ts'
import { readProjectFile } from '../issue/project-file.ts'
import type { Text } from '../text/text.ts'
import { chartSvg } from './chart.ts'
import { typesetFigure } from './figure-view.ts'
import type { Identity } from './look.ts'
import { rasterise } from './rasterise.ts'
import type { InlineImage } from './rendered.ts'
import { stripMetadata } from './strip-metadata.ts'

/** A picture that is there, with the size at which mail shows it. */
export type Picture = InlineImage & { shownWidth: number; shownHeight: number }
export type Pictures = {
  /** By the name that authors use. A file that cannot be read as a picture is not in it. */
  ofAuthors: Map<string, Picture>
  /** By figure id. */
  charts: Map<string, Picture>
}

/** Reads the pictures of the visible items and draws the charts of the issue. */
export async function loadPictures(
  issue: Issue,
  variant: Variant,
  { config, text, brand }: { config: Config; text: Text; brand: Identity },
): Promise<Pictures> {
  const ofAuthors = new Map<string, Picture>()
  for (const src of sourcesOf(issue, variant)) {
    const picture = await readPicture(config.root, issue.id, src)
    if (picture !== undefined) ofAuthors.set(src, picture)
  }
  const charts = issue.figureData
    .filter(({ rows }) => rows.length > 0)
    .map(async (figure) => {
      const drawing = chartSvg(typesetFigure(figure), text, brand)
      const bytes = await rasterise(drawing)
      return [figure.id, picture(`chart-${figure.id}.png`, 'image/png', bytes, drawing)] as const
    })
  return { ofAuthors, charts: new Map(await Promise.all(charts)) }
}

/** Author's names of pictures: "foto.jpg" or "images/foto.jpg", both in the images of the issue. */
function sourcesOf(issue: Issue, variant: Variant): Set<string> {
  const bodies = [issue.intro, ...variant.items.map((item) => item.body)]
  const inText = bodies.flatMap(({ tokens }) =>
    tokens
      .flatMap((token) => token.children ?? [])
      .filter((token) => token.type === 'image')
      .map((token) => String(token.attrGet('src') ?? '')),
  )
  return new Set([...variant.items.flatMap((item) => item.image?.src ?? []), ...inText])
}

/** Larger than any photograph of a phone: nobody should wait for more. */
export const PICTURE_BYTES = 25_000_000

/** The project file that an author's name stands for; undefined when it can be no file of ours. */
export function pictureFile(issueId: string, src: string): string | undefined {
  const name = decoded(src).replace(/^(\.\/)?images\//, '')
  // Only a plain file name: contributed text must not read elsewhere on this machine.
  if (name === '' || name.startsWith('.') || /[/\\:\0]/.test(name)) return undefined
  return `${NEWSLETTERS}/${issueId}/images/${name}`
}

async function readPicture(
  root: string,
  issueId: string,
  src: string,
): Promise<Picture | undefined> {
  const file = pictureFile(issueId, src)
  if (file === undefined) return undefined
  try {
    const read = await readProjectFile(root, file, PICTURE_BYTES)
    if (read.kind !== 'read') return undefined
    const { bytes } = read
    const { width, height, type, orientation } = imageSize(bytes)
    const contentType = contentTypes[type ?? '']
    if (contentType === undefined || width === 0 || height === 0) return undefined
    const clean = stripMetadata(bytes, contentType, orientation)
    // From 5 on the picture lies on its side.
    const size = (orientation ?? 1) >= 5 ? { width: height, height: width } : { width, height }
    return clean && picture(basename(file), contentType, clean, size)
  } catch {
    // A missing or damaged picture is reported by its check; here its description takes its place.
    return undefined
  }
}

function picture(
  name: string,
  contentType: InlineImage['contentType'],
  bytes: Buffer,
  size: { width: number; height: number },
): Picture {
  const shownWidth = Math.min(columnWidth, size.width)
  return {
    cid: `${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}@pictures`,
    fileName: basename(name),
    contentType,
    bytes,
    shownWidth,
    shownHeight: Math.round((size.height * shownWidth) / size.width),
  }
}

function decoded(src: string): string {
  try {
    return decodeURIComponent(src)
  } catch {
    return src
  }
}

const columnWidth = 560
const contentTypes: Record<string, InlineImage['contentType']> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
}
