/** Versturen: wat `send` en `status` zeggen. */
export const send = {
  options: {
    yesReally: 'Verstuur echt. Aan een terminal vraagt Rondbrief daarna om het aantal.',
    count: 'Het aantal ontvangers; moet precies kloppen.',
    test: 'Verstuur een proef, alleen naar de adressen onder test_addresses.',
    to: 'Het adres voor de proef, als er meer zijn.',
  },
  dryRun: (title: string) => `Dit is een oefening met ‘${title}’. Er wordt niets verstuurd.`,
  total: (count: string, n: number) => (n === 1 ? '1 ontvanger' : `${count} ontvangers`),
  segment: (title: string, count: string) => `  ${count}  ${title}`,
  overlap: 'Wie in meer dan een doelgroep zit, krijgt de mail één keer.',
  excludedHeading: (count: string) => `Krijgt de mail niet (${count}):`,
  excluded: {
    unsubscribed: 'afgemeld',
    erased: 'gewist',
    'hard-bounce': 'adres werkt niet meer',
    complaint: 'klacht over ongewenste mail',
    manual: 'met de hand uitgesloten',
    pending: 'aanmelding nog niet bevestigd',
    withdrawn: 'toestemming ingetrokken',
    bounced: 'adres werkt niet meer',
    'no-consent': 'geen toestemming voor de nieuwsbrief',
  },
  variantsHeading: (count: number) =>
    count === 1 ? 'Iedereen krijgt dezelfde mail:' : `Er zijn ${count} versies van de mail:`,
  variant: (recipients: string, n: number, items: number) =>
    `  ${recipients} ${n === 1 ? 'ontvanger' : 'ontvangers'}, ${items} ${items === 1 ? 'bericht' : 'berichten'}`,
  via: {
    file: (folder: string) =>
      `De mails komen als bestanden in ${folder}. Er gaat niets naar buiten.`,
    smtp: (host: string) => `De mails gaan via ${host}.`,
    sendgrid: (host: string) => `De mails gaan via SendGrid (${host}).`,
  },
  blockedHeading: (count: number) =>
    count === 1
      ? 'Versturen kan nog niet. Er is 1 melding die blokkeert:'
      : `Versturen kan nog niet. Er zijn ${count} meldingen die blokkeren:`,
  blockedWhatNow: 'los deze meldingen op en herhaal de opdracht.',
  nobody: 'Niemand zou deze mail krijgen.',
  nobodyWhatNow: "kies doelgroepen in issue.md, of lees abonnees in met 'npx rondbrief import'.",
  next: (command: string) => `Echt versturen: ${command}`,
  question: (count: string, n: number, title: string) =>
    `‘${title}’ gaat naar ${count} ${n === 1 ? 'ontvanger' : 'ontvangers'}. Typ dit aantal om te versturen: `,
  wrongAnswer: 'Dat is niet het aantal. Er is niets verstuurd.',
  wrongCount: (given: string, count: string, n: number) =>
    `U gaf ${given} op, maar de mail gaat nu naar ${count} ${n === 1 ? 'ontvanger' : 'ontvangers'}. Er is niets verstuurd.`,
  noTerminal: 'Zonder terminal moet u het aantal meegeven. Er is niets verstuurd.',
  repeatWith: (command: string) => `herhaal met ${command}`,
  progress: (done: string, total: string) => `${done} van ${total} verstuurd`,
  perSecond: (count: string) => `${count} per seconde`,
  secondsLeft: 'nog minder dan een minuut',
  minutesLeft: (count: string, n: number) =>
    n === 1 ? 'nog ongeveer 1 minuut' : `nog ongeveer ${count} minuten`,
  finished: (title: string) => `‘${title}’ is verstuurd.`,
  already: (title: string, moment: string) =>
    `‘${title}’ is al verstuurd op ${moment}. Er gaat niets opnieuw weg.`,
  alreadyStopped: (title: string) =>
    `De verzending van ‘${title}’ is gestopt. Er gaat niets meer weg.`,
  changed: 'De lijst met abonnees is intussen veranderd. Er is niets verstuurd.',
  changedWhatNow: (command: string) => `bekijk de aantallen opnieuw met ${command}`,
  begun: (title: string) => `De verzending van ‘${title}’ is begonnen en nog niet klaar.`,
  parts: {
    sent: 'verstuurd',
    failed: 'mislukt',
    skipped: 'overgeslagen',
    unsure: 'onzeker',
    notSent: 'niet verstuurd',
    underWay: 'onderweg',
    waiting: 'wacht op de beurt',
    total: 'totaal',
  },
  failuresHeading: 'Mislukt, naar reden:',
  unsureHeading: 'Onzeker. Deze mensen kregen de mail misschien wel, misschien niet:',
  unsureWhatNow:
    'kijk in het logboek van de mailserver. Rondbrief stuurt deze mail niet vanzelf nog een keer.',
  interruptedAtQuestion: 'Onderbroken. Er is niets verstuurd.',
  interrupted: 'Onderbroken. Wat onderweg was, is afgemaakt.',
  underWay: (title: string) => `‘${title}’ wordt nu verstuurd.`,
  underWayWhatNow: (command: string) => `wacht. Met ${command} ziet u hoe ver het is.`,
  resume: (command: string) => `ga verder met ${command}. Niemand krijgt de mail dubbel.`,
  resumeRestored: (stop: string, goOn: string) =>
    `stop met ${stop}. Gaat u toch verder, dan krijgt wie de mail sinds de reservekopie kreeg hem nog een keer: ${goOn}`,
  stopped: (reason: string) => `Het versturen is gestopt: ${reason}.`,
  restored:
    'Er is een oudere kopie van de database teruggezet. Er is meer verstuurd dan daarin staat. Versturen staat uit.',
  restoredWhatNow: "vraag met 'npx rondbrief restored' wat er al verstuurd is.",
  locked: 'Er is al een verzending bezig op deze computer. Er is niets verstuurd.',
  lockedWhatNow: 'wacht tot die klaar is en herhaal de opdracht.',
  outbox: (folder: string) => `De mails staan in ${folder}.`,
  test: {
    subject: (subject: string) => `[PROEF] ${subject}`,
    subjectOf: (subject: string, n: number, total: number) => `[PROEF ${n}/${total}] ${subject}`,
    noAddress: 'Er zijn geen adressen voor een proef.',
    noAddressWhatNow: "zet uw eigen adres in rondbrief.yaml onder 'test_addresses'.",
    refusedAddress: (address: string) => `Een proef mag niet naar ${address}.`,
    refusedWhatNow: (addresses: string) => `kies uit: ${addresses}.`,
    nothing: 'Van deze editie kan nog geen mail worden gemaakt.',
    sent: (count: number, address: string) =>
      count === 1
        ? `1 proefmail verstuurd aan ${address}.`
        : `${count} proefmails verstuurd aan ${address}.`,
    failed: (address: string, reason: string) =>
      `De proef aan ${address} is niet verstuurd: ${reason}.`,
  },
  reasons: {
    unreachable: 'de mailserver is niet te bereiken',
    busy: 'de mailserver is te druk',
    'login-refused': 'de mailserver weigert de aanmelding',
    'settings-refused': 'de mailserver weigert de afzender of een instelling',
    'thread-lost':
      'het deel van Rondbrief dat mails maakt en verstuurt viel uit; start Rondbrief opnieuw',
    'cannot-sign': 'met de sleutel in RONDBRIEF_DKIM_KEY kan Rondbrief niet ondertekenen',
    'address-refused': 'het adres is geweigerd',
    'message-refused': 'de mailserver weigert deze mail',
    'connection-lost': 'de verbinding werd verbroken',
    'no-answer': 'de mailserver gaf geen antwoord',
    'server-error': 'er ging iets mis op de mailserver',
    'unexpected-answer': 'de mailserver gaf een onbekend antwoord',
    'disk-full': 'de schijf is vol',
    'disk-error': 'er kon niet op de schijf worden geschreven',
    stopped: 'Rondbrief werd afgebroken',
    'content-changed': 'de vastgelegde mail is daarna veranderd',
    'too-many-attempts': 'ook na tien keer proberen lukte het niet',
    unsubscribed: 'afgemeld',
    erased: 'gewist',
    'hard-bounce': 'adres werkt niet meer',
    complaint: 'klacht over ongewenste mail',
    manual: 'met de hand uitgesloten',
    'first-unsure':
      'van een of meer van de eerste ontvangers is onzeker of de mail aankwam. Vraag het na. Ga daarna verder of stop',
    'first-refused':
      'de meeste van de eerste ontvangers kregen de mail niet, want hij werd geweigerd. Zoek uit waarom. Ga daarna verder of stop',
    'by-hand': 'met de hand gepauzeerd',
    restored:
      'de database komt uit een reservekopie. Wie de mail daarna kreeg, staat hier als wachtend en krijgt hem bij verdergaan nog een keer',
    late: 'het moment was te lang voorbij',
    blocked: 'er waren meldingen die versturen tegenhouden',
    changed: 'de editie was gewijzigd nadat zij is ingepland',
    'from-backup':
      'de database is teruggezet uit een reservekopie, en de editie kan sindsdien al verstuurd zijn',
  },
}

