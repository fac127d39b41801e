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
      looks: 'lines in the log of who looked or imported a list',
      backups: 'backups that have a newer one beside them',
      links: 'links in mails on request',
      notices: 'mails on request',
      formUses: 'counts against abuse',
    },
    roleChecks: (count) =>
      `A question whether their role is still right goes to ${count} people once the pages for readers are on.`,
    notYet: 'Nothing was cleared up yet. Rondbrief does this by itself every day while it is on.',
    notYetWhatNow: 'clear up right now? Repeat the command with --yes-really.',
  },
  notices: {
    good: 'every email to one person has left',
    heading: 'Emails to one person, such as a confirmation',
    counts: ({ failed, inDoubt, waiting }) =>
      [
        ...(failed === 0 ? [] : [`${failed} failed`]),
        ...(inDoubt === 0 ? [] : [`${inDoubt} uncertain`]),
        ...(waiting === 0 ? [] : [`${waiting} waiting for more than an hour`]),
      ].join(', '),
    whatNow: ({ failed, inDoubt }) =>
      failed + inDoubt === 0
        ? "start Rondbrief with 'npx rondbrief start --hosted' and they leave."
        : "see with 'npx rondbrief doctor --online' whether sending works. Whoever got nothing can ask for the email again; it does not go again by itself.",
  },
  restored: {
    options: { yesReally: 'Turn sending on again. What was sent does not go out again by itself.' },
    copyUnusable: (folder) => `The folder ${folder} (journal_copy) cannot be used now.`,
    copyUnusableWhatNow: 'see whether that folder is there and whether you may write in it.',
    nothing: 'The database knows of everything that was sent. Sending is on.',
    from: (moment) => `This database comes from the backup of ${moment}.`,
    unknown: 'Nothing is known here of what was sent after that.',
    heading: 'Sent, but not known in this database:',
    sent: (issue, count, at) => `${issue}: ${count} mails, ${at}`,
    off: 'An older copy of the database was put back. Sending is off.',
    offWhatNow:
      'see whether there is a newer copy. If this one is right, repeat the command with --yes-really. Who had unsubscribed or was erased, is so again already.',
    on: 'Sending is on again. An issue whose moment has passed does not go out again by itself.',
  },
  suppressions: {
    notUsed: 'This newsletter does not go through SendGrid.',
    notUsedWhatNow: "only needed with 'transport: sendgrid'.",
    keyMissing: 'The key in RONDBRIEF_SENDGRID_KEY is missing.',
    keyMissingWhatNow: 'put the key in the environment and repeat the command.',
    secretLost: 'The secret by which addresses are recognised is not that of this database.',
    secretLostWhatNow: 'put back data/secret as it was.',
    heading: 'Read at SendGrid:',
    columns: ['on the list', 'ended now'],
    lists: {
      bounces: 'addresses that do not work',
      invalid_emails: 'addresses that do not exist',
      spam_reports: 'complaints about unwanted mail',
      unsubscribes: 'unsubscribes',
      blocks: 'mails refused once; those people stay subscribed',
    },
    strangers: (count) =>
      count === 1 ? '1 address is of no subscriber.' : `${count} addresses are of no subscriber.`,
    overtaken: (count) =>
      count === 1
        ? '1 subscriber signed up again afterwards and stays.'
        : `${count} subscribers signed up again afterwards and stay.`,
    pushed: (added, takenBack) =>
      `Handed over to SendGrid: ${added} unsubscribes. Taken back: ${takenBack}.`,
    failed: (reason) => `Not everything was exchanged with SendGrid: ${reason}.`,
    failedWhatNow: 'Rondbrief tries again every hour while it is on.',
    news: (ended) =>
      ended === 1
        ? 'SendGrid reported 1 subscriber who will not or cannot get mail any more.'
        : `SendGrid reported ${ended} subscribers who will not or cannot get mail any more.`,
  },
  register: {
    look: 'Have this checked by your data protection officer, and answer the questions with a box.',
    title: (list) => `Processing: ${list}`,
    made: (day) =>
      `Made by Rondbrief on ${day} from the settings and the tables (GDPR, article 30(1)). This is a draft, not advice.`,
    controller: 'Controller',
    contact: (address, statement) => `Contact: ${address}. Privacy statement: ${statement}`,
    partners: (names) =>
      `The newsletter is written with: ${names.join(', ')}. They deliver texts and see no data of subscribers.`,
    purposesHeading: 'Purposes',
    purposes: {
      newsletter: 'to send the newsletter to those who signed up',
      invitations: 'to invite to meetings, for those who chose that separately',
      press: 'to send press releases to media that asked for them',
      consultation: 'to consult one contact person per municipality',
    },
    basis:
      'Lawful basis: consent (article 6(1)(a)) confirmed by mail, or a task in the public interest (e). The basis stands beside the proof, per person and purpose.',
    people: 'Data subjects',
    peopleAre:
      'Subscribers: staff of municipalities, police, justice, care, education, entrepreneurs and other partners in safety, and others who sign up.',
    data: 'Data, what for and how long',
    columns: ['Data', 'What for', 'How long', 'Where (table: columns)'],
    kinds: {
      address: { what: 'Email address', why: 'to send the mail' },
      name: { what: 'Name (may be empty)', why: 'for the salutation' },
      work: {
        what: 'Organisation, its type, role (may be empty)',
        why: 'to choose which mail fits',
      },
      place: {
        what: 'Municipality of the organisation (may be empty)',
        why: 'to choose which mail fits',
      },
      interests: {
        what: 'Language and chosen themes, partners and networks',
        why: 'to send what somebody wants to read',
      },
      subscription: {
        what: 'State per purpose, and why somebody gets no mail',
        why: 'not to mail who does not want it',
      },
      consent: {
        what: 'Proof of consent or another basis',
        why: 'to be able to show it (article 7)',
      },
      key: {
        what: 'Key of the address (pseudonymised) and random references',
        why: 'to recognise unsubscriptions and mail nobody twice',
      },
      delivery: {
        what: 'Which issue was sent and how that ended',
        why: 'to account for who got what',
      },
      requests: {
        what: 'Mails and links on request, such as a confirmation',
        why: "to carry out somebody's own request",
      },
      network: {
        what: 'Key of the network that a form came from',
        why: 'to slow down abuse of forms',
      },
      events: {
        what: 'Reports of the mail provider about delivered and returned mail',
        why: 'to stop mailing addresses that do not work',
      },
      looks: {
        what: 'Which employee saw, took or imported data, when and why',
        why: 'to account for who saw what',
      },
    },
    keptFor: {
      address: (days) =>
        `until ${days.unsubscribed} days after unsubscribing, ${days.bounced} when the address no longer works; beside a mail that was sent ${days.deliveries} days; an unconfirmed sign-up ${days.unconfirmed} days`,
      name: (days) => `as the email address; beside a mail that was sent ${days.deliveries} days`,
      work: () => 'as the email address',
      place: () => 'as the email address',
      interests: () => 'as the email address',
      subscription: () =>
        'as the email address; that somebody wants no mail as long as the list exists',
      consent: (days) => `until ${days.consent} days after it ended, without a name`,
      key: () => 'as long as the list exists, without an address',
      delivery: (days) =>
        `with the address ${days.deliveries} days; after that beside the key only`,
      requests: () => 'links a week, mails 30 days; the address goes as soon as the mail has left',
      network: () => '24 hours',
      events: (days) => `${days.deliveries} days`,
      looks: (days) => `${days.looks} days, without the address of the subscriber`,
    },
    versions: (count: number, days: number) =>
      `Outside the database: of each file of an issue at most ${count} earlier versions, for ${days} days, in data/versions. They may hold something about a person that a writer took out. So whoever is to be erased may still be in there.`,
    notStored:
      'Not stored: whether somebody opens a mail or clicks a link, IP addresses, special categories of data.',
    receivers: 'Recipients and processors',
    processors: {
      none: 'none: mail is kept as a file in data/outbox and not sent (setting transport: file); clear that folder yourself',
      smtp: (host) => `whoever runs mail server ${host}: gets the address and content of each mail`,
      sendgrid: (region) =>
        `Twilio SendGrid, region ${region}: gets addresses, names and content per dispatch; keeps no list; measuring opens and clicks is off`,
    },
    sender: (address) => `who answers, writes to ${address}`,
    transfers: 'Transfers outside the European Economic Area',
    transfer: {
      none: 'None.',
      smtp: 'Depends on where the mail server stands. Write that down.',
      sendgrid: {
        eu: 'Mail goes through the European region of SendGrid. The provider is an American company: write down on which ground access from there is allowed.',
        global:
          'Yes: mail goes through the United States. Write down the ground for the transfer, or choose region eu.',
      },
    },
    security: 'Security',
    backups: (days) => `backups are encrypted and go after ${days} days, if there is a newer one`,
    measures: [
      'the database and the secret can be read by their owner only',
      'addresses are not in logs and error messages; counts below 5 are not shown',
      'unsubscribing takes one click, without a login; links in mails are signed and hold no address',
      'erasing also works after a backup is put back',
    ],
    ask: {
      controller: 'Who is the controller, and is there an arrangement between the partners?',
      officer: 'Who is the data protection officer?',
      basis: 'Which lawful basis holds for each purpose?',
      contract: 'Is there a contract with every processor, and where is it kept?',
      security: 'Is the disk encrypted, and where are the backups kept?',
    },
  },
}
