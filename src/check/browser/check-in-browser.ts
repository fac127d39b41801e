import type { Browser, Page } from 'playwright-core'
import type { Config } from '../../config.ts'
import type { Problem } from '../../problem.ts'
import { compileFill } from '../../render/fill.ts'
import type { Rendered } from '../../render/rendered.ts'
import { longestFields } from '../filled-mail.ts'
import { isSafePublicUrl } from '../public-url.ts'
import {
  clippedProblems,
  contrastProblems,
  overflowProblems,
  targetProblems,
  wordlessProblems,
  type Shown,
} from './measured-problems.ts'
import { doubleText, measureOverflow, measureTargets, removePictures } from './page-measures.ts'
import { measureClipped, measureTexts, measureWordlessLinks } from './text-measures.ts'

/** In CSS px (mail.md, section 3): the narrowest phone, two usual ones, and the mail's own width. */
const WIDTHS = [600, 390, 360, 320]
const PHONE = 360

/**
 * Measures each mail and the web page in a real browser: colours, width and what a thumb must hit.
 * The page runs no script and asks no network.
 */
export async function checkInBrowser(
  browser: Browser,
  variants: readonly Rendered[],
  config: Config,
): Promise<Problem[]> {
  const context = await browser.newContext({ javaScriptEnabled: false, colorScheme: 'light' })
  try {
    await context.route('**/*', (route) => route.abort())
    const page = await context.newPage()
    const found: Problem[] = []
    for (const [html, shown] of documents(variants, config)) {
      found.push(...(await measure(page, html, shown)))
    }
    return distinct(found)
  } finally {
    await context.close()
  }
}

async function measure(page: Page, html: string, shown: Shown): Promise<Problem[]> {
  const found: Problem[] = []
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setContent(html)
  const width = async (wanted: number) => page.setViewportSize({ width: wanted, height: 800 })
  const overflow = async (wanted: number, situation: 'plain' | 'images-off' | 'text-200') =>
    found.push(...overflowProblems(await page.evaluate(measureOverflow), shown, wanted, situation))
  for (const wanted of WIDTHS) {
    await width(wanted)
    await overflow(wanted, 'plain')
  }
  await width(PHONE)
  found.push(...targetProblems(await page.evaluate(measureTargets), shown))
  found.push(...wordlessProblems(await page.evaluate(measureWordlessLinks), shown))
  const clipped = await page.evaluate(measureClipped)
  const light = await page.evaluate(measureTexts)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await page.evaluate(measureTexts)
  found.push(
    ...contrastProblems(light, shown, 'light'),
    ...contrastProblems(dark, shown, 'dark'),
    // A web page is shown by a browser, and none of those turns colours around.
    ...(shown === 'mail' ? contrastProblems(light, shown, 'inverted') : []),
  )
  await page.evaluate(removePictures)
  await overflow(PHONE, 'images-off')
  await page.setContent(html)
  await page.evaluate(doubleText)
  await overflow(PHONE, 'text-200')
  found.push(...clippedProblems(clipped, await page.evaluate(measureClipped), shown))
  return found
}

function documents(variants: readonly Rendered[], config: Config): [string, Shown][] {
  const whole = isSafePublicUrl(config) ? variants.filter(({ html }) => html !== '') : []
  return [
    ...whole.map((rendered): [string, Shown] => {
      const { html } = compileFill(rendered)(longestFields(config))
      return [withPictures(html, rendered, (image) => `cid:${image.cid}`), 'mail']
    }),
    ...variants
      .filter(({ web }) => web !== '')
      .map((rendered): [string, Shown] => [
        withPictures(
          rendered.web,
          rendered,
          (image) => `images/${encodeURIComponent(image.fileName)}`,
        ),
        'web',
      ]),
  ]
}

/** With the pictures inside the document, so that the page has nothing to fetch. */
function withPictures(
  html: string,
  { images }: Rendered,
  nameOf: (image: Rendered['images'][number]) => string,
): string {
  return images.reduce(
    (all, image) =>
      all.replaceAll(
        `"${nameOf(image)}"`,
        `"data:${image.contentType};base64,${image.bytes.toString('base64')}"`,
      ),
    html,
  )
}

/** Variants share most of what they show. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((found) => [JSON.stringify(found), found])).values()]
}
