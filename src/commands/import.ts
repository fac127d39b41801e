import { randomUUIDv7 } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { Basis, Purpose } from '../store/tables.ts'
import type { Store } from '../store/store.ts'
import { openList } from '../subscribers/open-list.ts'
import { faultRows } from '../subscribers/fault-rows.ts'
import { faultMessage } from '../subscribers/fault-words.ts'
import { importRun } from '../subscribers/import-run.ts'
import { importPeople, planImport, type ImportCounts } from '../subscribers/import-subscribers.ts'
import { basisWord, purposeWord, type Word } from '../subscribers/import-words.ts'
import { readImport, type ImportRead } from '../subscribers/read-import.ts'
import type { ImportDefaults, ImportFault } from '../subscribers/read-people.ts'
import { secretFits, secretOf } from '../subscribers/secret.ts'
import { systemUser } from '../subscribers/system-user.ts'
import { readVocabulary } from '../subscribers/vocabulary.ts'
import { writeCsv } from '../subscribers/write-csv.ts'
import { exit, type Command, type ExitCode, type Invocation } from './command.ts'
import { openProject } from './open-project.ts'
import { importResult, printFaults, printSummary } from './print-import.ts'
import { refuse } from './refuse.ts'

/**
 * Shows what a file of subscribers would change, and changes it when that is confirmed: all of it
 * in one transaction, or nothing. Exit codes: 0 shown or imported, 1 nothing of the file can be
 * used, 2 wrong options or file name, 3 settings or secret, 130 stopped before writing.
 */
export const importCommand: Command = {
  name: 'import',
  arguments: ['<bestand>'],
  options: {
    basis: { type: 'string', help: (text) => text.commands.import.options.basis },
    source: { type: 'string', help: (text) => text.commands.import.options.source },
    evidence: { type: 'string', help: (text) => text.commands.import.options.evidence },
    purpose: { type: 'string', help: (text) => text.commands.import.options.purpose },
    sheet: { type: 'string', help: (text) => text.commands.import.options.sheet },
    faults: { type: 'string', help: (text) => text.commands.import.options.faults },
    'yes-really': { type: 'boolean', help: (text) => text.commands.import.options.yesReally },
  },
  async run(invocation) {
    const { root, text, json, now } = invocation
    const words = text.commands.import
    const defaults = defaultsOf(invocation)
    if (defaults === undefined) return exit.usage
    const faultsFile = option(invocation, 'faults')
    if (faultsFile !== undefined && existsSync(resolve(root, faultsFile))) {
      return refuse(
        invocation,
        exit.usage,
        words.faultsExists(faultsFile),
        words.faultsExistsWhatNow,
      )
    }
    const opened = await openProject(invocation)
    if (opened.kind === 'closed') return opened.code
    const file = invocation.positionals[0] ?? ''
    const bytes = readIfThere(resolve(root, file))
    if (bytes === undefined) {
      return refuse(invocation, exit.usage, words.unreadable(file), words.unreadableWhatNow)
    }
    const today = Temporal.Instant.fromEpochMilliseconds(now())
      .toZonedDateTimeISO(opened.project.config.zone)
      .toPlainDate()
      .toString()
    const { vocabulary } = await readVocabulary(root, today)
    const read = await readImport(bytes, defaults, vocabulary, option(invocation, 'sheet'))
    if (read.kind === 'refused') {
      const message = words.refused[read.reason](read)
      // A missing option is a matter of how the command was given, not of what is in the file.
      const code = read.reason.endsWith('-missing') ? exit.usage : exit.blocked
      return refuse(invocation, code, message, words.refusedWhatNow[read.reason])
    }
    const store = await openList(root, invocation.env)
    try {
      const secret = secretOf(opened.project.config)
      if (!(await secretFits(store, secret))) {
        return refuse(invocation, exit.environment, words.secretLost, words.secretLostWhatNow)
      }
      const counts = await planImport(store, read.people, secret)
      if (!json) printSummary(invocation, file, read, counts)
      if (faultsFile !== undefined && read.faults.length > 0) {
        await saveFaults(invocation, resolve(root, faultsFile), bytes, read)
        if (!json) invocation.tell(words.faultsSaved(faultsFile))
      }
      if (!json) printFaults(invocation, read)
      if (read.people.length === 0) {
        if (json) invocation.print(importResult(invocation, file, read, counts, false))
        invocation.tell(words.refused['no-usable-rows']())
        invocation.tell(text.commands.whatNow(words.refusedWhatNow['no-usable-rows']))
        return exit.blocked
      }
      return await confirmAndWrite(invocation, {
        store,
        secret,
        file,
        bytes,
        read,
        counts,
        defaults,
      })
    } finally {
      await store.close()
    }
  },
}

