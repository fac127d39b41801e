import type { Config } from '../config.ts'
import { unfinishedIn } from '../content/unfinished-text.ts'
import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import glossary from './data/glossary.json' with { type: 'json' }
import { isProse } from './long-sentences.ts'
import type { Passage } from './passages.ts'

/**
 * Items are read alone, so each explains an abbreviation where it first uses it: "Privacy Platform
 * Eenheid Rotterdam (PPER)". Those of the partners and of every day need none.
 */
export function checkUnexplainedAbbreviations({ passages, config }: CheckInput): Problem[] {
  return unexplained(passages, config).map(({ found, full, passage }) =>
    problem(
      'readability/abbreviation',
      { found, ...(full !== undefined && { suggestion: `${full} (${found})` }) },
      passage.placeOf(found),
    ),
  )
}

type Unexplained = { found: string; full: string | undefined; passage: Passage }

/** Each abbreviation that a file uses before, or without, saying what it means. */
export function unexplained(passages: readonly Passage[], config: Config): Unexplained[] {
  const familiar = new Set([
    ...everyday,
    ...[config.organisation.short, ...config.partners.map(({ short }) => short)].flatMap((name) =>
      name.split(/[^\p{L}]+/u),
    ),
  ])
  const said = new Map<string, string>()
  const seen = new Set<string>()
  return passages.flatMap((passage) => {
    const before = said.get(passage.file) ?? ''
    said.set(passage.file, `${before} ${passage.text}`.slice(-MEMORY))
    if (!isProse(passage) || isShouted(passage.text)) return []
    const marks = unfinishedIn(passage.text)
    return [...passage.text.matchAll(short)].flatMap((match) => {
      const [found] = match
      const isMark = marks.some((mark) => {
        return mark.at <= match.index && match.index < mark.at + mark.found.length
      })
      if (isMark) return []
      const key = `${passage.file} ${found}`
      if (seen.has(key) || familiar.has(found) || /^[IVXLC]+$/.test(found)) return []
      seen.add(key)
      const entry = glossary.find((one) => one.short.toLowerCase() === found.toLowerCase())
      const upTo = `${before} ${passage.text.slice(0, match.index)}`
      const after = passage.text.slice(match.index + found.length)
      const explained =
        /\p{L}\s?\($/u.test(upTo) ||
        /^['’]?s?\s\(\p{L}/u.test(after) ||
        (entry !== undefined && upTo.toLowerCase().includes(entry.full.toLowerCase()))
      return explained ? [] : [{ found, full: entry?.full, passage }]
    })
  })
}

/** Characters of a file in which a full form is looked for. */
const MEMORY = 5000
const short = /(?<![\p{L}\p{N}.@/-])(?:\p{Lu}{2,7}|JenV|Bibob|J&V)(?=$|[\s.,;:!?)/'’…-])/gu
const everyday =
  'AVG BN BTW BV CV EHBO EU FAQ GGD GGZ GPS HBO ICT IT KVK MBO MKB NL NOS NS NV OM OV PC PDF QR SMS TV UK USA USB VMBO VN VR VS VWO WC WIFI WO WW ZZP'.split(
    ' ',
  )

function isShouted(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0
  return capitals > letters / 2
}
