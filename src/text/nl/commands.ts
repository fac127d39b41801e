import { numberIn } from '../problem-text.ts'
import { backupWords } from './backup.ts'
import { correction } from './correction.ts'
import { dispatch } from './dispatch.ts'
import { doctor } from './doctor.ts'
import { importWords } from './import.ts'
import { keepingWords } from './keeping.ts'
import { peopleWords } from './people.ts'
import { manyMachines } from './many-machines.ts'
import { newIssue } from './new-issue.ts'
import { schedule } from './schedule.ts'
import { send, status } from './send.ts'

/** What the command line says. Results go to stdout; these lines go to stderr unless named a result. */
export const commands = {
  whatNow: (advice: string) => `Wat nu: ${advice}`,
  unknownCommand: (typed: string, suggestion: string | undefined) =>
    suggestion === undefined
      ? `De opdracht '${typed}' bestaat niet.`
      : `De opdracht '${typed}' bestaat niet. Bedoelde u '${suggestion}'?`,
  unknownOption: (typed: string, command: string, suggestion: string | undefined) =>
    suggestion === undefined
      ? `De opdracht '${command}' kent de optie '${typed}' niet.`
      : `De opdracht '${command}' kent de optie '${typed}' niet. Bedoelde u '${suggestion}'?`,
  valueMissing: (option: string) => `Achter ${option} ontbreekt wat u wilt opgeven.`,
  valueNotTaken: (option: string, value: string) =>
    `Bij ${option} hoort geen waarde. Laat '${value}' weg.`,
  extraArgument: (typed: string, command: string) =>
    `Bij de opdracht '${command}' is '${typed}' te veel.`,
  missingArgument: (name: string, command: string) =>
    `Bij de opdracht '${command}' ontbreekt: ${name}.`,
  askHelp: (command: string | undefined) =>
    command === undefined
      ? "vraag met 'npx rondbrief --help' om de lijst van opdrachten."
      : `vraag met 'npx rondbrief ${command} --help' om uitleg.`,
  unexpected: 'Er ging iets mis dat Rondbrief niet had voorzien.',
  unexpectedWhatNow:
    'probeer het opnieuw. Gaat het weer mis? Herhaal de opdracht met --debug en stuur de melding naar uw beheerder.',
  /** Wat de schijf of de database weigert. */
  storage: {
    full: {
      message: 'De schijf is vol. Rondbrief kon niet bewaren wat nodig is, en is gestopt.',
      whatNow: 'maak ruimte op de schijf en herhaal de opdracht. Wat al bewaard was, is er nog.',
    },
    damaged: {
      message: 'De database data/rondbrief.db is beschadigd. Rondbrief is gestopt.',
      whatNow: 'verander niets en zet een kopie van data/rondbrief.db terug.',
    },
    closed: {
      message: (path: string) => `Rondbrief mag dit niet lezen of schrijven: ${path}`,
      whatNow: 'geef uzelf rechten op de map data en alles erin, en herhaal de opdracht.',
    },
    busy: {
      message: 'Een ander programma houdt de database vast.',
      whatNow: 'sluit dat programma, of wacht even, en herhaal de opdracht.',
    },
    failing: {
      message: 'De schijf geeft een fout bij het lezen of schrijven.',
      whatNow: 'kijk of de schijf goed is aangesloten en maak een kopie van de map data.',
    },
    unreachable: {
      message: 'De databaseserver is niet bereikbaar of brak de verbinding af.',
      whatNow:
        'kijk of de server aanstaat en of RONDBRIEF_DATABASE_URL klopt, en herhaal de opdracht. Wat al bewaard was, is er nog.',
    },
    refused: {
      message: 'De databaseserver laat Rondbrief niet toe.',
      whatNow:
        'kijk of gebruiker, wachtwoord en naam van de database in RONDBRIEF_DATABASE_URL kloppen.',
    },
    moved: {
      message: 'De lijst is verhuisd naar een databaseserver (PostgreSQL).',
      whatNow: 'zet het adres van die server in RONDBRIEF_DATABASE_URL en herhaal de opdracht.',
    },
    parameter: {
      message: (name: string) =>
        `In RONDBRIEF_DATABASE_URL staat ‘${name}’. Dat kan instellingen uitzetten die een mail maar één keer laten gaan.`,
      whatNow:
        'haal dat uit het adres en herhaal de opdracht. Alleen wat over de verbinding gaat, zoals sslmode, mag er staan.',
    },
    'other-version': {
      message: 'Deze database hoort bij een andere versie van Rondbrief. Er is niets veranderd.',
      whatNow: 'werk Rondbrief bij naar de nieuwste versie en herhaal de opdracht.',
    },
  },
  severity: { blocks: 'Blokkeert', warns: 'Let op', tip: 'Tip' },
  accepted: (reason: string) => `Geaccepteerd: ${reason}`,
  /** For numbers and dates through Intl. */
  locale: 'nl',
  times: (count: number) => `(${count} keer)`,
  forMaintainer: (severity: string) => `${severity}, voor uw beheerder`,
  askMaintainer:
    'Wat voor uw beheerder is, kunt u niet zelf oplossen. Geef door wat er staat, met de code.',
  howToAccept:
    "Klopt iets toch? Zet uw reden bovenaan dat bestand, bij 'accepted'. In docs/meldingen.md staat hoe.",
  acceptedHeading: 'Geaccepteerd, met de reden uit het bestand:',
  check: {
    options: {
      spam: 'Vraag SpamAssassin op deze computer wat het van de mail vindt.',
      browser: 'Meet de mail en de webpagina ook in een browser: kleuren, breedte en knoppen.',
      links: 'Vraag ook bij elke link of de pagina er is. Dit gebruikt het netwerk.',
    },
    askingLinks: 'Links worden nagevraagd.',
    noSpamAssassin: 'SpamAssassin is op deze computer niet gevonden.',
    noSpamAssassinWhatNow: 'installeer het pakket spamassassin, of laat --spam weg.',
    spamFailed: 'SpamAssassin gaf geen bruikbaar antwoord. De spampunten zijn niet bekend.',
    noBrowser: 'Er is geen Chromium, Chrome of Edge gevonden op deze computer.',
    noBrowserWhatNow: 'installeer er een, of zet in RONDBRIEF_CHROMIUM waar het programma staat.',
    browserFailed: (reason: string) => `De browser start niet: ${reason}`,
    heading: (id: string, title: string) => `Editie ${id}: ${title}`,
    summary: ({
      blocks,
      warns,
      tip,
      accepted,
    }: Record<'blocks' | 'warns' | 'tip' | 'accepted', number>) =>
      `${blocks === 0 ? 'Niets blokkeert' : blocks === 1 ? '1 melding blokkeert' : `${blocks} meldingen blokkeren`}, ${warns} let op, ${tip === 1 ? '1 tip' : `${tip} tips`}, ${accepted} geaccepteerd.`,
    none: 'Er zijn nog geen edities.',
    reading: ({
      words,
      averageSentence,
      longestSentence,
      longSentences,
      fleschDouma,
      fleschDoumaWithoutTerms,
    }: ReadingNumbers): string[] => [
      `Leesbaarheid: ${words} woorden, gemiddeld ${numberIn('nl', averageSentence)} per zin. De langste zin heeft er ${longestSentence}; ${longSentences === 1 ? '1 zin heeft' : `${longSentences} zinnen hebben`} er meer dan 20.`,
      ...(fleschDouma === undefined
        ? []
        : [
            `Flesch-Douma: ${fleschDouma}${fleschDoumaWithoutTerms === undefined ? '' : `, zonder vaktermen ${fleschDoumaWithoutTerms}`}. Hoger leest lichter; 60 tot 70 is gewoon.`,
          ]),
    ],
  },
  build: {
    heading: (id: string, title: string) => `Editie ${id}: ${title}`,
    variant: (items: number, all: number) =>
      items === all
        ? `Versie met alle ${all === 1 ? 'berichten (1)' : `${all} berichten`}:`
        : `Versie met ${items} van de ${all} berichten:`,
    file: (path: string, bytes: string) => `  ${path}  ${bytes} bytes`,
    sampleSalutation: 'Beste Voorbeeldlezer (voorbeeld)',
    sampleName: 'Voorbeeldlezer (voorbeeld)',
    sampleNote: 'Naam en persoonlijke links in deze bestanden zijn voorbeelden.',
    nothing: 'Er is niets gemaakt.',
    blocked: (count: number) =>
      count === 1
        ? 'De bestanden zijn gemaakt, maar versturen kan nog niet: 1 melding blokkeert.'
        : `De bestanden zijn gemaakt, maar versturen kan nog niet: ${count} meldingen blokkeren.`,
    seeCheck: (id: string) => `bekijk met 'npx rondbrief check ${id}' alle meldingen.`,
    failed: (reason: string) => `De bestanden konden niet bewaard worden (${reason}).`,
    failedWhatNow: 'controleer of er ruimte is op de schijf en of u in de map data mag schrijven.',
  },
  doctor,
  start: {
    options: {
      port: 'Gebruik deze poort. Zonder deze optie: 4321, of de eerste vrije erna.',
      noOpen: 'Open geen browser.',
      noSend: 'Verstuur niets vanzelf; alleen schrijven, bekijken en nakijken.',
      hosted: 'Bedien ook de pagina’s voor lezers: aanmelden, voorkeuren, afmelden, archief.',
      publicHost: 'Met --hosted: luister op dit adres. Zonder deze optie: 127.0.0.1.',
      publicPort: 'Met --hosted: de poort van de pagina’s voor lezers. Zonder deze optie: 8321.',
      behindProxy:
        'Met --hosted: een proxy ervoor zet het adres van de bezoeker in X-Forwarded-For.',
    },
    hosted: (address: string, publicUrl: string) =>
      `De pagina’s voor lezers staan op ${address} en horen bereikbaar te zijn als ${publicUrl}/.`,
    publicPortTakenWhatNow: 'kies met --public-port een andere poort.',
    formCrowded:
      'Het aanmeldformulier is dit uur meer dan 300 keer gebruikt en neemt nu niets aan. Kijk of dat klopt.',
    mailWaits: (reason: string) =>
      `Bevestigingen en andere mails aan een lezer wachten: ${reason}. Rondbrief probeert het elke 10 minuten.`,
    running: 'Rondbrief draait. Laat dit venster open. Sluiten, of Ctrl+C, is stoppen.',
    finishing: 'Rondbrief stopt. Wat onderweg is, wordt afgemaakt.',
    alreadyRunning: 'Rondbrief draait al voor deze map, op dit adres:',
    badPort: (found: string) => `'${found}' is geen poortnummer.`,
    badPortWhatNow: 'kies een getal van 1 tot en met 65535, of 0 voor een vrije poort.',
    portTaken: (port: number) => `Poort ${port} is bezet door een ander programma.`,
    portTakenWhatNow: 'kies met --port een andere poort, of laat --port weg.',
    pageFailed: (reason: string) => `Een pagina kon niet gemaakt worden: ${reason}`,
    news: {
      line: (moment: string, issueId: string, said: string) =>
        `${moment}  Editie ${issueId}: ${said}`,
      missed: {
        late: 'Het moment is te lang voorbij. Er is niets verstuurd.',
        blocked:
          'Meldingen hielden het versturen tegen tot het te laat was. Er is niets verstuurd.',
        changed: 'De editie was gewijzigd nadat zij is ingepland. Er is niets verstuurd.',
        'from-backup':
          'De database is teruggezet uit een reservekopie. Er is niets vanzelf verstuurd.',
      },
      blocked: (count: number) =>
        count === 1
          ? 'Het moment is er, maar 1 melding houdt het versturen tegen.'
          : `Het moment is er, maar ${count} meldingen houden het versturen tegen.`,
      tooLateToResume: 'Het versturen was onderbroken en het is te laat om vanzelf verder te gaan.',
      late: (minutes: number) =>
        minutes === 1 ? 'Dat was 1 minuut te laat.' : `Dat was ${minutes} minuten te laat.`,
    },
    daemonFailed: (reason: string) => `Het vanzelf versturen is gestopt: ${reason}`,
  },
  import: importWords,
  worker: manyMachines.worker,
  move: manyMachines.move,
  people: peopleWords,
  keeping: keepingWords,
  backup: backupWords,
  new: newIssue,
  schedule,
  usage: 'Gebruik',
  overviewUsage: 'Gebruik: npx rondbrief <opdracht> [opties]',
  commandsHeading: 'Opdrachten',
  optionsHeading: 'Opties',
  send,
  status,
  correction,
  dispatch,
  options: {
    json: 'Geef het resultaat als JSON.',
    debug: 'Toon bij een fout ook de technische gegevens.',
    help: 'Toon deze uitleg.',
    helpOf: 'Toon deze lijst, of achter een opdracht de uitleg daarvan.',
    version: 'Toon welke versie van Rondbrief dit is.',
  },
  summary: {
    new: 'Maak een nieuwe editie.',
    schedule: 'Toon op welke dagen edities verschijnen, of plan een editie in.',
    check: 'Controleer een editie of alle edities.',
    build: 'Maak de bestanden van een editie: HTML, platte tekst en webpagina.',
    start: 'Open Rondbrief op deze computer, met voorbeeld en planning.',
    send: 'Verstuur een editie. Zonder --yes-really is het een oefening.',
    status: 'Toon hoe het met de edities en verzendingen staat.',
    dispatch: 'Pauzeer, stop of vervolg een verzending, of verstuur aan wie niets kreeg.',
    import: 'Lees abonnees in uit een Excel- of csv-bestand.',
    export: 'Bewaar de lijst met abonnees als csv of JSON.',
    subscribers: 'Toon hoeveel abonnees er zijn, of alles wat over één adres is bewaard.',
    erase: 'Wis alles wat over één adres is bewaard. Zonder --yes-really is het een oefening.',
    retention: 'Toon wat niet langer bewaard mag worden. Met --yes-really ruimt Rondbrief het op.',
    register: 'Maak de beschrijving voor het register van verwerkingen (AVG, artikel 30).',
    backup: 'Maak een versleutelde reservekopie van de database.',
    restore: 'Zet een reservekopie van de database terug.',
    worker: 'Help op deze computer mee met verzendingen (alleen met PostgreSQL).',
    'move-to-postgres':
      'Verhuis alles naar een databaseserver. Zonder --yes-really is het een oefening.',
    restored: 'Toon wat een teruggezette database niet weet, en zet versturen weer aan.',
    suppressions: 'Lees bij SendGrid wie geen mail meer wil of kan krijgen.',
    doctor: 'Onderzoek of alles op deze computer in orde is.',
  },
}

/** What `check/readability.ts` counts. */
type ReadingNumbers = {
  words: number
  averageSentence: number
  longestSentence: number
  longSentences: number
  fleschDouma: number | undefined
  fleschDoumaWithoutTerms: number | undefined
}
