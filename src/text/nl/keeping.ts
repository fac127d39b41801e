import type { RetentionDays } from '../../config.ts'

/** How many mails to one person did not arrive for certain. */
type NoticeTrouble = { failed: number; inDoubt: number; waiting: number }

/** What is said about how long things are kept, and the register of processing. */
export const keepingWords = {
  retention: {
    options: { yesReally: 'Ruim ook echt op. Zonder deze optie verandert er niets.' },
    heading: (day: string) => `Op ${day} niet langer nodig:`,
    done: 'Opgeruimd:',
    counts: {
      unconfirmed: 'aanmeldingen die niemand bevestigde',
      unsubscribed: 'profielen van afgemelde mensen',
      bounced: 'profielen met een adres dat niet meer werkt',
      consent: 'regels bewijs van geëindigde toestemming',
      deliveries: 'namen en adressen bij verstuurde mails',
      looks: 'regels in het logboek van wie keek of een lijst inlas',
      backups: 'reservekopieën waar een nieuwere van is',
      links: 'links in mails op verzoek',
      notices: 'mails op verzoek',
      formUses: 'tellingen tegen misbruik',
    },
    roleChecks: (count: number) =>
      `Een vraag of hun functie nog klopt, krijgen ${count} mensen zodra de pagina’s voor lezers aanstaan.`,
    notYet: 'Er is nog niets opgeruimd. Rondbrief doet dit elke dag vanzelf zolang het aanstaat.',
    notYetWhatNow: 'nu meteen opruimen? Herhaal de opdracht met --yes-really.',
  },
  notices: {
    good: 'elke mail aan één persoon is weg',
    heading: 'Mails aan één persoon, zoals een bevestiging',
    counts: ({ failed, inDoubt, waiting }: NoticeTrouble) =>
      [
        ...(failed === 0 ? [] : [`${failed} mislukt`]),
        ...(inDoubt === 0 ? [] : [`${inDoubt} onzeker`]),
        ...(waiting === 0
          ? []
          : [`${waiting} ${waiting === 1 ? 'wacht' : 'wachten'} al meer dan een uur`]),
      ].join(', '),
    whatNow: ({ failed, inDoubt }: NoticeTrouble): string =>
      failed + inDoubt === 0
        ? "start Rondbrief met 'npx rondbrief start --hosted', dan gaan ze weg."
        : "kijk met 'npx rondbrief doctor --online' of versturen lukt. Wie niets kreeg, kan de mail opnieuw aanvragen; die gaat niet vanzelf nog eens.",
  },
  restored: {
    options: {
      yesReally: 'Zet versturen weer aan. Wat al verstuurd is, gaat niet vanzelf opnieuw.',
    },
    copyUnusable: (folder: string) => `De map ${folder} (journal_copy) is nu niet te gebruiken.`,
    copyUnusableWhatNow: 'controleer of die map bestaat en of u erin mag schrijven.',
    nothing: 'De database weet van alles wat er verstuurd is. Versturen staat aan.',
    from: (moment: string) => `Deze database komt uit de reservekopie van ${moment}.`,
    unknown: 'Van wat daarna is verstuurd, is hier niets bekend.',
    heading: 'Verstuurd, maar niet bekend in deze database:',
    sent: (issue: string, count: string, at: string) => `${issue}: ${count} mails, ${at}`,
    off: 'Er is een oudere kopie van de database teruggezet. Versturen staat uit.',
    offWhatNow:
      'kijk of er een nieuwere kopie is. Is deze goed, herhaal de opdracht dan met --yes-really. Wie zich had afgemeld of was gewist, is dat al weer.',
    on: 'Versturen staat weer aan. Een editie waarvan het moment voorbij is, gaat niet vanzelf opnieuw.',
  },
  suppressions: {
    notUsed: 'Deze nieuwsbrief gaat niet via SendGrid.',
    notUsedWhatNow: "dit hoeft alleen bij 'transport: sendgrid'.",
    keyMissing: 'De sleutel in RONDBRIEF_SENDGRID_KEY ontbreekt.',
    keyMissingWhatNow: 'zet de sleutel in de omgeving en herhaal de opdracht.',
    secretLost: 'Het geheim waarmee adressen herkend worden, is niet dat van deze database.',
    secretLostWhatNow: 'zet data/secret terug zoals het was.',
    heading: 'Gelezen bij SendGrid:',
    columns: ['op de lijst', 'nu gestopt'],
    lists: {
      bounces: 'adressen die niet werken',
      invalid_emails: 'adressen die niet bestaan',
      spam_reports: 'klachten over ongewenste mail',
      unsubscribes: 'afmeldingen',
      blocks: 'mails die één keer geweigerd zijn; die mensen blijven abonnee',
    },
    strangers: (count: number) =>
      count === 1 ? '1 adres is van geen abonnee.' : `${count} adressen zijn van geen abonnee.`,
    overtaken: (count: number) =>
      count === 1
        ? '1 abonnee meldde zich daarna opnieuw aan en blijft.'
        : `${count} abonnees meldden zich daarna opnieuw aan en blijven.`,
    pushed: (added: number, takenBack: number) =>
      `Doorgegeven aan SendGrid: ${added} afmeldingen. Teruggenomen: ${takenBack}.`,
    failed: (reason: string) => `Niet alles is met SendGrid uitgewisseld: ${reason}.`,
    failedWhatNow: 'Rondbrief probeert het elk uur opnieuw zolang het aanstaat.',
    news: (ended: number) =>
      ended === 1
        ? 'SendGrid meldde 1 abonnee die geen mail meer wil of kan krijgen.'
        : `SendGrid meldde ${ended} abonnees die geen mail meer willen of kunnen krijgen.`,
  },
  register: {
    look: 'Laat dit nakijken door uw functionaris gegevensbescherming, en beantwoord de vragen met een vakje.',
    title: (list: string) => `Verwerking: ${list}`,
    made: (day: string) =>
      `Gemaakt door Rondbrief op ${day} uit de instellingen en de tabellen (AVG, artikel 30, lid 1). Dit is een invulling, geen advies.`,
    controller: 'Verantwoordelijke',
    contact: (address: string, statement: string) =>
      `Contact: ${address}. Privacyverklaring: ${statement}`,
    partners: (names: string[]) =>
      `Aan de nieuwsbrief schrijven mee: ${names.join(', ')}. Zij leveren teksten en zien geen gegevens van abonnees.`,
    purposesHeading: 'Doelen',
    purposes: {
      newsletter: 'de nieuwsbrief sturen aan wie zich heeft aangemeld',
      invitations: 'uitnodigen voor bijeenkomsten, voor wie dat apart heeft gekozen',
      press: 'persberichten sturen aan media die daarom vroegen',
      consultation: 'per gemeente één contactpersoon raadplegen',
    } satisfies Record<'newsletter' | 'invitations' | 'press' | 'consultation', string>,
    basis:
      'Grondslag: toestemming (artikel 6, lid 1, onder a) met bevestiging per mail, of een taak van algemeen belang (onder e). De grondslag staat per persoon en per doel bij het bewijs.',
    people: 'Betrokkenen',
    peopleAre:
      'Abonnees: medewerkers van gemeenten, politie, justitie, zorg, onderwijs, ondernemers en andere partners in veiligheid, en anderen die zich aanmelden.',
    data: 'Gegevens, waarvoor en hoe lang',
    columns: ['Gegevens', 'Waarvoor', 'Hoe lang', 'Waar (tabel: kolommen)'],
    kinds: {
      address: { what: 'E-mailadres', why: 'om de mail te sturen' },
      name: { what: 'Naam (mag leeg)', why: 'voor de aanhef' },
      work: {
        what: 'Organisatie, soort organisatie, functie (mag leeg)',
        why: 'om te kiezen welke mail past',
      },
      place: {
        what: 'Gemeente van de organisatie (mag leeg)',
        why: 'om te kiezen welke mail past',
      },
      interests: {
        what: 'Taal en gekozen thema’s, partners en netwerken',
        why: 'om te sturen wat iemand wil lezen',
      },
      subscription: {
        what: 'Stand per doel, en waarom iemand geen mail krijgt',
        why: 'om niet te mailen wie dat niet wil',
      },
      consent: {
        what: 'Bewijs van toestemming of andere grondslag',
        why: 'om die te kunnen aantonen (artikel 7)',
      },
      key: {
        what: 'Sleutel van het adres (gepseudonimiseerd) en willekeurige verwijzingen',
        why: 'om afmeldingen te herkennen en niemand twee keer te mailen',
      },
      delivery: {
        what: 'Welke editie is verstuurd en hoe dat afliep',
        why: 'om te verantwoorden wie wat kreeg',
      },
      requests: {
        what: 'Mails en links op verzoek, zoals een bevestiging',
        why: 'om een verzoek van iemand zelf uit te voeren',
      },
      network: {
        what: 'Sleutel van het netwerk waar een formulier vandaan kwam',
        why: 'om misbruik van formulieren te remmen',
      },
      events: {
        what: 'Meldingen van de mailleverancier over afgeleverde en teruggekomen mail',
        why: 'om adressen die niet werken niet meer te mailen',
      },
      looks: {
        what: 'Welke medewerker gegevens inzag, meenam of inlas, wanneer en waarom',
        why: 'om inzage te kunnen verantwoorden',
      },
    },
    keptFor: {
      address: (days) =>
        `tot ${days.unsubscribed} dagen na afmelding, ${days.bounced} als het adres niet meer werkt; bij een verstuurde mail ${days.deliveries} dagen; een niet bevestigde aanmelding ${days.unconfirmed} dagen`,
      name: (days) => `als het e-mailadres; bij een verstuurde mail ${days.deliveries} dagen`,
      work: () => 'als het e-mailadres',
      place: () => 'als het e-mailadres',
      interests: () => 'als het e-mailadres',
      subscription: () => 'als het e-mailadres; dat iemand geen mail wil zolang de lijst bestaat',
      consent: (days) => `tot ${days.consent} dagen nadat zij eindigde, zonder naam`,
      key: () => 'zolang de lijst bestaat, zonder adres',
      delivery: (days) => `met adres ${days.deliveries} dagen; daarna alleen bij de sleutel`,
      requests: () => 'links een week, mails 30 dagen; het adres verdwijnt zodra de mail weg is',
      network: () => '24 uur',
      events: (days) => `${days.deliveries} dagen`,
      looks: (days) => `${days.looks} dagen, zonder adres van de abonnee`,
    } satisfies Record<string, (days: RetentionDays) => string>,
    versions: (count: number, days: number) =>
      `Buiten de database: van elk bestand van een editie hoogstens ${count} eerdere versies, ${days} dagen, in data/versions. Daarin kan iets over een persoon staan dat een schrijver eruit haalde. Wie gewist moet worden, kan daar dus nog in staan.`,
    notStored:
      'Niet bewaard: of iemand een mail opent of op een link klikt, IP-adressen, bijzondere persoonsgegevens.',
    receivers: 'Ontvangers en verwerkers',
    processors: {
      none: 'geen: mail wordt als bestand bewaard in data/outbox en niet verstuurd (instelling transport: file); ruim die map zelf op',
      smtp: (host: string) =>
        `de beheerder van mailserver ${host}: krijgt per mail het adres en de inhoud`,
      sendgrid: (region: string) =>
        `Twilio SendGrid, regio ${region}: krijgt per verzending adressen, namen en inhoud; bewaart geen lijst; het meten van openen en klikken staat uit`,
    },
    sender: (address: string) => `wie antwoordt, schrijft aan ${address}`,
    transfers: 'Doorgifte buiten de Europese Economische Ruimte',
    transfer: {
      none: 'Geen.',
      smtp: 'Hangt af van waar de mailserver staat. Leg dat vast.',
      sendgrid: {
        eu: 'Mail gaat via de Europese regio van SendGrid. De leverancier is een Amerikaans bedrijf: leg vast op welke grond toegang van daaruit mag.',
        global:
          'Ja: mail gaat via de Verenigde Staten. Leg de grond voor doorgifte vast, of kies regio eu.',
      },
    },
    security: 'Beveiliging',
    backups: (days: number) =>
      `reservekopieën zijn versleuteld en gaan na ${days} dagen weg, als er een nieuwere is`,
    measures: [
      'de database en het geheim zijn alleen leesbaar voor de eigenaar',
      'adressen staan niet in logboeken en foutmeldingen; aantallen onder 5 worden niet getoond',
      'afmelden werkt met één klik, zonder inloggen; links in mails zijn ondertekend en bevatten geen adres',
      'wissen werkt ook na het terugzetten van een reservekopie',
    ],
    ask: {
      controller: 'Wie is verwerkingsverantwoordelijke, en is er een regeling tussen de partners?',
      officer: 'Wie is de functionaris gegevensbescherming?',
      basis: 'Welke grondslag geldt voor elk doel?',
      contract: 'Is er een verwerkersovereenkomst met elke verwerker, en waar ligt die?',
      security: 'Is de schijf versleuteld, en waar liggen de reservekopieën?',
    },
  },
}
