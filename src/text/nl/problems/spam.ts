import { numberIn, quoted, type ProblemTexts } from '../../problem-text.ts'

/** What SpamAssassin on this computer holds against a mail. */
export const spam = {
  'spam/score': ({ score, limit }) => ({
    title: `SpamAssassin geeft de mail ${points(score)}. Vanaf ${points(limit)} geldt zij als spam.`,
    why: 'Mailservers met dit programma leggen haar dan bij de spam.',
    fix: 'Verander eerst waar de meeste punten voor zijn. Elke regel staat hieronder apart.',
  }),
  'spam/rule': ({ found, score }) => ({
    title: `SpamAssassin geeft ${points(score)} voor de regel${quoted(found)}.`,
    why: meaning(String(found))?.[0] ?? 'Dit lijkt op wat vaak in spam staat.',
    fix:
      meaning(String(found))?.[1] ??
      'Zoek de regel op bij SpamAssassin, of laat hem staan als de som laag blijft.',
  }),
} satisfies Partial<ProblemTexts>

function points(value: string | number | undefined): string {
  return `${numberIn('nl', value)} ${value === 1 ? 'punt' : 'punten'}`
}

function meaning(rule: string): [string, string] | undefined {
  return meanings.find(([names]) => names.test(rule))?.[1]
}

/** The rules that a newsletter meets most, by their names. */
const meanings: [RegExp, [string, string]][] = [
  [
    /^SUBJ_ALL_CAPS/,
    ['Het onderwerp staat helemaal in hoofdletters.', 'Schrijf het onderwerp in gewone letters.'],
  ],
  [
    /^(?:SUBJ|SUBJECT)_/,
    [
      'Het onderwerp lijkt op dat van reclame.',
      'Zeg in het onderwerp wat de lezer vindt, zonder aansporing.',
    ],
  ],
  [
    /FONT_LOW_CONTRAST|FONT_INVIS|HIDDEN/,
    [
      'Er staat tekst die bijna niet te zien is.',
      'Geef letters en achtergrond kleuren die verschillen.',
    ],
  ],
  [
    /IMAGE_ONLY|IMAGE_RATIO/,
    [
      'De mail heeft veel beeld en weinig tekst.',
      'Schrijf meer in woorden, of haal een beeld weg.',
    ],
  ],
  [/^MIME_HTML_ONLY/, ['De mail heeft geen platte tekst.', 'Meld dit bij wie Rondbrief bijhoudt.']],
  [
    /HTTP_TO_IP|NUMERIC_HTTP/,
    ['Een link gaat naar een getal in plaats van een naam.', 'Gebruik het webadres met een naam.'],
  ],
  [
    /SHORT(?:ENER|_URL)|URL_SHORT/,
    ['Een link verbergt waar hij heen gaat.', 'Gebruik het hele webadres.'],
  ],
  [
    /^(?:DRUGS|FUZZY)_/,
    [
      'Er staan woorden die in spam over medicijnen staan.',
      'Schrijf het anders, of laat het staan als het bericht daarover gaat.',
    ],
  ],
  [
    /MONEY|BILLION|MILLION|LOTT|FREE|PRICE|DEAR_/,
    [
      'De tekst lijkt op een aanbod van geld of iets gratis.',
      'Schrijf zakelijk wat het aanbod is en van wie.',
    ],
  ],
  [
    /^DKIM|^SPF|^DMARC/,
    [
      'De afzender is niet bewezen.',
      'Kijk met npx rondbrief doctor --online wat de beheerder kan regelen.',
    ],
  ],
]
