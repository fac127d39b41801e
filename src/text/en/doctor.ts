import type { Text } from '../text.ts'

export const doctor: Text['commands']['doctor'] = {
  options: { online: 'Also examine the mail server, and whether your domain confirms the sender.' },
  states: { good: 'ok', attention: 'attention', fault: 'fault' },
  allGood: 'Everything is in order.',
  summary: (faults, attentions) =>
    `${faults === 1 ? '1 fault' : `${faults} faults`}, ${attentions} for attention.`,
  subjects: {
    node: 'Node.js',
    settings: 'Settings',
    templates: 'Templates',
    minify: 'Minifying',
    writing: 'Writing in data',
    disk: 'Disk space',
    sync: 'Place of the folder',
    database: 'Database',
    ledger: 'Dispatches',
    notices: 'Mails on request',
    secret: 'Secret',
    backup: 'Backup',
    zone: 'Time zone',
    clock: 'Clock',
    port: 'Port',
    transport: 'Sending',
    spf: 'SPF',
    dkim: 'DKIM',
    dmarc: 'DMARC',
  },
  node: {
    good: (version) => `version ${version}`,
    old: (version, needed) => `version ${version}; ${needed} or newer is needed`,
    fix: "run 'npm ci'.",
  },
  settings: {
    good: 'rondbrief.yaml reads well',
    found: (count) =>
      count === 1 ? '1 problem in rondbrief.yaml' : `${count} problems in rondbrief.yaml`,
    fix: (first) => `begin with: ${first}`,
  },
  templates: {
    good: (count) => `${count} files read well`,
    found: (count) => (count === 1 ? '1 problem' : `${count} problems`),
    fix: (first) => `begin with: ${first}`,
  },
  minify: {
    good: 'styles are made smaller',
    inactive: 'styles are not made smaller; Gmail may cut off the mail',
    fix: "run 'npm ci'.",
  },
  writing: {
    good: 'writing works',
    failed: (reason) => `it fails (${reason})`,
    fix: {
      full: 'make room on the disk.',
      closed: 'give yourself write permission on the folder data.',
      other: 'see whether data is a folder and whether the disk is connected well.',
    },
  },
  disk: {
    good: (free) => `${free} MB free`,
    low: (free) => `${free} MB left; a dispatch may stop when the disk is full`,
    fix: 'make room on the disk.',
  },
  sync: {
    good: 'not a folder that copies itself',
    found: (name) => `the folder is in ${name}; that can damage the database`,
    fix: 'put the folder of the newsletter elsewhere, and make copies yourself.',
  },
  database: {
    good: 'in order',
    server: (version) => `PostgreSQL ${version} answers`,
    none: 'not made yet; that happens by itself',
    damaged: (found) => `damaged: ${found}`,
    closed: (reason) => `cannot be opened (${reason})`,
    fix: 'stop Rondbrief and put back a copy of data/rondbrief.db.',
  },
  ledger: {
    good: 'every recipient of every dispatch is accounted for',
    broken: {
      I1: 'part of an issue was sent twice and nobody chose that',
      I2: 'the numbers of a dispatch do not add up',
      I3: 'somebody is down as sent or left out, and that is not so',
      I5: 'an issue has two dispatches',
      I6: 'a frozen mail was changed afterwards',
      I8: 'by the mail server, somebody got the same mail more than once',
    },
    brokenFix:
      "send nothing more, and send the result of 'npx rondbrief doctor --json' to your administrator.",
    unknownEvents: (count: number) =>
      count === 1
        ? 'SendGrid reported on 1 mail that is not known here'
        : `SendGrid reported ${count} times on mails that are not known here`,
    unknownEventsFix:
      'see whether this database comes from a backup, or whether a second Rondbrief is sending.',
  },
  secret: {
    good: 'present; keep a copy apart from the database',
    environment: 'set by your administrator with RONDBRIEF_SECRET',
    none: 'not made yet; that happens by itself',
    empty: 'data/secret is empty; links in mails already sent do not work',
    unreadable: (reason) => `data/secret cannot be read (${reason})`,
    unreadableFix: 'check whether you may open this file.',
    foreign: 'does not belong to this database; people who unsubscribed would get mail again',
    foreignFix: 'put back the secret that belongs to data/rondbrief.db.',
    emptyFix: 'put back the secret that was in it.',
    open: 'others on this computer can read data/secret',
    openFix: "run 'chmod 600 data/secret'.",
  },
  backup: {
    onServer: 'the database server makes backups of its own; that was not looked at here',
    nothing: 'there is no database to keep yet',
    notSet: 'no backup is made every day',
    notSetFix:
      'set backup_folder in rondbrief.yaml, with a folder on another disk, and have RONDBRIEF_BACKUP_KEY set.',
    folderMissing: 'the folder of backup_folder is not there',
    folderMissingFix: 'connect the disk, or make the folder.',
    keyMissing: 'RONDBRIEF_BACKUP_KEY is missing; no backup is made',
    keyMissingFix:
      'have your administrator set RONDBRIEF_BACKUP_KEY. Keep that key somewhere else.',
    none: 'there is no backup yet',
    newest: (moment, hours) =>
      `the newest is of ${moment}, ${hours === 1 ? '1 hour' : `${hours} hours`} old`,
    oldFix: "leave Rondbrief on, or make one now with 'npx rondbrief backup'.",
  },
  zone: {
    good: (zone, local, version) => `${zone}, where it is ${local} now (time zone list ${version})`,
    old: (version) => `the time zone list is of ${version}; a time may have shifted`,
    fix: 'update Node.js.',
  },
  clock: {
    good: 'not noticeably fast or slow',
    behind: (file) => `is slow: by this clock ${file} has not been saved yet`,
    early: (year) => `says it is the year ${year}`,
    same: (name) => `agrees with that of ${name}`,
    fast: (minutes, name) => `is ${minutes} minutes ahead of that of ${name}`,
    slow: (minutes, name) => `is ${minutes} minutes behind that of ${name}`,
    fix: 'set the clock of this computer right.',
  },
  port: {
    good: 'a page can be opened on 127.0.0.1',
    failed: (reason) => `no page can be opened on 127.0.0.1 (${reason})`,
    fix: 'ask your administrator whether a firewall stops this.',
  },
  senderDns: {
    present: (kind, name) => `${kind} is there for ${name}`,
    none: (kind, name) => `${kind} is missing for ${name}; many mail programs then refuse the mail`,
    several: (kind, name) => `${kind} is there more than once for ${name}; then none counts`,
    severalFix: 'have your administrator make it one.',
    spfFix: (domain) =>
      `have your administrator give ${domain} an SPF line that names your mail server.`,
    spfOpen: (domain) => `the SPF line of ${domain} lets anyone mail in your name`,
    spfOpenFix: "have your administrator replace '+all' by '~all' or '-all'.",
    dkimElsewhere: 'Rondbrief does not sign; whether your mail server does cannot be seen here',
    dkimElsewhereFix: "send a test to yourself and look for 'dkim=pass' in the source of the mail.",
    dkimFix: (name) => `have your administrator put the public key at ${name}.`,
    otherKey: (name) => `${name} has another key than RONDBRIEF_DKIM_KEY`,
    notAligned: (signer, sender) =>
      `${signer} signs mail of ${sender}; that does not count for DMARC`,
    notAlignedFix: 'give the domain of the sender at dkim in rondbrief.yaml.',
    policy: (name, policy) => `${name} says ${policy}`,
    noPolicy: (name) => `${name} does not say what to do with false mail`,
    dmarcFix: (name) =>
      `have your administrator put a DMARC line at ${name}; 'v=DMARC1; p=none' is a start.`,
    noAnswer: (name) => `nobody answers the question for ${name}`,
    noAnswerFix: 'check the connection and try again later.',
  },
  transport: {
    file: 'to files in data/outbox; nothing goes to readers',
    ready: (name) => `${name} is filled in; examine the connection with --online`,
    connected: (name) => `${name} answers and accepts the login`,
    keyMissing: (name, variable) => `${name}: the secret ${variable} is missing`,
    keyFix: (variable) =>
      `ask your administrator to set ${variable}. Never write it in a file of the newsletter.`,
    failed: (name, found) => `${name}: ${found}`,
    failedFix: 'check the details of the mail server and the connection.',
  },
}