type Ready = {
  store: Store
  secret: string
  file: string
  bytes: Buffer
  read: ImportRead
  counts: ImportCounts
  defaults: ImportDefaults
}

async function confirmAndWrite(invocation: Invocation, ready: Ready): Promise<ExitCode> {
  const { text, json, signal, now } = invocation
  const words = text.commands.import
  const { store, secret, file, bytes, read, counts, defaults } = ready
  const confirmed = await isConfirmed(invocation)
  if (signal.aborted) return exit.interrupted
  if (!confirmed) {
    if (json) invocation.print(importResult(invocation, file, read, counts, false))
    else {
      invocation.tell(words.notYet)
      invocation.tell(text.commands.whatNow(words.notYetWhatNow))
    }
    return exit.good
  }
  const outcome = await importPeople(store, read.people, {
    secret,
    expected: counts,
    newId: randomUUIDv7,
    run: importRun({ name: basename(file), bytes, defaults }, read, {
      id: randomUUIDv7(),
      at: now(),
      actor: systemUser(),
    }),
  })
  if (outcome.kind === 'list-changed') {
    return refuse(invocation, exit.blocked, words.listChanged, words.listChangedWhatNow)
  }
  if (json) invocation.print(importResult(invocation, file, read, counts, true))
  else invocation.print(words.done(counts.added + counts.changed))
  return exit.good
}

async function isConfirmed({ options, ask, json, text }: Invocation): Promise<boolean> {
  if (options['yes-really'] === true) return true
  if (ask === undefined || json) return false
  const { askNow, yes } = text.commands.import
  return (await ask(askNow))?.trim().toLowerCase() === yes
}

/** What the options say, or undefined after telling which of them says something unknown. */
function defaultsOf(invocation: Invocation): ImportDefaults | undefined {
  const basis = wordOf<Basis>(invocation, 'basis', basisWord)
  const purposes = wordsOf<Purpose>(invocation, 'purpose', purposeWord)
  if (basis === 'unknown' || purposes === 'unknown') return undefined
  return {
    basis,
    source: option(invocation, 'source'),
    evidence: option(invocation, 'evidence'),
    purposes: purposes.length === 0 ? ['newsletter'] : purposes,
  }
}

function wordOf<T>(
  invocation: Invocation,
  name: string,
  read: (typed: string) => Word<T>,
): T | undefined | 'unknown' {
  const words = wordsOf(invocation, name, read)
  return words === 'unknown' ? words : words[0]
}

function wordsOf<T>(
  invocation: Invocation,
  name: string,
  read: (typed: string) => Word<T>,
): T[] | 'unknown' {
  const found: T[] = []
  for (const typed of (option(invocation, name) ?? '').split(',').filter((part) => part.trim())) {
    const word = read(typed.trim())
    if (word.kind === 'unknown') {
      const { tell, text } = invocation
      tell(text.commands.import.unknownChoice(name, typed.trim(), word.suggestion))
      tell(text.commands.whatNow(text.commands.askHelp('import')))
      return 'unknown'
    }
    found.push(word.value)
  }
  return found
}

function option({ options }: Invocation, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** For their owner only: they are people's addresses. */
async function saveFaults(
  invocation: Invocation,
  file: string,
  bytes: Buffer,
  read: ImportRead,
): Promise<void> {
  const { text } = invocation
  const { faultColumn } = text.commands.import
  const sheet = option(invocation, 'sheet')
  const messageOf = (fault: ImportFault) => faultMessage(fault, text)
  const rows = await faultRows(bytes, sheet, read.faults, faultColumn, messageOf)
  writeFileSync(file, writeCsv(rows), { flag: 'wx', mode: 0o600 })
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
