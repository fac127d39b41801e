import type { keepingWords as dutch } from '../nl/keeping.ts'

export const keepingWords: typeof dutch = {
  retention: {
    options: { yesReally: 'Really clear up. Without this option nothing changes.' },
    heading: (day) => `No longer needed on ${day}:`,
    done: 'Cleared up:',
    counts: {
      unconfirmed: 'sign-ups that nobody confirmed',
      unsubscribed: 'profiles of people who unsubscribed',
      bounced: 'profiles with an address that no longer works',
      consent: 'lines of proof of consent that ended',
      deliveries: 'names and addresses beside mails that were sent',
      links: 'links in mails on request',
      notices: 'mails on request',
      formUses: 'counts against abuse',
    },
    notYet: 'Nothing was cleared up yet. Rondbrief does this by itself every day while it is on.',
    notYetWhatNow: 'clear up right now? Repeat the command with --yes-really.',
  },
}
