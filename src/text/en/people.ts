import type { peopleWords as dutch } from '../nl/people.ts'

export const peopleWords: typeof dutch = {
  notAnAddress: (typed) => `'${typed.slice(0, 80)}' is not a complete email address.`,
  notAnAddressWhatNow: 'type one address, such as info@example.org.',
  unknown: 'Nothing is stored about this address.',
  purposes: {
    newsletter: 'newsletter',
    invitations: 'invitations',
    press: 'press releases',
    consultation: 'consultation',
  },
  states: {
    pending: 'waits for confirmation',
    confirmed: 'yes, with consent',
    active: 'yes, for a public task',
    withdrawn: 'unsubscribed',
    bounced: 'address no longer works',
  },
  bases: { consent: 'consent', 'public-task': 'public task' },
  events: {
    requested: 'requested',
    confirmed: 'confirmed',
    withdrawn: 'withdrawn',
    imported: 'imported',
  },
  suppressionReasons: {
    unsubscribed: 'unsubscribed',
    erased: 'erased',
    'hard-bounce': 'address no longer works',
    complaint: 'complaint',
    manual: 'by the administrator',
  },
  deliveryStates: {
    planned: 'not sent yet',
    suppressed: 'not sent, because unsubscribed',
    submitted: 'sent',
    rejected: 'refused by the mail server',
    cancelled: 'not sent, dispatch stopped',
  },

  overview: {
    heading: (all) => `Subscribers: ${all}`,
    segments: 'Recipients per segment:',
    fewer: 'fewer than 5',
    none: 'There are no subscribers yet.',
    noneWhatNow: "import a list with 'rondbrief import'.",
  },
  record: {
    heading: (address) => `Stored about ${address}`,
    noProfile: 'Name and address are not stored (any more).',
    profile: {
      name: 'Name',
      organisation: 'Organisation',
      organisation_type: 'Type of organisation',
      role: 'Role',
      area: 'Municipality',
      language: 'Language',
      choices: 'Choices',
      created_at: 'Stored since',
      changed_at: 'Last changed',
    },
    receives: 'Receives:',
    consents: 'Consent:',
    consent: (at, event, purpose, basis, source) =>
      `  ${at}  ${purpose}: ${event} (${basis}), source: ${source}`,
    evidence: (evidence) => `                    evidence: ${evidence}`,
    suppressions: 'Gets no more mail:',
    suppression: (at, scope, reason) => `  ${at}  ${scope}: ${reason}`,
    allPurposes: 'everything',
    deliveries: 'Issues:',
    delivery: (issue, state, at) => `  ${issue}  ${state}${at === undefined ? '' : `, ${at}`}`,
  },

  erase: {
    options: {
      reason: 'Why, such as "request of 3 April". It is kept with the proof.',
      yesReally: 'Really erase. Without this option nothing changes.',
    },
    reasonMissing: 'It does not say why this address must be erased.',
    reasonMissingWhatNow: 'give --reason with the reason.',
    found: (profiles, consents, mails) =>
      `Found: ${profiles === 0 ? 'no profile' : 'a profile'}, ${consents} times consent, ${mails} times in a dispatch.`,
    stays:
      'What stays, without a name: the proof of consent, and a key that keeps this address from coming back.',
    notYet: 'Nothing has been erased yet.',
    notYetWhatNow: 'repeat the command with --yes-really.',
    ask: 'Type the address once more to erase: ',
    done: 'Erased.',
    sent: 'Mail that has left cannot be called back. Files in data/outbox stay as well.',
  },

  export: {
    options: { segment: 'Only those who get mail in this segment now.' },
    wrongName: (file) => `The name '${file}' does not say what kind of file it will be.`,
    wrongNameWhatNow: 'choose a name that ends in .csv or .json.',
    exists: (file) => `There already is a file ${file}. Rondbrief does not write over it.`,
    existsWhatNow: 'choose another name, or remove the file first.',
    unknownSegment: (typed, suggestion) =>
      `There is no segment '${typed}'.${suggestion === undefined ? '' : ` Did you mean '${suggestion}'?`}`,
    unknownSegmentWhatNow: "see 'rondbrief subscribers' for the segments.",
    done: (n, file) => `${n === 1 ? '1 subscriber is' : `${n} subscribers are`} in ${file}.`,
    careful: 'This file holds personal data. Remove it as soon as you are done.',
    columns: {
      email: 'email address',
      name: 'name',
      organisation: 'organisation',
      organisationType: 'organisation_type',
      role: 'role',
      area: 'area',
      themes: 'themes',
      partners: 'partners',
      language: 'language',
      receives: 'purposes',
    },
  },
}
