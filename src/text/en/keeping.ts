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
  restored: {
    options: { yesReally: 'Turn sending on again. What was sent does not go out again by itself.' },
    nothing: 'The database knows of everything that was sent. Sending is on.',
    heading: 'Sent, but not known in this database:',
    sent: (issue, count, at) => `${issue}: ${count} mails, ${at}`,
    off: 'An older copy of the database was put back. Sending is off.',
    offWhatNow:
      'see whether there is a newer copy. If this one is right, repeat the command with --yes-really. Who had unsubscribed or was erased, is so again already.',
    on: 'Sending is on again. The issues above do not go out again by themselves.',
  },
}
