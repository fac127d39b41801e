import { readTerms, type Term } from './terms.ts'
import type { Problem } from '../problem.ts'

export const NETWORKS_FILE = 'subscribers/networks.yaml'

export async function readNetworks(
  root: string,
): Promise<{ networks: Term[]; problems: Problem[] }> {
  const { terms: networks, problems } = await readTerms(root, 'network', NETWORKS_FILE)
  return { networks, problems }
}
