import { createHash } from 'node:crypto'
import type { ImportRun } from './import-subscribers.ts'
import type { ImportRead } from './read-import.ts'
import type { ImportDefaults } from './read-people.ts'

/** An import for the record: which file it was, by its bytes, and on what ground it was read. */
export function importRun(
  file: { name: string; bytes: Buffer; defaults: ImportDefaults },
  { faulty }: Pick<ImportRead, 'faulty'>,
  { id, at }: Pick<ImportRun, 'id' | 'at'>,
): ImportRun {
  const { name, bytes, defaults } = file
  return {
    id,
    file_name: name,
    file_sha256: fingerprint(bytes),
    basis: defaults.basis ?? null,
    source: defaults.source ?? null,
    faulty,
    at,
  }
}

/** SHA-256, as hex. */
export function fingerprint(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
