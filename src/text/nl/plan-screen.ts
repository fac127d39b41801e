/** *Inplannen*. */
export const planScreen = {
  nav: 'Inplannen',
  heading: (title: string) => `Inplannen van ${title}`,
  planned: 'Ingepland',
  isPlanned: (moment: string, count: string, value: number) =>
    value === 1
      ? `${moment}. Dan gaat 1 e-mail vanzelf op weg.`
      : `${moment}. Dan gaan ${count} e-mails vanzelf op weg.`,
  heldPlanned: (moment: string) =>
    `${moment}. Er gaat niets weg zolang er meldingen zijn die blokkeren.`,
  wasPlanned: (moment: string) => `${moment}. Dat moment is geweest. Kies hieronder een ander.`,
  unplan: 'Haal uit de planning',
  check: 'Kijk het na',
  moment: 'Moment',
  noMoment: 'Nog geen moment dat kan',
  recipients: 'Ontvangers',
  subject: 'Onderwerp',
  whoSends: 'Wie verzendt',
  thisLaptop: 'Deze laptop. Laat hem aanstaan en aangesloten.',
  nobodySends:
    'Niemand, want Rondbrief is gestart zonder versturen. Start het gewoon, voordat het moment er is.',
  change: 'Wijzig',
  look: 'Bekijk',
  plan: (count: string, value: number) =>
    value === 1 ? 'Plan 1 e-mail in' : `Plan ${count} e-mails in`,
  done: 'Dit is het moment waarvoor de editie is ingepland.',
  blocked: (count: number) =>
    count === 1
      ? 'Inplannen kan pas als 1 melding is opgelost.'
      : `Inplannen kan pas als ${count} meldingen zijn opgelost.`,
  momentFirst: 'Kies hieronder eerst een moment.',
  otherMoment: 'Een ander moment',
  when: 'Wanneer gaat de editie weg?',
  proposed: 'Ons voorstel',
  bySeries: (title: string) => `Volgens de reeks ${title}`,
  other: 'Ander moment',
  day: 'Dag',
  time: 'Tijd',
  take: 'Neem dit moment over',
  begun: 'Inplannen is niet meer nodig.',
  notPlanned: 'De editie is niet ingepland',
  takeNext: (next: string) => `Neem ${next}`,
  chooseOther: 'Kies een ander moment',
  past: (moment: string, next: string) =>
    `Dit moment is al geweest: ${moment}. Het eerste dat kan, is ${next}.`,
  noSuchMoment: (next: string) =>
    `Vul een dag en een tijd in die bestaan. Het eerste dat kan, is ${next}.`,
  refused: {
    blocked: 'Er zijn meldingen die versturen tegenhouden. Los die eerst op.',
    nobody: 'Er is niemand om naar te versturen. Kies een doelgroep, of lees eerst abonnees in.',
    begun: 'Het versturen is al begonnen. Er is niets veranderd.',
    changed:
      'Iemand heeft issue.md intussen gewijzigd. Er is niets veranderd. Kijk of alles nog klopt en probeer het opnieuw.',
    unreadable:
      'De gegevens bovenaan issue.md zijn niet goed te lezen. Zet het moment daar zelf bij send_at.',
  },
}

/** *Binnenkort*, on the overview. */
export const coming = {
  heading: 'Binnenkort',
  nothing: 'De komende zes weken staat er niets in de planning.',
  steps: {
    new: 'Een nieuwe editie beginnen',
    remind: 'Partners herinneren',
    deliver: 'Laatste dag om in te leveren',
    compose: 'Samenstellen',
    approve: 'Akkoord',
    send: 'Versturen',
  },
  make: (day: string) => `Maak de editie van ${day}`,
  passedWhatNow: 'Maak een editie alsnog, of sla over.',
  skip: (count: number) => (count === 1 ? 'Sla deze datum over' : `Sla deze ${count} data over`),
}
