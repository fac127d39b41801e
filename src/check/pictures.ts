import { NEWSLETTERS } from '../issue/list-issues.ts'
import { problem, type Problem } from '../problem.ts'
import { didYouMean } from '../did-you-mean.ts'
import type { CheckInput } from './check-input.ts'
import type { PictureFile } from './picture-files.ts'

/** Shown by every mail program (mail.md, section 3). */
const shownEverywhere = ['jpg', 'png', 'gif']
/** Twice the 560 px at which mail shows a picture: sharp on the screen of a phone. */
const SHARP = 1120
/** In kilobytes of a thousand bytes: one picture, and all that travel with one mail. */
const LIMIT = 200
const TOTAL_LIMIT = 800

export function checkPictures({ issue, pictures, rendered }: CheckInput): Problem[] {
  const all = rendered.map(({ images }) => images.reduce((sum, { bytes }) => sum + bytes.length, 0))
  const kilobytes = Math.ceil(Math.max(0, ...all) / 1000)
  const heaviest = rendered
    .flatMap(({ images }) => images)
    .reduce<{ fileName: string; bytes: Buffer } | undefined>(
      (most, one) => (most !== undefined && most.bytes.length >= one.bytes.length ? most : one),
      undefined,
    )
  const values = {
    kilobytes,
    limit: TOTAL_LIMIT,
    heaviest: heaviest?.fileName ?? '',
    heaviestKilobytes: Math.ceil((heaviest?.bytes.length ?? 0) / 1000),
  }
  return [
    ...pictures.flatMap((picture) => inFile(picture, `${NEWSLETTERS}/${issue.id}/images`)),
    ...(kilobytes > TOTAL_LIMIT
      ? [problem('image/total-heavy', values, { file: issue.file })]
      : []),
  ]
}

/** `folder` is where a picture that takes its place has to go. */
function inFile({ src, place, found }: PictureFile, folder: string): Problem[] {
  switch (found.kind) {
    case 'missing':
      return [problem('image/missing', { found: src, folder, ...near(src, found.others) }, place)]
    case 'refused':
      return [{ ...found.problem, ...place }]
    case 'file': {
      if (found.type === undefined) return [problem('image/unreadable', { found: src }, place)]
      if (found.type === 'webp') return [problem('image/webp', { found: src, folder }, place)]
      if (!shownEverywhere.includes(found.type)) {
        return [problem('image/format', { found: src, type: found.type, folder }, place)]
      }
      const kilobytes = Math.ceil(found.bytes / 1000)
      const width = found.width ?? SHARP
      const values = { found: src, width, type: found.type, limit: LIMIT }
      return [
        ...(kilobytes > LIMIT ? [problem('image/heavy', { ...values, kilobytes }, place)] : []),
        ...(width < SHARP
          ? [problem('image/small', { found: src, width, limit: SHARP }, place)]
          : []),
      ]
    }
  }
}

/** How many names a message can list. */
const LISTED = 5

/** The picture that was plainly meant, or else the names of those that are there. */
function near(src: string, others: readonly string[]): { suggestion?: string; options?: string } {
  if (others.length === 0) return {}
  const wanted = src.replace(/^.*\//, '')
  const suggestion = meant(wanted, others)
  if (suggestion !== undefined) return { suggestion }
  const rest = others.length - LISTED
  const options = others.slice(0, LISTED).join(', ')
  return { options: rest > 0 ? `${options}, … (+${rest})` : options }
}

/** The same name but for its case, its marks or its ending, or with a slip in its letters. */
function meant(wanted: string, others: readonly string[]): string | undefined {
  const bare = (name: string) =>
    name
      .toLowerCase()
      .replace(/\.[a-z]+$/, '')
      .replaceAll(/[^\p{L}\p{N}]|%20/gu, '')
  const digits = (name: string) => name.replaceAll(/\D/g, '')
  const same = others.filter((name) => bare(name) === bare(wanted))
  // foto-1 is no slip of the pen for foto-2.
  const alike = others.filter((name) => digits(bare(name)) === digits(bare(wanted)))
  const found = same.length > 0 ? same.length === 1 && same[0] : didYouMean(wanted, alike)
  // Any other name needs marks around it, which its author knows better.
  return found && /^[\p{L}\p{N}._-]+$/u.test(found) ? found : undefined
}
