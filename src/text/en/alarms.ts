import { commandLine } from '../../command-line.ts'
import type { Text } from '../text.ts'

/** Alarms: what may be wrong with dispatches, and what somebody then does. */
export const alarms: Text['alarms'] = {
  heading: 'Alarms',
  one: 'There is an alarm',
  open: 'See the alarms',
  explain:
    'An alarm is told from the data each time anew. Tick it off, and it returns when it gets worse.',
  none: 'There are no alarms.',
  ofIssue: (issueId, title) => `Issue ${issueId}: ${title}`,
  kinds: {
    'sent-twice': (count, n) => ({
      title:
        n === 1
          ? 'By the mail server 1 recipient got the same mail more than once.'
          : `By the mail server ${count} recipients got the same mail more than once.`,
      fix: 'pause the dispatch and see whether another Rondbrief is sending.',
    }),
    'too-many-events': (count) => ({
      title: `The mail server reports far more than was sent: ${count} reports.`,
      fix: 'pause the dispatch and see at the mail server whether mails leave twice.',
    }),
    'unknown-events': (count, n) => ({
      title:
        n === 1
          ? 'The mail server reported about 1 mail that is not known here.'
          : `The mail server reported ${count} times about mails that are not known here.`,
      fix: 'see whether this database is from a backup, or whether a second Rondbrief is sending.',
    }),
    'unexpected-answers': (count, n) => ({
      title:
        n === 1
          ? 'Sending to 1 recipient brought an answer that the mail server should never give.'
          : `Sending to ${count} recipients brought an answer that the mail server should never give.`,
      fix: 'see at the mail server whether these mails were taken. Ask your administrator whether something on the way, such as a proxy, answers in its place.',
    }),
    stuck: (count, n) => ({
      title:
        n === 1
          ? 'For 1 recipient sending began and never came to an end.'
          : `For ${count} recipients sending began and never came to an end.`,
      fix: 'press ‘Go on’ on the page Dispatch. Rondbrief then sees what happened.',
    }),
    'doubt-open': (count, n) => ({
      title:
        n === 1
          ? 'For 1 recipient it has been unsure for more than four hours whether the mail arrived.'
          : `For ${count} recipients it has been unsure for more than four hours whether the mail arrived.`,
      fix: 'look in the log of the mail server and decide on the page Dispatch.',
    }),
    'old-events': (count, n) => ({
      title:
        n === 1
          ? 'The mail server sent 1 message with reports that was older than a day.'
          : `The mail server sent ${count} messages with reports that were older than a day.`,
      fix: `see with ‘${commandLine('doctor', '--online')}’ whether the clock of this computer is right. If it is, somebody offers old reports again. That changes nothing, but tell your administrator.`,
    }),
    'disk-short': (count) => ({
      title: `The disk is getting full. About ${count} MB too little is free.`,
      fix: 'make room on the disk. Otherwise nothing can be sent.',
    }),
  },
  tick: 'Tick off',
  tickHint: 'Say why this is all right. When it gets worse, the alarm returns.',
  missing: 'Fill in your name and write down why this is all right.',
  moved: 'The alarm got worse meanwhile, or is gone. Look again.',
  seen: (person, moment, why) => `Ticked off by ${person} on ${moment}: ${why}`,
  status: (title) => `Note: ${title}`,
}
