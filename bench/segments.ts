/**
 * Counting every segment of the project, showing all of them and one of them, finding the audience of
 * an issue and erasing one person, among 1,000,000 invented subscribers in a database on disk. Run with `node bench/segments.ts`;
 * filling it takes most of the time. Targets (issue 3): all counts within 1 s, erasing within 50 ms.
 */
import { randomUUIDv7 } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openStore, type SqliteStore } from '../src/store/store.ts'
import { emailKey } from '../src/subscribers/address.ts'
import { audience } from '../src/subscribers/audience.ts'
import { eraseSubscriber } from '../src/subscribers/erase-subscriber.ts'
import { segmentCounts } from '../src/subscribers/segment-counts.ts'
import { segmentOverview } from '../src/subscribers/segment-overview.ts'
import { segmentPreview } from '../src/subscribers/segment-preview.ts'
import { readSegments } from '../src/subscribers/segments.ts'
import { organisationTypes, readVocabulary, roles } from '../src/subscribers/vocabulary.ts'

const PEOPLE = 1_000_000
const SECRET = 's'.repeat(43)
const project = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'rondbrief-bench-'))
const store = await openStore(join(folder, 'rondbrief.db'))
try {
  await fill(store)
  const { segments } = await readSegments(project)
  for (const turn of ['first', 'again']) {
    const start = clocks()
    const counts = await segmentCounts(store, segments)
    print(`${turn} count of ${segments.length} segments  ${shown(start)}, target 1.00 s`)
    if (turn === 'again') for (const [id, count] of counts) print(`  ${id.padEnd(24)} ${count}`)
  }
  const overviewing = clocks()
  const { overlap } = await segmentOverview(store, segments)
  print(`counts, overlap of ${overlap.length} and who falls out  ${shown(overviewing)}`)
  const previewing = clocks()
  const [first] = segments
  if (first !== undefined) await segmentPreview(store, segments, first)
  print(`one segment before it is used  ${shown(previewing)}`)
  const asked = clocks()
  const everyone = { purpose: 'newsletter', segmentIds: ['nieuwsbrief-alle'] } as const
  const { count, excluded } = await audience(store, segments, everyone)
  print(`audience of ${count}, ${JSON.stringify(excluded)}  ${shown(asked)}`)
  print(`memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB peak`)
  const erasing = performance.now()
  const given = { secret: SECRET, reason: 'bench', at: 1, newId: randomUUIDv7 }
  const { profiles } = await eraseSubscriber(store, `persoon.${PEOPLE / 2}@example.org`, given)
  const took = (performance.now() - erasing).toFixed(1)
  print(`erasing ${profiles} person  ${took} ms, target 50 ms`)
} finally {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
}

/** Spread over all that there is, which a real list is not: half without choices, 2 in 100 suppressed. */
async function fill({ sqlite }: SqliteStore): Promise<void> {
  const { vocabulary } = await readVocabulary(project, '2023-03-01')
  const areas = vocabulary.areas.map(({ code }) => code)
  const themes = vocabulary.themes.map(({ id }) => id)
  const random = sequence(2023)
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T
  sqlite.exec('begin')
  const insert = sqlite.prepare(`insert into subscriber (id, email, email_key, name, organisation,
    organisation_type, role, area, language, choices, newsletter, invitations, press, consultation,
    created_at, changed_at) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`)
  const suppress = sqlite.prepare("insert into suppression values (?, 'all', 'complaint', 1)")
  for (let n = 0; n < PEOPLE; n++) {
    const key = emailKey(`persoon.${n}@example.org`, SECRET)
    const chosen = new Set(random() < 0.5 ? [] : [pick(themes), pick(themes)])
    const choices = [' ', ...[...chosen].toSorted().map((id) => `theme:${id} `)].join('')
    const role = random() < 0.5 ? null : pick(roles)
    // Who complained gets nothing, and their state says so too.
    const isEnded = n % 50 === 0
    const state = (found: string | null) => (isEnded && found !== null ? 'withdrawn' : found)
    insert.run(
      `id-${n}`,
      `persoon.${n}@example.org`,
      key,
      `Persoon ${n}`,
      `Organisatie ${n % 500}`,
      pick(organisationTypes),
      role,
      pick(areas),
      'nl',
      choices,
      state(pick(['confirmed', 'active', 'active', 'withdrawn'])),
      state(pick([null, 'confirmed'])),
      state(random() < 0.05 ? 'confirmed' : null),
      state(random() < 0.05 ? 'active' : null),
      1,
      1,
    )
    if (isEnded) suppress.run(key)
  }
  sqlite.exec('commit')
}

/** Mulberry32: the same people every time. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

type Clocks = { wall: number; processor: number }

function clocks(): Clocks {
  const { user, system } = process.cpuUsage()
  return { wall: performance.now() / 1000, processor: (user + system) / 1e6 }
}

/** Time of the processor too, which others on the machine stretch less. */
function shown(start: Clocks): string {
  const now = clocks()
  const [wall, processor] = [now.wall - start.wall, now.processor - start.processor]
  return `${wall.toFixed(2)} s, ${processor.toFixed(2)} s of processor`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
