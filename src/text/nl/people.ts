/** What is said about one person, or about how many there are. */
export const peopleWords = {
  notAnAddress: (typed: string) => `'${typed.slice(0, 80)}' is geen volledig e-mailadres.`,
  notAnAddressWhatNow: 'typ één adres, zoals info@organisatie.nl.',
  unknown: 'Over dit adres is niets bewaard.',
  purposes: {
    newsletter: 'nieuwsbrief',
    invitations: 'uitnodigingen',
    press: 'persberichten',
    consultation: 'raadpleging',
  },
  states: {
    pending: 'wacht op bevestiging',
    confirmed: 'ja, met toestemming',
    active: 'ja, voor een publieke taak',
    withdrawn: 'afgemeld',
    bounced: 'adres werkt niet meer',
  },
  bases: { consent: 'toestemming', 'public-task': 'publieke taak' },
  events: {
    requested: 'aangevraagd',
    confirmed: 'bevestigd',
    withdrawn: 'ingetrokken',
    imported: 'ingelezen',
  },
  suppressionReasons: {
    unsubscribed: 'zelf afgemeld',
    erased: 'gewist',
    'hard-bounce': 'adres werkt niet meer',
    complaint: 'klacht',
    manual: 'door de beheerder',
  },
  noticeKinds: {
    confirm: 'vraag om een aanmelding te bevestigen',
    welcome: 'welkom',
    known: 'bericht dat dit adres al was aangemeld',
    preferences: 'nieuwe link naar de voorkeuren',
    address: 'vraag om dit adres te bevestigen',
    'address-changed': 'bericht dat het adres is gewijzigd',
    data: 'link naar de eigen gegevens',
    role: 'vraag of de functie nog klopt',
  },
  deliveryStates: {
    planned: 'nog niet verstuurd',
    suppressed: 'niet verstuurd, wegens afmelding',
    submitted: 'verstuurd',
    rejected: 'geweigerd door de mailserver',
    cancelled: 'niet verstuurd, verzending gestopt',
  },

  overview: {
    heading: (all: string) => `Abonnees: ${all}`,
    segments: 'Ontvangers per doelgroep:',
    /** A number that is not shown, in words and, in a table of numbers, in short. */
    cells: {
      few: 'minder dan 5',
      'nearly-all': 'bijna iedereen',
      withheld: 'niet getoond: dit zou een klein aantal verraden',
    },
    short: { few: '<5', 'nearly-all': '~', withheld: '-' },
    overlap: 'Overlap, ontvangers die in beide doelgroepen zitten:',
    none: 'Er zijn nog geen abonnees.',
    noneWhatNow: "lees een lijst in met 'npx rondbrief import'.",
  },
  segment: {
    options: {
      segment: 'Toon één doelgroep: hoeveel mensen, wie afvalt, de overlap en een steekproef.',
    },
    heading: (title: string, count: string) => `${title}: ${count} ontvangers`,
    excluded: 'Vallen af:',
    reasons: {
      unsubscribed: 'afgemeld',
      erased: 'gewist',
      'hard-bounce': 'adres werkt niet meer',
      complaint: 'klacht over ongewenste mail',
      manual: 'met de hand uitgesloten',
      pending: 'aanmelding nog niet bevestigd',
      withdrawn: 'toestemming ingetrokken',
      bounced: 'adres werkt niet meer',
      'no-consent': 'nooit om gevraagd',
    },
    overlaps: 'Van deze ontvangers krijgen ook mail in:',
    noOverlap: 'Geen van deze ontvangers krijgt mail in een andere doelgroep.',
    sample: 'Enkele ontvangers:',
  },
  record: {
    heading: (address: string) => `Bewaard over ${address}`,
    about: 'Profiel',
    noProfile: 'Naam en adres zijn niet (meer) bewaard.',
    profile: {
      name: 'Naam',
      organisation: 'Organisatie',
      organisation_type: 'Soort organisatie',
      role: 'Functie',
      area: 'Gemeente',
      language: 'Taal',
      themes: 'Onderwerpen',
      partners: 'Berichten van',
      networks: 'Netwerken',
      role_confirmed_at: 'Functie bevestigd',
      role_asked_at: 'Functie nagevraagd',
      created_at: 'Bewaard sinds',
      changed_at: 'Laatst gewijzigd',
    },
    languages: { nl: 'Nederlands', en: 'Engels' },
    receives: 'Ontvangt',
    consents: 'Toestemming',
    consent: (purpose: string, event: string, basis: string, source: string) =>
      `${purpose}: ${event} (${basis}), bron: ${source}`,
    evidence: (evidence: string) => `bewijs: ${evidence}`,
    suppressions: 'Krijgt geen mail meer',
    suppression: (scope: string, reason: string) => `${scope}: ${reason}`,
    allPurposes: 'alles',
    notices: 'Andere mails',
    themeMoves: 'Onderwerpen die zijn opgegaan in een ander',
    deliveries: 'Edities',
    delivery: (state: string, at: string | undefined) =>
      `${state}${at === undefined ? '' : `, ${at}`}`,
  },

  /** Whoever looks at the data of a person says why. */
  reason: {
    options: { reason: 'Waarom u kijkt, zoals "verzoek van 3 april". Dit komt in het logboek.' },
    refused: {
      empty: 'Er staat niet waarom u deze gegevens nodig hebt.',
      'too-long': 'De reden is te lang. Hij mag 200 tekens zijn.',
      address: 'In de reden staat een e-mailadres. Het logboek bewaart geen adressen.',
    },
    whatNow: 'geef --reason met een korte reden, zoals "verzoek van 3 april".',
  },
  looks: {
    options: { log: 'Toon wie gegevens van mensen inzag of meenam, en waarom.' },
    none: 'Het logboek is leeg.',
    what: {
      record: 'gegevens bekeken',
      download: 'gegevens gedownload',
      erase: 'bekeken om te wissen',
      list: 'lijst meegenomen',
    },
    line: (at: string, actor: string, what: string, key: string, reason: string) =>
      `${at}  ${actor}  ${what}${key === '' ? '' : ` van ${key}`}: ${reason}`,
  },

  erase: {
    options: {
      reason: 'Waarom, zoals "verzoek van 3 april". Dit komt bij het bewijs en in het logboek.',
      yesReally: 'Wis ook echt. Zonder deze optie verandert er niets.',
    },
    found: (profiles: number, consents: number, mails: number) =>
      `Gevonden: ${profiles === 0 ? 'geen profiel' : 'een profiel'}, ${consents} keer toestemming, ${mails} keer in een verzending.`,
    stays:
      'Zonder naam blijven bewaard: het bewijs van toestemming, en een sleutel die zorgt dat dit adres niet terugkomt.',
    notYet: 'Er is nog niets gewist.',
    notYetWhatNow: 'herhaal de opdracht met --yes-really.',
    ask: 'Typ het adres nog eens om te wissen: ',
    done: 'Gewist.',
    sent: 'Mail die al weg is, kan niet worden teruggehaald. Ook bestanden in data/outbox blijven staan.',
  },

  export: {
    options: { segment: 'Alleen wie nu mail krijgt in deze doelgroep.' },
    wrongName: (file: string) =>
      `Aan de naam '${file}' is niet te zien wat voor bestand het wordt.`,
    wrongNameWhatNow: 'kies een naam die eindigt op .csv of .json.',
    exists: (file: string) => `Er is al een bestand ${file}. Rondbrief schrijft er niet overheen.`,
    existsWhatNow: 'kies een andere naam, of haal het bestand eerst weg.',
    unknownSegment: (typed: string, suggestion: string | undefined) =>
      `De doelgroep '${typed}' bestaat niet.${suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`}`,
    unknownSegmentWhatNow: "vraag met 'npx rondbrief subscribers' om de doelgroepen.",
    done: (n: number, file: string) =>
      `${n === 1 ? '1 abonnee staat' : `${n} abonnees staan`} in ${file}.`,
    careful: 'In dit bestand staan persoonsgegevens. Verwijder het zodra u klaar bent.',
    columns: {
      email: 'e-mailadres',
      name: 'naam',
      organisation: 'organisatie',
      organisationType: 'soort organisatie',
      role: 'functie',
      area: 'gemeente',
      themes: 'thema’s',
      partners: 'berichten van',
      networks: 'netwerken',
      language: 'taal',
      receives: 'ontvangt',
    },
  },
}
