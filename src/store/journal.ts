import { randomUUID } from 'node:crypto'
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { matchCopies } from './journal-copy.ts'
import type { Database, Store } from './store.ts'
import type { JournalRow } from './tables.ts'
import { readOrEmpty } from './read-or-empty.ts'

/**
 * What a database put back from a backup may not have forgotten, in a file beside it that only ever
 * grows: its own name, then a line for each fact. The database keeps, for every such file, how long it
 * was when the database knew everything in it; on PostgreSQL each machine has a file of its own. A fact is written here first and then committed; what stands beyond
 * that point is what this database does not know, because it is older than the file or because a
 * crash came in between.
 *
 * Call all of this inside the transaction that the fact belongs to: it holds the database's only
 * write lock, so nobody else can be adding a line.
 */
export async function addToJournal(
  { folder, secondFolder }: Store,
  db: Database,
  journal: JournalRow['journal'],
  fact: object,
): Promise<void> {
  if (folder === undefined) return
  const file = openSync(fileOf(folder, journal), 'a+', 0o600)
  try {
    if (fstatSync(file).size === 0) writeSync(file, line({ file: randomUUID() }))
    // Behind what a crash left half written, on a line of its own.
    writeSync(file, `${endsInLine(file) ? '' : '\n'}${line(fact)}`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  if (secondFolder !== undefined) matchCopies(folder, secondFolder)
  await journalIsKnown({ folder }, db, journal)
}

/** The facts that this database does not know. */
export async function unknownFacts(
  { folder }: Pick<Store, 'folder'>,
  db: Database,
  journal: JournalRow['journal'],
): Promise<unknown[]> {
  if (folder === undefined) return []
  const bytes = readOrEmpty(fileOf(folder, journal))
  const known = await db
    .selectFrom('journal')
    .selectAll()
    .where('journal', '=', journal)
    .where('file', '=', nameOf(bytes))
    .executeTakeFirst()
  // A file that it never saw is all new.
  const start = known === undefined ? firstLine(bytes).length + 1 : known.bytes
  return bytes.subarray(start).toString('utf8').split('\n').flatMap(factOf)
}

/** Everything in the file, known or not. */
export function allFacts(
  { folder }: Pick<Store, 'folder'>,
  journal: JournalRow['journal'],
): unknown[] {
  if (folder === undefined) return []
  return readOrEmpty(fileOf(folder, journal)).toString('utf8').split('\n').slice(1).flatMap(factOf)
}

/** From now on the database knows the whole file. */
export async function journalIsKnown(
  { folder }: Pick<Store, 'folder'>,
  db: Database,
  journal: JournalRow['journal'],
): Promise<void> {
  if (folder === undefined) return
  const bytes = readOrEmpty(fileOf(folder, journal))
  const row = { file: nameOf(bytes), bytes: bytes.length }
  await db
    .insertInto('journal')
    .values({ journal, ...row })
    .onConflict((conflict) => conflict.columns(['journal', 'file']).doUpdateSet(row))
    .execute()
}

function line(fact: object): string {
  return `${JSON.stringify(fact)}\n`
}

function factOf(text: string): unknown[] {
  try {
    return [JSON.parse(text)]
  } catch {
    // An empty line, or what a crash left half written: that fact was never committed.
    return []
  }
}

function nameOf(bytes: Buffer): string {
  return firstLine(bytes).toString('utf8')
}

function firstLine(bytes: Buffer): Buffer {
  const end = bytes.indexOf(NEWLINE)
  return bytes.subarray(0, end === -1 ? bytes.length : end)
}

function endsInLine(file: number): boolean {
  const last = Buffer.alloc(1)
  readSync(file, last, 0, 1, fstatSync(file).size - 1)
  return last[0] === NEWLINE
}

const NEWLINE = 0x0a

function fileOf(folder: string, journal: JournalRow['journal']): string {
  return join(folder, `${journal}.log`)
}
