/**
 * Importing 100,000 people into an empty database on disk, and the same file again, each in a
 * process of its own as the command does. Run with `node bench/import.ts`. Target (issue 3): within
 * 10 s, and 300 MB of memory for the process.
 */
import { execFileSync } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openStore } from '../src/store/store.ts'
import { importPeople, planImport } from '../src/subscribers/import-subscribers.ts'
import { readImport } from '../src/subscribers/read-import.ts'
import { readVocabulary } from '../src/subscribers/vocabulary.ts'

const ROWS = 100_000
const defaults = {
  basis: 'public-task',
  source: 'bench',
  evidence: undefined,
  purposes: ['newsletter'],
} as const
const [folder] = process.argv.slice(2)
await (folder === undefined ? bench() : importOnce(folder))

function bench(): void {
  const made = mkdtempSync(join(tmpdir(), 'rondbrief-bench-'))
  try {
    writeList(join(made, 'lijst.csv'))
    for (const turn of ['new', 'unchanged']) {
      const line = execFileSync(process.execPath, [import.meta.filename, made], {
        encoding: 'utf8',
      })
      print(`${turn.padEnd(10)} ${line.trim()}`)
    }
    print('target     10.0 s, 300 MB')
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}

async function importOnce(made: string): Promise<void> {
  const secret = 's'.repeat(43)
  const marks = [performance.now()]
  const mark = () => marks.push(performance.now())
  const { vocabulary } = await readVocabulary(resolve(import.meta.dirname, '..'), '2023-03-01')
  const read = await readImport(readFileSync(join(made, 'lijst.csv')), defaults, vocabulary)
  if (read.kind === 'refused' || read.people.length !== ROWS) throw new Error('not all rows read')
  mark()
  const store = await openStore(join(made, 'rondbrief.db'))
  const expected = await planImport(store, read.people, secret)
  mark()
  const run = { file_name: 'lijst.csv', file_sha256: '', basis: null, source: null, faulty: 0 }
  const { counts } = await importPeople(store, read.people, {
    secret,
    expected,
    newId: randomUUIDv7,
    run: { ...run, id: randomUUIDv7(), at: Date.now(), actor: null },
  })
  await store.close()
  mark()
  const seconds = marks.slice(1).map((at, index) => ((at - (marks[index] ?? 0)) / 1000).toFixed(1))
  const total = ((performance.now() - (marks[0] ?? 0)) / 1000).toFixed(1)
  const memory = (process.resourceUsage().maxRSS / 1024).toFixed(0)
  print(
    `${total} s (read ${seconds[0]}, plan ${seconds[1]}, write ${seconds[2]}), ${memory} MB peak: ` +
      `${counts.added} added, ${counts.unchanged} unchanged`,
  )
}

function writeList(file: string): void {
  const types = ['gemeente', 'politie', 'zorg', 'ondernemer']
  const areas = ['Rotterdam', 'Dordrecht', 'Schiedam', 'Voorne aan Zee']
  const themes = ['Privacy', '', 'Jeugd en veiligheid, Burgernet']
  const output = openSync(file, 'w')
  writeSync(output, "E-mailadres;Naam;Organisatie;Soort organisatie;Functie;Gemeente;Thema's\r\n")
  for (let n = 0; n < ROWS; n++) {
    writeSync(
      output,
      `persoon.${n}@example.org;Persoon Nummer ${n};Organisatie ${n % 500};${types[n % 4]};CISO;${areas[n % 4]};${themes[n % 3]}\r\n`,
    )
  }
  closeSync(output)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
