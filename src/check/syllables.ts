/**
 * Syllables of a Dutch word, counted as groups of vowels: "vei-lig-heid" has three. A diaeresis
 * begins a new one, and so does the second of two vowels that Dutch says apart ("ra-di-o"). Words
 * from English that end in a silent e are in the list. An abbreviation is spelled out.
 */
export function countSyllables(word: string): number {
  if (/^\p{Lu}{2,}$/u.test(word)) return word.length
  const lower = word.toLowerCase().normalize('NFC')
  const exception = exceptions.get(lower)
  if (exception !== undefined) return exception
  const apart = lower
    .replaceAll(/([aeiou])([ëïöü])/g, '$1-$2')
    .replaceAll(/(i)(o|a(?!a))|(e)(o|a(?!u))|(u)(a(?!a)|o)/g, '$1$3$5-$2$4$6')
    .replaceAll('ij', '-y-')
  return Math.max(1, apart.match(/[aeiouyáàâäéèêëíìîïóòôöúùûü]+/g)?.length ?? 0)
}

const exceptions = new Map<string, number>([
  ['online', 2],
  ['offline', 2],
  ['website', 2],
  ['websites', 2],
  ['team', 1],
  ['teams', 1],
  ['cybercrime', 3],
  ['app', 1],
  ['e-mail', 2],
  ['social', 2],
  ['media', 3],
  ['smartphone', 2],
])
