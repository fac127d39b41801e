import { slugOf } from '../content/slug.ts'

/** What lies in a partner's folder, sorted by what it means for the issue. */
export type FolderFiles = {
  contributions: { name: string; slug: string }[]
  /** Second versions that a program or a person left behind; they do not count. */
  copies: string[]
  /** Files that nothing reads, such as a Word document, or a second file with the same slug. */
  unused: string[]
  /** Pictures: they belong in the folder `images` of the issue. */
  pictures: string[]
}

/**
 * Names of the files in one folder -> what to read. A name that begins with `_` or `.` is left
 * alone: an example, a draft or something of the operating system; and so is what Word keeps beside
 * a document while it is open.
 */
export function sortFiles(names: readonly string[]): FolderFiles {
  const found: FolderFiles = { contributions: [], copies: [], unused: [], pictures: [] }
  const slugs = new Set<string>()
  // Sorted, so that the same folder gives the same answer whatever the disk's own order is.
  for (const name of names.toSorted()) {
    if (isCopy(name, names)) found.copies.push(name)
    else if (isLeftAlone(name)) continue
    else if (isPicture(name)) found.pictures.push(name)
    else {
      const slug = slugOfFile(name)
      if (slug === undefined || slugs.has(slug)) found.unused.push(name)
      else {
        slugs.add(slug)
        found.contributions.push({ name, slug })
      }
    }
  }
  return found
}

/**
 * `Herken ondermijning.md` -> `herken-ondermijning`: safe in a path, an address and an anchor.
 * Undefined when it is no Markdown file, or when nothing usable is left of its name.
 */
export function slugOfFile(name: string): string | undefined {
  // Control characters in a name can only be there to deceive a screen or a terminal.
  if (/\p{Cc}|\p{Cf}/u.test(name)) return undefined
  const stem = /^(.{1,120})\.md$/i.exec(name)?.[1]
  return stem === undefined ? undefined : slugOf(stem) || undefined
}

/**
 * True for a second version beside its original: Explorer's `bericht - kopie.md`, Finder's
 * `bericht kopie 2.md`, a browser's `bericht (1).md`, OneDrive's `bericht-LAPTOP123.md`, Dropbox's
 * `bericht (Jans conflicted copy).md`. Without the original beside it
 * such a file is all there is, and then it counts.
 */
export function isCopy(name: string, names: readonly string[]): boolean {
  if (/\.md~$/i.test(name)) return true
  const stem = /^(.{1,120})\.md$/i.exec(name)?.[1]
  if (stem === undefined) return false
  const present = new Set(names.map((other) => other.toLowerCase()))
  return originals(stem).some((original) => present.has(`${original.toLowerCase()}.md`))
}

const copyEndings = [
  / ?[-–] ?(kopie|copy)( ?\(\d+\))?$/i,
  / (kopie|copy)( \d+)?$/i,
  / ?\(\d+\)$/,
  / ?\([^()]*conflict[^()]*\)$/i,
]

/** The names that `stem` could be a copy of. */
function originals(stem: string): string[] {
  const parts = stem.split('-')
  // The name of a computer: "LAPTOP123", "DESKTOP-AB12CD3", "PC0042".
  const withoutComputer = parts.slice(1).flatMap((_, index) => {
    const ending = parts.slice(index + 1).join('-')
    const isComputer = /^[A-Z][A-Z0-9-]*$/.test(ending) && /\d|^(DESKTOP|LAPTOP)/.test(ending)
    return isComputer ? [parts.slice(0, index + 1).join('-')] : []
  })
  const withoutEnding = copyEndings.map((ending) => stem.replace(ending, ''))
  return [...withoutComputer, ...withoutEnding.filter((rest) => rest !== stem && rest !== '')]
}

/** True for an example, a draft, or what the computer and its programs keep for themselves. */
export function isLeftAlone(name: string): boolean {
  const ofTheSystem = ['thumbs.db', 'desktop.ini']
  return /^(?:[._]|~\$)|\.tmp$/i.test(name) || ofTheSystem.includes(name.toLowerCase())
}

function isPicture(name: string): boolean {
  return /\.(png|jpe?g|gif|webp|avif|svg)$/i.test(name)
}
