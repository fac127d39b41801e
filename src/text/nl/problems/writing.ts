import type { ProblemValues } from '../../../problem.ts'
import { numberIn, quoted, type ProblemTexts } from '../../problem-text.ts'
import { shownExamples } from '../../shown-examples.ts'

const shown = shownExamples.nl

/** What an author wrote: the data at the top of a file, Markdown and pictures. */
export const writing = {
  'frontmatter/invalid': ({ reason, line, at }) => ({
    title: `De gegevens zijn hier niet goed te lezen.${(unreadable[String(reason)] ?? unreadable['other'])?.found}`,
    why: 'Zolang dit zo is, weet Rondbrief niet wat er bedoeld is.',
    fix:
      reason === 'unclosed' && at !== undefined
        ? `Maak van regel ${at} precies drie streepjes: ---`
        : line !== undefined
          ? `Zet onder regel ${line} een nieuwe regel met alleen drie streepjes: ---${at === undefined ? '' : ` Haal die van regel ${at} weg als die daarvoor bedoeld was.`}`
          : ((unreadable[String(reason)] ?? unreadable['other'])?.fix ?? ''),
  }),
  'frontmatter/engine-forbidden': ({ found }) => ({
    title: `De eerste regel is${quoted(found)}. Daar hoort alleen --- te staan.`,
    why: 'Na drie streepjes kan een opdracht voor de computer staan. Daarom leest Rondbrief dit bestand niet.',
    fix: /^---\s*[a-z_]{2,20}:/.test(String(found))
      ? 'Zet op de eerste regel alleen drie streepjes: --- Zet daaronder elk gegeven op een eigen regel, en dan weer een regel met alleen ---'
      : 'Maak van de eerste regel precies drie streepjes: ---',
  }),
  'frontmatter/missing': () => ({
    title: 'Bovenaan dit bestand ontbreken de gegevens van het bericht.',
    why: 'Zonder titel kan het bericht niet in de editie.',
    fix: 'Zet er drie regels boven: eerst ---, dan title: met de titel erachter, dan weer ---.',
  }),
  'frontmatter/text-above': ({ found, line }) => ({
    title: 'Boven de eerste --- mag niets staan.',
    why: `De gegevens beginnen nu op regel ${line}. Rondbrief leest ze alleen als de eerste regel --- is.`,
    fix:
      found === ''
        ? 'Haal de lege regels erboven weg.'
        : `Zet${quoted(found)} en wat er verder boven staat onder de tweede ---, of haal het weg.`,
  }),
  'frontmatter/fields-below': ({ found, count, line, last, twice }) => ({
    title:
      count === 1
        ? `De regel met '${found}:' hoort tussen de twee regels met ---.`
        : `De regels ${line} tot en met ${last} (${found}) horen tussen de twee regels met ---.`,
    why: 'Onder de tweede --- leest Rondbrief ze als tekst. Lezers zouden ze in de mail zien.',
    fix:
      twice === undefined
        ? `Knip ${count === 1 ? `regel ${line}` : 'deze regels'} weg, en plak ${count === 1 ? 'die' : 'ze'} net boven de tweede ---.`
        : `'${twice}' staat daar al. Kies welke van de twee goed is, en haal de andere weg.`,
  }),
  'frontmatter/field-missing': ({ field, written, reason, found }) =>
    reason === 'indented'
      ? { ...indented({ field, found }), why: 'Zonder dit gegeven kan Rondbrief niet verder.' }
      : written === undefined
        ? {
            title: `'${field}' is niet ingevuld.`,
            why: 'Zonder dit gegeven kan Rondbrief niet verder.',
            fix:
              reason === 'remark'
                ? `Zet aanhalingstekens om de tekst achter '${field}:'. Die begint met een #, en daarmee begint een opmerking.`
                : reason === 'empty'
                  ? `Vul achter '${field}:' in wat er moet staan.`
                  : `Zet er een regel bij die begint met '${field}:', en vul daarachter in wat er moet staan.`,
          }
        : {
            title: `Rondbrief kent het gegeven '${written}' niet. Bedoelde u '${field}'?`,
            why: 'Zonder dit gegeven kan Rondbrief niet verder.',
            fix: `Verander '${written}' in '${field}'.`,
          },
  'frontmatter/field-unknown': ({ field, suggestion, reason, found }) =>
    reason === 'indented'
      ? { ...indented({ field, found }), why: 'Wat erachter staat, wordt niet gebruikt.' }
      : {
          title: `Rondbrief kent het gegeven '${field}' niet.${suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`}`,
          why: 'Wat erachter staat, wordt niet gebruikt.',
          fix:
            suggestion === undefined
              ? 'Controleer de spelling, of haal de regel weg.'
              : `Verander '${field}' in '${suggestion}'.`,
        },
  'frontmatter/field-value': ({ field, found, expected, options, suggestion }) => ({
    title: `Bij '${field}' staat${quoted(found) || ' een waarde die hier niet past'}. Hier hoort ${options === undefined || String(options).includes(',') ? (kinds[String(expected)] ?? 'iets anders') : 'alleen'}${options === undefined ? '' : `: ${options}`}.`,
    why: 'Zo kan Rondbrief de waarde niet gebruiken.',
    fix:
      suggestion === undefined
        ? (group(field, found) ??
          `Verander de waarde van '${field}'. ${examples[String(expected)] ?? ''}`.trim())
        : `Bedoelde u '${suggestion}'? Vul dat dan in bij '${field}'.`,
  }),
  'frontmatter/rubric-unknown': ({ found, options, suggestion }) => ({
    title: `Rondbrief kent de rubriek${quoted(found)} niet.${suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`}`,
    why: 'Het woord staat zo boven het bericht. Lezers kennen de vaste rubrieken.',
    fix:
      suggestion === undefined
        ? `Kies uit: ${options}.`
        : `Verander${quoted(found)} in '${suggestion}'.`,
  }),
  'frontmatter/theme-unknown': ({ found, suggestion }) => ({
    title: `Rondbrief kent het thema${quoted(found)} niet.${suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`}`,
    why: 'Lezers kiezen hun thema’s uit een vaste lijst. Dit staat er niet in.',
    fix:
      suggestion === undefined
        ? 'Kies een thema uit subscribers/themes.yaml, of haal de regel weg.'
        : `Verander${quoted(found)} in '${suggestion}'.`,
  }),

  'markdown/unreadable': ({ reason, found }) =>
    reason === 'not-utf-8' && found === undefined
      ? {
          title: 'Op deze plaats staat een teken dat niet te lezen is.',
          why: 'Dit bestand is niet bewaard als UTF-8. Welke letters er stonden, kan Rondbrief niet raden.',
          fix: "Open het bestand in het programma waarmee het gemaakt is. Kies 'Opslaan als', met de codering UTF-8.",
        }
      : {
          title: `Dit bestand is niet bewaard als UTF-8.${found === undefined ? '' : ` Dat blijkt uit het woord${quoted(found)}.`}`,
          why: 'Op uw scherm staat de tekst er goed. In de mail zouden letters als é en ë verkeerd staan. Daarom telt dit bestand nog niet mee.',
          fix: "Klik in Rondbrief op Verbeter: dan wordt het bewaard als UTF-8, met dezelfde woorden. Of kies in uw tekstprogramma 'Opslaan als', met de codering UTF-8.",
        },
  'markdown/too-large': ({ found, limit, unit }) => ({
    title:
      unit === 'parts'
        ? `Deze tekst heeft ${found} onderdelen, zoals alinea’s, punten, cellen en links. Het mogen er ${limit} zijn.`
        : `Dit bestand is te groot${found === undefined ? '' : `: ${found} kB`}. Het mag ${limit ?? 100} kB zijn.`,
    why: 'Zo’n lang bestand maakt alles traag en past niet in een mail.',
    fix: 'Zet het hele stuk op de website en neem hier een korte tekst met een link op.',
  }),
  'markdown/empty': () => ({
    title: 'Dit bericht heeft een titel, maar geen tekst.',
    why: 'Lezers zien dan alleen een kop.',
    fix: 'Schrijf onder de gegevens de tekst van het bericht.',
  }),
  'markdown/character-invisible': ({ found, count }) => ({
    title: `In dit bestand staat ${count === 1 ? 'een teken dat' : `${count} keer een teken dat`} niemand ziet (${found}).`,
    why: 'Zo’n teken komt mee uit een ander programma en kan tekst omdraaien. Rondbrief maakt er een spatie van.',
    fix: 'Haal het teken hier weg, of typ de regel opnieuw.',
  }),
  'markdown/raw-html': ({ found }) => ({
    title: `In de tekst staat HTML-code${quoted(found)}.`,
    why: 'Lezers zien de code zelf, niet de opmaak.',
    fix: 'Haal de code weg. Gebruik **vet**, *cursief* of een lijst met streepjes.',
  }),
  'markdown/container-unknown': ({ found, suggestion, options, reason }) =>
    reason === 'nothing-open'
      ? {
          title: `De regel${quoted(found)} sluit een blok af, maar er is hier geen blok begonnen.`,
          why: 'Misschien is het begin van een blok weggevallen.',
          fix: 'Haal de regel weg, of zet het begin van het blok erboven.',
        }
      : {
          title: `Rondbrief kent geen blok met de naam${quoted(found)}.${suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`}`,
          why: 'De regel met dubbele punten zou zichtbaar in de mail staan.',
          fix: `Kies een van deze blokken: ${options ?? 'agenda, button, card, figures, action'}.`,
        },
  'markdown/container-unclosed': ({ found }) => ({
    title: `Het blok${quoted(found)} begint hier, maar wordt niet afgesloten.`,
    why: 'Alles wat erna komt, zou in het blok terechtkomen.',
    fix: 'Zet na de laatste regel van het blok een regel met alleen :::',
  }),

  'table/header-missing': ({ column }) => ({
    title: `Kolom ${column} van de tabel heeft geen kop.`,
    why: 'Wie de tabel laat voorlezen, weet dan niet wat de cellen betekenen.',
    fix: 'Schrijf in de eerste rij wat er in de kolom staat.',
  }),
  'table/label-missing': ({ found }) => ({
    title: `De eerste cel van deze rij is leeg. Verderop in de rij staat${quoted(found)}.`,
    why: 'Vaak zijn de cellen dan een plaats verschoven.',
    fix: 'Schrijf in de eerste cel waar de rij over gaat.',
  }),
  'table/unmarked': ({ found, kind }) => ({
    title:
      kind === 'tabs'
        ? `Vanaf${quoted(found)} staan er tabs tussen de woorden. Dat wordt geen tabel.`
        : `Vanaf${quoted(found)} is dit geen tabel. De regel met streepjes ontbreekt of past er niet bij.`,
    why: 'Lezers zien alle rijen achter elkaar, als één stuk tekst.',
    fix:
      kind === 'tabs'
        ? 'Zet | tussen de cellen, en ook vooraan en achteraan. Zet onder de eerste rij | --- | --- |. Is het geen tabel? Begin dan elke regel met een streepje en een spatie.'
        : 'Zet onder de eerste rij voor elke kolom drie streepjes: | --- | --- |. Die rij is dan de kop. Ontbreekt de kop? Schrijf er een rij boven.',
  }),
  'table/cell-count': ({ count, columns }) => ({
    title: `Deze rij heeft ${count} ${count === 1 ? 'cel' : 'cellen'}. De tabel heeft ${columns} ${columns === 1 ? 'kolom' : 'kolommen'}.`,
    ...(Number(count) < Number(columns)
      ? {
          why: 'Zo is niet te zien welke cel ontbreekt.',
          fix: 'Zet de cel erbij die ontbreekt. Is er niets in te vullen? Laat de cel leeg, maar typ wel de streep (|).',
        }
      : {
          why: 'Een cel te veel valt weg.',
          fix: 'Haal een cel weg, of geef de tabel een kolom erbij. Hoort een | bij de tekst? Schrijf dan \\|.',
        }),
  }),

  'content/heading-empty': () => ({
    title: 'Hier staat een kop zonder tekst.',
    why: 'Wie de koppen laat voorlezen, hoort hier niets.',
    fix: 'Schrijf achter de hekjes, na een spatie, de tekst van de kop. Of haal de regel weg.',
  }),
  'content/heading-h1': ({ found }) => ({
    title: `De kop${quoted(found)} heeft één hekje. Eén hekje is alleen voor de titel van de nieuwsbrief.`,
    why: 'Een mail heeft één hoofdkop. Met twee raakt een voorleesprogramma de weg kwijt.',
    fix: 'Gebruik ## voor een kop in een bericht.',
  }),
  'content/heading-skipped': ({ found }) => ({
    title: `Bij de kop${quoted(found)} is een niveau overgeslagen.`,
    why: 'Wie van kop naar kop springt, denkt dat er iets ontbreekt.',
    fix: 'Begin met ## en gebruik ### alleen daaronder.',
  }),
  'content/heading-marks': ({ found, level }) => ({
    title: `De hekjes bij${quoted(found)} staan verkeerd. Zo is het geen kop.`,
    why: 'Lezers zien de hekjes zelf. Een voorleesprogramma vindt de kop niet.',
    fix: `Zet de hekjes vooraan, met een spatie erachter: ${'#'.repeat(Number(level ?? 2))} en dan de kop. Achter de kop horen er geen.`,
  }),
  'content/example-left': ({ found }) => ({
    title: `Hier staat nog ons voorbeeld:${quoted(found)}.`,
    why: 'Die woorden komen uit een uitleg van Rondbrief. Lezers zouden ze zo in de mail zien.',
    fix: 'Schrijf op deze plaats wat u zelf bedoelt.',
  }),
  'content/section-empty': ({ found }) => ({
    title: `Onder de kop${quoted(found)} staat niets.`,
    why: 'Lezers zoeken wat de kop belooft.',
    fix: 'Schrijf er tekst onder, of haal de kop weg.',
  }),
  'content/item-long': ({ count, limit }) => ({
    title: `Dit bericht heeft ${count} woorden. Ongeveer ${limit ?? 150} leest prettig.`,
    why: 'Op een telefoon moet de lezer er een paar schermen voor doorschuiven.',
    fix: 'Houd de kern. Zet de rest achter een link.',
  }),

  'image/missing': ({ found, reason, folder, suggestion, options }) => ({
    title:
      reason === 'elsewhere'
        ? `De afbeelding${quoted(found)} staat niet bij de editie.`
        : `De afbeelding${quoted(found)} is er niet.${suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`}`,
    why:
      reason === 'elsewhere'
        ? 'Een afbeelding van elders verraadt wie de mail opent, en kan zomaar verdwijnen.'
        : 'Lezers zouden een leeg vak zien.',
    fix:
      suggestion !== undefined
        ? `Verander de naam in '${suggestion}'. Of haal de afbeelding hier weg.`
        : options !== undefined
          ? `In ${folder} staan: ${options}. Neem er een van, zet uw bestand erbij, of haal de afbeelding hier weg.`
          : `Zet het bestand in de map ${folder ?? "'images' van de editie"}. Of haal de afbeelding hier weg.`,
  }),
  'image/alt-missing': ({ found, where }) => ({
    title: `De afbeelding${quoted(found)} heeft geen beschrijving.`,
    why: 'Wie de afbeelding niet ziet, mist wat erop staat.',
    fix:
      where === 'text'
        ? `Schrijf tussen de rechte haken wat er te zien is: ![${shown.alt}](${found}). Is het alleen versiering? Schrijf daar dan het woord decoratief.`
        : "Schrijf bij 'alt' wat er te zien is. Is het alleen versiering? Zet dan 'decorative: true'.",
  }),
  'image/alt-filename': ({ found }) => ({
    title: /[.\d]/.test(String(found))
      ? `De beschrijving van de afbeelding is een bestandsnaam:${quoted(found)}.`
      : `De beschrijving van de afbeelding is alleen${quoted(found)}.`,
    why: 'Dat vertelt niet wat er te zien is.',
    fix: 'Schrijf wat er te zien is.',
  }),
  'image/format': ({ found, folder }) => ({
    title: `De afbeelding${quoted(found)} is van een soort die veel mailprogramma’s niet tonen.`,
    why: 'Alleen JPEG, PNG en GIF werken overal.',
    fix: `Bewaar de afbeelding als JPEG (foto) of PNG (tekening) in de map ${folder}, en verander hier de naam.`,
  }),
  'image/heavy': ({ found, kilobytes, limit, width, type }) => ({
    title: `De afbeelding${quoted(found)} is ${kilobytes === undefined ? 'zwaar' : `${kilobytes} kB`}. Goed is ${limit ?? 200} kB of minder.`,
    why: 'Een zware mail opent traag op een telefoon.',
    fix:
      width === undefined || Number(width) > 1120
        ? 'Maak de afbeelding 1120 pixels breed en bewaar die onder dezelfde naam.'
        : type === 'png'
          ? 'Bewaar de foto als JPEG, voeg die toe en zet de nieuwe naam in de tekst.'
          : 'Bewaar de foto opnieuw als JPEG, met een kwaliteit van 70 procent.',
  }),
  'image/total-heavy': ({ kilobytes, limit, heaviest, heaviestKilobytes }) => ({
    title: `De afbeeldingen van deze editie zijn samen ${numberIn('nl', kilobytes)} kB. Goed is ${limit} kB of minder.`,
    why: 'Ze gaan met elke mail mee. Op een telefoon opent die dan traag.',
    fix: `Verklein${quoted(heaviest)} (${numberIn('nl', heaviestKilobytes)} kB), of laat een afbeelding weg.`,
  }),
  'image/unreadable': ({ found }) => ({
    title: `Het bestand${quoted(found)} is niet als afbeelding te lezen.`,
    why: 'Lezers zouden alleen de beschrijving zien.',
    fix: 'Open de afbeelding in een tekenprogramma en bewaar die opnieuw als JPEG of PNG.',
  }),
} satisfies Partial<ProblemTexts>

const indented = ({ field, found }: Partial<ProblemValues>) => ({
  title: `'${field}' is nu een deel van '${found}', door de spaties ervoor.`,
  fix: `Haal de spaties voor '${field}:' weg, en zet de regel boven '${found}:'.`,
})

/** By the reasons of `yaml-fields.ts`. */
const unreadable: Record<string, { found: string; fix: string }> = {
  'duplicate-key': {
    found: ' Hetzelfde gegeven staat er twee keer.',
    fix: 'Haal een van de twee regels weg.',
  },
  tab: {
    found: ' Er staat een tab aan het begin van de regel.',
    fix: 'Vervang de tab door twee spaties.',
  },
  'colon-or-indent': {
    found: ' Er staat een dubbele punt in de tekst, of de regel springt verkeerd in.',
    fix: 'Zet de tekst na de eerste dubbele punt tussen aanhalingstekens, of haal de spaties voor de regel weg.',
  },
  'quote-or-bracket': {
    found: ' Er ontbreekt een aanhalingsteken of haakje.',
    fix: 'Zet het ontbrekende teken erbij.',
  },
  colon: {
    found: ' In de tekst achter de eerste dubbele punt staat er nog een.',
    fix: 'Zet de tekst achter de eerste dubbele punt tussen rechte aanhalingstekens, aan het begin en aan het eind.',
  },
  'behind-quote': {
    found: ' Achter het tweede aanhalingsteken staat nog tekst.',
    fix: 'Zet het tweede aanhalingsteken helemaal achteraan.',
  },
  'curly-quotes': {
    found: ' De aanhalingstekens zijn krom. Die tellen hier niet.',
    fix: 'Typ rechte aanhalingstekens om de tekst: \' of ". Haal de kromme weg.',
  },
  'quoted-name': {
    found: ' Er staan aanhalingstekens om de naam en de dubbele punt.',
    fix: 'Haal die aanhalingstekens weg.',
  },
  late: {
    found: ' De regel --- onder de gegevens staat er niet, of staat te laag.',
    fix: 'Zet direct onder de gegevens een regel met alleen drie streepjes: ---',
  },
  opening: {
    found: ' De regel --- erboven ontbreekt.',
    fix: 'Begin het bestand met een regel van precies drie streepjes: ---',
  },
  unclosed: {
    found: ' De regel --- eronder ontbreekt.',
    fix: 'Zet onder de gegevens een regel met alleen ---',
  },
  fence: {
    found: ' De regel eronder begint met ---, maar er staat meer op.',
    fix: 'Maak van deze regel precies drie streepjes: ---',
  },
  'no-space': {
    found: ' Achter een dubbele punt ontbreekt de spatie.',
    fix: `Zet een spatie achter de dubbele punt, zoals in 'title: ${shown.title}'.`,
  },
  'not-a-map': {
    found: ' Er staan geen regels met een naam, een dubbele punt en een waarde.',
    fix: `Schrijf elk gegeven op een eigen regel, met een spatie achter de dubbele punt, zoals 'title: ${shown.title}'.`,
  },
  other: {
    found: '',
    fix: 'Vergelijk deze regel met die van een bestand dat wel goed is.',
  },
}

/** What a group of details is made of, with what was found in its place. */
const groups: Record<string, (found: string) => string> = {
  link: (url) =>
    `Zet onder 'link:' twee regels, elk met twee spaties ervoor: 'text:' met de woorden van de knop, en 'url: ${url}'.`,
  image: (src) =>
    `Zet onder 'image:' twee regels, elk met twee spaties ervoor: 'src: ${src}', en 'alt:' met wat er te zien is.`,
}

function group(
  field: string | number | undefined,
  found: string | number | undefined,
): string | undefined {
  return /^[^[{]/.test(String(found ?? '')) ? groups[String(field)]?.(String(found)) : undefined
}

const kinds: Record<string, string> = {
  text: 'tekst',
  number: 'een getal',
  flag: "'true' of 'false'",
  list: 'een lijst',
  map: 'een groep gegevens, ingesprongen op eigen regels',
  date: 'een datum',
  moment: 'een datum met een tijd',
  time: 'een tijd',
  colour: 'een kleur',
  days: 'een aantal hele dagen',
  rate: 'een getal boven nul',
  connections: 'een heel getal van 1 tot en met 50',
  address: 'een e-mailadres',
  url: 'een webadres',
  zone: 'een tijdzone',
  name: 'een naam van kleine letters, cijfers en streepjes',
  'dns-name': 'een naam van letters, cijfers, streepjes en punten',
  code: 'een melding die met een reden goed kan zijn',
  reason: 'een reden van minstens twee woorden',
  'month-day': 'een dag van de maand',
  interval: 'een aantal weken of dagen',
  'one-of': 'een van deze woorden',
}
const examples: Record<string, string> = {
  number: 'Een voorbeeld: 12.',
  list: 'Een voorbeeld: [var, riec].',
  date: `Een voorbeeld: ${shown.date}.`,
  moment: `Een voorbeeld: ${shown.moment}.`,
  time: 'Een voorbeeld: 09:30.',
  colour: "Een voorbeeld: '#1d4f91'.",
  address: `Een voorbeeld: ${shown.address}.`,
  url: `Een voorbeeld: ${shown.url}.`,
  zone: 'Een voorbeeld: Europe/Amsterdam.',
  name: 'Een voorbeeld: var-bestuurders.',
  'dns-name': 'Een voorbeeld: veiligheidsalliantie.nl.',
  'month-day': 'Een voorbeeld: tweede dinsdag.',
  interval: 'Een voorbeeld: 6 weken.',
}
