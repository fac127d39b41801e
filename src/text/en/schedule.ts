import type { schedule as dutch } from '../nl/schedule.ts'

export const schedule: typeof dutch = {
  options: { skip: 'Skip the dates that went by without an issue.' },
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
