import type { Issue } from '../issue/issue.ts'
import { problem, type Place, type Problem } from '../problem.ts'
import { copiedInstructions, shownExamples } from '../text/shown-examples.ts'
import type { CheckInput } from './check-input.ts'
import { issueLinks } from './links/issue-links.ts'
import type { Passage } from './passages.ts'

/** What a message says just before what is to be filled in. */
const beginnings = [
  'en daarachter',
  'daarachter',
  'met',
  'en',
  'followed by',
  'behind it',
  'with',
  'and',
]
const languages = Object.values(shownExamples)
const sentences = languages.flatMap(({ title, alt, linkText }) => [title, alt, linkText])
const instructions = Object.values(copiedInstructions)
  .flat()
  .flatMap((one) => [one, ...beginnings.map((begin) => `${begin} ${one}`)])
  .map(folded)
const addresses = languages.map(({ address }) => address)
const hosts = languages.map(({ url }) => new URL(url).hostname)
const moments = languages.flatMap(({ date, moment }) => [date, moment])

/** What a field holds of somebody who typed what a message said, and not what it meant. */
const placeholder =
  /^(?:met |followed by |with )?(?:de |uw |the |your )?(?:titel|title|onderwerp|subject)(?: erachter)?$/i

/** Words, addresses and dates of our own messages that stayed where somebody's own were to come. */
export function checkShownExamples({ issue, passages }: Pick<CheckInput, 'issue' | 'passages'>) {
  return [...passages.flatMap(inPassage), ...inLinks(issue), ...inPlanning(issue)]
}

function inPassage(passage: Passage): Problem[] {
  const { text, kind, file } = passage
  const said = folded(text)
  const isCopied = placeholder.test(text.trim()) || instructions.includes(said)
  const found =
    kind === 'field' && file.endsWith('.md') && isCopied
      ? text.trim()
      : (sentences.find((one) => said.includes(folded(one))) ??
        addresses.find((one) => text.toLowerCase().includes(one)))
  return found === undefined ? [] : [left(found, passage.placeOf(found))]
}

function inLinks(issue: Issue): Problem[] {
  return issueLinks(issue).flatMap(({ url, found, places }) => {
    const isExample = hosts.includes(url.hostname.replace(/^www\./, ''))
    return isExample ? places.map((place) => left(found, place)) : []
  })
}

function inPlanning({ deadline, sendAt, places, file }: Issue): Problem[] {
  return Object.entries({ deadline, send_at: sendAt }).flatMap(([key, value]) =>
    value !== undefined && moments.some((one) => one === value)
      ? [left(value, places?.[key] ?? { file })]
      : [],
  )
}

function left(found: string, place: Place): Problem {
  return problem('content/example-left', { found }, place)
}

function folded(text: string): string {
  return ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
}
