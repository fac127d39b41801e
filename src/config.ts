import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { problem, type Problem } from './problem.ts'
import { readYaml, type Fields } from './yaml-fields.ts'

/**
 * What `rondbrief.yaml` says, and the secrets that only the environment may hold. Read once at the
 * start of a process; every problem in it is reported at once.
 */
export type Config = {
  /** The project folder, absolute. */
  root: string
  language: Language
  /** IANA name, such as Europe/Amsterdam: all moments people write are in this zone. */
  zone: string
  organisation: Organisation
  sender: { name: string; address: string; replyTo: string }
  /** Stable name of this list, for `List-ID` and `Feedback-ID`. */
  list: {
    id: string
    name: string
    /** How often it appears, in words that fit after "Verschijnt". */
    frequency?: string
  }
  partners: Partner[]
  /** Where readers reach the public pages: web version, unsubscribe, preferences. No slash at the end. */
  publicUrl: string
  transport: TransportName
  smtp:
    | {
        host: string
        port: number
        secure: boolean
        user?: string
        /** Over how many connections at once; each carries one mail at a time. */
        connections?: number
        /**
         * Signs every mail, with the key in RONDBRIEF_DKIM_KEY; where the relay does not do it. With
         * a second selector also with RONDBRIEF_DKIM_KEY_2, such as Ed25519 beside RSA.
         */
        dkim?: { domain: string; selector: string; secondSelector?: string }
      }
    | undefined
  sendgrid: {
    region: 'eu' | 'global'
    /** With which SendGrid signs what it reports back, as it shows it: base64. */
    verificationKey?: string | undefined
    /** Hand our unsubscribes over to its list for the whole account. */
    pushUnsubscribes?: boolean
  }
  /** A folder on another disk for a copy of what a restored database must not forget. */
  journalCopy?: string
  /** Where the daily backup of the database goes. */
  backupFolder?: string
  /** How many mails may leave in a second, of all machines together; as fast as it goes where absent. */
  maxPerSecond?: number
  /** How late an issue may still go out by itself, in minutes. */
  graceMinutes: number
  retention: RetentionDays
  /** Addresses that a test mail may go to. */
  testAddresses: string[]
  /** Partners whose absence is worth a warning in every issue. */
  expectedPartners: string[]
  /** Families (`gmail`) or programs (`outlook.windows`) of caniemail that the mail must look right in. */
  mailClients: string[]
  secrets: Secrets
}

/** How long something is kept, in days (docs/instellingen.md). */
export type RetentionDays = {
  /** A sign-up that nobody confirmed. */
  unconfirmed: number
  /** The profile of who gets nothing any more, since they unsubscribed. */
  unsubscribed: number
  /** The profile of who gets nothing any more, because the mailbox is gone. */
  bounced: number
  /** The proof of a consent that ended. */
  consent: number
  /** Address and name beside a mail that was sent. */
  deliveries: number
  /** Who looked at somebody's data or took the list, and who imported one. */
  looks: number
  /** A backup that has a newer one beside it. */
  backups: number
  /** After which somebody is asked whether their role is still right; 0: never. */
  roleCheck: number
}

export type Language = 'nl' | 'en'
export type TransportName = 'file' | 'smtp' | 'sendgrid'
export type Organisation = {
  name: string
  short: string
  /** Postal address, one line per entry. */
  address: string[]
  contact: string
  website: string
  privacyUrl: string
  accessibilityUrl: string
}
export type Partner = {
  /** Also the name of its folder inside an issue. */
  id: string
  name: string
  short: string
  /** The colour of its bar and label, as #rrggbb. Never the only cue: the label is in words. */
  colour: string
  website: string | undefined
}
export type Secrets = {
  sendgridKey: string | undefined
  smtpPassword: string | undefined
  /** PEM, RSA or Ed25519; likewise the second. */
  dkimKey: string | undefined
  dkimSecondKey?: string | undefined
  /** Signs links and keys addresses. Made on first use in `data/` where it is not given. */
  secret: string | undefined
  /** Encrypts backups. */
  backupKey: string | undefined
}

export type ConfigRead =
  | { kind: 'ok'; config: Config; problems: Problem[] }
  | { kind: 'invalid'; problems: Problem[] }

