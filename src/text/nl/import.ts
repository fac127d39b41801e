/** What is said about a file of subscribers, on the command line and later on the screen. */
export const importWords = {
  options: {
    basis: 'Waarom u deze mensen mag mailen: toestemming of publieke-taak.',
    source: 'Waar de lijst vandaan komt, zoals "aanmeldlijst Leerhuis april 2023".',
    evidence: 'Bij toestemming: waaruit die blijkt, zoals "formulieren, map 12".',
    purpose:
      'Wat zij krijgen: nieuwsbrief, uitnodigingen, pers of raadpleging. Standaard: nieuwsbrief.',
    sheet: 'Bij een Excel-bestand: het werkblad. Standaard: het eerste.',
    faults: 'Bewaar de rijen met fouten in dit bestand, met een kolom fout erbij.',
    yesReally: 'Lees ook echt in. Zonder deze optie verandert er niets.',
  },
  unreadable: (file: string) => `Het bestand ${file} is er niet, of kan niet worden geopend.`,
  unreadableWhatNow: 'controleer de naam van het bestand, en of het nog openstaat in Excel.',
  unknownChoice: (option: string, typed: string, suggestion: string | undefined) =>
    `Bij --${option} staat '${typed}'. Dat kent Rondbrief niet.${suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`}`,
  faultsExists: (file: string) =>
    `Er is al een bestand ${file}. Rondbrief schrijft er niet overheen.`,
  faultsExistsWhatNow: 'kies een andere naam, of haal het bestand eerst weg.',
  secretLost: 'De lijst met abonnees is gemaakt met een ander geheim dan het geheim dat er nu is.',
  secretLostWhatNow:
    'zet het oude bestand data/secret terug. Anders herkent Rondbrief niet wie zich heeft afgemeld.',
  listChanged: 'De lijst met abonnees is intussen veranderd. Er is niets ingelezen.',
  listChangedWhatNow: 'herhaal de opdracht en kijk de aantallen opnieuw na.',

  refused: {
    empty: () => 'Het bestand is leeg.',
    'too-large': () => 'Het bestand is te groot. Tot 64 MB kan het in één keer.',
    'not-text': () => 'Dit is geen Excel-bestand en geen csv-bestand.',
    'no-sheets': () => 'Een csv-bestand heeft geen werkbladen.',
    'not-xlsx': () => 'Dit is geen Excel-bestand en geen csv-bestand.',
    'xls-old': () => 'Dit bestand is in de oude vorm van Excel (xls) bewaard.',
    'xlsx-encrypted': () => 'Dit Excel-bestand is beveiligd met een wachtwoord.',
    'xlsx-macros': () => 'In dit Excel-bestand zitten macro’s. Zo’n bestand leest Rondbrief niet.',
    'xlsx-damaged': () => 'Dit Excel-bestand is beschadigd of niet volledig.',
    'xlsx-too-large': () => 'Het Excel-bestand is te groot. Tot 16 MB kan het in één keer.',
    'xlsx-expands': () => 'In dit Excel-bestand zit veel meer dan in een lijst met mensen.',
    'sheet-unknown': ({ columns = [] }: { columns?: string[] }) =>
      columns.length === 0
        ? 'In dit Excel-bestand zit geen werkblad met cellen.'
        : `Dat werkblad is er niet. Wel zijn er: ${columns.join(', ')}.`,
    'too-many-rows': () => 'In dit werkblad staan meer dan 50.000 rijen.',
    'too-many-columns': () => 'In dit werkblad staat iets voorbij kolom 200.',
    'quote-open': ({ row }: { row?: number }) =>
      `In rij ${row ?? '?'} begint een tekst met een aanhalingsteken dat nergens eindigt.`,
    'quote-misplaced': ({ row }: { row?: number }) =>
      `In rij ${row ?? '?'} staat een aanhalingsteken op een plaats waar het niet past.`,
    'no-address-column': ({ columns = [] }: { columns?: string[] }) =>
      `Het bestand heeft een kolom 'e-mailadres' nodig. Nu staan er: ${columns.join(', ')}.`,
    'column-twice': ({ columns = [] }: { columns?: string[] }) =>
      `De kolommen ${columns.map((column) => `'${column}'`).join(' en ')} betekenen hetzelfde.`,
    'basis-missing': () => 'Er staat nergens waarom u deze mensen mag mailen.',
    'source-missing': () => 'Er staat nergens waar deze lijst vandaan komt.',
    'evidence-missing': () => 'Er staat nergens waaruit de toestemming blijkt.',
    'no-rows': () => 'Onder de kolomnamen staat geen enkele rij.',
    'no-usable-rows': () => 'Geen enkele rij kan worden ingelezen.',
  },
  refusedWhatNow: {
    empty: 'kies het bestand met de lijst.',
    'too-large': 'verdeel de lijst over meer bestanden.',
    'not-text': "open het bestand in Excel en bewaar het als 'CSV UTF-8'.",
    'no-sheets': 'laat --sheet weg.',
    'not-xlsx': "open het bestand in Excel en bewaar het als 'Excel-werkmap (xlsx)'.",
    'xls-old': "open het bestand in Excel en bewaar het als 'Excel-werkmap (xlsx)'.",
    'xlsx-encrypted': 'haal in Excel het wachtwoord eraf en bewaar het bestand opnieuw.',
    'xlsx-macros': "open het bestand in Excel en bewaar het als 'Excel-werkmap (xlsx)'.",
    'xlsx-damaged': 'open het bestand in Excel en bewaar het opnieuw.',
    'xlsx-too-large': "bewaar de lijst als 'CSV UTF-8', of verdeel hem over meer bestanden.",
    'xlsx-expands': "bewaar het werkblad met de lijst als 'CSV UTF-8'.",
    'sheet-unknown': 'geef bij --sheet een van deze namen, of laat --sheet weg.',
    'too-many-rows': "bewaar het werkblad als 'CSV UTF-8', of verdeel de lijst.",
    'too-many-columns': 'haal weg wat niet bij de lijst hoort.',
    'quote-open':
      'haal het aanhalingsteken in die rij weg, of zet er een aan het eind van de tekst.',
    'quote-misplaced': "open het bestand in Excel en bewaar het als 'CSV UTF-8'.",
    'no-address-column': 'noem de kolom met de adressen: e-mailadres.',
    'column-twice': 'haal een van de twee weg, of geef hem een andere naam.',
    'basis-missing':
      'geef --basis toestemming of --basis publieke-taak, of voeg een kolom grondslag toe.',
    'source-missing': 'geef --source met de herkomst, of voeg een kolom bron toe.',
    'evidence-missing': 'geef --evidence met de vindplaats, of voeg een kolom bewijs toe.',
    'no-rows': 'kies het bestand met de lijst.',
    'no-usable-rows': 'verbeter de rijen hierboven en herhaal de opdracht.',
  },

  heading: (file: string, rows: number) => `${file}: ${rows === 1 ? '1 rij' : `${rows} rijen`}`,
  csvFormat: (encoding: string, delimiter: string) =>
    `Gelezen als ${encoding.toUpperCase()}, kolommen gescheiden door ${delimiter === '\t' ? 'een tab' : delimiter}`,
  xlsxFormat: (sheet: string) => `Gelezen: werkblad '${sheet}'`,
  otherSheets: (names: string[]) =>
    `Niet gelezen: ${names.map((name) => `'${name}'`).join(', ')}. Met --sheet kiest u een ander werkblad.`,
  sample: (line: string) => `Kijk of letters als é en ë goed staan: ${line}`,
  counts: {
    added: 'nieuw',
    changed: 'gewijzigd',
    unchanged: 'ongewijzigd',
    faulty: 'fout',
    staysUnsubscribed: 'afgemeld blijft afgemeld',
  },
  unknownColumn: (column: string, suggestion: string | undefined) =>
    `De kolom '${column}' wordt niet gebruikt.${suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`}`,

  toDo: (actions: string[]) => `U moet het volgende doen: ${actions.join('; ')}.`,
  actions: {
    fill: (n: number) => `vul bij ${n === 1 ? '1 rij' : `${n} rijen`} een e-mailadres in`,
    address: (n: number) => `verbeter ${n === 1 ? '1 e-mailadres' : `${n} e-mailadressen`}`,
    duplicate: (n: number) => `kies bij ${n} dubbele rijen welke blijft`,
    word: (n: number) =>
      `verbeter ${n === 1 ? '1 woord dat' : `${n} woorden die`} Rondbrief niet kent`,
    other: (n: number) => `kijk ${n === 1 ? '1 cel' : `${n} cellen`} na`,
  },
  faultLine: (row: number, message: string) => `  rij ${row}: ${message}`,
  moreFaults: (n: number) => `  en nog ${n}. Met --faults fouten.csv bewaart u ze allemaal.`,
  faultsSaved: (file: string) => `De rijen met fouten staan in ${file}.`,
  faultColumn: 'fout',
  fault: {
    'address-empty': () => 'Er staat geen e-mailadres.',
    'address-too-long': () => 'Dit e-mailadres is te lang. Het mag 254 tekens zijn.',
    'address-control-character': () =>
      'In dit e-mailadres staat een teken dat u niet ziet. Typ het adres opnieuw.',
    'address-several': ({ value }) =>
      `'${value}' is meer dan één adres. Geef elk adres een eigen rij.`,
    'address-with-name': ({ value }) =>
      `'${value}' is meer dan alleen een adres. Zet de naam in de kolom naam.`,
    'address-no-at': ({ value }) =>
      `'${value}' is geen volledig e-mailadres. Een voorbeeld: info@organisatie.nl.`,
    'address-quoted': ({ value }) => `In '${value}' staan aanhalingstekens. Haal ze weg.`,
    'address-local-part': ({ value }) => `Het deel voor de @ klopt niet in '${value}'.`,
    'address-domain': ({ value }) =>
      `Het deel na de @ klopt niet in '${value}'. Een voorbeeld: info@organisatie.nl.`,
    'control-character': ({ column }) =>
      `In de kolom '${column}' staat een regeleinde of een ander teken dat niet past.`,
    long: ({ column }) => `De tekst in de kolom '${column}' is te lang.`,
    formula: ({ column }) =>
      `In de kolom '${column}' staat een formule. Zet er de waarde zelf neer.`,
    'unknown-word': ({ column, value, suggestion }) =>
      `In de kolom '${column}' staat '${value}'. Dat kent Rondbrief niet.${suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`}`,
    duplicate: ({ value, other }) =>
      `'${value}' staat ook in rij ${other}. Kies welke van de twee blijft.`,
    'extra-cells': () =>
      'Deze rij heeft meer cellen dan er kolommen zijn. Zet tekst met een scheidingsteken tussen aanhalingstekens.',
    'basis-missing': () => 'Er staat niet waarom u deze persoon mag mailen.',
    'source-missing': () => 'Er staat niet waar dit adres vandaan komt.',
    'evidence-missing': () =>
      'Bij toestemming hoort een bewijs. Vul de kolom bewijs, of geef het op voor de hele lijst.',
  } satisfies Record<string, (fault: FaultValues) => string>,

  notYet: 'Er is nog niets ingelezen.',
  notYetWhatNow: 'kloppen de aantallen? Herhaal de opdracht dan met --yes-really.',
  askNow: 'Nu inlezen? Typ ja en druk op Enter: ',
  yes: 'ja',
  done: (n: number) =>
    n === 0
      ? 'De lijst was al bijgewerkt. Er is niets veranderd.'
      : n === 1
        ? 'Ingelezen: 1 abonnee is nieuw of gewijzigd.'
        : `Ingelezen: ${n} abonnees zijn nieuw of gewijzigd.`,
}

export type FaultValues = {
  column?: string | undefined
  value: string
  suggestion?: string | undefined
  other?: number
}
