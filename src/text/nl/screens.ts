import { errorPages } from './error-pages.ts'
import { help } from './help.ts'
import { making } from './making.ts'
import { coming, planScreen } from './plan-screen.ts'
import { peopleScreens } from './people-screens.ts'
import { pictures } from './pictures.ts'
import { versions } from './versions.ts'
import { writing } from './writing.ts'

/** What the screens say. Whole sentences, so that another language can build its own. */
export const screens = {
  lang: 'nl',
  moment: (day: string, time: string) => `${day}, ${time}`,
  faultTitle: (title: string) => `Fout: ${title}`,
  skip: 'Naar de inhoud',
  mainNav: 'Hoofdmenu',
  trail: 'U bent hier',
  issueNav: (title: string) => `Onderdelen van ${title}`,
  local: 'Rondbrief draait op deze computer. Niemand anders kan deze schermen openen.',
  updatedAt: (time: string) => `Bijgewerkt om ${time}.`,
  stopped: 'Rondbrief is gestopt. Start het opnieuw om verder te gaan.',
  states: {
    planned: 'Nieuw',
    collecting: 'Verzamelen',
    composing: 'Samenstellen',
    scheduled: 'Ingepland',
    'plan-expired': 'Plan opnieuw in',
    missed: 'Moment gemist',
    sending: 'Wordt verstuurd',
    paused: 'Gepauzeerd',
    stopped: 'Gestopt',
    sent: 'Verzonden',
  },
  next: {
    heading: 'Volgende stap',
    headingOf: (title: string) => `Volgende stap voor ‘${title}’`,
    unreadable: 'De gegevens van deze editie zijn niet te lezen.',
    follow: 'De editie wordt nu verstuurd.',
    decide: 'De verzending wacht op uw besluit.',
    solve: (count: number, forMaintainer: number) =>
      `${
        count === 1
          ? 'Er is 1 melding die versturen tegenhoudt.'
          : `Er zijn ${count} meldingen die versturen tegenhouden.`
      }${
        forMaintainer === 0
          ? ''
          : forMaintainer < count
            ? ` Bij ${forMaintainer} daarvan hebt u uw beheerder nodig.`
            : ' Daarbij hebt u uw beheerder nodig.'
      }`,
    collect: (partners: string, count: number) =>
      count === 1
        ? `${partners} heeft nog niets ingeleverd.`
        : `${partners} hebben nog niets ingeleverd.`,
    chooseMoment: 'De editie is klaar om te lezen. Een verzendmoment is er nog niet.',
    momentWritten: (moment: string) =>
      `In issue.md staat ${moment}, maar de editie is nog niet ingepland. Zonder inplannen gaat er niets weg.`,
    planAgain: (moment: string) =>
      `De editie is ingepland voor ${moment}, maar daarna gewijzigd. Zo gaat zij niet weg.`,
    wait: (moment: string) => `De editie gaat vanzelf op weg: ${moment}.`,
    done: 'De editie is verstuurd.',
    openHead: 'Open issue.md',
    openDispatch: 'Bekijk de verzending',
    noReaders:
      'De editie is klaar om te lezen, maar nog voor niemand: in de gekozen doelgroepen zit niemand die mail krijgt.',
    openImport: 'Lees abonnees in',
    openSchedule: 'Plan de editie in',
    openPlanAgain: 'Bekijk de wijziging en plan opnieuw in',
    openProblems: 'Bekijk de meldingen',
    openContributions: 'Bekijk de bijdragen',
    openPreview: 'Open het voorbeeld',
  },
  problems: {
    heading: 'Meldingen',
    none: 'Geen meldingen. Alles wat Rondbrief kan nakijken, is in orde.',
    noneShort: 'Geen meldingen',
    blocksSending: 'Wat blokkeert, houdt versturen tegen.',
    nothingBlocks: 'Geen van deze meldingen houdt versturen tegen.',
    partial:
      'Een bestand is nog niet te lezen. Los dat eerst op: daarna kunnen er nog meldingen bij komen.',
    nextStep: 'Naar de volgende stap',
    accepted: (count: number) =>
      count === 1 ? '1 melding is geaccepteerd' : `${count} meldingen zijn geaccepteerd`,
    count: {
      blocks: (count: number) => (count === 1 ? '1 blokkeert' : `${count} blokkeren`),
      warns: (count: number) => `${count} let op`,
      tip: (count: number) => (count === 1 ? '1 tip' : `${count} tips`),
    },
    levels: { blocks: 'Blokkeert', warns: 'Let op', tip: 'Tips' },
    writer: (partner: string) => `Van ${partner}`,
    maintainer: {
      heading: 'Voor uw beheerder',
      ask: 'Dit kunt u niet zelf oplossen. Geef uw beheerder door wat hier staat, met de code.',
      askBlocking:
        'Dit kunt u niet zelf oplossen. Geef uw beheerder door wat hier staat, met de code. Tot het is opgelost, gaat er niets weg.',
      code: 'Code:',
    },
    groups: {
      accessibility: 'Toegankelijkheid',
      links: 'Links',
      images: 'Beeld',
      language: 'Taal',
      size: 'Omvang',
      mail: 'Mailprogramma’s',
      spam: 'Postvak',
      data: 'Gegevens',
    },
    fine: 'In orde',
    checked: {
      accessibility: 'Koppen, tabellen, beschrijvingen van beelden en de grootte van letters.',
      links: 'De adressen en de teksten van links. Of de pagina’s er zijn, is niet gevraagd.',
      images: 'De soort en de grootte van beelden.',
      language: 'Spelling, vaste namen, tijden en lange zinnen.',
      size: 'De lengte van berichten en de grootte van de mail.',
      mail: 'Wat mailprogramma’s weglaten of anders tonen.',
      spam: 'Het onderwerp, de voorbeeldregel, afmelden en de kop van de mail.',
      data: 'De velden bovenaan, de agenda, de cijfers en gegevens van personen.',
    },
    fix: {
      replace: (suggestion: string) => `Verbeter: maak er ‘${suggestion}’ van`,
      https: () => 'Verbeter: maak er https van',
      heading: (marks: string) => `Verbeter: begin de kop met ${marks}`,
      list: () => 'Verbeter: maak er een lijst van',
      table: () => 'Verbeter: maak er een tabel van',
      quote: () => 'Verbeter: zet er aanhalingstekens om',
      rename: (name: string) => `Verbeter: noem het veld ‘${name}’`,
      visible: () => 'Verbeter: maak er spaties van',
      'utf-8': () => 'Verbeter: bewaar het bestand als UTF-8',
      add: (name: string) => `Verbeter: zet de regel ‘${name}:’ erbij`,
      head: () => 'Verbeter: zet de drie regels erboven',
      below: () => 'Verbeter: zet het onder de gegevens',
      inside: () => 'Verbeter: zet het bij de gegevens',
      blank: () => 'Verbeter: haal de lege regels weg',
      plain: () => 'Verbeter: maak er gewone tekst van',
      join: () => 'Verbeter: haal de spatie weg',
      fence: () => 'Verbeter: maak er --- van',
      close: (line: string) => `Verbeter: zet --- onder regel ${line}`,
      unquote: () => 'Verbeter: haal de aanhalingstekens om de naam weg',
      space: () => 'Verbeter: zet een spatie achter de dubbele punt',
      group: () => 'Verbeter: zet het op eigen regels',
      outdent: (name: string) => `Verbeter: zet de regel boven ‘${name}:’`,
    },
    accept: {
      summary: 'Klopt het toch? Geef een reden',
      label: 'Waarom klopt het zoals het er staat?',
      hint: 'Uw reden komt in het bestand. Verandert de tekst, dan is de melding terug.',
      button: 'Accepteer de melding',
    },
    notice: {
      fixed: (file: string, line: number) => `Verbeterd in ${file}, regel ${line}.`,
      toFill: (file: string) => `De regel staat in ${file}. Vul hem nu in en bewaar.`,
      accepted: (file: string) => `Uw reden staat in ${file}. De melding is geaccepteerd.`,
      resaved: (file: string) =>
        `${file} is nu bewaard als UTF-8. Lees de letters met een accent nog eens na.`,
      undone: (file: string) => `De wijziging in ${file} is ongedaan gemaakt.`,
      gone: 'Deze melding is er niet meer, of het bestand is intussen veranderd. Er is niets gewijzigd.',
      reason: 'Schrijf eerst een reden. Er is niets gewijzigd.',
      reasonShort:
        'Schrijf in een paar woorden waarom dit mag blijven staan, bijvoorbeeld van wie het gegeven is. Er is niets gewijzigd.',
      restored: (file: string, moment: string) => `${file} is weer zoals het was tot ${moment}.`,
      forgotten:
        'Deze versie is er niet meer, of het bestand is net gewijzigd. Er is niets teruggezet.',
      moved: 'Het bestand is daarna nog gewijzigd. Er is niets ongedaan gemaakt.',
      byHand: (file: string) =>
        `De reden is hier niet toe te voegen. Open ${file} en zet hem daar bij accepted.`,
      undo: 'Ongedaan maken',
      last: 'Dat was de laatste melding. Dit is weer de eerste.',
    },
    /** Of a whole issue: what blocks, what needs a look, tips. */
    left: (blocks: number, warns: number, tips: number) =>
      blocks > 0
        ? `Nog ${blocks} die ${blocks === 1 ? 'versturen tegenhoudt' : 'versturen tegenhouden'}${warns > 0 ? `. Daarna nog ${warns} om na te kijken` : ''}.`
        : warns > 0
          ? `Niets houdt versturen tegen. Nog ${warns} om na te kijken.`
          : tips > 0
            ? `Niets houdt versturen tegen. Er ${tips === 1 ? 'is nog 1 tip' : `zijn nog ${tips} tips`}.`
            : 'Er zijn geen meldingen meer.',
    next: 'Volgende melding',
    nextKey: 'Ook met de toets F8',
    addPicture: 'Voeg een beeld toe',
    toContributions: 'Naar de bijdragen',
    goTo: (file: string, line: number | undefined) =>
      line === undefined ? `Ga naar ${file}` : `Ga naar ${file}, regel ${line}`,
    at: (file: string, line: number | undefined) =>
      line === undefined ? file : `${file}, regel ${line}`,
  },
  overview: {
    nav: 'Overzicht',
    heading: 'Overzicht',
    settingsHeading: 'Instellingen',
    moment: 'Verzendmoment',
    noMoment: 'Nog niet gekozen',
    contributions: 'Bijdragen',
    contributionCount: (items: number, partners: number) =>
      `${items === 1 ? '1 bericht' : `${items} berichten`} van ${partners === 1 ? '1 partner' : `${partners} partners`}`,
    openPreview: 'Voorbeeld',
    openIssue: 'Open de editie',
    others: 'Andere edities',
    issueNamed: (id: string) => `Editie ${id}`,
    lastDispatches: 'Laatste verzendingen',
    noDispatches: 'Er is nog niets verstuurd.',
    pending: (id: string) => `Rondbrief leest editie ${id} en kijkt haar na.`,
    empty: 'Er is nog geen editie.',
    newIssue: 'Nieuwe editie',
  },
  issue: {
    nav: 'Editie',
    tasks: 'Taken',
    task: {
      contributions: 'Bijdragen',
      absent: (partners: string, count: number) =>
        count === 1
          ? `${partners} heeft nog niets ingeleverd.`
          : `${partners} hebben nog niets ingeleverd.`,
      unreadable: (count: number) =>
        count === 1
          ? '1 bestand is nog niet te lezen.'
          : `${count} bestanden zijn nog niet te lezen.`,
      head: 'Onderwerp en inleiding',
      preview: 'Voorbeeld',
      look: 'Zelf bekijken',
      problems: 'Meldingen',
      moment: 'Verzendmoment',
      chosen: 'Gekozen',
      notChosen: 'Nog niet gekozen',
      dispatch: 'Verzending',
      ready: 'Klaar',
      incomplete: 'Nog niet compleet',
      notYet: 'Nog niet begonnen',
      cannotYet: 'Kan nog niet',
      blocked: (count: number) =>
        count === 1
          ? 'Kan pas als 1 melding is opgelost.'
          : `Kan pas als ${count} meldingen zijn opgelost.`,
    },
    contributions: 'Bijdragen',
    unreadable: 'Nog niet te lezen, en zo niet in de editie.',
    nothingFrom: (partner: string) => `${partner} heeft nog niets ingeleverd.`,
    words: (count: number) => (count === 1 ? '1 woord' : `${count} woorden`),
    plannedItem: 'nog niet zeker',
    onlyFor: (segments: string) => `alleen voor ${segments}`,
    agenda: 'Agenda',
    noAgenda: 'In deze editie staat geen agenda.',
    eventStates: {
      planned: 'Gepland',
      confirmed: 'Bevestigd',
      moved: 'Verplaatst',
      cancelled: 'Gaat niet door',
    },
    figures: 'Cijfers',
    figureRows: (count: number) => (count === 1 ? '1 rij' : `${count} rijen`),
    audience: 'Doelgroepen en verzending',
    noSegments: 'Er is nog geen doelgroep gekozen.',
    emptySegment: 'Hier zit niemand in die mail krijgt.',
    chooseSegment: 'Kies een andere doelgroep',
    unread: (segments: string) =>
      `Nu leest niemand dit bericht: het is alleen voor ${segments}, en daar zit niemand in die deze editie krijgt. Verander de regel met segments, of haal haar weg.`,
    notCounted: 'Niet te tellen',
    people: (count: string, value: number) => (value === 1 ? '1 ontvanger' : `${count} ontvangers`),
    together: (count: string, value: number) =>
      value === 1
        ? 'Samen 1 ontvanger: wie in meer doelgroepen zit, krijgt één mail.'
        : `Samen ${count} ontvangers: wie in meer doelgroepen zit, krijgt één mail.`,
    moment: 'Verzendmoment',
    noMoment: 'Nog niet gekozen. U kiest het bij Inplannen.',
    sentOn: (moment: string) => `Verstuurd op ${moment}`,
    sendingSince: (moment: string) => `Versturen begon op ${moment}`,
    clockChange: {
      skipped: 'Door de zomertijd bestaat deze tijd niet. Dit is het eerste moment erna.',
      doubled: 'Door de wintertijd komt deze tijd twee keer voor. Dit is de eerste keer.',
    },
    whoSends: 'Wie verzendt',
    thisComputer: 'Deze computer, zolang Rondbrief aanstaat.',
    nobodySends: 'Niemand: versturen staat uit. Uw beheerder kan het aanzetten.',
    transports: {
      file: 'Mails komen als bestand in de uitbak. Er gaat niets naar buiten.',
      smtp: 'Mails gaan via uw eigen mailserver.',
      sendgrid: 'Mails gaan via SendGrid.',
    },
  },
  preview: {
    nav: 'Voorbeeld',
    heading: (title: string) => `Voorbeeld van ${title}`,
    subjectIs: 'Onderwerp:',
    scaled: (percent: string) => `Verkleind tot ${percent}%, zodat het past.`,
    stageTitle: 'De mail',
    subject: 'Onderwerp',
    noSubject: 'Nog geen onderwerp',
    sender: 'Afzender',
    preheader: 'Voorbeeldregel',
    noPreheader: 'Nog geen voorbeeldregel',
    characters: (count: number) => (count === 1 ? '1 teken' : `${count} tekens`),
    show: 'Weergave',
    shows: { mail: 'Mail', inbox: 'Postvak', text: 'Platte tekst', web: 'Webpagina' },
    options: 'Weergave aanpassen',
    width: 'Breedte',
    widths: {
      360: 'Telefoon 360',
      390: 'Telefoon 390',
      768: 'Tablet 768',
      1024: 'Computer 1024',
    },
    widthField: 'Andere breedte',
    mode: 'Kleur',
    modes: {
      light: 'Licht',
      dark: 'Donker',
      inverted: 'Donker, omgekeerd',
    },
    invertedTitle: 'Donker, kleuren omgedraaid (benadering)',
    invertedNote:
      'Dit is een benadering. Sommige mailprogramma’s keren zelf kleuren om, elk op hun eigen manier.',
    images: 'Beeld',
    imagesOn: 'Met beeld',
    imagesOff: 'Zonder beeld',
    viewAs: 'Bekijk als',
    everySegment: 'Alle doelgroepen',
    reader: 'Lezer',
    readers: { named: 'Met naam', unnamed: 'Zonder naam', long: 'Lange naam' },
    readerNames: {
      named: 'Samira Jansen',
      unnamed: '',
      long: 'Wilhelmina Alexandra van den Heuvel-Groeneveld tot Rozenburg',
    },
    sampleToken: 'voorbeeld',
    apply: 'Toon',
    nothing: 'Er is nog geen mail om te tonen. De meldingen zeggen wat er ontbreekt.',
    frameTitle: 'De mail zoals een lezer hem ziet',
    webTitle: 'De webpagina zoals een lezer hem ziet',
    inbox: { phone: 'Telefoon', webmail: 'Webmail', desktop: 'Mailprogramma op een computer' },
  },
  source: {
    label: 'Tekst van het bestand',
    labelReadOnly: 'Tekst van het bestand, alleen om te lezen',
    readOnly: {
      design: 'Dit bestand hoort bij de vormgeving. Vraag uw beheerder om het te wijzigen.',
      table: 'Dit bestand is een tabel. Wijzig haar in Excel of een tekstprogramma.',
    },
    problems: 'Meldingen in dit bestand',
    noProblems: 'Geen meldingen in dit bestand. Alles wat Rondbrief hier kan nakijken, is in orde.',
    wholeIssue: (left: string) =>
      `In de hele editie: ${left.charAt(0).toLowerCase()}${left.slice(1)}`,
    save: 'Bewaar',
    saveMine: 'Bewaar mijn tekst',
    toPreview: 'Naar het voorbeeld',
    savedAt: (time: string) => `Bewaard om ${time}.`,
    unsaved: 'Nog niet bewaard',
    conflictTitle: 'Dit bestand is intussen ergens anders gewijzigd',
    conflict:
      'Uw tekst is nog niet bewaard. Vergelijk de twee teksten en kies. Er gaat niets verloren tot u kiest.',
    conflictMine: 'Ga naar uw tekst',
    conflictTheirs: 'Ga naar de tekst die nu is bewaard',
    theirsLabel: 'De tekst die nu is bewaard',
    takeTheirs: 'Gebruik de bewaarde tekst',
    failedTitle: 'Uw tekst is niet bewaard',
    failed: {
      disk: 'Het bestand is niet te schrijven. Sluit het in andere programma’s en kijk of de schijf vol is. Bewaar daarna opnieuw.',
      'too-large': 'De tekst is te groot: meer dan 256 kB. Maak hem korter en bewaar opnieuw.',
      'read-only': 'Dit bestand is hier alleen om te lezen.',
      'not-text':
        'Het bestand op schijf is geen gewone tekst meer. Kopieer uw tekst en vraag uw beheerder om hulp.',
      'not-found': 'Het bestand bestaat niet meer. Kopieer uw tekst en maak het bestand opnieuw.',
      outside: 'Dit bestand is hier niet te bewaren.',
    },
  },
  pictures,
  versions,
  writing,
  making,
  coming,
  schedule: planScreen,
  dispatch: {
    nav: 'Verzending',
    heading: (title: string) => `Verzending van ${title}`,
    caption: 'Zo staat het per ontvanger. Alle getallen samen zijn het totaal.',
    outcome: 'Uitkomst',
    people: 'Ontvangers',
    outcomes: {
      sent: 'Verstuurd',
      failed: 'Mislukt',
      skipped: 'Overgeslagen',
      unsure: 'Onzeker',
      notSent: 'Niet verstuurd',
      underWay: 'Onderweg',
      waiting: 'Wacht op de beurt',
    },
    sentence: {
      sent: (count: string) => `${count} verstuurd`,
      failed: (count: string) => `${count} mislukt`,
      skipped: (count: string) => `${count} overgeslagen`,
      unsure: (count: string) => `${count} onzeker`,
      notSent: (count: string) => `${count} niet verstuurd`,
      underWay: (count: string) => `${count} onderweg`,
      waiting: (count: string) => `${count} wachten`,
    },
    because: (reason: string) => `Reden: ${reason}.`,
    failures: 'Mislukt, naar reden',
    held: {
      differs:
        'Het moment is er, maar de editie is gewijzigd nadat zij is ingepland. Zo gaat zij niet weg. Bekijk bij Inplannen wat er veranderd is, en plan haar opnieuw in.',
      blocked:
        'Het moment is er, maar meldingen houden het versturen tegen. Zodra ze zijn opgelost, gaat de editie vanzelf.',
      nobody: 'Het moment is er, maar er is niemand om naar te versturen.',
      locked:
        'Het moment is er. Een ander programma verstuurt nu; daarna is deze editie aan de beurt.',
      'disk-short':
        'Het moment is er, maar de schijf is te vol. Maak ruimte; daarna gaat de editie vanzelf.',
      restored:
        'Het moment is er, maar er is een oudere kopie van de database teruggezet. Versturen staat uit tot iemand de opdracht npx rondbrief restored heeft gegeven.',
      'clock-off':
        'Volgens deze computer is het moment er, maar zijn klok loopt meer dan 5 minuten verkeerd. Zet de klok gelijk; daarna gaat de editie vanzelf.',
      'secret-lost':
        'Het moment is er, maar data/secret is niet het geheim waarmee deze lijst is gemaakt. Zet het oude bestand terug.',
    },
    nothingYet: 'Nog niets verstuurd',
    total: 'Totaal',
    due: 'Verzendmoment',
    noMoment: 'Nog niet gekozen',
    started: 'Begonnen',
    finished: 'Klaar',
    recipients: 'Ontvangers nu',
    notCounted: 'Niet te tellen',
    via: 'Verzendwijze',
    outboxLink: 'Lees de mails in de uitbak',
    missed: (reason: string) =>
      `De editie is niet vanzelf verstuurd: ${reason}. Verstuur met de hand, of kies een nieuw moment.`,
    holds: 'Van een deel is niet zeker of de mail aankwam. Rondbrief stuurt die niet zelf opnieuw.',
    blockedHeading: 'Versturen kan nog niet',
    blocked: (count: number) =>
      count === 1 ? 'Los eerst deze melding op.' : `Los eerst deze ${count} meldingen op.`,
    toProblems: 'Bekijk de meldingen',
    byHand: 'Met de hand versturen',
    nobody: 'Er is nog niemand om naar te versturen. Lees eerst abonnees in.',
    bySelf: 'Vanzelf versturen',
    setMoment:
      'Kies bij Inplannen een verzendmoment. Rondbrief verstuurt dan vanzelf, zolang het aanstaat.',
    heldBySelf:
      'Op het verzendmoment gaat er niets weg zolang er meldingen zijn die blokkeren. Zijn die op tijd opgelost, dan gaat de editie vanzelf.',
    goesBySelf: 'Op het verzendmoment verstuurt deze computer vanzelf. Laat Rondbrief aanstaan.',
    doesNotGoBySelf:
      'Versturen staat uit: Rondbrief is gestart met --no-send. Uw beheerder kan het zonder starten.',
  },
  outbox: {
    nav: 'Uitbak',
    heading: 'Uitbak',
    explain: 'De uitbak: mails die klaarstaan als bestand. Ze zijn niet naar buiten gegaan.',
    search: 'Zoek op e-mailadres',
    searchHint: 'Een deel is genoeg, zoals de naam voor de @.',
    searchButton: 'Zoek',
    searchAll: 'Toon alle mails',
    found: (count: string, value: number) =>
      value === 0
        ? 'Geen mail aan een adres waar dit in staat.'
        : value === 1
          ? '1 mail gevonden'
          : `${count} mails gevonden`,
    empty: 'Er staat niets in de uitbak.',
    emptyButton: 'Naar het overzicht',
    count: (count: string, value: number) => (value === 1 ? '1 mail' : `${count} mails`),
    to: (address: string) => `Aan ${address}`,
    issue: 'Editie',
    everyIssue: 'Alle edities',
    pages: 'Bladeren',
    previous: 'Vorige',
    next: 'Volgende',
    pageOf: (page: number, pages: number) => `Blad ${page} van ${pages}`,
    kilobytes: (count: string) => `${count} kB`,
    from: 'Van',
    recipient: 'Aan',
    written: 'Gemaakt',
    size: 'Grootte',
    show: 'Weergave',
    shows: { html: 'Mail', text: 'Platte tekst', headers: 'Kopregels' },
    frameTitle: 'De mail uit de uitbak',
    download: 'Download .eml',
  },
  people: peopleScreens,
  help,
  errors: errorPages,
}
