import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import mjml2html from 'mjml'
import { checkExampleValues } from '../check/example-values.ts'
import { checkPublicUrl } from '../check/public-url.ts'
import { byImportance, type Problem } from '../problem.ts'
import { openTemplates } from '../render/templates.ts'
import { databaseUrl } from '../store/open-database.ts'
import { openForReading, type Readable } from '../store/open-for-reading.ts'
import { secretFits } from '../subscribers/secret.ts'
import { reasonOf } from './examine-computer.ts'
import { examineBackups } from './examine-backups.ts'
import { examineLedger } from './examine-ledger.ts'
import { examineNotices } from './examine-notices.ts'
import type { Examined, Finding } from './finding.ts'
import { storageMessage } from './storage-message.ts'

/** The project folder: settings, templates, database and secret. */
export async function examineProject(examined: Examined): Promise<Finding[]> {
  return [
    settings(examined),
    await templates(examined),
    await minify(examined),
    await database(examined),
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

async function database({ root, env, text }: Examined): Promise<Finding> {
  const words = text.commands.doctor.database
  let opened: Readable | undefined
  try {
    opened = await openForReading(root, env)
    if (opened.kind === 'postgres') {
      const { rows } = await sql<{ server_version: string }>`show server_version`.execute(opened.db)
      const version = rows[0]?.server_version.split(' ')[0] ?? ''
      return { subject: 'database', state: 'good', found: words.server(version) }
    }
    const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(opened.db)
    const found = rows[0]?.quick_check ?? ''
    return found === 'ok'
      ? { subject: 'database', state: 'good', found: words.good }
      : { subject: 'database', state: 'fault', found: words.damaged(found), fix: words.fix }
  } catch (error) {
    if (isAbsent(error)) return { subject: 'database', state: 'good', found: words.none }
    const server = databaseUrl(env) === undefined ? undefined : storageMessage(error, root, text)
    return {
      subject: 'database',
      state: 'fault',
      found: server?.message ?? words.closed(reasonOf(error)),
      fix: server?.whatNow ?? words.fix,
    }
  } finally {
    await opened?.close()
  }
}

/** SQLITE_CANTOPEN: read-only, a database that is not there is not made. */
function isAbsent(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === 14
}

async function secret({ root, env, config, text }: Examined): Promise<Finding> {
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
  if (!(await fitsDatabase(root, env, kept))) return fault(words.foreign, words.foreignFix)
  if (given !== undefined) return { subject: 'secret', state: 'good', found: words.environment }
  // Windows keeps its permissions elsewhere and always says 0666 here.
  const others = process.platform === 'win32' ? 0 : (await stat(file)).mode & 0o077
  return others === 0
    ? { subject: 'secret', state: 'good', found: words.good }
    : { subject: 'secret', state: 'attention', found: words.open, fix: words.openFix }
}

/** Also true when there is no database to fit, or none that can be read: that is a finding of its own. */
async function fitsDatabase(root: string, env: NodeJS.ProcessEnv, kept: string): Promise<boolean> {
  let opened: Readable | undefined
  try {
    opened = await openForReading(root, env)
    return await secretFits(opened, kept)
  } catch {
    return true
  } finally {
    await opened?.close()
  }
}
