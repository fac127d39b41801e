import type { Text } from '../text.ts'

/** The countdown: an issue that is about to go out and can still be stopped. */
export const countdown: Text['countdown'] = {
  heading: 'About to go out',
  inMinutes: (title, minutes, clock, count, n) =>
    `‘${title}’ goes out ${minutes === 1 ? 'within 1\u00A0minute' : `in ${minutes}\u00A0minutes`}, at ${clock}, to ${n === 1 ? '1 recipient' : `${count} recipients`}.`,
  now: (title, clock, count, n) =>
    `It is past ${clock}. ‘${title}’ goes out to ${n === 1 ? '1 recipient' : `${count} recipients`} any moment.`,
  held: (title, clock, blocking, count, n) =>
    `‘${title}’ is scheduled for ${clock}, but ${blocking === 1 ? '1 problem holds' : `${blocking} problems hold`} it back. Once that is solved it goes out by itself to ${n === 1 ? '1 recipient' : `${count} recipients`}.`,
  changed: (title, clock) =>
    `‘${title}’ is scheduled for ${clock}, but was changed since. It does not leave like this.`,
  stop: 'Stop: do not send',
  stopHint: 'Nothing goes out then. You can choose a new moment afterwards.',
  name: 'Your name, for the log (may stay empty)',
  refresh: 'See again how long it takes',
  stopped: (moment, clock, person) =>
    `The sending of ${moment} was stopped${person === undefined ? '' : ` by ${person}`}, at ${clock}. Nothing was sent.`,
  planAgain: 'Choose a new moment',
  tooLate: {
    sending:
      'You pressed Stop after sending had begun. Some people may have the mail already. Pause or Stop below keeps it from those who had no turn yet.',
    preparing:
      'You pressed Stop just as sending began. The mails are being made ready now. Once they are, there is a button here to pause and one to stop.',
    over: 'You pressed Stop after sending had begun. Below you see who got the mail.',
  },
  moved: 'The moment was changed meanwhile. Nothing was stopped. Below you see how it is now.',
  command: (command) => `To stop it: ${command}`,
  nothing: (issueId) => `Issue ${issueId} is not scheduled. Nothing was changed.`,
  begun: 'Sending has begun already. Nothing was stopped.',
  begunWhatNow: (pause, cancel) =>
    `use ${pause} or ${cancel} to keep it from those who had no turn yet.`,
  planWhatNow: 'choose a new moment under Plan, or with npx rondbrief schedule.',
}
