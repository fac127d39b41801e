import type { Text } from '../text.ts'

export const doctor: Text['commands']['doctor'] = {
  options: { online: 'Examine the connection with the mail server as well.' },
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
    secret: 'Secret',
    zone: 'Time zone',
    clock: 'Clock',
    port: 'Port',
    transport: 'Sending',
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
    good: 'allowed',
    failed: (reason) => `it fails (${reason})`,
    fix: 'give yourself write permission on the folder data.',
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
    none: 'not made yet; that happens by itself',
    damaged: (found) => `damaged: ${found}`,
    closed: (reason) => `cannot be opened (${reason})`,
    fix: 'stop Rondbrief and put back a copy of data/rondbrief.db.',
  },
  secret: {
    good: 'present; keep a copy apart from the database',
    environment: 'comes from the environment',
    none: 'not made yet; that happens by itself',
    empty: 'data/secret is empty; links in mails already sent do not work',
    emptyFix: 'put back the secret that was in it.',
    open: 'others on this computer can read data/secret',
    openFix: "run 'chmod 600 data/secret'.",
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
    fix: 'set the clock of this computer right.',
  },
  port: {
    good: 'a page can be opened on 127.0.0.1',
    failed: (reason) => `no page can be opened on 127.0.0.1 (${reason})`,
    fix: 'ask your administrator whether a firewall stops this.',
  },
  transport: {
    file: 'to files in data/outbox; nothing goes to readers',
    ready: (name) => `${name} is filled in; examine the connection with --online`,
    connected: (name) => `${name} answers and knows us`,
    keyMissing: (name, variable) => `${name}: ${variable} is missing from the environment`,
    keyFix: (variable) => `set ${variable} in the environment in which Rondbrief starts.`,
    failed: (name, found) => `${name}: ${found}`,
    failedFix: 'check the details of the mail server and the connection.',
  },
}
