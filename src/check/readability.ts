import type { Config } from '../config.ts'
import type { Issue } from '../issue/issue.ts'
import domainWords from './data/domain-words.json' with { type: 'json' }
import glossary from './data/glossary.json' with { type: 'json' }
import { isProse, LONG } from './long-sentences.ts'
import { passagesOf, type Passage } from './passages.ts'
import { countWords, sentencesIn } from './sentences.ts'
import { countSyllables } from './syllables.ts'
import { unexplained } from './unexplained-abbreviations.ts'

/** What can be counted in a text. It says nothing of who can read it, and blocks nothing. */
export type ReadingFacts = {
  words: number
  sentences: number
  /** Words. */
  averageSentence: number
  longestSentence: number
  /** Sentences over twenty words. */
  longSentences: number
  unexplainedAbbreviations: number
}

export type Readability = {
  issue: ReadingFacts & {
    /**
     * Flesch-Douma, 206.84 - 0.77 x (syllables per 100 words) - 0.93 x (words per sentence), over all
     * texts together; 60 to 70 counts as normal. Undefined for less than 100 words: one name would
     * decide it.
     */
    fleschDouma: number | undefined
    /** The same without abbreviations and the terms of this field, which no author can avoid. */
    fleschDoumaWithoutTerms: number | undefined
  }
  items: (ReadingFacts & { file: string })[]
}

export function readabilityOf(issue: Issue, config: Config): Readability {
  const prose = passagesOf(issue).filter(isProse)
  const files = [...new Set(prose.map(({ file }) => file))]
  const fleschFor = (terms: boolean) =>
    fleschDouma(
      prose.map(({ text }) => text),
      terms,
    )
  return {
    issue: {
      ...factsOf(prose, config),
      fleschDouma: fleschFor(true),
      fleschDoumaWithoutTerms: fleschFor(false),
    },
    items: files.map((file) => ({
      file,
      ...factsOf(
        prose.filter((passage) => passage.file === file),
        config,
      ),
    })),
  }
}

function factsOf(prose: readonly Passage[], config: Config): ReadingFacts {
  const lengths = prose.flatMap(({ text }) =>
    sentencesIn(text)
      .map((sentence) => countWords(sentence.text))
      .filter((words) => words > 0),
  )
  const words = lengths.reduce((sum, length) => sum + length, 0)
  return {
    words,
    sentences: lengths.length,
    averageSentence: lengths.length === 0 ? 0 : Math.round((words / lengths.length) * 10) / 10,
    longestSentence: lengths.reduce((longest, length) => Math.max(longest, length), 0),
    longSentences: lengths.filter((length) => length > LONG).length,
    unexplainedAbbreviations: unexplained(prose, config).length,
  }
}

function fleschDouma(texts: readonly string[], withTerms: boolean): number | undefined {
  const sentences = texts
    .flatMap((text) => sentencesIn(text))
    .filter(({ text }) => countWords(text) > 0)
  const words = texts
    .flatMap((text) => text.match(/\p{L}[\p{L}’'-]*/gu) ?? [])
    .filter((word) => withTerms || !isTerm(word))
  if (words.length < 100 || sentences.length === 0) return undefined
  const syllables = words.reduce((sum, word) => sum + countSyllables(word), 0)
  const score =
    206.84 - 0.77 * ((syllables / words.length) * 100) - 0.93 * (words.length / sentences.length)
  return Math.round(score)
}

function isTerm(word: string): boolean {
  return /^\p{Lu}{2,}$/u.test(word) || terms.has(word.toLowerCase())
}

const terms = new Set(
  [...domainWords, ...glossary.flatMap(({ full }) => full.split(/[^\p{L}]+/u))]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 5),
)
