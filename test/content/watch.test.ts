import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { watchProject, type ProjectWatch } from '../../src/content/watch.ts'

let root: string
let watching: ProjectWatch | undefined
let told: string[][]

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rondbrief-watch-'))
  for (const folder of ['newsletters/2023-03/riec', 'templates', 'subscribers', 'data', '.git']) {
    mkdirSync(join(root, folder), { recursive: true })
  }
  write('rondbrief.yaml', 'language: nl')
  write('newsletters/2023-03/riec/bericht.md', 'een')
  told = []
})

afterEach(() => {
  watching?.close()
  watching = undefined
  rmSync(root, { recursive: true, force: true })
})

function write(path: string, content: string): void {
  writeFileSync(join(root, path), content)
}

async function start(watch?: Parameters<typeof watchProject>[2]): Promise<void> {
  watching = watchProject(root, (files) => void told.push(files), watch)
  await watching.ready
}

/** The files told of until nothing new came for a while, each once. */
async function files(expected: string[], withinMs = 1500): Promise<string[]> {
  const started = performance.now()
  const seen = () => [...new Set(told.flat())].sort()
  while (performance.now() - started < withinMs && seen().join() !== expected.join()) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return seen()
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const contribution = 'newsletters/2023-03/riec/bericht.md'

test('a save is told long before the next look of its own, with the path of the file', async () => {
  await start()
  const saved = performance.now()
  write(contribution, 'twee')
  expect(await files([contribution])).toEqual([contribution])
  expect(performance.now() - saved).toBeLessThan(1000)
})

test('a file that is written in many small steps is told once', async () => {
  await start()
  // On a busy machine steps may come so late that each is a save of its own: then once more.
  for (let length = 10, isSlow = true; isSlow; length += 8) {
    told = []
    const times = [performance.now()]
    for (let step = 0; step < 8; step++) {
      write(contribution, 'x'.repeat(length + step))
      await pause(10)
      times.push(performance.now())
    }
    isSlow = times.some((time, at) => time - (times[at - 1] ?? time) > 40)
    await files([contribution])
    await pause(150)
  }
  expect(told).toEqual([[contribution]])
})

test('templates, segments and settings are told of too', async () => {
  await start()
  const changed = ['rondbrief.yaml', 'subscribers/segments.yaml', 'templates/newsletter.mjml']
  for (const file of changed) write(file, 'nieuw')
  expect(await files(changed)).toEqual(changed)
})

test('an editor that writes beside the file and then renames is told as the file', async () => {
  await start()
  for (const round of ['twee', 'drie!']) {
    told = []
    write('newsletters/2023-03/riec/.bericht.md.swp', round)
    write('newsletters/2023-03/riec/bericht.md.tmp', round)
    renameSync(join(root, 'newsletters/2023-03/riec/bericht.md.tmp'), join(root, contribution))
    expect(await files([contribution])).toEqual([contribution])
  }
})

test('a new folder is watched as soon as it is there', async () => {
  await start()
  const first = 'newsletters/2023-10/pvo/een.md'
  mkdirSync(join(root, 'newsletters/2023-10/pvo'), { recursive: true })
  write(first, 'een')
  expect(await files([first])).toEqual([first])
  told = []
  const saved = performance.now()
  write(first, 'een en een half')
  expect(await files([first])).toEqual([first])
  expect(performance.now() - saved).toBeLessThan(1000)
})

test('a folder that is renamed, and one that disappears and comes back, is followed', async () => {
  await start()
  renameSync(join(root, 'newsletters/2023-03/riec'), join(root, 'newsletters/2023-03/pvo'))
  const moved = 'newsletters/2023-03/pvo/bericht.md'
  expect(await files([moved, contribution])).toEqual([moved, contribution])
  told = []
  rmSync(join(root, 'newsletters'), { recursive: true })
  expect(await files([moved])).toEqual([moved])
  told = []
  mkdirSync(join(root, 'newsletters/2023-03/riec'), { recursive: true })
  write(contribution, 'terug')
  expect(await files([contribution])).toEqual([contribution])
  told = []
  const saved = performance.now()
  write(contribution, 'en weer veranderd')
  expect(await files([contribution])).toEqual([contribution])
  expect(performance.now() - saved).toBeLessThan(1000)
})

test('a folder that makes way for another of the same name is followed', async () => {
  await start()
  renameSync(join(root, 'newsletters/2023-03'), join(root, 'newsletters/2023-02'))
  mkdirSync(join(root, 'newsletters/2023-03/riec'), { recursive: true })
  await files(['newsletters/2023-02/riec/bericht.md', contribution])
  await pause(200)
  told = []
  const saved = performance.now()
  write(contribution, 'in de nieuwe map')
  expect(await files([contribution])).toEqual([contribution])
  expect(performance.now() - saved).toBeLessThan(1000)
})

test('a save between looking at a folder and watching it is not missed', async () => {
  await start((path, options, listener) => {
    if (path.endsWith('riec')) write(contribution, 'er net tussendoor')
    return watch(path, options, listener)
  })
  const started = performance.now()
  expect(await files([contribution])).toEqual([contribution])
  expect(performance.now() - started).toBeLessThan(1000)
})

test('lock files, temporary files, the database and git are none of its business', async () => {
  await start()
  write('newsletters/2023-03/riec/~$bericht.docx', 'x')
  write('newsletters/2023-03/riec/bericht.md~', 'x')
  write('newsletters/2023-03/riec/upload.tmp', 'x')
  write('newsletters/2023-03/riec/.DS_Store', 'x')
  write('data/rondbrief.db', 'x')
  write('.git/index', 'x')
  write('aantekeningen.md', 'x')
  await pause(300)
  expect(told).toEqual([])
})

test('a link that leads in a circle does no harm', async () => {
  symlinkSync(root, join(root, 'newsletters/rond'), 'junction')
  await start()
  write(contribution, 'twee')
  expect(await files([contribution])).toEqual([contribution])
})

test('where the system refuses to watch, changes are still seen', async () => {
  await start(() => {
    throw Object.assign(new Error('no more watches'), { code: 'ENOSPC' })
  })
  write(contribution, 'twee')
  expect(await files([contribution], 1500)).toEqual([contribution])
  told = []
  write(contribution, 'drie!')
  expect(await files([contribution], 1500)).toEqual([contribution])
})

test('after close nothing is told and nothing keeps running', async () => {
  await start()
  write(contribution, 'twee')
  watching?.close()
  await pause(200)
  expect(told).toEqual([])
})
