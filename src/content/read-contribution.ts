import { didYouMean } from '../did-you-mean.ts'
import { problem, type Problem } from '../problem.ts'
import type { Fields } from '../yaml-fields.ts'
import { readAcceptances } from './acceptance.ts'
import { IMAGE_FILE, type Contribution, type Places } from './contribution.ts'
import { splitFrontMatter } from './front-matter.ts'
import { readLink } from './link.ts'
import { parseMarkdown } from './markdown.ts'
import { isImageFile, saysDecorative, tellsNothing } from './profile.ts'
import { rubrics } from './rubrics.ts'
import { typeset } from './typography.ts'

/** Longer items read better on the site, in words. */
const WORDS_LIMIT = 150

/**
 * One Markdown file -> a typed contribution and its problems. Without a title there is no
 * contribution; with one there always is, whatever else is wrong with it.
 */
export function readContribution(input: {
  file: string
  issueId: string
  partner: string
  slug: string
  bytes: Buffer
}): { contribution: Contribution | undefined; problems: Problem[] } {
  const { bytes, ...identity } = input
  const { file } = identity
  const { fields, body: source, bodyLine, below, problems } = splitFrontMatter(bytes, file)
  if (fields === undefined) return { contribution: undefined, problems }
  const { body, problems: inBody } = parseMarkdown(source, file, bodyLine)
  const title = fields.text('title', { required: true })
  const imageFields = fields.map('image')
  const contribution: Omit<Contribution, 'title'> = {
    ...identity,
    rubric: readRubric(fields),
    theme: fields.text('theme'),
    weight: fields.number('weight') ?? 0,
    segments: fields.texts('segments').map(({ value }) => value),
    link: readLink(fields),
    image: readImage(imageFields),
    status: fields.choice('status', ['gepland'] as const) && 'planned',
    sourceLines: sourceLines(fields),
    accepted: readAcceptances(fields),
    places: {
      ...placesOf(fields),
      ...(imageFields && { [IMAGE_FILE]: imageFields.place('src') }),
    },
    body,
  }
  fields.close()
  // What stands below the data is not missing, but misplaced.
  const own = problems.filter(({ code, values }) => {
    return code !== 'frontmatter/field-missing' || !below.includes(String(values['field']))
  })
  const found = [...own, ...inBody, ...wholeBody(contribution, bodyLine)]
  if (title === undefined) return { contribution: undefined, problems: found }
  return { contribution: { ...contribution, title: typeset(title) }, problems: found }
}

function wholeBody({ file, body }: Omit<Contribution, 'title'>, line: number): Problem[] {
  const place = { file, line, column: 1 }
  if (body.source.trim() === '') return [problem('markdown/empty', {}, place)]
  if (body.words <= WORDS_LIMIT) return []
  const values = { found: body.words, count: body.words, limit: WORDS_LIMIT }
  return [problem('content/item-long', values, place)]
}

function readRubric(fields: Fields): string | undefined {
  const rubric = fields.text('rubric')
  if (rubric === undefined || rubrics.some((known) => known === rubric)) return rubric
  const suggestion = didYouMean(rubric, rubrics)
  const values = { found: rubric, options: rubrics.join(', ') }
  fields.report(
    'frontmatter/rubric-unknown',
    { ...values, ...(suggestion !== undefined && { suggestion }) },
    'rubric',
  )
  return rubric
}

/** `image: { src, alt }`, or `decorative: true` instead of `alt` where there is nothing to describe. */
function readImage(fields: Fields | undefined): Contribution['image'] {
  if (fields === undefined) return undefined
  const src = fields.text('src', { required: true })
  const alt = fields.text('alt') ?? ''
  const decorative = (fields.flag('decorative') ?? false) || saysDecorative(alt)
  if (src === undefined) return undefined
  if (!isImageFile(src)) {
    fields.report('image/missing', { found: src, reason: 'elsewhere' }, 'src')
    return undefined
  }
  if (alt === '' && !decorative) {
    fields.report('image/alt-missing', { found: src }, fields.has('alt') ? 'alt' : 'src')
  }
  if (tellsNothing(alt)) fields.report('image/alt-filename', { found: alt }, 'alt')
  return { src, alt: decorative ? '' : typeset(alt) }
}

function sourceLines(fields: Fields): number[] {
  const lines = fields.texts('source_lines').map(({ value }) => value)
  if (lines.every((line) => /^[1-9]\d{0,8}$/.test(line))) return lines.map(Number)
  fields.wrong('source_lines', 'number')
  return []
}

function placesOf(fields: Fields): Places {
  return Object.fromEntries(fields.keys().map((key) => [key, fields.place(key)]))
}
