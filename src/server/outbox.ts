import { open, readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import PostalMime, { type Email } from 'postal-mime'
import { isIssueId } from '../issue/issue-id.ts'
import { maskAddress } from '../subscribers/address.ts'

/** The .eml files that the `file` transport leaves in `data/outbox/<issue>/`, to read back as a reader would. */
type OutboxRow = {
  issueId: string
  name: string
  subject: string
  /** `j…@example.org`: a screen that somebody looks over your shoulder at needs no more. */
  to: string
  bytes: number
  /** Epoch milliseconds. */
  at: number
}
export type OutboxPage = { rows: OutboxRow[]; total: number; page: number; pages: number }

const PER_PAGE = 20
/** Headers fit in this; the rest of a message is not read for the list. */
const HEAD_BYTES = 16 * 1024
/** How many files are open at once in a search. */
const AT_ONCE = 64

export async function readOutbox(
  root: string,
  wanted: { issueId: string | undefined; page: number; to?: string | undefined },
): Promise<OutboxPage & { issues: string[] }> {
  const issues = (await names(folder(root))).filter(isIssueId).sort().reverse()
  const shown = wanted.issueId === undefined ? issues : issues.filter((id) => id === wanted.issueId)
  const files = (await Promise.all(shown.map((issueId) => messagesOf(root, issueId)))).flat()
  files.sort((a, b) => b.writtenAt - a.writtenAt || (a.name < b.name ? -1 : 1))
  const listed = wanted.to ? await sentTo(root, files, wanted.to) : files
  const pages = Math.max(1, Math.ceil(listed.length / PER_PAGE))
  const page = Math.min(Math.max(1, wanted.page), pages)
  const slice = listed.slice((page - 1) * PER_PAGE, page * PER_PAGE)
  const rows = await Promise.all(slice.map((file) => row(root, file)))
  return {
    rows: rows.filter((found) => found !== undefined),
    total: listed.length,
    page,
    pages,
    issues,
  }
}

export type OutboxMessage = {
  email: Email
  bytes: Buffer
  source: string
  /** The HTML part with the pictures of this message inside it. */
  html: string
}

export async function readMessage(
  root: string,
  issueId: string,
  name: string,
): Promise<OutboxMessage | undefined> {
  if (!isIssueId(issueId) || !isMessageName(name)) return undefined
  try {
    const home = await realpath(folder(root))
    const path = await realpath(join(folder(root, issueId), name))
    if (!path.startsWith(home + sep)) return undefined
    const bytes = await readFile(path)
    const email = await PostalMime.parse(bytes)
    return { email, bytes, source: bytes.toString('utf8'), html: withPictures(email) }
  } catch (error) {
    return ifGone(error)
  }
}

function withPictures({ html, attachments }: Email): string {
  return attachments.reduce((shown, { contentId, mimeType, content }) => {
    const cid = contentId?.replace(/^<|>$/g, '')
    if (!cid || typeof content === 'string') return shown
    const data = Buffer.from(content as ArrayBuffer).toString('base64')
    return shown.replaceAll(`cid:${cid}`, `data:${mimeType};base64,${data}`)
  }, html ?? '')
}

type Found = { issueId: string; name: string; bytes: number; writtenAt: number }

async function messagesOf(root: string, issueId: string): Promise<Found[]> {
  const found = await names(folder(root, issueId))
  const all = await Promise.all(
    found.filter(isMessageName).map(async (name) => {
      const stats = await stat(join(folder(root, issueId), name)).catch(ifGone)
      return stats && { issueId, name, bytes: stats.size, writtenAt: stats.mtimeMs }
    }),
  )
  return all.filter((file) => file !== undefined)
}

/** Those with `part` anywhere in the address of the recipient, in upper or lower case. */
async function sentTo(root: string, files: Found[], part: string): Promise<Found[]> {
  const wanted = part.toLowerCase()
  const found: Found[] = []
  // Some at a time: an outbox has thousands of files, a process may not have as many open.
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const some = files.slice(from, from + AT_ONCE)
    const heads = await Promise.all(some.map((file) => headOf(root, file)))
    found.push(...some.filter((_, at) => addressee(heads[at])?.toLowerCase().includes(wanted)))
  }
  return found
}

async function row(root: string, found: Found): Promise<OutboxRow | undefined> {
  const { issueId, name, bytes, writtenAt } = found
  const email = await headOf(root, found)
  if (!email) return undefined
  const written = email.date === undefined ? Number.NaN : Date.parse(email.date)
  return {
    issueId,
    name,
    subject: email.subject ?? '',
    to: maskAddress(addressee(email) ?? ''),
    bytes,
    at: Number.isNaN(written) ? writtenAt : written,
  }
}

function addressee(email: Email | undefined): string | undefined {
  return email?.to?.[0]?.address
}

/** A message without its body. */
async function headOf(root: string, { issueId, name }: Found): Promise<Email | undefined> {
  try {
    const bytes = await firstBytes(join(folder(root, issueId), name))
    const end = bytes.indexOf('\r\n\r\n')
    return await PostalMime.parse(end < 0 ? bytes : bytes.subarray(0, end + 4))
  } catch (error) {
    return ifGone(error)
  }
}

/** A file may be removed between listing and reading. */
function ifGone(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
  throw error
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function folder(root: string, ...inside: string[]): string {
  return join(root, 'data', 'outbox', ...inside)
}

/** A file name as the transport makes it: no path, nothing hidden, nothing half-written. */
function isMessageName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,150}\.eml$/.test(name)
}

async function names(path: string): Promise<string[]> {
  try {
    return await readdir(path)
  } catch (error) {
    return ifGone(error) ?? []
  }
}
