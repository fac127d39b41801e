import { createHash } from 'node:crypto'
import type { ImportRun } from './import-subscribers.ts'
import type { ImportRead } from './read-import.ts'
import type { ImportDefaults } from './read-people.ts'

/** An import for the record: which file it was, by its bytes, who read it in and on what ground. */
export function importRun(
  file: { name: string; bytes: Buffer; defaults: ImportDefaults },
  { faulty }: Pick<ImportRead, 'faulty'>,
  done: Pick<ImportRun, 'id' | 'at' | 'actor'>,
): ImportRun {
  const { name, bytes, defaults } = file
  return {
    ...done,
    file_name: name,
    file_sha256: fingerprint(bytes),
    basis: defaults.basis ?? null,
    source: defaults.source ?? null,
    faulty,
  }
}

/** SHA-256, as hex. */
export function fingerprint(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
