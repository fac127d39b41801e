import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import { didYouMean } from '../did-you-mean.ts'
import { openList } from '../subscribers/open-list.ts'
import { exportSubscribers } from '../subscribers/export-subscribers.ts'
import { keepListLook } from '../subscribers/look.ts'
import { listFile, listFormats } from '../subscribers/list-file.ts'
import { readSegments } from '../subscribers/segments.ts'
import { readVocabulary } from '../subscribers/vocabulary.ts'
import { exit, type Command, type Invocation } from './command.ts'
import { openProject } from './open-project.ts'
import { lookOf } from './reason-option.ts'
import { refuse } from './refuse.ts'

/**
 * Saves the list of subscribers, as csv for Excel (formulas made harmless) or as JSON, for its
 * owner only and never over another file. Exit codes: 0 saved, 2 wrong name, segment or reason, 3
 * settings, 130 stopped, and then the half file is removed.
 */
export const exportCommand: Command = {
  name: 'export',
  arguments: ['<bestand>'],
  options: {
    segment: { type: 'string', help: (text) => text.commands.people.export.options.segment },
    reason: { type: 'string', help: (text) => text.commands.people.reason.options.reason },
  },
  async run(invocation) {
    const { root, text, json, options, positionals, print, tell } = invocation
    const words = text.commands.people.export
    const name = positionals[0] ?? ''
    const file = resolve(root, name)
    const format = listFormats.find((one) => name.toLowerCase().endsWith(`.${one}`))
    if (format === undefined)
      return refuse(invocation, exit.usage, words.wrongName(name), words.wrongNameWhatNow)
    if (existsSync(file))
      return refuse(invocation, exit.usage, words.exists(name), words.existsWhatNow)
    const look = lookOf(invocation)
    if (look === undefined) return exit.usage
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const { segments } = await readSegments(root)
    const wanted = options['segment']
    const segment = segments.find(({ id }) => id === wanted)
    if (typeof wanted === 'string' && segment === undefined) {
      const suggestion = didYouMean(
        wanted,
        segments.map(({ id }) => id),
      )
      return refuse(
        invocation,
        exit.usage,
        words.unknownSegment(wanted, suggestion),
        words.unknownSegmentWhatNow,
      )
    }
    const today = Temporal.Now.plainDateISO(opened.project.config.zone).toString()
    const { vocabulary } = await readVocabulary(root, today)
    const store = await openList(root, invocation.env)
    try {
      await keepListLook(store, look)
      const pages = exportSubscribers(store, vocabulary.areas, segment)
      const count = await write(invocation, file, listFile(pages, format, text))
      if (count === undefined) return exit.interrupted
      if (json) print(JSON.stringify({ schema: 1, ok: true, file: name, subscribers: count }))
      else print(words.done(count, name))
      tell(words.careful)
      return exit.good
    } finally {
      await store.close()
    }
  },
}

/** How many were written; undefined when it was stopped. A file that is not complete is removed. */
async function write(
  { signal }: Invocation,
  file: string,
  pieces: ReturnType<typeof listFile>,
): Promise<number | undefined> {
  const output = openSync(file, 'wx', 0o600)
  let complete = false
  try {
    let count = 0
    for await (const { piece, people } of pieces) {
      if (signal.aborted) return undefined
      writeSync(output, piece)
      count += people
    }
    complete = true
    return count
  } finally {
    closeSync(output)
    if (!complete) rmSync(file)
  }
}
