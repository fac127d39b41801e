/** Dispatch: what `dispatch` says. */
export const dispatch = {
  options: {
    yesReally: 'Really do it. Before sending, Rondbrief then asks for the number.',
    count: 'The number of recipients; must match exactly.',
    duplicates: 'With send-rest: also those who may have the mail. They may then get it twice.',
    version: 'With correction: only those who got this version. Without it: every version.',
    unsure: 'With correction: also those who may have the mail or not.',
    name: 'Your name, for the log of the issue.',
    why: 'The reason, for the log of the issue.',
  },
  noDispatch: (issueId: string) => `Issue ${issueId} has not been sent yet.`,
  noDispatchWhatNow: (command: string) => `see with ${command} who would get the mail.`,
  unknown: (typed: string, suggestion: string | undefined) =>
    suggestion === undefined
      ? `A dispatch cannot do this: '${typed}'.`
      : `A dispatch cannot do this: '${typed}'. Did you mean '${suggestion}'?`,
  unknownWhatNow: (actions: string) => `choose from: ${actions}.`,
  actionsHeading: 'What can be done with a dispatch:',
  actions: {
    stop: 'stop a scheduled issue before it goes out',
    pause: 'stop for a while; what is under way is finished',
    resume: 'go on',
    cancel: 'stop; whoever had no turn yet gets nothing',
    'accept-doubt': 'send again to whoever is in doubt, even if they get it twice',
    hold: 'leave whoever is in doubt alone and end the dispatch',
    'send-rest': 'send to those who did not get the mail',
    'send-joined': 'also send to those who joined after the list was made',
    received: 'show who already got the mail, with shortened addresses',
    correction: 'make a correction for exactly those who got the mail',
  },
  notNow: (state: string) => `That cannot be done now. The state of the dispatch: ${state}.`,
  nobody: 'There is nobody to whom this applies. Nothing was changed.',
  warning: {
    cancel: (count: string, n: number) =>
      n === 1 ? '1 recipient will not get the mail.' : `${count} recipients will not get the mail.`,
    'accept-doubt': (count: string, n: number) =>
      n === 1
        ? '1 recipient may get the mail twice.'
        : `${count} recipients may get the mail twice.`,
  },
  rest: {
    heading: 'These recipients did not get the mail:',
    cancelled: 'stopped before their turn',
    failed: 'refused, but not for their address',
    held: 'may have it, or may not',
    withDuplicates: 'Include them with --accept-duplicates. They may then get the mail twice.',
  },
  toDo: (command: string) => `To really do it: ${command}`,
  done: {
    pause: 'The dispatch is paused. What is under way is finished.',
    cancel: (count: string, n: number) =>
      n === 1
        ? 'The dispatch is stopped. 1 recipient does not get the mail.'
        : `The dispatch is stopped. ${count} recipients do not get the mail.`,
    hold: (count: string, n: number) =>
      n === 1
        ? '1 recipient stays in doubt and gets nothing by itself.'
        : `${count} recipients stay in doubt and get nothing by themselves.`,
    again: (count: string, n: number) =>
      n === 1 ? '1 recipient is ready again.' : `${count} recipients are ready again.`,
  },
  paused: (command: string) => `go on with the dispatch with ${command}.`,
  received: (count: string, n: number) =>
    n === 1 ? '1 recipient got the mail:' : `${count} recipients got the mail:`,
}
