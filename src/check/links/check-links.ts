import { setTimeout as wait } from 'node:timers/promises'
import type { Config } from '../../config.ts'
import type { Issue } from '../../issue/issue.ts'
import { problem, type Problem } from '../../problem.ts'
import { askLink, type LinkAnswer } from './ask-link.ts'
import { guardedAgent, internet, type Network } from './guarded-agent.ts'
import { issueLinks, type WrittenLink } from './issue-links.ts'

export type LinkLimits = {
  /** For one answer. */
  answerMs: number
  /** Between two questions to one host. */
  pauseMs: number
  /** Hosts asked at the same time. */
  hosts: number
  /** For all links of an issue together; what is left then is not known. */
  totalMs: number
}

/** Slow enough to be no burden to the smallest municipality's site. */
const politely: LinkLimits = { answerMs: 10_000, pauseMs: 500, hosts: 6, totalMs: 90_000 }

/**
 * Asks every page that an issue links to whether it is there: on request only, since it tells sites
 * that somebody is writing about them. Pages of our own host are never asked: a link there may be
 * a reader's own, and asking it could act for that reader.
 */
export async function checkLinks(
  issue: Issue,
  config: Pick<Config, 'publicUrl'>,
  given: {
    network?: Network
    limits?: LinkLimits
    signal?: AbortSignal
    /** After each page, with how many there are. */
    onProgress?: (progress: { done: number; total: number }) => void
  } = {},
): Promise<Problem[]> {
  const { network = internet, limits = politely } = given
  const isOurs = ownPages(config.publicUrl)
  const signals = [AbortSignal.timeout(limits.totalMs), ...(given.signal ? [given.signal] : [])]
  const signal = AbortSignal.any(signals)
  const dispatcher = guardedAgent(network, limits.answerMs)
  const links = issueLinks(issue).filter(({ url }) => !isOurs(url))
  const queues = [...Map.groupBy(links, ({ url }) => url.host).values()]
  const found: Problem[] = []
  let done = 0
  const worker = async () => {
    for (let queue = queues.shift(); queue !== undefined; queue = queues.shift()) {
      for (const [at, link] of queue.entries()) {
        if (at > 0) await wait(limits.pauseMs, undefined, { signal }).catch(() => undefined)
        const answer: LinkAnswer = signal.aborted
          ? { kind: 'unsure', reason: 'time' }
          : await askLink(link.url, { dispatcher, signal, isOurs })
        found.push(...problemsOf(link, answer))
        done += 1
        given.onProgress?.({ done, total: links.length })
      }
    }
  }
  try {
    await Promise.all(Array.from({ length: limits.hosts }, worker))
  } finally {
    await dispatcher.destroy()
  }
  return found
}

/** What is of our own host: on whichever port, and also where its name ends in the dot of the root. */
export function ownPages(publicUrl: string): (url: URL) => boolean {
  const nameOf = (url: URL) => url.hostname.replace(/\.$/, '')
  const ours = URL.canParse(publicUrl) ? nameOf(new URL(publicUrl)) : undefined
  return (url) => nameOf(url) === ours
}

function problemsOf({ found, places }: WrittenLink, answer: LinkAnswer): Problem[] {
  if (answer.kind === 'works') return []
  const code = answer.kind === 'dead' ? 'link/dead' : 'link/unsure'
  return places.map((place) => problem(code, { found, reason: answer.reason }, place))
}
