/** De pagina Verzending: wat iemand daar kan besluiten, en wat er gebeurd is. */
export const dispatchPage = {
  /** Wat een besluit doet, op de knop en in de kop van de bevestiging. */
  actions: {
    pause: 'Pauzeer',
    resume: 'Ga verder',
    cancel: 'Stop',
    'accept-doubt': 'Verstuur opnieuw aan wie onzeker is',
    hold: 'Laat wie onzeker is met rust',
    'send-rest': 'Verstuur aan de rest',
    'send-rest-duplicates': 'Verstuur aan de rest, ook aan wie onzeker is',
    'send-joined': 'Verstuur aan wie erbij kwam',
  },
  /** De knop op de pagina, die naar de bevestiging leidt. */
  open: {
    resume: (count: string, n: number) =>
      n === 1 ? 'Ga verder met 1 ontvanger' : `Ga verder met ${count} ontvangers`,
    cancel: () => 'Stop',
    'accept-doubt': (count: string, n: number) =>
      n === 1 ? 'Verstuur opnieuw aan 1 onzekere' : `Verstuur opnieuw aan ${count} onzekeren`,
    hold: (count: string, n: number) =>
      n === 1 ? 'Laat 1 onzekere met rust' : `Laat ${count} onzekeren met rust`,
    'send-rest': (count: string) => `Verstuur aan de overige ${count}`,
    'send-rest-duplicates': (count: string) =>
      `Verstuur aan de overige ${count}, ook aan wie onzeker is`,
    'send-joined': (count: string, n: number) =>
      n === 1 ? 'Verstuur ook aan 1 nieuwe abonnee' : `Verstuur ook aan ${count} nieuwe abonnees`,
  },
  fromBackup: (count: string, n: number) =>
    n === 1
      ? '1 ontvanger was in de reservekopie nog niet aan de beurt. Die krijgt nu de mail, en misschien dubbel.'
      : `${count} ontvangers waren in de reservekopie nog niet aan de beurt. Zij krijgen nu de mail. Wie hem daarna al kreeg, krijgt hem dubbel.`,
  /** Wat er gebeurt als iemand bevestigt. */
  effect: {
    pause: () =>
      'Er gaat geen nieuwe mail weg tot iemand verder gaat. Wat onderweg is, wordt afgemaakt.',
    resume: (count: string, n: number) =>
      n === 1
        ? '1 ontvanger is nog niet aan de beurt geweest en krijgt nu de mail. Niemand krijgt hem dubbel.'
        : `${count} ontvangers zijn nog niet aan de beurt geweest en krijgen nu de mail. Niemand krijgt hem dubbel.`,
    cancel: (count: string, n: number) =>
      n === 1
        ? '1 ontvanger is nog niet aan de beurt geweest en krijgt de mail dan niet. Wat onderweg is, wordt afgemaakt.'
        : `${count} ontvangers zijn nog niet aan de beurt geweest en krijgen de mail dan niet. Wat onderweg is, wordt afgemaakt.`,
    'accept-doubt': (count: string, n: number) =>
      n === 1
        ? 'Van 1 ontvanger is onzeker of de mail aankwam. Die krijgt hem opnieuw, en dan misschien dubbel.'
        : `Van ${count} ontvangers is onzeker of de mail aankwam. Zij krijgen hem opnieuw, en dan misschien dubbel.`,
    hold: (count: string, n: number) =>
      n === 1
        ? '1 ontvanger blijft onzeker en krijgt niets vanzelf. De verzending kan worden afgerond.'
        : `${count} ontvangers blijven onzeker en krijgen niets vanzelf. De verzending kan worden afgerond.`,
    'send-rest': (count: string, n: number) =>
      n === 1
        ? '1 ontvanger kreeg de mail niet en krijgt hem nu alsnog. Niemand krijgt hem dubbel.'
        : `${count} ontvangers kregen de mail niet en krijgen hem nu alsnog. Niemand krijgt hem dubbel.`,
    'send-rest-duplicates': (count: string, n: number) =>
      n === 1
        ? '1 ontvanger krijgt de mail nu alsnog, en misschien dubbel.'
        : `${count} ontvangers krijgen de mail nu alsnog.`,
    'send-joined': (count: string, n: number) =>
      n === 1
        ? '1 abonnee kwam erbij nadat de lijst was vastgelegd en krijgt nu de mail zoals die toen was. Niemand krijgt hem dubbel.'
        : `${count} abonnees kwamen erbij nadat de lijst was vastgelegd en krijgen nu de mail zoals die toen was. Niemand krijgt hem dubbel.`,
  },
  maybeTwice: (count: string, n: number) =>
    n === 1
      ? 'Onder hen is 1 ontvanger van wie onzeker is of de mail al aankwam. Die krijgt hem dan misschien dubbel.'
      : `Onder hen zijn ${count} ontvangers van wie onzeker is of de mail al aankwam. Zij krijgen hem dan misschien dubbel.`,
  whenResumed: 'De verzending staat op pauze. Zij krijgen de mail zodra u verdergaat.',
  goesOn: 'Terwijl u leest, gaat het versturen door. Het aantal kan dus lager worden.',
  /** De knop die het doet. */
  confirm: {
    pause: () => 'Pauzeer',
    resume: (count: string, n: number) =>
      n === 1 ? 'Verstuur 1 e-mail' : `Verstuur ${count} e-mails`,
    cancel: (count: string, n: number) =>
      n === 0
        ? 'Stop het versturen'
        : n === 1
          ? 'Stop: 1 ontvanger krijgt niets'
          : `Stop: ${count} ontvangers krijgen niets`,
    'accept-doubt': (count: string, n: number) =>
      n === 1 ? 'Verstuur 1 e-mail opnieuw' : `Verstuur ${count} e-mails opnieuw`,
    hold: (count: string, n: number) =>
      n === 1 ? 'Laat 1 ontvanger met rust' : `Laat ${count} ontvangers met rust`,
    'send-rest': (count: string, n: number) =>
      n === 1 ? 'Verstuur 1 e-mail' : `Verstuur ${count} e-mails`,
    'send-rest-duplicates': (count: string, n: number) =>
      n === 1 ? 'Verstuur 1 e-mail' : `Verstuur ${count} e-mails`,
    'send-joined': (count: string, n: number) =>
      n === 1 ? 'Verstuur 1 e-mail' : `Verstuur ${count} e-mails`,
  },
  /** Van wie erbij kwam: wie een samenstelling zou zien die niemand kreeg. */
  withoutVersion: (count: string, n: number) =>
    n === 1
      ? '1 nieuwe abonnee zou andere berichten zien dan wie dan ook kreeg. Van die mail is geen versie, dus die abonnee krijgt de volgende editie.'
      : `${count} nieuwe abonnees zouden andere berichten zien dan wie dan ook kreeg. Van die mail is geen versie, dus zij krijgen de volgende editie.`,
  back: 'Nee, terug',
  name: 'Uw naam',
  nameHint: 'Komt in het logboek. Rondbrief onthoudt hem op deze computer.',
  nameMissing: 'Vul uw naam in. Zo weten anderen later wie dit besloot.',
  why: 'Waarom? (mag leeg blijven)',
  whyNeeded: 'Waarom?',
  whyMissing: 'Schrijf op waarom. Mensen krijgen de mail misschien dubbel.',
  wrongTitle: 'Er is nog niets gedaan',
  moved: 'Er is intussen iets veranderd. Kijk opnieuw en besluit dan.',
  notNow: (state: string) => `Dit kan nu niet. De verzending staat op: ${state}.`,
  toDispatch: 'Naar de verzending',
  cannotSend:
    'Rondbrief is gestart zonder versturen. Start zonder --no-send om hier te versturen of verder te gaan.',
  done: {
    send: 'Het versturen begint.',
    pause: 'De verzending is gepauzeerd. Wat onderweg is, wordt afgemaakt.',
    resume: 'Het versturen gaat verder.',
    cancel: 'De verzending is gestopt.',
    'accept-doubt': 'Zij krijgen de mail opnieuw.',
    hold: 'Zij blijven onzeker en krijgen niets vanzelf.',
    'send-rest': 'De rest krijgt de mail nu alsnog.',
    'send-rest-duplicates': 'De rest krijgt de mail nu alsnog.',
    'send-joined': 'Wie erbij kwam, krijgt de mail nu ook.',
  },
  /** Wat deze computer ermee doet. */
  doing: {
    differs:
      'De editie is gewijzigd nadat zij is ingepland. Er is niets verstuurd. Plan haar opnieuw in.',
    waiting: 'Deze verzending wacht op een andere. Daarna gaat zij vanzelf verder.',
    interrupted: 'Het versturen is onderbroken. Niemand verstuurt nu.',
    notStarted:
      'Deze verzending staat klaar, maar is niet begonnen. Niemand heeft de mail. Start opnieuw op de pagina Verzending.',
    failed:
      'Er ging iets mis bij het versturen. Wat er gebeurde, staat in het venster van Rondbrief.',
    locked: 'Er is al een verzending bezig op deze computer.',
    begun: 'Iemand anders is intussen met deze editie begonnen.',
    changed:
      'De lijst met abonnees is intussen veranderd. Er is niets verstuurd. Bekijk de aantallen opnieuw en verstuur dan.',
    restored:
      'Er is een oudere kopie van de database teruggezet. Versturen staat uit tot iemand de opdracht npx rondbrief restored heeft gegeven.',
    'secret-lost':
      'Er is niets verstuurd: data/secret is niet het geheim waarmee deze lijst is gemaakt. Zet het oude bestand terug.',
    'disk-short': (free: string, needed: string) =>
      `Er is niets verstuurd: de schijf heeft nog ${free} MB vrij en ${needed} MB is nodig. Maak ruimte en begin opnieuw.`,
  },
  decide: 'Wat wilt u doen?',
  refresh: 'Ververs de cijfers',
  perVersion: 'Per versie van de mail',
  perSegment: 'Per doelgroep',
  overlap: 'Wie in meer dan een doelgroep zit, telt in elke mee.',
  version: (n: number) => `Versie ${n}`,
  bar: 'Voortgang',
  ofTotal: (done: string, total: string) => `${done} van ${total}`,
  percentDone: (percent: string) => `${percent}% van de ontvangers is aan de beurt geweest.`,
  everyone: 'Iedereen is aan de beurt geweest.',
  log: 'Logboek',
  logEmpty: 'Er is nog niets gebeurd.',
  someone: 'Iemand',
  said: (person: string, what: string) => `${person}: ${what}`,
  because: (why: string) => `Reden: ${why}`,
  decided: {
    schedule: (count: string, n: number) =>
      n === 1
        ? 'plan de editie in voor 1 ontvanger.'
        : `plan de editie in voor ${count} ontvangers.`,
    send: (count: string, n: number) =>
      n === 1 ? 'verstuur aan 1 ontvanger.' : `verstuur aan ${count} ontvangers.`,
    stop: () => 'verstuur niet op het ingeplande moment.',
    pause: () => 'pauzeer het versturen.',
    resume: () => 'ga verder met versturen.',
    cancel: (count: string, n: number) =>
      n === 0
        ? 'stop het versturen.'
        : n === 1
          ? 'stop. 1 ontvanger krijgt de mail niet.'
          : `stop. ${count} ontvangers krijgen de mail niet.`,
    'accept-doubt': (count: string, n: number) =>
      n === 1
        ? 'verstuur opnieuw aan 1 ontvanger, misschien dubbel.'
        : `verstuur opnieuw aan ${count} ontvangers, misschien dubbel.`,
    hold: (count: string, n: number) =>
      n === 1
        ? 'laat 1 onzekere ontvanger met rust.'
        : `laat ${count} onzekere ontvangers met rust.`,
    'send-rest': (count: string, n: number) =>
      n === 1 ? 'verstuur alsnog aan 1 ontvanger.' : `verstuur alsnog aan ${count} ontvangers.`,
    'send-rest-duplicates': (count: string, n: number) =>
      n === 1
        ? 'verstuur alsnog aan 1 ontvanger, misschien dubbel.'
        : `verstuur alsnog aan ${count} ontvangers, aan een deel misschien dubbel.`,
    'send-joined': (count: string, n: number) =>
      n === 1
        ? 'verstuur ook aan 1 abonnee die erbij kwam.'
        : `verstuur ook aan ${count} abonnees die erbij kwamen.`,
    correction: (count: string, n: number) =>
      n === 1
        ? 'maak een correctie voor 1 ontvanger.'
        : `maak een correctie voor ${count} ontvangers.`,
  },
  moves: {
    missed: 'De editie is niet vanzelf verstuurd.',
    D1: 'De mails zijn klaargezet.',
    D2: 'Een afgebroken begin is weggehaald.',
    D3: 'Het versturen is gepauzeerd.',
    D4: 'Het versturen ging verder.',
    D5: 'Iedereen is aan de beurt geweest. Van een deel is nog onzeker of de mail aankwam.',
    D6: 'Een deel is weer aan de beurt.',
    D7: 'Klaar: iedereen is aan de beurt geweest.',
    D8: 'Klaar: van niemand is het nog onzeker.',
    D9: 'Afgerond. Van een deel blijft onzeker of de mail aankwam.',
    D10: 'Het gemiste moment telt niet meer.',
    D11: 'Het versturen wordt gestopt.',
    D12: 'Het versturen wordt gestopt.',
    D13: 'Gestopt. Er gaat niets meer weg.',
    D14: 'De rest is weer aan de beurt.',
    D15: 'De rest is weer aan de beurt.',
    D16: 'De rest is weer aan de beurt.',
    D17: 'Klaar: van niemand is het nog onzeker.',
    D18: 'Het moment is er. De mails worden klaargezet.',
    D19: 'De editie is uit de planning gehaald.',
    D20: 'De editie is niet vanzelf verstuurd.',
    D21: 'Het klaarzetten is afgebroken. De editie staat weer in de planning.',
  },
  batches: {
    B8: (n: number) =>
      n === 1
        ? 'Van 1 poging is onzeker of de mailserver haar aannam.'
        : `Van ${n} pogingen is onzeker of de mailserver ze aannam.`,
    B9: (n: number) =>
      n === 1
        ? 'Van 1 poging bleek dat zij was aangenomen.'
        : `Van ${n} pogingen bleek dat ze waren aangenomen.`,
    B13: (n: number) =>
      n === 1
        ? 'Van 1 poging kwam een dag lang geen bewijs. Die blijft onzeker.'
        : `Van ${n} pogingen kwam een dag lang geen bewijs. Die blijven onzeker.`,
    B16: (n: number) =>
      n === 1
        ? 'Van 1 poging bleek later dat zij was aangenomen.'
        : `Van ${n} pogingen bleek later dat ze waren aangenomen.`,
    B18: (n: number) =>
      n === 1
        ? '1 poging bleek zeker niet te zijn aangekomen en wordt herhaald.'
        : `${n} pogingen bleken zeker niet te zijn aangekomen en worden herhaald.`,
  },
  /** Een paar mensen eerst. */
  first: {
    plan: (count: string) =>
      `Eerst krijgen ${count} ontvangers de mail, zo mogelijk van uw eigen organisatie. Daarna volgt de rest.`,
    opened: 'De eerste ontvangers zijn aan de beurt geweest. De rest gaat nu.',
  },
  ballast:
    'De schijf was vol. Rondbrief gaf zijn reserve van 16 MB vrij, schreef alles op en stopte.',
  send: {
    heading: (title: string) => `Verstuur ‘${title}’`,
    rehearsal: 'Dit is een oefening. Er gaat niets weg tot u hieronder bevestigt.',
    open: 'Oefen en verstuur',
    explain: 'U ziet eerst wie de mail krijgt. Er gaat nog niets weg.',
    whoGets: 'Wie de mail krijgt',
    segment: 'Doelgroep',
    excluded: 'Wie de mail niet krijgt',
    reason: 'Reden',
    versions: 'Versies van de mail',
    items: 'Berichten',
    typeCount: (count: string, n: number) =>
      n === 1
        ? `Typ ${count} om 1 e-mail te versturen`
        : `Typ ${count} om ${count} e-mails te versturen`,
    confirm: (count: string, n: number) =>
      n === 1 ? 'Verstuur 1 e-mail' : `Verstuur ${count} e-mails`,
    wrongCount: (count: string) => `Dat is niet het aantal. Typ ${count}.`,
    moved:
      'De mail of de lijst is intussen veranderd. Hieronder staat hoe het nu is. Kijk opnieuw en typ dan het aantal.',
    begun: 'Met deze editie is al begonnen.',
    terminal: 'Liever in een terminal? Deze opdracht doet hetzelfde:',
  },
  correction: {
    heading: (title: string) => `Maak een correctie op ‘${title}’`,
    open: (count: string) => `Maak correctie voor deze ${count}`,
    explain:
      'Er komt een nieuwe editie voor precies de lezers die de mail kregen, en voor niemand anders. U schrijft daarin wat er fout was. Er gaat nog niets weg.',
    version: 'Voor wie is de correctie?',
    every: (count: string, n: number) =>
      n === 1
        ? 'Voor de ene lezer die de mail kreeg'
        : `Voor alle ${count} lezers die de mail kregen`,
    only: (n: number, count: string, readers: number, subject: string) =>
      readers === 1
        ? `Alleen versie ${n}, 1 lezer: ${subject}`
        : `Alleen versie ${n}, ${count} lezers: ${subject}`,
    unsure: (count: string, n: number) =>
      n === 1
        ? 'Ook de 1 lezer van wie onzeker is of de mail aankwam'
        : `Ook de ${count} lezers van wie onzeker is of de mail aankwam`,
    confirm: 'Maak de correctie',
    failed: 'De correctie kon niet worden gemaakt. Kijk of u mag schrijven in de map newsletters.',
    goesTo: (title: string) =>
      `Dit is een correctie. Zij gaat naar wie ‘${title}’ kreeg, en naar niemand anders.`,
    got: (title: string) => `Kreeg ‘${title}’`,
  },
  received: {
    heading: (title: string) => `Wie ‘${title}’ kreeg`,
    open: 'Bekijk lijst',
    got: (count: string, n: number) =>
      n === 1 ? '1 ontvanger kreeg de mail al.' : `${count} ontvangers kregen de mail al.`,
    unsure: (count: string, n: number) =>
      n === 1
        ? '1 ontvanger is onzeker: misschien wel gekregen, misschien niet.'
        : `${count} ontvangers zijn onzeker: misschien wel gekregen, misschien niet.`,
    receivedHeading: 'Kregen de mail',
    unsureHeading: 'Onzeker',
    nobody: 'Nog niemand kreeg de mail.',
    masked: 'De adressen zijn afgekort.',
    whole: 'De adressen staan er helemaal. Laat anderen niet meekijken.',
    showWhole: 'Toon de hele adressen',
    search: 'Zoek een adres',
    searchHint: 'Een deel is genoeg. Het adres komt niet in de adresbalk.',
    searchButton: 'Zoek',
    found: (count: string, n: number) =>
      n === 0
        ? 'Niemand met dit adres kreeg de mail.'
        : n === 1
          ? '1 ontvanger gevonden.'
          : `${count} ontvangers gevonden.`,
    erased: 'gewist',
    address: 'Adres',
    outcome: 'Wat de mailserver meldde',
    outcomes: {
      processed: 'onderweg',
      deferred: 'uitgesteld',
      delivered: 'aangenomen door de mailserver van de ontvanger',
      bounced: 'teruggekomen',
      complained: 'klacht',
    },
    noOutcome: 'niets',
  },
}
