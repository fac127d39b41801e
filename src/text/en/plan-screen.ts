import type { coming as dutchComing, planScreen as dutch } from '../nl/plan-screen.ts'

export const planScreen: typeof dutch = {
  nav: 'Plan',
  heading: (title) => `Plan ${title}`,
  planned: 'Planned',
  isPlanned: (moment, count, value) =>
    value === 1
      ? `${moment}. Then 1 mail leaves by itself.`
      : `${moment}. Then ${count} mails leave by themselves.`,
  offPlanned: (moment) =>
    `${moment}. Sending is off: nothing leaves then. Ask your administrator to turn it on.`,
  heldPlanned: (moment) => `${moment}. Nothing leaves as long as there are problems that block.`,
  wasPlanned: (moment) => `${moment}. That moment is over. Choose a new one below.`,
  unplan: 'Take it off the planning',
  agreed: (person, moment, fingerprint) =>
    `Planned${person === undefined ? '' : ` by ${person}`} on ${moment}, fingerprint ${fingerprint}.`,
  expired: {
    heading: 'Changed after it was planned',
    words: (moment) =>
      `The issue is planned for ${moment}, but was changed since. It does not leave like this.`,
    momentGone: 'The moment is no longer in issue.md.',
    momentMoved: (moment) => `In issue.md there is another moment now: ${moment}.`,
    gone: 'This was there when you planned it',
    come: 'This is there now',
    more: (count) => (count === 1 ? 'and 1 more sentence' : `and ${count} more sentences`),
    noWords:
      'The words are the same. What did change is the layout, a picture, the order, the sender, a segment or the moment.',
    again: 'Check it and plan it again',
  },
  fingerprint: 'Fingerprint',
  fingerprintHint:
    'Exactly this version leaves. If anything is changed after this, nothing leaves until you plan it again.',
  check: 'Check it',
  moment: 'Moment',
  noMoment: 'No possible moment yet',
  recipients: 'Recipients',
  subject: 'Subject',
  whoSends: 'Who sends',
  thisLaptop: 'This laptop. Leave it on and plugged in.',
  nobodySends:
    'Nobody, because sending is off. Ask your administrator to turn it on before the moment.',
  change: 'Change',
  look: 'Look at',
  plan: (count, value) => (value === 1 ? 'Plan 1 mail' : `Plan ${count} mails`),
  done: 'This is the moment that the issue is planned for.',
  blocked: (count) =>
    count === 1
      ? 'Planning has to wait until 1 problem is solved.'
      : `Planning has to wait until ${count} problems are solved.`,
  momentFirst: 'Choose a moment below first.',
  otherMoment: 'Another moment',
  when: 'When does the issue leave?',
  proposed: 'Our proposal',
  bySeries: (title) => `By the series ${title}`,
  other: 'Another moment',
  day: 'Day',
  time: 'Time',
  take: 'Take this moment',
  begun: 'There is nothing to plan any more.',
  notPlanned: 'The issue is not planned',
  takeNext: (next) => `Take ${next}`,
  chooseOther: 'Choose another moment',
  past: (moment, next) => `This moment is over: ${moment}. The first one possible is ${next}.`,
  noSuchMoment: (next) => `Give a day and a time that exist. The first moment possible is ${next}.`,
  refused: {
    blocked: 'There are problems that stop sending. Solve those first.',
    nobody: 'There is nobody to send to. Choose a segment, or import subscribers first.',
    begun: 'Sending has already begun. Nothing was changed.',
    changed:
      'The issue was changed meanwhile. It is not planned. See whether all is still right and plan it again.',
    unreadable:
      'The details at the top of issue.md cannot be read well. Put the moment there yourself, at send_at, and then plan the issue.',
  },
}

export const coming: typeof dutchComing = {
  heading: 'Soon',
  nothing: 'Nothing is planned for the coming six weeks.',
  steps: {
    new: 'Begin a new issue',
    remind: 'Remind partners',
    deliver: 'Last day to deliver',
    compose: 'Compose',
    approve: 'Approval',
    send: 'Send',
  },
  make: (day) => `Make the issue of ${day}`,
  passedWhatNow: 'Make an issue after all, or skip.',
  skip: (count) => (count === 1 ? 'Skip this date' : `Skip these ${count} dates`),
}