export const status = {
  none: 'Er zijn nog geen edities.',
  notFound: (issueId: string) => `Er is geen editie ${issueId}.`,
  noDispatch: 'nog niet verstuurd',
  due: (moment: string) => `gaat vanzelf weg: ${moment}`,
  changed: 'De editie is gewijzigd nadat zij is ingepland. Zo gaat zij niet weg.',
  changedWhatNow: (command: string) => `kijk haar na en plan haar opnieuw in met ${command}`,
  dueNote: {
    skipped: 'Door de zomertijd bestaat dat tijdstip niet; het wordt een uur later.',
    doubled: 'Door de wintertijd komt dat tijdstip twee keer voor; het eerste telt.',
  },
  blocked: (count: number) =>
    count === 1 ? '1 melding houdt versturen tegen' : `${count} meldingen houden versturen tegen`,
  states: {
    scheduled: 'ingepland',
    preparing: 'wordt voorbereid',
    sending: 'wordt verstuurd',
    paused: 'gepauzeerd',
    settling: 'verzonden, van een deel is het nog onzeker',
    cancelling: 'wordt gestopt',
    cancelled: 'gestopt',
    missed: 'moment gemist',
    discarded: 'vervallen',
    done: 'verzonden',
    done_with_holds: 'verzonden, van een deel onzeker',
  },
  interrupted: 'onderbroken, nog niet klaar',
  because: (state: string, reason: string) => `${state}: ${reason}`,
}