export const CONFIG_FILE = 'rondbrief.yaml'

/** In characters. Whoever holds one link can try shorter ones until one fits. */
const SHORTEST_SECRET = 32

/** What most readers in the Netherlands use, at home and at work. */
const usualMailClients = ['apple-mail', 'gmail', 'outlook', 'samsung-email']

export function readConfig(root: string, env: NodeJS.ProcessEnv): ConfigRead {
  let source: string
  try {
    source = readFileSync(join(root, CONFIG_FILE), 'utf8')
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'missing' : 'unreadable'
    return { kind: 'invalid', problems: [problem('config/unreadable', { reason, root })] }
  }
  const { fields, problems } = readYaml(source.replace(/^\uFEFF/, ''), CONFIG_FILE)
  if (fields === undefined) return { kind: 'invalid', problems }
  const config = configOf(fields, root, env)
  fields.close()
  if (config === undefined || problems.some((found) => found.severity === 'blocks')) {
    return { kind: 'invalid', problems }
  }
  return { kind: 'ok', config: Object.freeze(config), problems }
}

function configOf(fields: Fields, root: string, env: NodeJS.ProcessEnv): Config | undefined {
  const required = { required: true }
  const organisation = fields.map('organisation')
  const sender = fields.map('sender')
  const list = fields.map('list')
  for (const key of ['organisation', 'sender', 'list', 'partners']) {
    if (!fields.has(key)) fields.report('frontmatter/field-missing', { field: key })
  }
  const smtp = fields.map('smtp')
  const sendgrid = fields.map('sendgrid')
  const senderAddress = address(sender, 'address', true)
  const config: Config = {
    root,
    language: fields.choice('language', ['nl', 'en'] as const) ?? 'nl',
    zone: zone(fields),
    organisation: {
      name: organisation?.text('name', required) ?? '',
      short: organisation?.text('short', required) ?? '',
      address: organisation?.texts('address').map((line) => line.value) ?? [],
      contact: address(organisation, 'contact', true),
      website: url(organisation, 'website', true) ?? '',
      privacyUrl: url(organisation, 'privacy_url', true) ?? '',
      accessibilityUrl: url(organisation, 'accessibility_url', true) ?? '',
    },
    sender: {
      name: sender?.text('name', required) ?? '',
      address: senderAddress,
      replyTo: address(sender, 'reply_to', false) || senderAddress,
    },
    list: {
      id: list?.text('id', required) ?? '',
      name: list?.text('name', required) ?? '',
      ...optional('frequency', list?.text('frequency')),
    },
    partners: fields.maps('partners').map(partnerOf),
    publicUrl: (url(fields, 'public_url', true) ?? '').replace(/\/+$/, ''),
    transport: fields.choice('transport', ['file', 'smtp', 'sendgrid'] as const) ?? 'file',
    smtp: smtp && {
      host: smtp.text('host', required) ?? '',
      port: smtp.number('port') ?? 587,
      secure: smtp.flag('secure') ?? false,
      ...optional('user', smtp.text('user')),
      ...optional('connections', connections(smtp)),
      ...optional('dkim', dkimOf(smtp.map('dkim'))),
    },
    sendgrid: {
      region: sendgrid?.choice('region', ['eu', 'global'] as const) ?? 'eu',
      verificationKey: sendgrid?.text('verification_key'),
      pushUnsubscribes: sendgrid?.flag('push_unsubscribes') ?? false,
    },
    ...optional('journalCopy', fields.text('journal_copy')),
    ...optional('backupFolder', fields.text('backup_folder')),
    graceMinutes: fields.number('grace_minutes') ?? 360,
    ...optional('maxPerSecond', rate(fields)),
    retention: retentionOf(fields.map('retention')),
    testAddresses: fields.texts('test_addresses').map((entry) => entry.value),
    expectedPartners: fields.texts('expected_partners').map((entry) => entry.value),
    mailClients: fields.has('mail_clients')
      ? fields.texts('mail_clients').map((entry) => entry.value)
      : usualMailClients,
    secrets: {
      sendgridKey: env['RONDBRIEF_SENDGRID_KEY'],
      smtpPassword: env['RONDBRIEF_SMTP_PASSWORD'],
      dkimKey: env['RONDBRIEF_DKIM_KEY'],
      dkimSecondKey: env['RONDBRIEF_DKIM_KEY_2'],
      secret: env['RONDBRIEF_SECRET'],
      backupKey: env['RONDBRIEF_BACKUP_KEY'],
    },
  }
  if (config.transport === 'smtp' && smtp === undefined) {
    fields.report('frontmatter/field-missing', { field: 'smtp' })
  }
  const secrets = (config.secrets.secret ?? '').split(/\s+/).filter(Boolean)
  if (secrets.some((secret) => secret.length < SHORTEST_SECRET)) {
    fields.report('config/secret-short', { limit: SHORTEST_SECRET })
  }
  return config
}

