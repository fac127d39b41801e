import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import { didYouMean } from '../did-you-mean.ts'
import { openList } from '../subscribers/open-list.ts'
import { exportSubscribers, type ExportedSubscriber } from '../subscribers/export-subscribers.ts'
import { readSegments } from '../subscribers/segments.ts'
import { purposes, readVocabulary } from '../subscribers/vocabulary.ts'
import { csvLine } from '../subscribers/write-csv.ts'
import type { Text } from '../text/text.ts'
import { exit, type Command, type Invocation } from './command.ts'
import { openProject } from './open-project.ts'
import { refuse } from './refuse.ts'

/**
 * Saves the list of subscribers, as csv for Excel (formulas made harmless) or as JSON, for its
 * owner only and never over another file. Exit codes: 0 saved, 2 wrong name or segment, 3
 * settings, 130 stopped, and then the half file is removed.
 */
export const exportCommand: Command = {
  name: 'export',
  arguments: ['<bestand>'],
  options: {
    segment: { type: 'string', help: (text) => text.commands.people.export.options.segment },
  },
  async run(invocation) {
    const { root, text, json, options, positionals, print, tell } = invocation
    const words = text.commands.people.export
    const name = positionals[0] ?? ''
    const file = resolve(root, name)
    const format = /\.(csv|json)$/i.exec(name)?.[1]?.toLowerCase()
    if (format === undefined)
      return refuse(invocation, exit.usage, words.wrongName(name), words.wrongNameWhatNow)
    if (existsSync(file))
      return refuse(invocation, exit.usage, words.exists(name), words.existsWhatNow)
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
    const store = await openList(root)
    try {
      const pages = exportSubscribers(store, vocabulary.areas, segment)
      const count = await write(
        invocation,
        file,
        pages,
        format === 'csv' ? csvFormat(text) : jsonFormat,
      )
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

type Format = { begin: string; one(person: ExportedSubscriber, index: number): string; end: string }

/** How many were written; undefined when it was stopped. A file that is not complete is removed. */
async function write(
  { signal }: Invocation,
  file: string,
  pages: AsyncIterable<ExportedSubscriber[]>,
  format: Format,
): Promise<number | undefined> {
  const output = openSync(file, 'wx', 0o600)
  let complete = false
  try {
    let count = 0
    writeSync(output, format.begin)
    for await (const page of pages) {
      if (signal.aborted) return undefined
      writeSync(output, page.map((person, index) => format.one(person, count + index)).join(''))
      count += page.length
    }
    writeSync(output, format.end)
    complete = true
    return count
  } finally {
    closeSync(output)
    if (!complete) rmSync(file)
  }
}

const jsonFormat: Format = {
  begin: '[\n',
  one: (person, index) => `${index === 0 ? '' : ',\n'}${JSON.stringify(person)}`,
  end: '\n]\n',
}

function csvFormat(text: Text): Format {
  const words = text.commands.people
  const headings = Object.values(words.export.columns)
  return {
    begin: `\uFEFF${csvLine([...headings, ...purposes.map((purpose) => words.purposes[purpose])])}`,
    one: (person) =>
      csvLine([
        person.email,
        person.name ?? '',
        person.organisation ?? '',
        person.organisationType ?? '',
        person.role ?? '',
        person.area ?? '',
        person.themes.join(', '),
        person.partners.join(', '),
        person.networks.join(', '),
        person.language,
        person.receives.map((purpose) => words.purposes[purpose]).join(', '),
        ...purposes.map((purpose) => {
          const state = person.states[purpose]
          return state === undefined ? '' : words.states[state]
        }),
      ]),
    end: '',
  }
}
