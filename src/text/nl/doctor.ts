/** What `doctor` says about each thing it examines. */
export const doctor = {
  options: { online: 'Onderzoek ook de verbinding met de mailserver.' },
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
    secret: 'Geheim',
    zone: 'Tijdzone',
    clock: 'Klok',
    port: 'Poort',
    transport: 'Verzenden',
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
    good: 'dat mag',
    failed: (reason: string) => `dat lukt niet (${reason})`,
    fix: 'geef uzelf schrijfrechten op de map data.',
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
    none: 'nog niet gemaakt; dat gebeurt vanzelf',
    damaged: (found: string) => `beschadigd: ${found}`,
    closed: (reason: string) => `kan niet geopend worden (${reason})`,
    fix: 'stop Rondbrief en zet een kopie van data/rondbrief.db terug.',
  },
  secret: {
    good: 'aanwezig; bewaar een kopie los van de database',
    environment: 'komt uit de omgeving',
    none: 'nog niet gemaakt; dat gebeurt vanzelf',
    empty: 'data/secret is leeg; links in verstuurde mails werken dan niet',
    emptyFix: 'zet het geheim terug dat erin stond.',
    open: 'anderen op deze computer kunnen data/secret lezen',
    openFix: "voer 'chmod 600 data/secret' uit.",
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
    fix: 'zet de klok van deze computer gelijk.',
  },
  port: {
    good: 'op 127.0.0.1 kan een pagina geopend worden',
    failed: (reason: string) => `op 127.0.0.1 kan geen pagina geopend worden (${reason})`,
    fix: 'vraag uw beheerder of een firewall dit tegenhoudt.',
  },
  transport: {
    file: 'naar bestanden in data/outbox; er gaat niets naar lezers',
    ready: (name: string) => `${name} is ingevuld; onderzoek de verbinding met --online`,
    connected: (name: string) => `${name} antwoordt en kent ons`,
    keyMissing: (name: string, variable: string) => `${name}: ${variable} ontbreekt in de omgeving`,
    keyFix: (variable: string) => `zet ${variable} in de omgeving waarin Rondbrief start.`,
    failed: (name: string, found: string) => `${name}: ${found}`,
    failedFix: 'controleer de gegevens van de mailserver en de verbinding.',
  },
}
