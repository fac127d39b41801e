import type { Config } from '../config.ts'
import type { Issue } from '../issue/issue.ts'
import { variantFor } from '../issue/variants.ts'
import { itemName } from '../content/contribution.ts'
import { renderVariant } from '../render/render-variant.ts'
import type { Rendered } from '../render/rendered.ts'
import { openTemplates } from '../render/templates.ts'
import type { Segment } from '../subscribers/segments.ts'
import type { Text } from '../text/text.ts'
import { contentHash, listHash } from './content-hash.ts'

/** An issue with every item in it, as nobody may get it, and what tells it from any other. */
export type WholeIssue = {
  /**
   * SHA-256, as hex, over this mail, the sender, and for whom all of it is: what somebody agrees to who
   * plans it. A letter, a link or a pixel more is another, also where nobody is in the segment that gets
   * it; how many people there are and at which moment they get it does not count.
   */
  fingerprint: string
  rendered: Rendered
}

/** Undefined while no mail can be made. */
export async function wholeIssue(
  config: Config,
  text: Text,
  issue: Issue,
  segments: readonly Segment[],
): Promise<WholeIssue | undefined> {
  const { templates } = await openTemplates(config.root)
  if (templates === undefined) return undefined
  const everything = variantFor(issue, [...new Set(issue.items.flatMap((item) => item.segments))])
  // Without its moment, which only the web page repeats: it is agreed to apart.
  const timeless = { ...issue, sendAt: undefined }
  const rendered = await renderVariant(timeless, everything, {
    config,
    text,
    templates,
    sourceMarkers: false,
  })
  if (rendered.html === '') return undefined
  const { sender, list } = config
  const fingerprint = listHash([
    contentHash(rendered),
    JSON.stringify([sender.name, sender.address, sender.replyTo, list.id, list.name]),
    JSON.stringify(issue.items.map((item) => [itemName(item), item.segments])),
    JSON.stringify([issue.segments.map(({ value }) => value), issue.corrects ?? null]),
    ...conditionsOf(issue, segments),
  ])
  return { fingerprint, rendered }
}

/** As people say it to each other: `7F3A-91C2`. */
export function shortFingerprint(fingerprint: string): string {
  return `${fingerprint.slice(0, 4)}-${fingerprint.slice(4, 8)}`.toUpperCase()
}

/** Who is in each segment that this issue speaks of, not where that is written. */
function conditionsOf(issue: Issue, segments: readonly Segment[]): string[] {
  const named = new Set([
    ...issue.segments.map(({ value }) => value),
    ...issue.items.flatMap((item) => item.segments),
  ])
  return segments
    .filter(({ id }) => named.has(id))
    .map(({ id, purpose, condition }) => JSON.stringify([id, purpose, condition]))
    .toSorted()
}
