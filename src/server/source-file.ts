import { createHash } from 'node:crypto'
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { CONFIG_FILE } from '../config.ts'
import { textAsMeant } from '../content/source-text.ts'

/**
 * One file of the project in the editor. Its bytes are the truth: what the author did not touch
 * comes back byte for byte, with its own line ends and byte order mark.
 */
export type SourceFile = {
  file: string
  /** As the editor shows it: \n line ends, no byte order mark. */
  text: string
  /** SHA-256 of the bytes on disk: which version somebody is looking at. */
  version: string
  editable: boolean
}

export type Opened =
  | { kind: 'ok'; source: SourceFile }
  /** `not-text`: with a NUL; a browser would damage it. */
  | { kind: 'refused'; why: 'outside' | 'not-found' | 'not-text' | 'too-large' }

/** Twice the limit for a contribution, so that one that is too large can be opened and made shorter. */
export const LARGEST = 256 * 1024

export function openSource(root: string, file: string): Opened {
  const path = pathInside(root, file)
  if (path === undefined) return { kind: 'refused', why: 'outside' }
  const bytes = read(path)
  if (bytes === undefined) return { kind: 'refused', why: 'not-found' }
  if (bytes.length > LARGEST) return { kind: 'refused', why: 'too-large' }
  const raw = textAsMeant(bytes)
  if (raw === undefined) return { kind: 'refused', why: 'not-text' }
  const text = raw.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
  return {
    kind: 'ok',
    source: { file, text, version: versionOf(bytes), editable: isEditable(file) },
  }
}

/**
 * The real path of a project file, or undefined. Only plain forward-slash paths: no `..`, no drive,
 * no UNC, nothing that Windows reads differently than we do; and no symlink that leads outside.
 */
export function pathInside(root: string, file: string): string | undefined {
  const parts = file.split('/')
  if (!canOpen(file)) return undefined
  try {
    const realRoot = realpathSync(root)
    const real = realpathSync(join(realRoot, ...parts))
    // Where it really leads must be a file that may be shown too: a link to data/ is inside as well.
    const inside = real.startsWith(realRoot + sep)
    return inside && isShown(relative(realRoot, real).replaceAll(sep, '/')) && isFile(real)
      ? real
      : undefined
  } catch {
    // A file that does not exist is inside as long as its name is: opening it then says not found.
    return join(root, ...parts)
  }
}

function isFile(path: string): boolean {
  return statSync(path).isFile()
}

/** A part of a path that means the same on every system. */
function isPlainName(part: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what it keeps out
  return part !== '' && !/^\.|[\u0000-\u001f\\:*?"<>|]|[. ]$/.test(part)
}

const editable = [
  /^newsletters\/[^/]+\/issue\.md$/,
  /^newsletters\/[^/]+\/[^/]+\/[^/]+\.md$/,
  /^newsletters\/(?:agenda|series)\.yaml$/,
  /^newsletters\/figures\/[^/]+\.yaml$/,
  /^subscribers\/(?:segments|themes|networks)\.yaml$/,
]
/** Places a problem may lead to, but that take more than a text box to change safely. */
const readOnly = [
  /^templates\/(?:[^/]+\/)*[^/]+\.(?:mjml|hbs|txt|html|css)$/,
  /^subscribers\/areas\.csv$/,
]

/** Whether a link to this file can lead anywhere. */
export function canOpen(file: string): boolean {
  return file.split('/').every(isPlainName) && isShown(file)
}

function isEditable(file: string): boolean {
  return file === CONFIG_FILE || editable.some((pattern) => pattern.test(file))
}

function isShown(file: string): boolean {
  return isEditable(file) || readOnly.some((pattern) => pattern.test(file))
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

export function versionOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
