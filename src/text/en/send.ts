/** Sending: what `send` and `status` say. */
export const send = {
  options: {
    yesReally: 'Really send. At a terminal Rondbrief then asks for the number.',
    count: 'The number of recipients; must match exactly.',
    test: 'Send a test, only to the addresses under test_addresses.',
    to: 'The address for the test, when there are more.',
  },
  dryRun: (title: string) => `This is a dry run of ‘${title}’. Nothing is sent.`,
  total: (count: string, n: number) => (n === 1 ? '1 recipient' : `${count} recipients`),
  segment: (title: string, count: string) => `  ${count}  ${title}`,
  overlap: 'Who is in more than one segment gets the mail once.',
  excludedHeading: (count: string) => `Does not get the mail (${count}):`,
  excluded: {
    unsubscribed: 'unsubscribed',
    erased: 'erased',
    'hard-bounce': 'address no longer works',
    complaint: 'complained about unwanted mail',
    manual: 'excluded by hand',
    pending: 'sign-up not confirmed yet',
    withdrawn: 'consent withdrawn',
    bounced: 'address no longer works',
    'no-consent': 'no consent for the newsletter',
  },
  variantsHeading: (count: number) =>
    count === 1 ? 'Everyone gets the same mail:' : `There are ${count} versions of the mail:`,
  variant: (recipients: string, n: number, items: number) =>
    `  ${recipients} ${n === 1 ? 'recipient' : 'recipients'}, ${items} ${items === 1 ? 'item' : 'items'}`,
  via: {
    file: (folder: string) => `The mails become files in ${folder}. Nothing leaves this computer.`,
    smtp: (host: string) => `The mails go through ${host}.`,
    sendgrid: (host: string) => `The mails go through SendGrid (${host}).`,
  },
  blockedHeading: (count: number) =>
    count === 1
      ? 'It cannot be sent yet. 1 problem blocks it:'
      : `It cannot be sent yet. ${count} problems block it:`,
  blockedWhatNow: 'solve these problems and repeat the command.',
  nobody: 'Nobody would get this mail.',
  nobodyWhatNow: "choose segments in issue.md, or read subscribers with 'npx rondbrief import'.",
  next: (command: string) => `To really send: ${command}`,
  question: (count: string, n: number, title: string) =>
    `‘${title}’ goes to ${count} ${n === 1 ? 'recipient' : 'recipients'}. Type this number to send: `,
  wrongAnswer: 'That is not the number. Nothing was sent.',
  wrongCount: (given: string, count: string, n: number) =>
    `You gave ${given}, but the mail now goes to ${count} ${n === 1 ? 'recipient' : 'recipients'}. Nothing was sent.`,
  noTerminal: 'Without a terminal you must give the number. Nothing was sent.',
  repeatWith: (command: string) => `repeat with ${command}`,
  progress: (done: string, total: string) => `${done} of ${total} sent`,
  perSecond: (count: string) => `${count} per second`,
  secondsLeft: 'less than a minute left',
  minutesLeft: (count: string, n: number) =>
    n === 1 ? 'about 1 minute left' : `about ${count} minutes left`,
  finished: (title: string) => `‘${title}’ has been sent.`,
  already: (title: string, moment: string) =>
    `‘${title}’ was already sent on ${moment}. Nothing is sent again.`,
  alreadyStopped: (title: string) =>
    `The dispatch of ‘${title}’ was stopped. Nothing more is sent.`,
  changed: 'The list of subscribers changed meanwhile. Nothing was sent.',
  changedWhatNow: (command: string) => `look at the numbers again with ${command}`,
  begun: (title: string) => `The dispatch of ‘${title}’ has begun and is not finished.`,
  parts: {
    sent: 'sent',
    failed: 'failed',
    skipped: 'skipped',
    unsure: 'unsure',
    notSent: 'not sent',
    underWay: 'under way',
    waiting: 'waiting',
    total: 'total',
  },
  failuresHeading: 'Failed, by reason:',
  unsureHeading: 'Unsure. These people may or may not have got the mail:',
  unsureWhatNow:
    'look in the log of the mail server. Rondbrief does not send this mail again by itself.',
  interruptedAtQuestion: 'Interrupted. Nothing was sent.',
  interrupted: 'Interrupted. What was under way was finished.',
  underWay: (title: string) => `‘${title}’ is being sent now.`,
  underWayWhatNow: (command: string) => `wait. ${command} shows how far it is.`,
  resume: (command: string) => `go on with ${command}. Nobody gets the mail twice.`,
  resumeRestored: (stop: string, goOn: string) =>
    `stop with ${stop}. If you go on all the same, whoever got the mail since the backup gets it again: ${goOn}`,
  stopped: (reason: string) => `Sending stopped: ${reason}.`,
  restored:
    'An older copy of the database was put back. More was sent than it knows of. Sending is off.',
  restoredWhatNow: "ask with 'npx rondbrief restored' what was sent already.",
  locked: 'A dispatch is already under way on this computer. Nothing was sent.',
  lockedWhatNow: 'wait until it has finished and repeat the command.',
  outbox: (folder: string) => `The mails are in ${folder}.`,
  test: {
    subject: (subject: string) => `[TEST] ${subject}`,
    subjectOf: (subject: string, n: number, total: number) => `[TEST ${n}/${total}] ${subject}`,
    noAddress: 'There are no addresses for a test.',
    noAddressWhatNow: "put your own address in rondbrief.yaml under 'test_addresses'.",
    refusedAddress: (address: string) => `A test may not go to ${address}.`,
    refusedWhatNow: (addresses: string) => `choose from: ${addresses}.`,
    nothing: 'No mail can be made of this issue yet.',
    sent: (count: number, address: string) =>
      count === 1 ? `1 test mail sent to ${address}.` : `${count} test mails sent to ${address}.`,
    failed: (address: string, reason: string) => `The test to ${address} was not sent: ${reason}.`,
  },
  reasons: {
    unreachable: 'the mail server cannot be reached',
    busy: 'the mail server is too busy',
    'login-refused': 'the mail server refuses the login',
    'settings-refused': 'the mail server refuses the sender or a setting',
    'thread-lost':
      'the part of Rondbrief that makes and sends mails broke off; start Rondbrief again',
    'cannot-sign': 'Rondbrief cannot sign with the key in RONDBRIEF_DKIM_KEY',
    'address-refused': 'the address was refused',
    'message-refused': 'the mail server refuses this mail',
    'connection-lost': 'the connection was lost',
    'no-answer': 'the mail server gave no answer',
    'server-error': 'something went wrong on the mail server',
    'unexpected-answer': 'the mail server gave an unknown answer',
    'disk-full': 'the disk is full',
    'disk-error': 'the disk could not be written',
    stopped: 'Rondbrief was broken off',
    'content-changed': 'the frozen mail was changed afterwards',
    'too-many-attempts': 'it failed ten times',
    unsubscribed: 'unsubscribed',
    erased: 'erased',
    'hard-bounce': 'address no longer works',
    complaint: 'complained about unwanted mail',
    manual: 'excluded by hand',
    'first-unsure':
      'of one or more of the first recipients it is unsure whether the mail arrived. Ask them. Then go on or stop',
    'first-refused':
      'most of the first recipients did not get the mail, because it was refused. Find out why. Then go on or stop',
    'by-hand': 'paused by hand',
    restored:
      'the database is from a backup. Whoever got the mail since counts as waiting here, and gets it again when this goes on',
    late: 'the moment was too long ago',
    blocked: 'there were problems that block sending',
    changed: 'the issue was changed after it was planned',
    'from-backup':
      'the database was put back from a backup, and the issue may have been sent since',
  },
}

export const status = {
  none: 'There are no issues yet.',
  notFound: (issueId: string) => `There is no issue ${issueId}.`,
  noDispatch: 'not sent yet',
  due: (moment: string) => `goes by itself: ${moment}`,
  changed: 'The issue was changed after it was planned. It does not leave like this.',
  changedWhatNow: (command: string) => `check it and plan it again with ${command}`,
  dueNote: {
    skipped: 'The clock change skips that time; it becomes an hour later.',
    doubled: 'The clock change makes that time come twice; the first counts.',
  },
  blocked: (count: number) =>
    count === 1 ? '1 problem blocks sending' : `${count} problems block sending`,
  states: {
    scheduled: 'scheduled',
    preparing: 'being prepared',
    sending: 'being sent',
    paused: 'paused',
    settling: 'sent, still unsure about some',
    cancelling: 'being stopped',
    cancelled: 'stopped',
    missed: 'moment missed',
    discarded: 'discarded',
    done: 'sent',
    done_with_holds: 'sent, unsure about some',
  },
  interrupted: 'interrupted, not finished',
  because: (state: string, reason: string) => `${state}: ${reason}`,
}
