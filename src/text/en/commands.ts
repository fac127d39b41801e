import type { Text } from '../text.ts'
import { importWords } from './import.ts'
import { newIssue } from './new-issue.ts'
import { send, status } from './send.ts'

export const commands: Text['commands'] = {
  whatNow: (advice) => `What now: ${advice}`,
  unknownCommand: (typed, suggestion) =>
    suggestion === undefined
      ? `There is no command '${typed}'.`
      : `There is no command '${typed}'. Did you mean '${suggestion}'?`,
  unknownOption: (typed, command) => `The command '${command}' has no option '${typed}'.`,
  missingArgument: (name, command) => `The command '${command}' needs: ${name}.`,
  askHelp: (command) =>
    command === undefined
      ? "see 'rondbrief --help' for the list of commands."
      : `see 'rondbrief ${command} --help'.`,
  unexpected: 'Something went wrong that Rondbrief had not foreseen.',
  unexpectedWhatNow:
    'try again. If it happens again, repeat the command with --debug and send the message to your administrator.',
  severity: { blocks: 'Blocks', warns: 'Warning', tip: 'Tip' },
  accepted: (reason) => `Accepted: ${reason}`,
  locale: 'en',
  acceptedHeading: 'Accepted, with the reason from the file:',
  check: {
    heading: (id, title) => `Issue ${id}: ${title}`,
    summary: ({ blocks, warns, tip, accepted }) =>
      `${blocks === 0 ? 'Nothing blocks' : blocks === 1 ? '1 problem blocks' : `${blocks} problems block`}, ${warns === 1 ? '1 warning' : `${warns} warnings`}, ${tip === 1 ? '1 tip' : `${tip} tips`}, ${accepted} accepted.`,
    none: 'There are no issues yet.',
  },
  build: {
    heading: (id, title) => `Issue ${id}: ${title}`,
    variant: (items, all) =>
      items === all
        ? `Version with all ${all === 1 ? 'items (1)' : `${all} items`}:`
        : `Version with ${items} of the ${all} items:`,
    file: (path, bytes) => `  ${path}  ${bytes} bytes`,
    sampleSalutation: 'Dear Sample Reader (example)',
    sampleName: 'Sample Reader (example)',
    sampleNote: 'The name and the personal links in these files are examples.',
    nothing: 'Nothing was made.',
    blocked: (count) =>
      count === 1
        ? 'The files were made, but sending has to wait: 1 problem blocks.'
        : `The files were made, but sending has to wait: ${count} problems block.`,
    seeCheck: (id) => `see all problems with 'rondbrief check ${id}'.`,
    failed: (reason) => `The files could not be saved (${reason}).`,
    failedWhatNow:
      'check that there is room on the disk and that you may write in the folder data.',
  },
  doctor: {
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
      good: (zone, local, version) =>
        `${zone}, where it is ${local} now (time zone list ${version})`,
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
  },
  start: {
    options: {
      port: 'Use this port. Without this option: 4321, or the first free one after it.',
      noOpen: 'Do not open a browser.',
      noSend: 'Send nothing by itself; only write, look and check.',
    },
    running: 'Rondbrief is running. Keep this window open. Closing it, or Ctrl+C, is stopping.',
    alreadyRunning: 'Rondbrief is already running for this folder, at this address:',
    badPort: (found) => `'${found}' is not a port number.`,
    badPortWhatNow: 'choose a number from 1024 to 65535, or leave out --port.',
    portTaken: (port) => `Port ${port} is taken by another program.`,
    portTakenWhatNow: 'choose another port with --port, or leave out --port.',
    pageFailed: (reason) => `A page could not be made: ${reason}`,
    daemonFailed: (reason) => `Sending by itself has stopped: ${reason}`,
  },
  import: importWords,
  new: newIssue,
  usage: 'Usage',
  commandsHeading: 'Commands',
  optionsHeading: 'Options',
  send,
  status,
  options: {
    json: 'Print the result as JSON.',
    debug: 'With an error, print the technical details as well.',
    help: 'Print this explanation.',
  },
  summary: {
    new: 'Make a new issue.',
    check: 'Check one issue or all of them.',
    build: 'Make the files of an issue: HTML, plain text and web page.',
    start: 'Open Rondbrief on this computer, with preview and schedule.',
    send: 'Send an issue. Without --yes-really it is a rehearsal.',
    status: 'Show how issues and dispatches stand.',
    import: 'Read subscribers from a csv file.',
    doctor: 'Examine whether everything on this computer is in order.',
  },
}
