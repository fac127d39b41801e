import { readTerms, type Term } from './terms.ts'
import type { Problem } from '../problem.ts'

export const THEMES_FILE = 'subscribers/themes.yaml'

export async function readThemes(root: string): Promise<{ themes: Term[]; problems: Problem[] }> {
  const { terms: themes, problems } = await readTerms(root, 'theme', THEMES_FILE)
  return { themes, problems }
}
