import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import mjml2html from 'mjml'
import { checkExampleValues } from '../check/example-values.ts'
import { checkPublicUrl } from '../check/public-url.ts'
import { byImportance, type Problem } from '../problem.ts'
import { openTemplates } from '../render/templates.ts'
import { forKysely } from '../store/sqlite.ts'
import { databaseFile } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { secretFits } from '../subscribers/secret.ts'
import { reasonOf } from './examine-computer.ts'
import { examineBackups } from './examine-backups.ts'
import { examineLedger } from './examine-ledger.ts'
import { examineNotices } from './examine-notices.ts'
import type { Examined, Finding } from './finding.ts'

/** The project folder: settings, templates, database and secret. */
export async function examineProject(examined: Examined): Promise<Finding[]> {
  return [
    settings(examined),
    await templates(examined),
    await minify(examined),
    database(examined),
    await examineLedger(examined),
    await examineNotices(examined),
    await secret(examined),
    await examineBackups(examined),
  ]
}

function settings({ config, problems, text }: Examined): Finding {
  const words = text.commands.doctor.settings
  const found = [
    ...problems,
    ...(config === undefined
      ? []
      : [...checkExampleValues({ config }), ...checkPublicUrl({ config })]),
  ]
  return verdict('settings', found, words.good, words, { text, fault: config === undefined })
}

async function templates({ root, text }: Examined): Promise<Finding> {
  const words = text.commands.doctor.templates
  const { templates: opened, problems } = await openTemplates(root)
  return verdict('templates', problems, words.good(opened?.files.length ?? 0), words, {
    text,
    fault: opened === undefined,
  })
}

function verdict(
  subject: Finding['subject'],
  problems: readonly Problem[],
  good: string,
  words: { found(count: number): string; fix(first: string): string },
  { text, fault }: { text: Examined['text']; fault: boolean },
): Finding {
  const [first] = problems.toSorted(byImportance)
  if (first === undefined) return { subject, state: 'good', found: good }
  const { title } = text.problems[first.code](first.values)
  const place = [first.file, first.line, first.column]
    .filter((part) => part !== undefined)
    .join(':')
  return {
    subject,
    state: fault || first.severity === 'blocks' ? 'fault' : 'attention',
    found: words.found(problems.length),
    fix: words.fix([place, title].filter(Boolean).join('  ')),
  }
}

/** MJML goes on without minifying when it cannot find cssnano, and the mail grows by a quarter. */
async function minify({ text }: Examined): Promise<Finding> {
  const words = text.commands.doctor.minify
  const { html } = await mjml2html(
    '<mjml><mj-head><mj-style>.a   {   color:   #ffffff;   }</mj-style></mj-head><mj-body></mj-body></mjml>',
    { minify: true, fonts: {}, validationLevel: 'strict' },
  )
  return /\.a\{color:#fff/.test(html)
    ? { subject: 'minify', state: 'good', found: words.good }
    : { subject: 'minify', state: 'attention', found: words.inactive, fix: words.fix }
}

/** Read-only: an examination must not make a database, nor bring its tables up to date. */
function database({ root, text }: Examined): Finding {
  const words = text.commands.doctor.database
  let opened: DatabaseSync | undefined
  try {
    opened = new DatabaseSync(databaseFile(root), { readOnly: true })
    const rows = opened.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[]
    const found = rows[0]?.quick_check ?? ''
    return found === 'ok'
      ? { subject: 'database', state: 'good', found: words.good }
      : { subject: 'database', state: 'fault', found: words.damaged(found), fix: words.fix }
  } catch (error) {
    if (isAbsent(error)) return { subject: 'database', state: 'good', found: words.none }
    return {
      subject: 'database',
      state: 'fault',
      found: words.closed(reasonOf(error)),
      fix: words.fix,
    }
  } finally {
    opened?.close()
  }
}

/** SQLITE_CANTOPEN: read-only, a database that is not there is not made. */
function isAbsent(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === 14
}

async function secret({ root, config, text }: Examined): Promise<Finding> {
  const words = text.commands.doctor.secret
  const fault = (found: string, fix: string): Finding => ({
    subject: 'secret',
    state: 'fault',
    found,
    fix,
  })
  const file = join(root, 'data', 'secret')
  const given = config?.secrets.secret
  let kept: string | undefined
  try {
    kept = given ?? (await readFile(file, 'utf8')).trim()
  } catch (error) {
    const reason = reasonOf(error)
    if (reason === 'ENOENT') return { subject: 'secret', state: 'good', found: words.none }
    return fault(words.unreadable(reason), words.unreadableFix)
  }
  if (kept === '') return fault(words.empty, words.emptyFix)
  if (!(await fitsDatabase(root, kept))) return fault(words.foreign, words.foreignFix)
  if (given !== undefined) return { subject: 'secret', state: 'good', found: words.environment }
  // Windows keeps its permissions elsewhere and always says 0666 here.
  const others = process.platform === 'win32' ? 0 : (await stat(file)).mode & 0o077
  return others === 0
    ? { subject: 'secret', state: 'good', found: words.good }
    : { subject: 'secret', state: 'attention', found: words.open, fix: words.openFix }
}

/** Also true when there is no database to fit, or none that can be read: that is a finding of its own. */
async function fitsDatabase(root: string, kept: string): Promise<boolean> {
  let sqlite: DatabaseSync | undefined
  try {
    sqlite = new DatabaseSync(databaseFile(root), { readOnly: true })
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(sqlite) }) })
    return await secretFits({ db }, kept)
  } catch {
    return true
  } finally {
    if (sqlite?.isOpen === true) sqlite.close()
  }
}
