import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axeCore from 'axe-core'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What keeps somebody out, and how far the page scrolls sideways when it does. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { scrollWidth, clientWidth } = document.documentElement
    const sideways = scrollWidth > clientWidth ? [`sideways: ${scrollWidth - clientWidth}`] : []
    const results: AxeResults = await (window as unknown as { axe: typeof axeCore }).axe.run()
    return [...sideways, ...results.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)]
  })
}
