import { numberIn } from '../problem-text.ts'
import type { Text } from '../text.ts'
import { backupWords } from './backup.ts'
import { correction } from './correction.ts'
import { dispatch } from './dispatch.ts'
import { doctor } from './doctor.ts'
import { importWords } from './import.ts'
import { keepingWords } from './keeping.ts'
import { peopleWords } from './people.ts'
import { manyMachines } from './many-machines.ts'
import { newIssue } from './new-issue.ts'
import { schedule } from './schedule.ts'
import { send, status } from './send.ts'

export const commands: Text['commands'] = {
  whatNow: (advice) => `What now: ${advice}`,
  unknownCommand: (typed, suggestion) =>
    suggestion === undefined
      ? `There is no command '${typed}'.`
      : `There is no command '${typed}'. Did you mean '${suggestion}'?`,
  unknownOption: (typed, command, suggestion) =>
    suggestion === undefined
      ? `The command '${command}' has no option '${typed}'.`
      : `The command '${command}' has no option '${typed}'. Did you mean '${suggestion}'?`,
  valueMissing: (option) => `After ${option} something is missing: what you want to give.`,
  valueNotTaken: (option, value) => `${option} takes no value. Leave out '${value}'.`,
  extraArgument: (typed, command) => `For the command '${command}', '${typed}' is too much.`,
  missingArgument: (name, command) => `The command '${command}' needs: ${name}.`,
  askHelp: (command) =>
    command === undefined
      ? "see 'npx rondbrief --help' for the list of commands."
      : `see 'npx rondbrief ${command} --help'.`,
  unexpected: 'Something went wrong that Rondbrief had not foreseen.',
  unexpectedWhatNow:
    'try again. If it happens again, repeat the command with --debug and send the message to your administrator.',
  storage: {
    full: {
      message: 'The disk is full. Rondbrief could not keep what it needs to, and has stopped.',
      whatNow: 'make room on the disk and repeat the command. What was kept is still there.',
    },
    damaged: {
      message: 'The database data/rondbrief.db is damaged. Rondbrief has stopped.',
      whatNow: 'change nothing and put back a copy of data/rondbrief.db.',
    },
    closed: {
      message: (path) => `Rondbrief may not read or write this: ${path}`,
      whatNow: 'give yourself rights on the folder data and all in it, and repeat the command.',
    },
    busy: {
      message: 'Another program holds the database.',
      whatNow: 'close that program, or wait a moment, and repeat the command.',
    },
    failing: {
      message: 'The disk gives an error when it is read or written.',
      whatNow: 'see whether the disk is connected well, and make a copy of the folder data.',
    },
    unreachable: {
      message: 'The database server cannot be reached, or broke the connection off.',
      whatNow:
        'see whether the server is on and RONDBRIEF_DATABASE_URL is right, and repeat the command. What was kept is still there.',
    },
    refused: {
      message: 'The database server does not let Rondbrief in.',
      whatNow:
        'see whether user, password and name of the database in RONDBRIEF_DATABASE_URL are right.',
    },
    moved: {
      message: 'The list has moved to a database server (PostgreSQL).',
      whatNow: 'put the address of that server in RONDBRIEF_DATABASE_URL and repeat the command.',
    },
    parameter: {
      message: (name) =>
        `RONDBRIEF_DATABASE_URL has ‘${name}’ in it. That may turn off what lets a mail go only once.`,
      whatNow:
        'take it out of the address and repeat the command. Only what is about the connection, such as sslmode, may be there.',
    },
    'other-version': {
      message: 'This database belongs to another version of Rondbrief. Nothing was changed.',
      whatNow: 'update Rondbrief to the newest version and repeat the command.',
    },
  },
  severity: { blocks: 'Blocks', warns: 'Warning', tip: 'Tip' },
  accepted: (reason) => `Accepted: ${reason}`,
  locale: 'en',
  times: (count: number) => `(${count} times)`,
  forMaintainer: (severity) => `${severity}, for your administrator`,
  askMaintainer:
    'What is for your administrator, you cannot solve yourself. Tell them what it says, with the code.',
  howToAccept:
    "Is something right after all? Put your reason at the top of that file, under 'accepted'. docs/meldingen.md says how.",
  acceptedHeading: 'Accepted, with the reason from the file:',
  check: {
    options: {
      spam: 'Ask SpamAssassin on this computer what it makes of the mail.',
      browser: 'Also measure the mail and the web page in a browser: colours, width and buttons.',
      links: 'Also ask of every link whether the page is there. This uses the network.',
    },
    askingLinks: 'Asking after links.',
    noSpamAssassin: 'SpamAssassin was not found on this computer.',
    noSpamAssassinWhatNow: 'install the package spamassassin, or leave out --spam.',
    spamFailed: 'SpamAssassin gave no usable answer. The spam points are not known.',
    noBrowser: 'No Chromium, Chrome or Edge was found on this computer.',
    noBrowserWhatNow: 'install one, or say in RONDBRIEF_CHROMIUM where the program is.',
    browserFailed: (reason) => `The browser does not start: ${reason}`,
    heading: (id, title) => `Issue ${id}: ${title}`,
    summary: ({ blocks, warns, tip, accepted }) =>
      `${blocks === 0 ? 'Nothing blocks' : blocks === 1 ? '1 problem blocks' : `${blocks} problems block`}, ${warns === 1 ? '1 warning' : `${warns} warnings`}, ${tip === 1 ? '1 tip' : `${tip} tips`}, ${accepted} accepted.`,
    none: 'There are no issues yet.',
    reading: ({
      words,
      averageSentence,
      longestSentence,
      longSentences,
      fleschDouma,
      fleschDoumaWithoutTerms,
    }) => [
      `Readability: ${words} words, ${numberIn('en', averageSentence)} per sentence on average. The longest sentence has ${longestSentence}; ${longSentences === 1 ? '1 sentence has' : `${longSentences} sentences have`} more than 20.`,
      ...(fleschDouma === undefined
        ? []
        : [
            `Flesch-Douma: ${fleschDouma}${fleschDoumaWithoutTerms === undefined ? '' : `, without terms of the field ${fleschDoumaWithoutTerms}`}. Higher reads lighter; 60 to 70 is normal.`,
          ]),
    ],
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
    seeCheck: (id) => `see all problems with 'npx rondbrief check ${id}'.`,
    failed: (reason) => `The files could not be saved (${reason}).`,
    failedWhatNow:
      'check that there is room on the disk and that you may write in the folder data.',
  },
  doctor,
  start: {
    options: {
      port: 'Use this port. Without this option: 4321, or the first free one after it.',
      noOpen: 'Do not open a browser.',
      noSend: 'Send nothing by itself; only write, look and check.',
      hosted: 'Also serve the pages for readers: sign-up, preferences, unsubscribing, archive.',
      publicHost: 'With --hosted: listen on this address. Without this option: 127.0.0.1.',
      publicPort: 'With --hosted: the port of the pages for readers. Without this option: 8321.',
      behindProxy:
        'With --hosted: a proxy in front puts the address of the visitor in X-Forwarded-For.',
    },
    hosted: (address, publicUrl) =>
      `The pages for readers are at ${address} and should be reachable as ${publicUrl}/.`,
    publicPortTakenWhatNow: 'choose another port with --public-port.',
    formCrowded:
      'The sign-up form was used more than 300 times this hour and takes nothing now. See whether that is right.',
    mailWaits: (reason) =>
      `Confirmations and other mails to one reader wait: ${reason}. Rondbrief tries every 10 minutes.`,
    running: 'Rondbrief is running. Keep this window open. Closing it, or Ctrl+C, is stopping.',
    finishing: 'Rondbrief is stopping. What is under way is finished.',
    alreadyRunning: 'Rondbrief is already running for this folder, at this address:',
    badPort: (found) => `'${found}' is not a port number.`,
    badPortWhatNow: 'choose a number from 1 to 65535, or 0 for a free port.',
    portTaken: (port) => `Port ${port} is taken by another program.`,
    portTakenWhatNow: 'choose another port with --port, or leave out --port.',
    pageFailed: (reason) => `A page could not be made: ${reason}`,
    news: {
      line: (moment, issueId, said) => `${moment}  Issue ${issueId}: ${said}`,
      missed: {
        late: 'The moment is too long ago. Nothing was sent.',
        blocked: 'Problems blocked sending until it was too late. Nothing was sent.',
        changed: 'The issue was changed after it was planned. Nothing was sent.',
        'from-backup': 'The database was put back from a backup. Nothing was sent by itself.',
      },
      blocked: (count) =>
        count === 1
          ? 'The moment has come, but 1 problem blocks sending.'
          : `The moment has come, but ${count} problems block sending.`,
      tooLateToResume: 'Sending was interrupted, and it is too late to go on by itself.',
      late: (minutes) => `That was ${minutes === 1 ? '1 minute' : `${minutes} minutes`} late.`,
    },
    daemonFailed: (reason) => `Sending by itself has stopped: ${reason}`,
  },
  import: importWords,
  worker: manyMachines.worker,
  move: manyMachines.move,
  people: peopleWords,
  keeping: keepingWords,
  backup: backupWords,
  new: newIssue,
  schedule,
  usage: 'Usage',
  overviewUsage: 'Usage: npx rondbrief <command> [options]',
  commandsHeading: 'Commands',
  optionsHeading: 'Options',
  send,
  status,
  correction,
  dispatch,
  options: {
    json: 'Print the result as JSON.',
    debug: 'With an error, print the technical details as well.',
    help: 'Print this explanation.',
    helpOf: 'Print this list, or after a command the explanation of that command.',
    version: 'Print which version of Rondbrief this is.',
  },
  summary: {
    new: 'Make a new issue.',
    schedule: 'Show on which days issues appear, or plan an issue.',
    check: 'Check one issue or all of them.',
    build: 'Make the files of an issue: HTML, plain text and web page.',
    start: 'Open Rondbrief on this computer, with preview and schedule.',
    send: 'Send an issue. Without --yes-really it is a rehearsal.',
    status: 'Show how issues and dispatches stand.',
    dispatch: 'Pause, stop or go on with a dispatch, or send to those who got nothing.',
    import: 'Read subscribers from an Excel or csv file.',
    export: 'Save the list of subscribers as csv or JSON.',
    subscribers: 'Show how many subscribers there are, or all that is stored about one address.',
    erase: 'Erase all that is stored about one address. Without --yes-really it is a rehearsal.',
    retention: 'Show what may be kept no longer. With --yes-really Rondbrief removes it.',
    register: 'Make the entry for the record of processing (GDPR, article 30).',
    backup: 'Make an encrypted backup of the database.',
    restore: 'Put a backup of the database back.',
    worker: 'Help with dispatches on this computer (only with PostgreSQL).',
    'move-to-postgres':
      'Move everything to a database server. Without --yes-really it is a rehearsal.',
    restored: 'Show what a restored database does not know, and turn sending on again.',
    suppressions: 'Read at SendGrid who will not or cannot get mail any more.',
    doctor: 'Examine whether everything on this computer is in order.',
  },
}
