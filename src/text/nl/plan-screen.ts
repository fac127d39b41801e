/** *Inplannen*. */
export const planScreen = {
  nav: 'Inplannen',
  heading: (title: string) => `Inplannen van ${title}`,
  planned: 'Ingepland',
  isPlanned: (moment: string, count: string, value: number) =>
    value === 1
      ? `${moment}. Dan gaat 1 e-mail vanzelf op weg.`
      : `${moment}. Dan gaan ${count} e-mails vanzelf op weg.`,
  offPlanned: (moment: string) =>
    `${moment}. Versturen staat uit: zo gaat er dan niets weg. Vraag uw beheerder om het aan te zetten.`,
  heldPlanned: (moment: string) =>
    `${moment}. Er gaat niets weg zolang er meldingen zijn die blokkeren.`,
  wasPlanned: (moment: string) => `${moment}. Dat moment is geweest. Kies hieronder een ander.`,
  unplan: 'Haal uit de planning',
  agreed: (person: string | undefined, moment: string, fingerprint: string) =>
    `Ingepland${person === undefined ? '' : ` door ${person}`} op ${moment}, vingerafdruk ${fingerprint}.`,
  expired: {
    heading: 'Gewijzigd na het inplannen',
    words: (moment: string) =>
      `De editie is ingepland voor ${moment}, maar daarna gewijzigd. Zo gaat zij niet weg.`,
    momentGone: 'Het moment staat niet meer in issue.md.',
    momentMoved: (moment: string) => `In issue.md staat nu een ander moment: ${moment}.`,
    gone: 'Dit stond er toen u inplande',
    come: 'Dit staat er nu',
    more: (count: number) => (count === 1 ? 'en nog 1 zin' : `en nog ${count} zinnen`),
    noWords:
      'De woorden zijn dezelfde. Wel veranderd zijn de opmaak, een beeld, de volgorde, de afzender, een doelgroep of het moment.',
    again: 'Kijk het na en plan opnieuw in',
  },
  fingerprint: 'Vingerafdruk',
  fingerprintHint:
    'Precies deze versie gaat weg. Wordt er daarna iets gewijzigd, dan gaat er niets weg tot u opnieuw inplant.',
  check: 'Kijk het na',
  moment: 'Moment',
  noMoment: 'Nog geen moment dat kan',
  recipients: 'Ontvangers',
  subject: 'Onderwerp',
  whoSends: 'Wie verzendt',
  thisLaptop: 'Deze laptop. Laat hem aanstaan en aangesloten.',
  nobodySends:
    'Niemand, want versturen staat uit. Vraag uw beheerder om het aan te zetten, vóór het moment.',
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
      'De editie is intussen gewijzigd. Zij is niet ingepland. Kijk of alles nog klopt en plan haar dan opnieuw in.',
    unreadable:
      'De gegevens bovenaan issue.md zijn niet goed te lezen. Zet het moment daar zelf bij send_at, en plan de editie dan in.',
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
