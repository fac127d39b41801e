import type { Body } from '../../content/contribution.ts'
import type { Issue } from '../../issue/issue.ts'
import type { Place } from '../../problem.ts'

/** A web address that somebody wrote, with every place where it stands. */
export type WrittenLink = { url: URL; found: string; places: Place[] }

/** The pages that an issue links to, each once however often it is used. */
export function issueLinks(issue: Issue): WrittenLink[] {
  const written = [
    ...inBody(issue.intro, issue.file),
    ...issue.items.flatMap(({ body, file, link, places }) => [
      ...inBody(body, file),
      ...(link === undefined
        ? []
        : [{ found: link.url, place: places?.['link.url'] ?? places?.['link'] ?? { file } }]),
    ]),
    ...issue.events.flatMap(({ url, file, line }) =>
      url === undefined ? [] : [{ found: url, place: { file, line } }],
    ),
    ...(issue.action === undefined
      ? []
      : [
          { found: issue.action.link.url, place: issue.places?.['action'] ?? { file: issue.file } },
        ]),
  ]
  const byPage = new Map<string, WrittenLink>()
  for (const { found, place } of written) {
    if (!/^https?:\/\//i.test(found) || !URL.canParse(found)) continue
    const url = new URL(found)
    url.hash = ''
    const link = byPage.get(url.href) ?? { url, found, places: [] }
    link.places.push(place)
    byPage.set(url.href, link)
  }
  return [...byPage.values()]
}

function inBody({ tokens }: Body, file: string): { found: string; place: Place }[] {
  return tokens
    .flatMap((token) => token.children ?? [])
    .filter(({ type }) => type === 'link_open')
    .map((token) => {
      const meta = token.meta as { line?: number; column?: number } | null
      const place: Place = { file }
      if (meta?.line !== undefined) place.line = meta.line
      if (meta?.column !== undefined) place.column = meta.column
      return { found: String(token.attrGet('href') ?? ''), place }
    })
}
