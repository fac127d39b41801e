import { dateIn, weekdayIn } from '../problem-text.ts'

/** What `rondbrief new` says, and the explanations inside the files that it makes. */
export const newIssue = {
  malformed: (typed: string, suggestion: string | undefined) =>
    suggestion === undefined
      ? `'${typed}' kan niet de naam van een editie zijn.`
      : `'${typed}' kan niet de naam van een editie zijn. Bedoelde u '${suggestion}'?`,
  malformedWhatNow: (example: string) =>
    `gebruik het jaar en de maand, zoals ${example}, of ${example}-extra voor een tweede editie in een maand.`,
  exists: (id: string) => `De editie ${id} bestaat al. Er is niets veranderd.`,
  existsWhatNow: (id: string) => `werk verder in newsletters/${id}, of kies een andere naam.`,
  failed: (reason: string) =>
    `De editie kon niet gemaakt worden (${reason}). Er is niets veranderd.`,
  failedWhatNow:
    'controleer of er ruimte is op de schijf en of u in de map newsletters mag schrijven.',
  made: (id: string, folder: string) => `Editie ${id} is gemaakt, in ${folder}:`,
  file: (path: string, what: string) => `  ${path}  ${what}`,
  issueFile: 'onderwerp, datums, volgorde en inleiding',
  exampleFile: (partner: string) => `voorbeeld voor een bericht van ${partner}`,
  noSeries: 'Er is geen reeks met een datum die nog een editie nodig heeft.',
  noSeriesWhatNow: (example: string) =>
    `noem het jaar en de maand, zoals ${example}, of schrijf een reeks in newsletters/series.yaml.`,
  planned: (moment: string, deliver: string) =>
    `Zij hoort bij ${moment}. Inleveren kan tot en met ${deliver}.`,
  plannedLate: (moment: string, deliver: string) =>
    `Zij hoort bij ${moment}. De inleverdag ${deliver} is al voorbij: kies er zelf een, bij 'deadline' in issue.md.`,
  copied: (id: string) => `De doelgroepen zijn die van editie ${id}.`,
  next: 'vul issue.md in en zet de berichten in de mappen. Met npm start ziet u het voorbeeld.',
  exampleName: '_voorbeeld.md',
  title: (month: string, year: number) => `Nieuwsbrief ${month} ${year}`,
  comments: {
    head: [
      'De gegevens van deze editie. Een regel met een # ervoor is uitleg en komt nooit in de mail.',
      'Onder de laatste regel met --- schrijft u de inleiding: 40 tot 60 woorden.',
    ],
    subject: [
      'Het onderwerp, zoals lezers het in hun inbox zien. Zet het belangrijkste in de eerste 44',
      'tekens; 60 is het meeste. Staat er een dubbele punt in? Zet er dan aanhalingstekens omheen.',
    ],
    preheader: [
      'De regel die in de inbox na het onderwerp komt: 40 tot 90 tekens, met iets anders.',
    ],
    planned: ({
      wall,
      deadlines: { remind, deliver, compose, approve },
    }: {
      wall: string
      deadlines: Record<'remind' | 'deliver' | 'compose' | 'approve', string>
    }) => [
      'De planning, uit newsletters/series.yaml:',
      `  herinneren    ${day(remind)}`,
      `  inleveren     ${day(deliver)}`,
      `  samenstellen  ${day(compose)}`,
      `  akkoord       ${day(approve)}`,
      `  versturen     ${day(wall.slice(0, 10))}`,
    ],
    deadline: (example: string) => [
      `De dag waarop partners uiterlijk inleveren, bijvoorbeeld ${example}.`,
    ],
    sendAt: (example: string) => [
      `Wanneer de editie vertrekt, bijvoorbeeld ${example}. Zij vertrekt pas als iemand haar inplant.`,
    ],
    segments: ['Wie deze editie krijgen. De namen staan in subscribers/segments.yaml.'],
    order: [
      'Berichten die bovenaan komen, als partner/bestandsnaam. De rest volgt vanzelf per partner.',
    ],
    lastTime: (id: string) => `In editie ${id} was dat:`,
    agenda: ['Bijeenkomsten uit newsletters/agenda.yaml. Haal weg wat niet in de mail hoeft.'],
    figures: ['Cijfers uit newsletters/figures. Te kiezen:'],
    noFigures: ['Cijfers uit newsletters/figures. Die map is nog leeg.'],
    action: ['Eén oproep onderaan de mail. Haal bij deze regels de # weg en vul ze in.'],
    signedBy: ['Namen onder de inleiding. Alleen van wie echt heeft ondertekend.'],
    example: (name: string) => [
      `Dit voorbeeld telt niet mee in de editie, omdat zijn naam met een _ begint.`,
      'Zo maakt u een bericht: kopieer dit bestand, geef de kopie een eigen naam zonder _, zoals',
      `${name}, en vul haar in. Eén bestand is één bericht.`,
      'Onder de laatste regel met --- schrijft u de tekst: 30 tot 80 woorden, in de u-vorm.',
    ],
    exampleCopy: 'gratis-training.md',
    itemTitle: ['De titel zegt wat de lezer eraan heeft. Zonder titel telt het bericht niet mee.'],
    rubric: [
      'Het soort bericht: nieuws, terugblik, vooruitblik, aanbod, oproep, publicatie, kennisbank',
      'of cijfers.',
    ],
    theme: ['Een thema uit subscribers/themes.yaml.'],
    weight: ['Wat bovenaan staat: een bericht met een lager getal komt eerder.'],
    itemSegments: [
      'Alleen voor sommige lezers? Noem dan hun doelgroep. Zonder deze regel: voor iedereen.',
    ],
    link: [
      'De knop onder het bericht. De tekst zegt waar de link heen gaat, dus niet ‘klik hier’.',
    ],
    image: [
      'Een foto, uit de map images van deze editie. Bij alt staat wat erop te zien is, voor wie de',
      'foto niet ziet.',
    ],
  },
}

function day(iso: string): string {
  return `${weekdayIn('nl', iso)} ${dateIn('nl', iso)}`
}
