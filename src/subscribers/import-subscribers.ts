import type { Database, Store } from '../store/store.ts'
import type {
  ConsentRow,
  ImportRunRow,
  Purpose,
  SubscriberRow,
  SuppressionRow,
} from '../store/tables.ts'
import { emailKeys } from './address.ts'
import { decideImport, type ImportDecision } from './import-decision.ts'
import type { ImportedPerson } from './read-people.ts'
import { nextState } from './subscription.ts'
import { blankProfile } from './blank-profile.ts'

export type ImportCounts = {
  added: number
  changed: number
  unchanged: number
  staysUnsubscribed: number
}

/** Where the people come from, for the record of imports. */
export type ImportRun = Pick<
  ImportRunRow,
  'id' | 'file_name' | 'file_sha256' | 'basis' | 'source' | 'faulty' | 'at' | 'actor'
>

export type ImportOutcome =
  | { kind: 'done'; counts: ImportCounts }
  /** The list changed after `expected` was counted; nothing was written. */
  | { kind: 'list-changed'; counts: ImportCounts }

/** 500 people with 18 columns each stay far below what one statement may hold in SQLite. */
const CHUNK = 500

/** What an import would do; writes nothing. */
export async function planImport(
  store: Store,
  people: readonly ImportedPerson[],
  secret: string,
): Promise<ImportCounts> {
  const counts = none()
  for (const chunk of chunks(people)) {
    for (const { decision } of await decideChunk(store.db, chunk, secret)) count(counts, decision)
  }
  return counts
}

/**
 * Writes people, their consent and the import itself in one transaction: all of it or nothing.
 * Everything is decided again inside it, so that an unsubscription since the plan counts.
 */
export async function importPeople(
  store: Store,
  people: readonly ImportedPerson[],
  given: { secret: string; run: ImportRun; expected: ImportCounts; newId: () => string },
): Promise<ImportOutcome> {
  const { secret, run, expected, newId } = given
  const counts = none()
  try {
    await store.db.transaction().execute(async (db) => {
      for (const chunk of chunks(people)) {
        const decided = await decideChunk(db, chunk, secret)
        for (const { decision } of decided) count(counts, decision)
        await writeChunk(db, decided, { at: run.at, newId })
      }
      if (!sameCounts(counts, expected)) throw new ListChanged()
      await db
        .insertInto('import_run')
        .values({
          ...run,
          added: counts.added,
          changed: counts.changed,
          unchanged: counts.unchanged,
          kept_suppressed: counts.staysUnsubscribed,
        })
        .execute()
    })
  } catch (error) {
    if (error instanceof ListChanged) return { kind: 'list-changed', counts }
    throw error
  }
  return { kind: 'done', counts }
}

/** Thrown inside the transaction so that it is rolled back; never leaves this file. */
class ListChanged extends Error {}

type Decided = {
  person: ImportedPerson
  key: string
  existing: SubscriberRow | undefined
  decision: ImportDecision
}

async function decideChunk(
  db: Database,
  people: readonly ImportedPerson[],
  secret: string,
): Promise<Decided[]> {
  const keys = people.map(({ address }) => emailKeys(address, secret))
  const all = keys.flat()
  const existing = await db
    .selectFrom('subscriber')
    .selectAll()
    .where('email_key', 'in', all)
    .execute()
  const suppressed = await db
    .selectFrom('suppression')
    .select(['email_key', 'scope'])
    .where('email_key', 'in', all)
    .execute()
  const byKey = new Map(existing.map((row) => [row.email_key, row]))
  const suppressedBy = Map.groupBy(suppressed, ({ email_key }) => email_key)
  return people.map((person, index) => {
    const own = keys[index] ?? []
    const row = own.map((key) => byKey.get(key)).find((found) => found !== undefined)
    const scopes: Pick<SuppressionRow, 'scope'>[] = own.flatMap(
      (key) => suppressedBy.get(key) ?? [],
    )
    // A key that is already known for this address stays its key, also after a new secret.
    const key = row?.email_key ?? own.find((known) => suppressedBy.has(known)) ?? own[0] ?? ''
    return { person, key, existing: row, decision: decideImport(person, row, scopes) }
  })
}

async function writeChunk(
  db: Database,
  decided: readonly Decided[],
  { at, newId }: { at: number; newId: () => string },
): Promise<void> {
  const added: SubscriberRow[] = []
  const consents: ConsentRow[] = []
  for (const { person, key, existing, decision } of decided) {
    if (decision.kind !== 'added' && decision.kind !== 'changed') continue
    const states = statesAfter(existing, person, decision.purposes)
    const id = existing?.id ?? newId()
    if (existing === undefined) {
      added.push({
        ...blankProfile,
        id,
        email: person.address,
        email_key: key,
        ...decision.profile,
        ...states,
        created_at: at,
        changed_at: at,
      })
    } else {
      await db
        .updateTable('subscriber')
        .set({ ...decision.profile, ...states, changed_at: at })
        .where('id', '=', id)
        .execute()
    }
    for (const purpose of decision.purposes) {
      consents.push({
        id: newId(),
        subscriber_id: id,
        email_key: key,
        purpose,
        basis: person.basis,
        event: 'imported',
        source: person.source,
        evidence: person.evidence ?? null,
        text_version: null,
        occurred_at: at,
      })
    }
  }
  if (added.length > 0) await db.insertInto('subscriber').values(added).execute()
  for (const chunk of chunks(consents))
    await db
      .insertInto('consent')
      .values([...chunk])
      .execute()
}

function statesAfter(
  existing: SubscriberRow | undefined,
  { basis }: ImportedPerson,
  purposes: readonly Purpose[],
): Partial<SubscriberRow> {
  return Object.fromEntries(
    purposes.map((purpose) => [
      purpose,
      nextState(existing?.[purpose] ?? null, { event: 'imported', basis }),
    ]),
  )
}

function none(): ImportCounts {
  return { added: 0, changed: 0, unchanged: 0, staysUnsubscribed: 0 }
}

function count(counts: ImportCounts, decision: ImportDecision): void {
  if (decision.kind === 'stays-unsubscribed') counts.staysUnsubscribed++
  else counts[decision.kind]++
}

function sameCounts(a: ImportCounts, b: ImportCounts): boolean {
  return (Object.keys(a) as (keyof ImportCounts)[]).every((key) => a[key] === b[key])
}

function* chunks<T>(values: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < values.length; from += CHUNK) yield values.slice(from, from + CHUNK)
}
