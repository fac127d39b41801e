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
  const prose = passagesOf(issue)
    .filter(isProse)
    .map((passage) => ({ passage, sentences: sentenceLengths(passage.text) }))
  const files = Map.groupBy(prose, ({ passage }) => passage.file)
  return {
    issue: {
      ...factsOf(prose, config),
      fleschDouma: fleschDouma(prose, true),
      fleschDoumaWithoutTerms: fleschDouma(prose, false),
    },
    items: [...files].map(([file, own]) => ({ file, ...factsOf(own, config) })),
  }
}

/** A passage with the number of words of each of its sentences. */
type Counted = { passage: Passage; sentences: number[] }

function sentenceLengths(text: string): number[] {
  return sentencesIn(text)
    .map((sentence) => countWords(sentence.text))
    .filter((words) => words > 0)
}

function factsOf(prose: readonly Counted[], config: Config): ReadingFacts {
  const lengths = prose.flatMap(({ sentences }) => sentences)
  const words = lengths.reduce((sum, length) => sum + length, 0)
  const passages = prose.map(({ passage }) => passage)
  return {
    words,
    sentences: lengths.length,
    averageSentence: lengths.length === 0 ? 0 : Math.round((words / lengths.length) * 10) / 10,
    longestSentence: lengths.reduce((longest, length) => Math.max(longest, length), 0),
    longSentences: lengths.filter((length) => length > LONG).length,
    unexplainedAbbreviations: unexplained(passages, config).length,
  }
}

function fleschDouma(prose: readonly Counted[], withTerms: boolean): number | undefined {
  const sentences = prose.reduce((sum, one) => sum + one.sentences.length, 0)
  const words = prose
    .flatMap(({ passage }) => passage.text.match(/\p{L}[\p{L}’'-]*/gu) ?? [])
    .filter((word) => withTerms || !isTerm(word))
  if (words.length < 100 || sentences === 0) return undefined
  const syllables = words.reduce((sum, word) => sum + countSyllables(word), 0)
  const score =
    206.84 - 0.77 * ((syllables / words.length) * 100) - 0.93 * (words.length / sentences)
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
