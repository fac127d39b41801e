import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'
import domainWords from './data/domain-words.json' with { type: 'json' }
import firstNames from './data/first-names.json' with { type: 'json' }
import glossary from './data/glossary.json' with { type: 'json' }
import { misspelled } from './municipality-names.ts'
import type { Passage } from './passages.ts'
import { sentencesIn } from './sentences.ts'
import type { Speller } from './speller.ts'
import { suggestWord } from './suggest-word.ts'
import { mistakenTerms, usualTerms } from './terms.ts'

/** Suggestions are made for as many words of an issue; each takes some 10 ms the first time. */
const SUGGESTIONS = 25

/**
 * Words that neither the dictionary nor the list of this field knows, once for each file. Advice
 * only: names and new compounds are unknown too. Addresses, abbreviations and names of people and
 * municipalities are left alone, and so is what another check already says how to write.
 */
export function checkSpelling({ passages, areas, config, speller }: CheckInput): Problem[] {
  if (speller === undefined || config.language !== 'nl') return []
  const ours = [...config.partners.map(({ name }) => name), config.organisation.name].flatMap(
    wordsOf,
  )
  const names = new Set(
    [...ours, ...areas.flatMap(({ name }) => wordsOf(name))].map((name) => name.toLowerCase()),
  )
  const field = [...ours, ...fieldWords]
  const seen = new Set<string>()
  let suggestions = 0
  return passages.flatMap((passage) => {
    const unknown = unknownIn(passage, speller, names)
    if (unknown.length === 0) return []
    const told = new Set(
      [
        ...mistakenTerms(passage.text),
        ...misspelled(passage.text, areas).map(({ found }) => found),
      ].flatMap(wordsOf),
    )
    const starts = new Set(sentencesIn(passage.text).map(({ text }) => wordsOf(text)[0]))
    return unknown.flatMap((found) => {
      const key = `${passage.file} ${found}`
      if (seen.has(key) || wordsOf(found).some((word) => told.has(word))) return []
      seen.add(key)
      suggestions += 1
      const { sure, near } =
        suggestions <= SUGGESTIONS ? suggestWord(found, field, speller, !starts.has(found)) : {}
      const values = { found, ...(sure && { suggestion: sure }), ...(near && { near }) }
      return [problem('spelling/unknown', values, passage.placeOf(found))]
    })
  })
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}]+/u).filter((word) => word !== '')
}

function unknownIn(passage: Passage, speller: Speller, names: ReadonlySet<string>): string[] {
  if (/lorem ipsum/i.test(passage.text)) return []
  const text = passage.text.replaceAll(notWords, (address) => ' '.repeat(address.length))
  let before = ''
  return [...text.matchAll(/\p{L}[\p{L}’'-]*/gu)].flatMap(({ 0: matched, index }) => {
    const word = matched.replace(/[’'-]+$/, '').replaceAll('’', "'")
    // "Jan Heijkoop", "Astrid de Jong": what follows a first name is a name.
    const isName = (people.has(before) && /^\p{Lu}/u.test(word)) || people.has(word)
    if (!/^(?:van|de|der|den|ten|ter|te)$/.test(word)) before = isName ? firstName : word
    if (isName || isKnown(word, speller, names)) return []
    return [text.slice(index, index + word.length)]
  })
}

/** A surname may have several parts: any word that counts as a first name. */
const people = new Set(firstNames.join(' ').split(' '))
const firstName = 'Jan'
/** Addresses, and HTML and fields of other programs: another check tells of those. */
const notWords =
  /<\/?[a-z][^<>]{0,300}>|\{\{[^{}]{1,80}\}\}|(?:https?:\/\/|www\.)\S{1,300}|\S{1,80}@\S{1,200}|[\p{L}-]{1,60}\.(?:nl|org|com|eu|net)\b/gu

function isKnown(word: string, speller: Speller, names: ReadonlySet<string>): boolean {
  if (word.length < 3 || isOwn(word, names) || speller.knows(word)) return true
  // "Ijsselmonde" has a check of its own.
  if (shortened.test(word) || word.startsWith('Ij')) return true
  // "IVP's", "HackShield", "NCTV": an abbreviation or a brand, which another check looks at.
  if (/\p{Lu}.*\p{Lu}/u.test(word.replace(/-.*$/, '')) && !word.includes('-')) return true
  const lower = word.toLowerCase()
  if (lower !== word && speller.knows(lower)) return true
  // An acute accent is also stress: "Eén", "vóór", "dé".
  const unstressed = lower.normalize('NFD').replaceAll('\u0301', '').normalize('NFC')
  if (unstressed !== lower && speller.knows(unstressed)) return true
  const parts = word.split('-')
  if (parts.length < 2) return false
  // "veiligheids-thema's": the s that joins is on the first part.
  return parts.every(
    (part) =>
      part === '' ||
      isKnown(part, speller, names) ||
      (part.endsWith('s') && isKnown(part.slice(0, -1), speller, names)),
  )
}

/** "evt.", "bijv.", "mbt": also those without a vowel, which are no words. */
const shortened =
  /^(?:[bcdfghjklmnpqrstvwxz]{3,5}|afd|afz|alg|art|aub|bijl|bijv|blz|bsn|btw|bv|ca|cao|dec|div|dhr|enz|etc|evt|evtl|excl|feb|fig|gebr|gem|ggz|hfst|hoofdst|hyp|incl|inl|ism|ivm|jan|jl|jr|kvk|max|mbo|mbt|mevr|mgr|min|mnd|mob|mvr|nov|nrs|okt|oorspr|ovv|pag|plv|prof|proj|prov|red|ref|resp|secr|sept|soc|svp|tav|tbv|tel|tgv|tov|uitg|vac|verg|vgl|vnl|vmbo|vwo|wnd|zgn|zgan|zie|zzp)$/iu

function isOwn(word: string, names: ReadonlySet<string>): boolean {
  const lower = word.toLowerCase().replace(/'?s$/, '')
  return (
    domain.has(word.toLowerCase()) ||
    domain.has(lower) ||
    names.has(lower) ||
    names.has(word.toLowerCase())
  )
}

/** Words of this field, as they are written. */
const fieldWords = [
  ...domainWords,
  ...glossary.flatMap(({ short, full }) => [short, ...wordsOf(full)]),
  ...usualTerms.flatMap(wordsOf),
]
const domain = new Set(fieldWords.map((word) => word.toLowerCase()))
