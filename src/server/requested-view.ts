import { ownPages } from '../check/links/check-links.ts'
import { issueLinks } from '../check/links/issue-links.ts'
import type { Inspection } from '../check/inspect-issue.ts'
import type { Config } from '../config.ts'
import type { Problem } from '../problem.ts'
import { versionOf } from './mail-version.ts'
import {
  requestedKinds,
  type RequestedChecks,
  type RequestedKind,
  type RequestedState,
} from './requested-checks.ts'

/** The checks that somebody may ask for, as the page of an issue shows them. */
export type RequestedView = {
  checks: {
    kind: RequestedKind
    state: RequestedState | undefined
    isOld: boolean
    /** False where this computer has no browser: the page says so instead of its button. */
    isPossible: boolean
  }[]
  /** Pages that would be asked, of so many sites. */
  links: number
  sites: number
  /** Of what was written since the links were asked. */
  unasked: number
  problems: Problem[]
}

export function requestedView(
  requested: RequestedChecks,
  inspection: Inspection,
  { publicUrl }: Pick<Config, 'publicUrl'>,
): RequestedView {
  const { issueId, issue } = inspection
  const isOurs = ownPages(publicUrl)
  const links = (issue === undefined ? [] : issueLinks(issue)).filter(({ url }) => !isOurs(url))
  const states = requestedKinds
    .map((kind) => ({
      kind,
      state: requested.stateOf(issueId, kind),
      isPossible: requested.isPossible(kind),
    }))
    // Who manages the computer knows whether to have SpamAssassin; who writes has no need to hear of it.
    .filter(({ kind, isPossible }) => isPossible || kind !== 'spam')
  const isAnyDone = states.some(({ state }) => state?.kind === 'done')
  const version = isAnyDone ? versionOf(inspection) : undefined
  const checks = states.map((one) => ({
    ...one,
    isOld: one.state?.kind === 'done' && one.state.version !== version,
  }))
  const asked = checks.find(({ kind }) => kind === 'links')?.state
  return {
    checks,
    links: links.length,
    sites: new Set(links.map(({ url }) => url.host)).size,
    unasked:
      asked?.kind === 'done' ? links.filter(({ url }) => !asked.asked.has(url.href)).length : 0,
    problems: requested.problemsOf(inspection),
  }
}
