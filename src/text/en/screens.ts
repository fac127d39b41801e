import { errorPages } from './error-pages.ts'
import { peopleScreens } from './people-screens.ts'
import { pictures } from './pictures.ts'
import { versions } from './versions.ts'
import { writing } from './writing.ts'
import type { Text } from '../text.ts'
import { help } from './help.ts'
import { making } from './making.ts'
import { coming, planScreen } from './plan-screen.ts'

export const screens: Text['screens'] = {
  lang: 'en',
  moment: (day, time) => `${day}, ${time}`,
  faultTitle: (title) => `Error: ${title}`,
  skip: 'Skip to content',
  mainNav: 'Main menu',
  trail: 'You are here',
  issueNav: (title) => `Parts of ${title}`,
  local: 'Rondbrief runs on this computer. Nobody else can open these screens.',
  updatedAt: (time) => `Updated at ${time}.`,
  stopped: 'Rondbrief has stopped. Start it again to go on.',
  states: {
    planned: 'New',
    collecting: 'Collecting',
    composing: 'Composing',
    scheduled: 'Scheduled',
    'plan-expired': 'Plan again',
    missed: 'Moment missed',
    sending: 'Being sent',
    paused: 'Paused',
    stopped: 'Stopped',
    sent: 'Sent',
  },
  next: {
    heading: 'Next step',
    headingOf: (title) => `Next step for ‘${title}’`,
    unreadable: 'The details of this issue cannot be read.',
    follow: 'The issue is being sent now.',
    decide: 'The dispatch waits for your decision.',
    solve: (count, forMaintainer) =>
      `${
        count === 1
          ? 'There is 1 problem that stops sending.'
          : `There are ${count} problems that stop sending.`
      }${
        forMaintainer === 0
          ? ''
          : forMaintainer < count
            ? ` For ${forMaintainer} of them you need your administrator.`
            : ' For that you need your administrator.'
      }`,
    collect: (partners, count) =>
      count === 1
        ? `${partners} has not delivered anything yet.`
        : `${partners} have not delivered anything yet.`,
    chooseMoment: 'The issue is ready to read. It has no moment of sending yet.',
    momentWritten: (moment) =>
      `In issue.md it says ${moment}, but the issue is not planned yet. Unless it is planned, nothing leaves.`,
    planAgain: (moment) =>
      `The issue is planned for ${moment}, but was changed since. It does not leave like this.`,
    wait: (moment) => `The issue leaves by itself: ${moment}.`,
    done: 'The issue has been sent.',
    openHead: 'Open issue.md',
    openDispatch: 'See the dispatch',
    noReaders:
      'The issue is ready to read, but nobody gets it: its segments hold nobody who gets mail.',
    openImport: 'Import subscribers',
    openSchedule: 'Plan the issue',
    openPlanAgain: 'See the change and plan it again',
    openProblems: 'See the problems',
    openContributions: 'See the contributions',
    openPreview: 'Open the preview',
  },
  problems: {
    heading: 'Problems',
    none: 'No problems. Everything Rondbrief can check is in order.',
    noneShort: 'No problems',
    blocksSending: 'What blocks, stops sending.',
    nothingBlocks: 'None of these problems stops sending.',
    partial: 'A file cannot be read yet. Solve that first: more may show after it.',
    nextStep: 'To the next step',
    accepted: (count) =>
      count === 1 ? '1 problem was accepted' : `${count} problems were accepted`,
    count: {
      blocks: (count) => (count === 1 ? '1 blocks' : `${count} block`),
      warns: (count) => `${count} to look at`,
      tip: (count) => (count === 1 ? '1 tip' : `${count} tips`),
    },
    levels: { blocks: 'Blocks', warns: 'Take note', tip: 'Tips' },
    writer: (partner) => `From ${partner}`,
    maintainer: {
      heading: 'For your administrator',
      ask: 'You cannot solve this yourself. Tell your administrator what it says here, with the code.',
      askBlocking:
        'You cannot solve this yourself. Tell your administrator what it says here, with the code. Until it is solved, nothing goes out.',
      code: 'Code:',
    },
    groups: {
      accessibility: 'Accessibility',
      links: 'Web links',
      images: 'Pictures',
      language: 'Language',
      size: 'Length and size',
      mail: 'Mail programs',
      spam: 'Inbox',
      data: 'Facts and fields',
    },
    fine: 'In order',
    checked: {
      accessibility: 'Headings, tables, descriptions of pictures and the size of letters.',
      links: 'The addresses and words of links. Whether the pages are there was not asked.',
      images: 'The kind and the size of pictures.',
      language: 'Spelling, fixed names, times and long sentences.',
      size: 'The length of items and the size of the mail.',
      mail: 'What mail programs leave out or show otherwise.',
      spam: 'The subject, the preview line, unsubscribing and the headers of the mail.',
      data: 'The fields at the top, the agenda, the figures and data of people.',
    },
    fix: {
      replace: (suggestion) => `Put right: make it ‘${suggestion}’`,
      https: () => 'Put right: make it https',
      heading: (marks) => `Put right: begin the heading with ${marks}`,
      list: () => 'Put right: make it a list',
      table: () => 'Put right: make a table of it',
      quote: () => 'Put right: add quotation marks',
      rename: (name) => `Put right: call the field ‘${name}’`,
      visible: () => 'Put right: make them spaces',
      'utf-8': () => 'Put right: save the file as UTF-8',
      add: (name) => `Put right: add the line ‘${name}:’`,
      head: () => 'Put right: put the three lines above it',
      below: () => 'Put right: put it below the details',
      inside: () => 'Put right: put it with the details',
      blank: () => 'Put right: remove the empty lines',
      plain: () => 'Put right: make it plain text',
      join: () => 'Put right: remove the space',
      fence: () => 'Put right: make it ---',
      close: (line: string) => `Put right: put --- below line ${line}`,
      unquote: () => 'Put right: remove the quotation marks around the name',
      space: () => 'Put right: put a space after the colon',
      group: () => 'Put right: put it on lines of its own',
      outdent: (name) => `Put right: put the line above ‘${name}:’`,
    },
    accept: {
      summary: 'Is it right after all? Give a reason',
      label: 'Why is it right as it stands?',
      hint: 'Your reason goes into the file. When the text changes, the problem is back.',
      button: 'Accept the problem',
    },
    notice: {
      fixed: (file, line) => `Put right in ${file}, line ${line}.`,
      toFill: (file: string) => `The line is in ${file}. Now fill it in and save.`,
      accepted: (file) => `Your reason is in ${file}. The problem is accepted.`,
      resaved: (file) =>
        `${file} is now saved as UTF-8. Check the letters with an accent once more.`,
      undone: (file) => `The change in ${file} has been undone.`,
      gone: 'This problem is not there any more, or the file has changed since. Nothing was changed.',
      reason: 'Write a reason first. Nothing was changed.',
      reasonShort:
        'Write in a few words why this may stay, for example whose it is. Nothing was changed.',
      restored: (file, moment) => `${file} is as it was until ${moment}.`,
      forgotten:
        'This version is not there any more, or the file has just changed. Nothing was put back.',
      moved: 'The file was changed again after that. Nothing was undone.',
      byHand: (file) =>
        `The reason cannot be added here. Open ${file} and put it there under accepted.`,
      undo: 'Undo',
      last: 'That was the last problem. This is the first again.',
    },
    left: (blocks, warns, tips) =>
      blocks > 0
        ? `${blocks} left that ${blocks === 1 ? 'blocks' : 'block'} sending${warns > 0 ? `. After that ${warns} to look at` : ''}.`
        : warns > 0
          ? `Nothing blocks sending. ${warns} left to look at.`
          : tips > 0
            ? `Nothing blocks sending. ${tips === 1 ? '1 tip is left' : `${tips} tips are left`}.`
            : 'There are no problems left.',
    next: 'Next problem',
    nextKey: 'Also with the key F8',
    addPicture: 'Add a picture',
    toContributions: 'To the contributions',
    goTo: (file, line) => (line === undefined ? `Go to ${file}` : `Go to ${file}, line ${line}`),
    at: (file, line) => (line === undefined ? file : `${file}, line ${line}`),
  },
  overview: {
    nav: 'Overview',
    heading: 'Overview',
    settingsHeading: 'Settings',
    moment: 'Moment of sending',
    noMoment: 'Not chosen yet',
    contributions: 'Contributions',
    contributionCount: (items, partners) =>
      `${items === 1 ? '1 item' : `${items} items`} from ${partners === 1 ? '1 partner' : `${partners} partners`}`,
    openPreview: 'Preview',
    openIssue: 'Open the issue',
    others: 'Other issues',
    issueNamed: (id) => `Issue ${id}`,
    lastDispatches: 'Latest dispatches',
    noDispatches: 'Nothing has been sent yet.',
    pending: (id) => `Rondbrief is reading and checking issue ${id}.`,
    empty: 'There is no issue yet.',
    newIssue: 'New issue',
  },
  issue: {
    nav: 'Issue',
    tasks: 'Tasks',
    task: {
      contributions: 'Contributions',
      absent: (partners, count) =>
        count === 1
          ? `${partners} has not delivered anything yet.`
          : `${partners} have not delivered anything yet.`,
      unreadable: (count) =>
        count === 1 ? '1 file cannot be read yet.' : `${count} files cannot be read yet.`,
      head: 'Subject and introduction',
      preview: 'Preview',
      look: 'Look for yourself',
      problems: 'Problems',
      moment: 'Moment of sending',
      chosen: 'Chosen',
      notChosen: 'Not chosen yet',
      dispatch: 'Dispatch',
      ready: 'Ready',
      incomplete: 'Not complete yet',
      notYet: 'Not started yet',
      cannotYet: 'Cannot start yet',
      blocked: (count) =>
        count === 1
          ? 'Possible once 1 problem is solved.'
          : `Possible once ${count} problems are solved.`,
    },
    contributions: 'Contributions',
    unreadable: 'Cannot be read yet, and is not in the issue.',
    nothingFrom: (partner) => `${partner} has not delivered anything yet.`,
    words: (count) => (count === 1 ? '1 word' : `${count} words`),
    plannedItem: 'not certain yet',
    onlyFor: (segments) => `only for ${segments}`,
    agenda: 'Agenda',
    noAgenda: 'This issue has no agenda.',
    eventStates: {
      planned: 'Planned',
      confirmed: 'Confirmed',
      moved: 'Moved',
      cancelled: 'Cancelled',
    },
    figures: 'Figures',
    figureRows: (count) => (count === 1 ? '1 row' : `${count} rows`),
    audience: 'Segments and sending',
    noSegments: 'No segment has been chosen yet.',
    emptySegment: 'This holds nobody who gets mail.',
    chooseSegment: 'Choose another segment',
    unread: (segments) =>
      `Nobody reads this item now: it is only for ${segments}, and nobody who gets this issue is in there. Change the line with segments, or take it away.`,
    notCounted: 'Cannot be counted',
    people: (count, value) => (value === 1 ? '1 recipient' : `${count} recipients`),
    together: (count, value) =>
      value === 1
        ? 'Together 1 recipient: who is in several segments gets one mail.'
        : `Together ${count} recipients: who is in several segments gets one mail.`,
    moment: 'Moment of sending',
    noMoment: 'Not chosen yet. You choose it under Plan.',
    sentOn: (moment) => `Sent on ${moment}`,
    sendingSince: (moment) => `Sending began on ${moment}`,
    clockChange: {
      skipped: 'The change to summer time skips this time. This is the first moment after it.',
      doubled: 'The change to winter time makes this time occur twice. This is the first.',
    },
    whoSends: 'Who sends',
    thisComputer: 'This computer, as long as Rondbrief is running.',
    nobodySends: 'Nobody: sending is off. Your administrator can turn it on.',
    transports: {
      file: 'Mails become files in the outbox. Nothing leaves this computer.',
      smtp: 'Mails go through your own mail server.',
      sendgrid: 'Mails go through SendGrid.',
    },
  },
  preview: {
    nav: 'Preview',
    heading: (title) => `Preview of ${title}`,
    subjectIs: 'Subject:',
    scaled: (percent) => `Reduced to ${percent}% to make it fit.`,
    stageTitle: 'The mail',
    subject: 'Subject',
    noSubject: 'No subject yet',
    sender: 'Sender',
    preheader: 'Preheader',
    noPreheader: 'No preheader yet',
    characters: (count) => (count === 1 ? '1 character' : `${count} characters`),
    show: 'View',
    shows: { mail: 'Mail', inbox: 'Inbox', text: 'Plain text', web: 'Web page' },
    options: 'Change the view',
    width: 'Width',
    widths: { 360: 'Phone 360', 390: 'Phone 390', 768: 'Tablet 768', 1024: 'Computer 1024' },
    widthField: 'Other width',
    mode: 'Colour',
    modes: { light: 'Light', dark: 'Dark', inverted: 'Dark, inverted' },
    invertedTitle: 'Dark, colours turned round (an approximation)',
    invertedNote:
      'This is an approximation. Some mail programs turn colours round, each in its own way.',
    images: 'Images',
    imagesOn: 'With images',
    imagesOff: 'Without images',
    viewAs: 'View as',
    everySegment: 'All segments',
    reader: 'Reader',
    readers: { named: 'With a name', unnamed: 'Without a name', long: 'Long name' },
    readerNames: {
      named: 'Samira Jansen',
      unnamed: '',
      long: 'Wilhelmina Alexandra van den Heuvel-Groeneveld tot Rozenburg',
    },
    sampleToken: 'example',
    apply: 'Show',
    nothing: 'There is no mail to show yet. The problems say what is missing.',
    frameTitle: 'The mail as a reader sees it',
    webTitle: 'The web page as a reader sees it',
    inbox: { phone: 'Phone', webmail: 'Webmail', desktop: 'Mail program on a computer' },
  },
  source: {
    label: 'Text of the file',
    labelReadOnly: 'Text of the file, to read only',
    readOnly: {
      design: 'This file belongs to the design. Ask your administrator to change it.',
      table: 'This file is a table. Change it in Excel or a text editor.',
    },
    problems: 'Problems in this file',
    noProblems: 'No problems in this file. All that Rondbrief can check here is in order.',
    wholeIssue: (left) => `In the whole issue: ${left.charAt(0).toLowerCase()}${left.slice(1)}`,
    save: 'Save',
    saveMine: 'Save my text',
    toPreview: 'To the preview',
    savedAt: (time) => `Saved at ${time}.`,
    unsaved: 'Not saved yet',
    conflictTitle: 'This file was changed somewhere else meanwhile',
    conflict:
      'Your text has not been saved yet. Compare the two texts and choose. Nothing is lost until you do.',
    conflictMine: 'Go to your text',
    conflictTheirs: 'Go to the text that is saved now',
    theirsLabel: 'The text that is saved now',
    takeTheirs: 'Use the saved text',
    failedTitle: 'Your text was not saved',
    failed: {
      disk: 'The file cannot be written. Close it in other programs and see whether the disk is full. Then save again.',
      'too-large': 'The text is too large: more than 256 kB. Make it shorter and save again.',
      'read-only': 'This file can only be read here.',
      'not-text':
        'The file on disk is no longer plain text. Copy your text and ask your administrator for help.',
      'not-found': 'The file no longer exists. Copy your text and make the file again.',
      outside: 'This file cannot be saved here.',
    },
  },
  pictures,
  versions,
  writing,
  making,
  coming,
  schedule: planScreen,
  dispatch: {
    nav: 'Dispatch',
    heading: (title) => `Dispatch of ${title}`,
    caption: 'How it stands per recipient. All numbers together are the total.',
    outcome: 'Outcome',
    people: 'Recipients',
    outcomes: {
      sent: 'Sent',
      failed: 'Failed',
      skipped: 'Skipped',
      unsure: 'Unsure',
      notSent: 'Not sent',
      underWay: 'Under way',
      waiting: 'Waiting for its turn',
    },
    sentence: {
      sent: (count) => `${count} sent`,
      failed: (count) => `${count} failed`,
      skipped: (count) => `${count} skipped`,
      unsure: (count) => `${count} unsure`,
      notSent: (count) => `${count} not sent`,
      underWay: (count) => `${count} under way`,
      waiting: (count) => `${count} waiting`,
    },
    because: (reason) => `Reason: ${reason}.`,
    failures: 'Failed, by reason',
    held: {
      differs:
        'Its moment has come, but the issue was changed after it was planned. It does not leave like this. See under Plan what changed, and plan it again.',
      blocked:
        'The moment has come, but problems stop sending. As soon as they are solved the issue leaves by itself.',
      nobody: 'The moment has come, but there is nobody to send to.',
      locked: 'The moment has come. Another program is sending now; this issue is next.',
      'disk-short':
        'The moment has come, but the disk is too full. Make room; then the issue leaves by itself.',
      restored:
        'The moment has come, but an older copy of the database was put back. Sending is off until somebody gives the command npx rondbrief restored.',
      'clock-off':
        'By this computer the moment has come, but its clock is more than 5 minutes wrong. Set the clock right; the issue then leaves by itself.',
      'secret-lost':
        'Its moment has come, but data/secret is not the secret this list was made with. Put the old file back.',
    },
    nothingYet: 'Nothing sent yet',
    total: 'Total',
    due: 'Moment of sending',
    noMoment: 'Not chosen yet',
    started: 'Started',
    finished: 'Finished',
    recipients: 'Recipients now',
    notCounted: 'Cannot be counted',
    via: 'Way of sending',
    outboxLink: 'Read the mails in the outbox',
    missed: (reason) =>
      `The issue was not sent by itself: ${reason}. Send it by hand, or choose a new moment.`,
    holds:
      'For some it is not certain that the mail arrived. Rondbrief does not send those again by itself.',
    blockedHeading: 'Sending is not possible yet',
    blocked: (count) =>
      count === 1 ? 'Solve this problem first.' : `Solve these ${count} problems first.`,
    toProblems: 'See the problems',
    byHand: 'Send by hand',
    nobody: 'There is nobody to send to yet. Import subscribers first.',
    bySelf: 'Send by itself',
    setMoment:
      'Choose a moment of sending under Plan. Rondbrief then sends by itself, as long as it is running.',
    heldBySelf:
      'Nothing goes out at the moment of sending while there are problems that block. When they are solved in time, the issue goes by itself.',
    goesBySelf: 'At the moment of sending this computer sends by itself. Keep Rondbrief running.',
    doesNotGoBySelf:
      'Sending is off: Rondbrief was started with --no-send. Your administrator can start it without.',
  },
  outbox: {
    nav: 'Outbox',
    heading: 'Outbox',
    explain: 'The outbox: mails that are ready as files. They have not left this computer.',
    search: 'Search by email address',
    searchHint: 'A part is enough, such as the name before the @.',
    searchButton: 'Search',
    searchAll: 'Show all mails',
    found: (count, value) =>
      value === 0
        ? 'No mail to an address with this in it.'
        : value === 1
          ? '1 mail found'
          : `${count} mails found`,
    empty: 'The outbox is empty.',
    emptyButton: 'To the overview',
    count: (count, value) => (value === 1 ? '1 mail' : `${count} mails`),
    to: (address) => `To ${address}`,
    issue: 'Issue',
    everyIssue: 'All issues',
    pages: 'Pages',
    previous: 'Previous',
    next: 'Next',
    pageOf: (page, pages) => `Page ${page} of ${pages}`,
    kilobytes: (count) => `${count} kB`,
    from: 'From',
    recipient: 'To',
    written: 'Made',
    size: 'Size',
    show: 'View',
    shows: { html: 'Mail', text: 'Plain text', headers: 'Headers' },
    frameTitle: 'The mail from the outbox',
    download: 'Download .eml',
  },
  people: peopleScreens,
  help,
  errors: errorPages,
}
