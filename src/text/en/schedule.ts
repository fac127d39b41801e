import type { schedule as dutch } from '../nl/schedule.ts'

export const schedule: typeof dutch = {
  options: {
    skip: 'Skip the dates that went by without an issue.',
    at: 'The moment at which the issue leaves, such as 2026-12-15T10:00. Otherwise send_at in issue.md counts.',
    yesReally: 'Really plan the issue. Without this option you only see what would happen.',
  },
  issue: {
    wouldPlan: (title, moment, count, n) =>
      `‘${title}’ would go to ${n === 1 ? '1 recipient' : `${count} recipients`} on ${moment}. Nothing is planned yet.`,
    fingerprint: (fingerprint) =>
      `Fingerprint ${fingerprint}. If the issue is changed after this, nothing leaves until you plan it again.`,
    next: (command) => `Really plan it: ${command}`,
    question: (count, n, title, moment) =>
      `‘${title}’ goes to ${count} ${n === 1 ? 'recipient' : 'recipients'} on ${moment}. Type this number to plan it: `,
    planned: (title, moment, count, n, fingerprint) =>
      `‘${title}’ goes to ${n === 1 ? '1 recipient' : `${count} recipients`} by itself on ${moment}. Fingerprint ${fingerprint}.`,
    noMoment: 'There is no moment yet.',
    none: (given) => `‘${given}’ is no day and time that exist.`,
    past: (moment) => `This moment is over: ${moment}.`,
    noMomentWhatNow: (command) =>
      `give a moment that is still to come, for example ${command} --at 2026-12-15T10:00.`,
  },
  none: 'There is no series yet.',
  noneWhatNow: 'write in newsletters/series.yaml on which days an issue appears.',
  noDates: 'In the coming year nothing appears by the series.',
  series: (title, time) => `${title}, at ${time}`,
  states: {
    open: 'no issue yet',
    made: (issueId) => `issue ${issueId}`,
    skipped: 'skipped',
  },
  moved: (from) => `moved from ${from}`,
  clock: {
    forward: (time) =>
      `Before this, summer time begins. The issue leaves when clocks show ${time}.`,
    back: (time) => `Before this, summer time ends. The issue leaves when clocks show ${time}.`,
  },
  note: {
    skipped: (time, becomes) =>
      `${time} does not exist on that day, because clocks go forward. It becomes ${becomes}.`,
    doubled: (time) =>
      `${time} comes twice on that day, because clocks go back. The first one counts.`,
  },
  passed: (count, dates) =>
    count === 1
      ? `One date went by without an issue: ${dates}.`
      : `${count} dates went by without an issue: ${dates}.`,
  passedWhatNow: (make, skip) =>
    `make the issue after all, for example with ${make}, or skip with ${skip}.`,
  skipped: (count) => (count === 1 ? '1 date was skipped.' : `${count} dates were skipped.`),
}