function retentionOf(fields: Fields | undefined): RetentionDays {
  return {
    // The link in the confirmation mail works for two days.
    unconfirmed: days(fields, 'unconfirmed_days', 7, 2),
    unsubscribed: days(fields, 'unsubscribed_days', 30),
    bounced: days(fields, 'bounced_days', 90),
    consent: days(fields, 'consent_days', 730),
    deliveries: days(fields, 'deliveries_days', 30),
    looks: days(fields, 'looks_days', 730),
    backups: days(fields, 'backups_days', 30),
    roleCheck: days(fields, 'role_check_days', 365, 0),
  }
}

function rate(fields: Fields): number | undefined {
  const found = fields.number('max_per_second')
  if (found !== undefined && found <= 0) fields.wrong('max_per_second', 'rate')
  return found
}

/** More than fifty no relay takes from one sender. */
function connections(fields: Fields): number | undefined {
  const found = fields.number('connections')
  if (found !== undefined && (!Number.isInteger(found) || found < 1 || found > 50)) {
    fields.wrong('connections', 'connections')
  }
  return found
}

function days(fields: Fields | undefined, key: string, usual: number, least = 1): number {
  const found = fields?.number(key)
  if (found === undefined) return usual
  if (!Number.isInteger(found) || found < least) fields?.wrong(key, 'days')
  return found
}

function partnerOf(fields: Fields): Partner {
  const colour = fields.text('colour', { required: true }) ?? ''
  if (colour !== '' && !/^#[0-9a-f]{6}$/i.test(colour)) fields.wrong('colour', 'colour')
  const id = fields.text('id', { required: true }) ?? ''
  if (id !== '' && !/^[a-z0-9-]+$/.test(id)) fields.wrong('id', 'name')
  return {
    id,
    name: fields.text('name', { required: true }) ?? '',
    short: fields.text('short', { required: true }) ?? '',
    colour,
    website: url(fields, 'website', false),
  }
}

function dkimOf(fields: Fields | undefined): NonNullable<Config['smtp']>['dkim'] {
  if (fields === undefined) return undefined
  const required = { required: true }
  return {
    domain: dnsName(fields, 'domain', fields.text('domain', required)) ?? '',
    selector: dnsName(fields, 'selector', fields.text('selector', required)) ?? '',
    ...optional(
      'secondSelector',
      dnsName(fields, 'second_selector', fields.text('second_selector')),
    ),
  }
}

/** Goes into a header and into a DNS question as it is. */
function dnsName(fields: Fields, key: string, found: string | undefined): string | undefined {
  if (found !== undefined && !/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/.test(found)) {
    fields.wrong(key, 'dns-name')
  }
  return found
}

function zone(fields: Fields): string {
  const name = fields.text('zone') ?? 'Europe/Amsterdam'
  // IANA names only: a fixed offset such as +01:00 would lose summer time.
  const known = /^[A-Za-z]+(\/[A-Za-z_+-]+)+$/.test(name) && isZone(name)
  if (!known) fields.wrong('zone', 'zone')
  return name
}

function isZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

function address(fields: Fields | undefined, key: string, required: boolean): string {
  const found = fields?.text(key, { required })
  if (found !== undefined && !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(found)) {
    fields?.wrong(key, 'address')
  }
  return found ?? ''
}

function url(fields: Fields | undefined, key: string, required: boolean): string | undefined {
  const found = fields?.text(key, { required })
  if (found !== undefined && !/^https?:\/\/[^\s]+$/.test(found)) fields?.wrong(key, 'url')
  return found
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>)
}
