/** What `doctor` says about each thing it examines. */
export const doctor = {
  options: { online: 'Onderzoek ook de mailserver, en of uw domein de afzender bevestigt.' },
  states: { good: 'ok', attention: 'let op', fault: 'fout' },
  allGood: 'Alles is in orde.',
  summary: (faults: number, attentions: number) =>
    `${faults === 1 ? '1 fout' : `${faults} fouten`}, ${attentions} keer let op.`,
  subjects: {
    node: 'Node.js',
    settings: 'Instellingen',
    templates: 'Sjablonen',
    minify: 'Verkleinen',
    writing: 'Schrijven in data',
    disk: 'Schijfruimte',
    sync: 'Plaats van de map',
    database: 'Database',
    ledger: 'Verzendingen',
    notices: 'Mails op verzoek',
    secret: 'Geheim',
    backup: 'Reservekopie',
    zone: 'Tijdzone',
    clock: 'Klok',
    port: 'Poort',
    transport: 'Versturen',
    spf: 'SPF',
    dkim: 'DKIM',
    dmarc: 'DMARC',
  },
  node: {
    good: (version: string) => `versie ${version}`,
    old: (version: string, needed: number) => `versie ${version}; nodig is ${needed} of nieuwer`,
    fix: "voer 'npm ci' uit.",
  },
  settings: {
    good: 'rondbrief.yaml is goed te lezen',
    found: (count: number) =>
      count === 1 ? '1 melding in rondbrief.yaml' : `${count} meldingen in rondbrief.yaml`,
    fix: (first: string) => `begin met: ${first}`,
  },
  templates: {
    good: (count: number) => `${count} bestanden zijn goed te lezen`,
    found: (count: number) => (count === 1 ? '1 melding' : `${count} meldingen`),
    fix: (first: string) => `begin met: ${first}`,
  },
  minify: {
    good: 'opmaak wordt verkleind',
    inactive: 'opmaak wordt niet verkleind; Gmail kan de mail dan afkappen',
    fix: "voer 'npm ci' uit.",
  },
  writing: {
    good: 'schrijven lukt',
    failed: (reason: string) => `dat lukt niet (${reason})`,
    fix: {
      full: 'maak ruimte op de schijf.',
      closed: 'geef uzelf schrijfrechten op de map data.',
      other: 'kijk of data een map is en of de schijf goed is aangesloten.',
    },
  },
  disk: {
    good: (free: string) => `${free} MB vrij`,
    low: (free: string) => `nog ${free} MB vrij; een verzending kan stoppen als de schijf vol is`,
    fix: 'maak ruimte op de schijf.',
  },
  sync: {
    good: 'geen map die vanzelf kopieert',
    found: (name: string) => `de map staat in ${name}; dat kan de database beschadigen`,
    fix: 'zet de map van de nieuwsbrief ergens anders, en maak zelf kopieën.',
  },
  database: {
    good: 'in orde',
    server: (version: string) => `PostgreSQL ${version} antwoordt`,
    none: 'nog niet gemaakt; dat gebeurt vanzelf',
    damaged: (found: string) => `beschadigd: ${found}`,
    closed: (reason: string) => `kan niet geopend worden (${reason})`,
    fix: 'stop Rondbrief en zet een kopie van data/rondbrief.db terug.',
  },
  ledger: {
    good: 'van elke verzending klopt elke ontvanger',
    broken: {
      I1: 'een deel van een editie is twee keer verstuurd zonder dat iemand dat koos',
      I2: 'de aantallen van een verzending kloppen niet',
      I3: 'iemand staat als verstuurd of overgeslagen terwijl dat niet klopt',
      I5: 'een editie heeft twee verzendingen',
      I6: 'een vastgelegde mail is daarna veranderd',
      I9: 'iemand was aan de beurt terwijl alleen de eerste ontvangers gingen',
      I8: 'volgens de mailserver kreeg iemand dezelfde mail vaker',
    },
    brokenFix:
      "verstuur niets meer en stuur de uitkomst van 'npx rondbrief doctor --json' naar uw beheerder.",
  },
  secret: {
    good: 'aanwezig; bewaar een kopie los van de database',
    environment: 'door uw beheerder ingesteld met RONDBRIEF_SECRET',
    none: 'nog niet gemaakt; dat gebeurt vanzelf',
    empty: 'data/secret is leeg; links in verstuurde mails werken dan niet',
    unreadable: (reason: string) => `data/secret kan niet gelezen worden (${reason})`,
    unreadableFix: 'controleer of u dit bestand mag openen.',
    foreign: 'hoort niet bij deze database; wie zich afmeldde, zou weer mail krijgen',
    foreignFix: 'zet het geheim terug dat bij data/rondbrief.db hoort.',
    emptyFix: 'zet het geheim terug dat erin stond.',
    open: 'anderen op deze computer kunnen data/secret lezen',
    openFix: "voer 'chmod 600 data/secret' uit.",
  },
  backup: {
    onServer: 'de databaseserver maakt zijn eigen reservekopieën; dat is hier niet nagekeken',
    nothing: 'er is nog geen database om te bewaren',
    notSet: 'er wordt niet elke dag een reservekopie gemaakt',
    notSetFix:
      'zet backup_folder in rondbrief.yaml, met een map op een andere schijf, en laat RONDBRIEF_BACKUP_KEY instellen.',
    folderMissing: 'de map bij backup_folder is er niet',
    folderMissingFix: 'sluit de schijf aan, of maak de map.',
    keyMissing: 'RONDBRIEF_BACKUP_KEY ontbreekt; er wordt geen reservekopie gemaakt',
    keyMissingFix:
      'laat uw beheerder RONDBRIEF_BACKUP_KEY instellen. Bewaar die sleutel ergens anders.',
    none: 'er is nog geen reservekopie',
    newest: (moment: string, hours: number) =>
      `de nieuwste is van ${moment}, ${hours === 1 ? '1 uur' : `${hours} uur`} oud`,
    oldFix: "laat Rondbrief aanstaan, of maak er nu een met 'npx rondbrief backup'.",
  },
  zone: {
    good: (zone: string, local: string, version: string) =>
      `${zone}, daar is het nu ${local} (tijdzonelijst ${version})`,
    old: (version: string) => `de tijdzonelijst is van ${version}; een tijd kan verschoven zijn`,
    fix: 'werk Node.js bij.',
  },
  clock: {
    good: 'loopt niet merkbaar voor of achter',
    behind: (file: string) => `loopt achter: ${file} is volgens deze klok nog niet bewaard`,
    early: (year: number) => `staat op het jaar ${year}`,
    same: (name: string) => `loopt gelijk met die van ${name}`,
    fast: (minutes: number, name: string) => `loopt ${minutes} minuten voor op die van ${name}`,
    slow: (minutes: number, name: string) => `loopt ${minutes} minuten achter op die van ${name}`,
    fix: 'zet de klok van deze computer gelijk.',
  },
  port: {
    good: 'op 127.0.0.1 kan een pagina geopend worden',
    failed: (reason: string) => `op 127.0.0.1 kan geen pagina geopend worden (${reason})`,
    fix: 'vraag uw beheerder of een firewall dit tegenhoudt.',
  },
  senderDns: {
    present: (kind: string, name: string) => `${kind} staat bij ${name}`,
    none: (kind: string, name: string) =>
      `${kind} ontbreekt bij ${name}; veel mailprogramma’s weigeren dan de mail`,
    several: (kind: string, name: string) =>
      `${kind} staat meer dan een keer bij ${name}; dan geldt er geen`,
    severalFix: 'laat uw beheerder er een van maken.',
    spfFix: (domain: string) =>
      `laat uw beheerder bij ${domain} een SPF-regel zetten die uw mailserver noemt.`,
    spfOpen: (domain: string) => `de SPF-regel van ${domain} laat iedereen namens u mailen`,
    spfOpenFix: "laat uw beheerder '+all' vervangen door '~all' of '-all'.",
    dkimElsewhere:
      'Rondbrief ondertekent niet zelf; of uw mailserver dat doet, is hier niet te zien',
    dkimElsewhereFix: "stuur een proef naar uzelf en zoek in de bron van de mail naar 'dkim=pass'.",
    dkimFix: (name: string) => `laat uw beheerder de openbare sleutel bij ${name} zetten.`,
    otherKey: (name: string) => `bij ${name} staat een andere sleutel dan in RONDBRIEF_DKIM_KEY`,
    notAligned: (signer: string, sender: string) =>
      `${signer} ondertekent mail van ${sender}; dat telt niet voor DMARC`,
    notAlignedFix: 'geef bij dkim in rondbrief.yaml het domein van de afzender op.',
    policy: (name: string, policy: string) => `${name} zegt ${policy}`,
    noPolicy: (name: string) => `bij ${name} staat niet wat er met valse mail moet gebeuren`,
    dmarcFix: (name: string) =>
      `laat uw beheerder bij ${name} een DMARC-regel zetten; 'v=DMARC1; p=none' is een begin.`,
    noAnswer: (name: string) => `niemand antwoordt op de vraag naar ${name}`,
    noAnswerFix: 'controleer de verbinding en probeer het later opnieuw.',
  },
  transport: {
    file: 'naar bestanden in data/outbox; er gaat niets naar lezers',
    ready: (name: string) => `${name} is ingevuld; onderzoek de verbinding met --online`,
    connected: (name: string) => `${name} antwoordt en accepteert de aanmelding`,
    keyMissing: (name: string, variable: string) => `${name}: het geheim ${variable} ontbreekt`,
    keyFix: (variable: string) =>
      `vraag uw beheerder om ${variable} in te stellen. Schrijf het nooit in een bestand van de nieuwsbrief.`,
    failed: (name: string, found: string) => `${name}: ${found}`,
    failedFix: 'controleer de gegevens van de mailserver en de verbinding.',
  },
}
