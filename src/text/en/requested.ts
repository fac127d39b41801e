import type { requested as dutch } from '../nl/requested.ts'

/** Checks that take long or ask others something, and so begin when somebody presses their button. */
export const requested: typeof dutch = {
  heading: 'Longer checks',
  intro: 'These checks take longer. They begin only when you ask for them.',
  doesNotHold: 'What blocks here does not stop sending by itself. Do solve it before you send.',
  broken: 'The check was not finished. Try once more.',
  browserWhatNow:
    'Ask your administrator to install one, or to say in RONDBRIEF_CHROMIUM where the program is.',
  old: 'The mail was changed since. The result is of the mail of then: do the check again.',
  unasked: (count) =>
    count === 1
      ? 'Since then 1 link was added. It was not asked yet.'
      : `Since then ${count} links were added. They were not asked yet.`,
  progress: ({ done, total }) =>
    `${done} of ${total === 1 ? '1 link' : `${total} links`} looked at.`,
  stopped: 'You stopped this check. There is no result.',
  refresh: 'Refresh the result',
  checks: {
    links: {
      title: 'Do the links work?',
      explain:
        'Rondbrief then visits the websites that this issue links to. They can see that somebody on your network looks at their page.',
      button: (links, sites) => visit(links, sites),
      again: (links, sites) => `${visit(links, sites)}, again`,
      stop: 'Stop asking',
      running: 'Rondbrief is asking the links now. That takes a minute and a half at most.',
      good: (time) => `Asked at ${time}. All links worked.`,
      done: (time) => `Asked at ${time}. This came of it:`,
    },
    browser: {
      title: 'Can the mail be read well?',
      explain:
        'A browser on this computer measures colours, width and buttons, of the mail and of the web page. Nothing goes out.',
      button: () => 'Measure the mail in a browser',
      again: () => 'Measure the mail again',
      stop: 'Stop measuring',
      running: 'The browser is measuring the mail now. That takes a minute at most.',
      good: (time) => `Measured at ${time}. All of it could be read well.`,
      done: (time) => `Measured at ${time}. This came of it:`,
    },
    spam: {
      title: 'Does the mail look like spam?',
      explain: 'SpamAssassin on this computer gives the mail points. Nothing goes out.',
      button: () => 'Have SpamAssassin read the mail',
      again: () => 'Have SpamAssassin read the mail again',
      stop: 'Stop reading',
      running: 'SpamAssassin is reading the mail now. That takes a minute a version at most.',
      good: (time) => `Read at ${time}. The mail got no points.`,
      done: (time) => `Read at ${time}. This came of it:`,
    },
  },
}

function visit(links: number, sites: number): string {
  const pages = links === 1 ? '1 link' : `${links} links`
  return `Visit ${sites === 1 ? '1 website' : `${sites} websites`} and ask for ${pages}`
}
