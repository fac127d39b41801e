import type { Config } from '../config.ts'
import type { Issue, Variant } from '../issue/issue.ts'
import { variantFor } from '../issue/variants.ts'
import { problem, type Problem } from '../problem.ts'
import type { Text } from '../text/text.ts'
import { contextOf } from './context.ts'
import { lostExpressions } from './expressions.ts'
import { mailView } from './mail-view.ts'
import { mjmlProblems } from './mjml-problems.ts'
import { loadPictures, type Pictures } from './pictures.ts'
import { plainText } from './plain-text.ts'
import { restoreInHtml } from './protect.ts'
import type { InlineImage, Rendered } from './rendered.ts'
import { TemplateError, type Templates } from './templates.ts'
import { webPage } from './web-page.ts'

/**
 * One variant of an issue as mail and plain text, and the web page of the issue. Whatever fails in a template is a
 * problem, and what did not depend on it is still there. `sourceMarkers` adds `data-source` for the
 * preview; without those the preview is the mail that is sent.
 */
export async function renderVariant(
  issue: Issue,
  variant: Variant,
  settings: { config: Config; text: Text; templates: Templates; sourceMarkers?: boolean },
): Promise<Rendered> {
  const { config, text, templates, sourceMarkers = false } = settings
  const context = contextOf(issue, variant, { config, text })
  const pictures = await loadPictures(issue, variant, {
    config,
    text,
    brand: context.brand,
  })
  const problems: Problem[] = []
  const html = await orProblems(problems, async () => {
    const mjml = templates.mail(mailView(context, pictures, templates, sourceMarkers))
    return toHtml(mjml, templates, problems)
  })
  // The page is for everybody, so it holds what everybody may read: no item for certain segments.
  const open = contextOf(issue, variantFor(issue, []), { config, text })
  const web = await orProblems(problems, async () => webPage(open, pictures, templates))
  return {
    variantKey: variant.key,
    subject: issue.subject,
    preheader: issue.preheader,
    html,
    text: plainText(context),
    web,
    images: imagesOf(pictures),
    problems,
  }
}

/** MJML as minified HTML; what MJML finds wrong is added to `problems`, and then it is empty. */
export async function toHtml(
  mjml: string,
  templates: Templates,
  problems: Problem[],
): Promise<string> {
  // Loading MJML takes as long as ten renders, and not every command renders.
  const { default: mjml2html } = await import('mjml')
  try {
    const { html } = await mjml2html(mjml, mjmlSettings)
    for (const expression of lostExpressions(mjml, html)) {
      problems.push(problem('template/expression-lost', { expression, found: expression }))
    }
    if (!isMinified(html)) problems.push(problem('template/minify-inactive'))
    return restoreInHtml(html)
  } catch (error) {
    const found = mjmlProblems(error, mjml, templates.files)
    if (found.length === 0) throw error
    problems.push(...found)
    return ''
  }
}

/**
 * `fonts: {}` because the defaults ask Google; comments and includes could bring in anything. A mail
 * holds no SVG, so what would minify one need not be there.
 */
const mjmlSettings = {
  validationLevel: 'strict',
  fonts: {},
  keepComments: false,
  minify: true,
  // `@types/mjml` does not know the options of htmlnano, which does the work.
  minifyOptions: { minifySvg: false } as object,
  ignoreIncludes: true,
} as const

/**
 * MJML minifies CSS only where it can find cssnano, and otherwise goes on with no more than a line
 * on the console. Style sheets that were minified hold no line ends.
 */
function isMinified(html: string): boolean {
  return [...html.matchAll(/<style[^>]*>([^<]*)<\/style>/g)].every(
    ([, css = '']) => !/\n\s/.test(css.trim()),
  )
}

/** The mail refers to each picture once or more; the same bytes travel once. */
function imagesOf({ ofAuthors, charts }: Pictures): InlineImage[] {
  const all = [...ofAuthors.values(), ...charts.values()]
  const byCid = new Map(all.map((picture) => [picture.cid, picture]))
  return [...byCid.values()].map(({ cid, fileName, contentType, bytes }) => ({
    cid,
    fileName,
    contentType,
    bytes,
  }))
}

async function orProblems(problems: Problem[], make: () => Promise<string>): Promise<string> {
  try {
    return await make()
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    problems.push(error.problem)
    return ''
  }
}
