import type { Text } from '../text.ts'

/** The page Dispatch: what somebody may decide there, and what happened. */
export const dispatchPage: Text['dispatchPage'] = {
  actions: {
    pause: 'Pause',
    resume: 'Go on',
    cancel: 'Stop',
    'accept-doubt': 'Send again to those unsure',
    hold: 'Leave those unsure alone',
    'send-rest': 'Send to the rest',
    'send-rest-duplicates': 'Send to the rest, also to those unsure',
    'send-joined': 'Send to who joined',
  },
  open: {
    resume: (count, n) => (n === 1 ? 'Go on with 1 recipient' : `Go on with ${count} recipients`),
    cancel: () => 'Stop',
    'accept-doubt': (count, n) =>
      n === 1 ? 'Send again to 1 unsure' : `Send again to ${count} unsure`,
    hold: (count, n) => (n === 1 ? 'Leave 1 unsure alone' : `Leave ${count} unsure alone`),
    'send-rest': (count) => `Send to the other ${count}`,
    'send-rest-duplicates': (count) => `Send to the other ${count}, also to those unsure`,
    'send-joined': (count, n) =>
      n === 1 ? 'Also send to 1 new subscriber' : `Also send to ${count} new subscribers`,
  },
  fromBackup: (count, n) =>
    n === 1
      ? '1 recipient had not had a turn in the backup. They get the mail now, and perhaps twice.'
      : `${count} recipients had not had a turn in the backup. They get the mail now. Whoever got it since gets it twice.`,
  effect: {
    pause: () => 'No new mail leaves until somebody goes on. What is under way is finished.',
    resume: (count, n) =>
      n === 1
        ? '1 recipient has not had a turn yet and gets the mail now. Nobody gets it twice.'
        : `${count} recipients have not had a turn yet and get the mail now. Nobody gets it twice.`,
    cancel: (count, n) =>
      n === 1
        ? '1 recipient has not had a turn yet and will not get the mail. What is under way is finished.'
        : `${count} recipients have not had a turn yet and will not get the mail. What is under way is finished.`,
    'accept-doubt': (count, n) =>
      n === 1
        ? 'For 1 recipient it is unsure whether the mail arrived. They get it again, and then perhaps twice.'
        : `For ${count} recipients it is unsure whether the mail arrived. They get it again, and then perhaps twice.`,
    hold: (count, n) =>
      n === 1
        ? '1 recipient stays unsure and gets nothing by itself. The dispatch can come to its end.'
        : `${count} recipients stay unsure and get nothing by themselves. The dispatch can come to its end.`,
    'send-rest': (count, n) =>
      n === 1
        ? '1 recipient did not get the mail and gets it now. Nobody gets it twice.'
        : `${count} recipients did not get the mail and get it now. Nobody gets it twice.`,
    'send-rest-duplicates': (count, n) =>
      n === 1
        ? '1 recipient gets the mail now, and perhaps twice.'
        : `${count} recipients get the mail now.`,
    'send-joined': (count, n) =>
      n === 1
        ? '1 subscriber joined after the list was made and gets the mail now, as it was then. Nobody gets it twice.'
        : `${count} subscribers joined after the list was made and get the mail now, as it was then. Nobody gets it twice.`,
  },
  maybeTwice: (count, n) =>
    n === 1
      ? 'Among them is 1 recipient who may have the mail already. They may then get it twice.'
      : `Among them are ${count} recipients who may have the mail already. They may then get it twice.`,
  whenResumed: 'The dispatch is paused. They get the mail as soon as you go on.',
  goesOn: 'While you read, sending goes on. So the number may become lower.',
  confirm: {
    pause: () => 'Pause',
    resume: (count, n) => (n === 1 ? 'Send 1 email' : `Send ${count} emails`),
    cancel: (count, n) =>
      n === 0
        ? 'Stop sending'
        : n === 1
          ? 'Stop: 1 recipient gets nothing'
          : `Stop: ${count} recipients get nothing`,
    'accept-doubt': (count, n) => (n === 1 ? 'Send 1 email again' : `Send ${count} emails again`),
    hold: (count, n) => (n === 1 ? 'Leave 1 recipient alone' : `Leave ${count} recipients alone`),
    'send-rest': (count, n) => (n === 1 ? 'Send 1 email' : `Send ${count} emails`),
    'send-rest-duplicates': (count, n) => (n === 1 ? 'Send 1 email' : `Send ${count} emails`),
    'send-joined': (count, n) => (n === 1 ? 'Send 1 email' : `Send ${count} emails`),
  },
  withoutVersion: (count, n) =>
    n === 1
      ? '1 new subscriber would see other items than anybody got. There is no version of that mail, so they get the next issue.'
      : `${count} new subscribers would see other items than anybody got. There is no version of that mail, so they get the next issue.`,
  back: 'No, go back',
  name: 'Your name',
  nameHint: 'Goes into the log. Rondbrief remembers it on this computer.',
  nameMissing: 'Fill in your name. Others will then know who decided this.',
  why: 'Why? (may stay empty)',
  whyNeeded: 'Why?',
  whyMissing: 'Write down why. People may get the mail twice.',
  wrongTitle: 'Nothing was done yet',
  moved: 'Something changed meanwhile. Look again and then decide.',
  notNow: (state) => `This is not possible now. The dispatch is: ${state}.`,
  toDispatch: 'To the dispatch',
  cannotSend:
    'Rondbrief was started without sending. Start without --no-send to send or go on from here.',
  done: {
    send: 'Sending begins.',
    pause: 'The dispatch is paused. What is under way is finished.',
    resume: 'Sending goes on.',
    cancel: 'The dispatch was stopped.',
    'accept-doubt': 'They get the mail again.',
    hold: 'They stay unsure and get nothing by themselves.',
    'send-rest': 'The rest gets the mail now.',
    'send-rest-duplicates': 'The rest gets the mail now.',
    'send-joined': 'Who joined gets the mail now too.',
  },
  doing: {
    differs: 'The issue was changed after it was planned. Nothing was sent. Plan it again.',
    waiting: 'This dispatch waits for another. After that it goes on by itself.',
    interrupted: 'Sending was interrupted. Nobody is sending now.',
    notStarted:
      'This dispatch is ready, but it did not begin: nobody has the mail. Start it again on the page Dispatch.',
    failed: 'Something went wrong while sending. The window of Rondbrief says what happened.',
    locked: 'Another dispatch is already under way on this computer.',
    begun: 'Somebody else began with this issue meanwhile.',
    changed:
      'The list of subscribers changed meanwhile. Nothing was sent. Look at the numbers again, then send.',
    restored:
      'An older copy of the database was put back. Sending is off until somebody gives the command npx rondbrief restored.',
    'secret-lost':
      'Nothing was sent: data/secret is not the secret this list was made with. Put the old file back.',
    'disk-short': (free, needed) =>
      `Nothing was sent: the disk has ${free} MB free and ${needed} MB is needed. Make room and begin again.`,
  },
  decide: 'What do you want to do?',
  refresh: 'Refresh the numbers',
  perVersion: 'By version of the mail',
  perSegment: 'By segment',
  overlap: 'Whoever is in more than one segment counts in each.',
  version: (n) => `Version ${n}`,
  bar: 'Progress',
  ofTotal: (done, total) => `${done} of ${total}`,
  percentDone: (percent) => `${percent}% of the recipients have had a turn.`,
  everyone: 'Everybody has had a turn.',
  log: 'Log',
  logEmpty: 'Nothing has happened yet.',
  someone: 'Somebody',
  said: (person, what) => `${person}: ${what}`,
  because: (why) => `Reason: ${why}`,
  decided: {
    schedule: (count, n) =>
      n === 1 ? 'plan the issue for 1 recipient.' : `plan the issue for ${count} recipients.`,
    send: (count, n) => (n === 1 ? 'send to 1 recipient.' : `send to ${count} recipients.`),
    stop: () => 'do not send at the scheduled moment.',
    pause: () => 'pause sending.',
    resume: () => 'go on sending.',
    cancel: (count, n) =>
      n === 0
        ? 'stop sending.'
        : n === 1
          ? 'stop. 1 recipient does not get the mail.'
          : `stop. ${count} recipients do not get the mail.`,
    'accept-doubt': (count, n) =>
      n === 1
        ? 'send again to 1 recipient, perhaps twice.'
        : `send again to ${count} recipients, perhaps twice.`,
    hold: (count, n) =>
      n === 1 ? 'leave 1 unsure recipient alone.' : `leave ${count} unsure recipients alone.`,
    'send-rest': (count, n) =>
      n === 1 ? 'send to 1 more recipient.' : `send to ${count} more recipients.`,
    'send-rest-duplicates': (count, n) =>
      n === 1
        ? 'send to 1 more recipient, perhaps twice.'
        : `send to ${count} more recipients, to some perhaps twice.`,
    'send-joined': (count, n) =>
      n === 1
        ? 'also send to 1 subscriber who joined.'
        : `also send to ${count} subscribers who joined.`,
    correction: (count, n) =>
      n === 1 ? 'make a correction for 1 recipient.' : `make a correction for ${count} recipients.`,
  },
  moves: {
    missed: 'The issue was not sent by itself.',
    D1: 'The mails are ready to go.',
    D2: 'A beginning that was broken off was removed.',
    D3: 'Sending was paused.',
    D4: 'Sending went on.',
    D5: 'Everybody has had a turn. For some it is still unsure whether the mail arrived.',
    D6: 'Some have a turn again.',
    D7: 'Done: everybody has had a turn.',
    D8: 'Done: for nobody it is unsure any more.',
    D9: 'Closed. For some it stays unsure whether the mail arrived.',
    D10: 'The missed moment no longer counts.',
    D11: 'Sending is being stopped.',
    D12: 'Sending is being stopped.',
    D13: 'Stopped. Nothing more leaves.',
    D14: 'The rest has a turn again.',
    D15: 'The rest has a turn again.',
    D16: 'The rest has a turn again.',
    D17: 'Done: for nobody it is unsure any more.',
    D18: 'Its moment has come. The mails are being made ready.',
    D19: 'The issue was taken off the planning.',
    D20: 'The issue was not sent by itself.',
    D21: 'Making ready was broken off. The issue is planned again.',
  },
  batches: {
    B8: (n) =>
      n === 1
        ? 'For 1 attempt it is unsure whether the mail server took it.'
        : `For ${n} attempts it is unsure whether the mail server took them.`,
    B9: (n) =>
      n === 1
        ? '1 attempt turned out to have been taken.'
        : `${n} attempts turned out to have been taken.`,
    B13: (n) =>
      n === 1
        ? 'For 1 attempt no evidence came for a day. It stays unsure.'
        : `For ${n} attempts no evidence came for a day. They stay unsure.`,
    B16: (n) =>
      n === 1
        ? '1 attempt later turned out to have been taken.'
        : `${n} attempts later turned out to have been taken.`,
    B18: (n) =>
      n === 1
        ? '1 attempt certainly did not arrive and is repeated.'
        : `${n} attempts certainly did not arrive and are repeated.`,
  },
  first: {
    plan: (count) =>
      `First ${count} recipients get the mail, where possible of your own organisation. Then the rest follows.`,
    opened: 'The first recipients have had their turn. The rest goes now.',
  },
  ballast:
    'The disk was full. Rondbrief let go of its reserve of 16 MB, wrote everything down and stopped.',
  send: {
    heading: (title) => `Send ‘${title}’`,
    rehearsal: 'This is a rehearsal. Nothing leaves until you confirm below.',
    open: 'Rehearse and send',
    explain: 'You first see who gets the mail. Nothing leaves yet.',
    whoGets: 'Who gets the mail',
    segment: 'Segment',
    excluded: 'Who does not get the mail',
    reason: 'Reason',
    versions: 'Versions of the mail',
    items: 'Items',
    typeCount: (count, n) =>
      n === 1 ? `Type ${count} to send 1 email` : `Type ${count} to send ${count} emails`,
    confirm: (count, n) => (n === 1 ? 'Send 1 email' : `Send ${count} emails`),
    wrongCount: (count) => `That is not the number. Type ${count}.`,
    moved:
      'The mail or the list changed meanwhile. Below is how it is now. Look again and then type the number.',
    begun: 'This issue was already begun.',
    terminal: 'Rather in a terminal? This command does the same:',
  },
  correction: {
    heading: (title) => `Make a correction of ‘${title}’`,
    open: (count) => `Make a correction for these ${count}`,
    explain:
      'A new issue is made for exactly the readers who got the mail, and for nobody else. In it you write what was wrong. Nothing leaves yet.',
    version: 'Whom is the correction for?',
    every: (count, n) =>
      n === 1 ? 'For the one reader who got the mail' : `For all ${count} readers who got the mail`,
    only: (n, count, readers, subject) =>
      readers === 1
        ? `Only version ${n}, 1 reader: ${subject}`
        : `Only version ${n}, ${count} readers: ${subject}`,
    unsure: (count, n) =>
      n === 1
        ? 'Also the 1 reader for whom it is unsure whether the mail arrived'
        : `Also the ${count} readers for whom it is unsure whether the mail arrived`,
    confirm: 'Make the correction',
    failed:
      'The correction could not be made. See whether you may write in the folder newsletters.',
    goesTo: (title) =>
      `This is a correction. It goes to whoever got ‘${title}’, and to nobody else.`,
    got: (title) => `Got ‘${title}’`,
  },
  received: {
    heading: (title) => `Who got ‘${title}’`,
    open: 'See the list',
    got: (count, n) =>
      n === 1 ? '1 recipient already has the mail.' : `${count} recipients already have the mail.`,
    unsure: (count, n) =>
      n === 1
        ? '1 recipient is unsure: they may have it or not.'
        : `${count} recipients are unsure: they may have it or not.`,
    receivedHeading: 'Have the mail',
    unsureHeading: 'Unsure',
    nobody: 'Nobody has the mail yet.',
    masked: 'The addresses are shortened.',
    whole: 'The addresses are whole. Let nobody look on.',
    showWhole: 'Show the whole addresses',
    search: 'Search an address',
    searchHint: 'A part is enough. The address does not get into the address bar.',
    searchButton: 'Search',
    found: (count, n) =>
      n === 0
        ? 'Nobody with this address has the mail.'
        : n === 1
          ? '1 recipient found.'
          : `${count} recipients found.`,
    erased: 'erased',
    address: 'Address',
    outcome: 'What the mail server reported',
    outcomes: {
      processed: 'under way',
      deferred: 'put off',
      delivered: 'taken by the mail server of the recipient',
      bounced: 'came back',
      complained: 'complaint',
    },
    noOutcome: 'nothing',
  },
}
