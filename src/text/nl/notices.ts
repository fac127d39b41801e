/** The mails that answer what one person did. No word in them was typed by whoever asked for it. */
export const notices = {
  preferences: 'Uw voorkeuren',
  unsubscribe: 'Afmelden',
  archive: 'Alle edities',
  confirm: {
    subject: (list: string) => `Bevestig uw aanmelding voor ${list}`,
    preheader: 'Met één klik bent u aangemeld. De link werkt 48 uur.',
    title: 'Bevestig uw aanmelding',
    text: (list: string) => [
      `Dit e-mailadres is aangemeld voor ${list}. Kies de knop om te laten weten dat het klopt.`,
    ],
    button: 'Bevestig mijn aanmelding',
    after: [
      'Hebt u zich niet aangemeld? Dan hoeft u niets te doen. Zonder bevestiging krijgt u geen mail, en wissen we dit adres na 7 dagen.',
    ],
    reason: 'U krijgt deze mail één keer, omdat iemand dit adres invulde op onze aanmeldpagina.',
  },
  welcome: {
    subject: (list: string) => `Welkom bij ${list}`,
    preheader: 'U bent aangemeld. Kies nu uw onderwerpen en uw gemeente.',
    title: 'Welkom',
    text: (list: string) => [
      `U bent aangemeld bij ${list}. Vanaf nu krijgt u wat u hebt gekozen.`,
      'Op de pagina met uw voorkeuren kiest u de onderwerpen en uw gemeente.',
    ],
    button: 'Kies mijn onderwerpen',
    latest: (title: string) => `Lees de laatste editie: ${title}`,
    reason: 'U krijgt deze mail omdat u uw aanmelding hebt bevestigd.',
  },
  known: {
    subject: (list: string) => `U bent al aangemeld voor ${list}`,
    preheader: 'U hoeft niets te doen.',
    title: 'U bent al aangemeld',
    text: (list: string) => [
      `Dit e-mailadres is nog een keer aangemeld voor ${list}. Het stond al op de lijst, dus er verandert niets.`,
      'Wilt u iets anders ontvangen, dan kan dat op de pagina met uw voorkeuren.',
    ],
    button: 'Bekijk mijn voorkeuren',
    reason: 'U krijgt deze mail één keer, omdat iemand dit adres invulde op onze aanmeldpagina.',
  },
  preferencesLink: {
    subject: (list: string) => `Uw link naar de voorkeuren van ${list}`,
    preheader: 'De link is van u alleen en werkt 90 dagen.',
    title: 'Uw nieuwe link',
    text: (list: string) => [
      `Met deze link ziet en wijzigt u uw voorkeuren voor ${list}.`,
      'De link is van u alleen. Stuur deze mail niet door.',
    ],
    button: 'Open mijn voorkeuren',
    reason: 'U krijgt deze mail omdat met een oude link om een nieuwe is gevraagd.',
  },
  address: {
    subject: (list: string) => `Bevestig uw nieuwe adres voor ${list}`,
    preheader: 'De link werkt een half uur.',
    title: 'Bevestig uw nieuwe adres',
    text: (list: string) => [
      `Er is gevraagd om ${list} voortaan naar dit e-mailadres te sturen. Kies de knop om te laten weten dat het klopt.`,
    ],
    button: 'Bevestig dit adres',
    after: [
      'Hebt u dit niet gevraagd? Dan hoeft u niets te doen. Zonder bevestiging verandert er niets.',
    ],
    reason: 'U krijgt deze mail één keer, omdat iemand dit adres invulde op een voorkeurenpagina.',
  },
  addressChanged: {
    subject: (list: string) => `Uw adres voor ${list} is gewijzigd`,
    preheader: 'Dit adres krijgt geen mail meer van ons.',
    title: 'Uw adres is gewijzigd',
    text: (list: string) => [
      `U krijgt ${list} voortaan op een ander e-mailadres. Dit adres is van de lijst.`,
    ],
    after: (contact: string) => [`Was u dit niet? Mail dan naar ${contact}.`],
    reason: 'U krijgt deze mail als controle, omdat het adres bij uw aanmelding is gewijzigd.',
  },
  data: {
    subject: (organisation: string) => `Uw gegevens bij ${organisation}`,
    preheader: 'De link is van u alleen en werkt een half uur.',
    title: 'Uw gegevens inzien of wissen',
    text: [
      'Met deze link ziet u alles wat over u is bewaard. U kunt het downloaden of laten wissen.',
      'De link is van u alleen en werkt een half uur. Stuur deze mail niet door.',
    ],
    button: 'Open mijn gegevens',
    after: ['Hebt u dit niet gevraagd? Dan hoeft u niets te doen. Er verandert niets.'],
    reason: 'U krijgt deze mail omdat op uw voorkeurenpagina om deze link is gevraagd.',
  },
  role: {
    subject: (organisation: string | undefined) =>
      organisation === undefined
        ? 'Klopt uw functie nog?'
        : `Bent u nog werkzaam bij ${organisation}?`,
    preheader: 'Met één klik laat u weten dat het nog klopt.',
    title: 'Klopt dit nog?',
    text: (list: string) => [
      `U krijgt ${list}. We vragen één keer per jaar of uw organisatie en functie nog kloppen, zodat u krijgt wat bij uw werk past.`,
      'Met de knop ziet u wat we van u weten. Daar zegt u of het nog klopt.',
    ],
    button: 'Bekijk mijn gegevens',
    after: ['Doet u niets, dan verandert er niets.'],
    reason: 'U krijgt deze mail hoogstens één keer per jaar, omdat u op onze lijst staat.',
  },
}
