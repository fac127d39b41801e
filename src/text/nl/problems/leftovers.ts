import { quoted, type ProblemTexts } from '../../problem-text.ts'

/** What was left in a text that its author did not mean readers to see. */
export const leftovers = {
  'content/unfinished': ({ found }) => ({
    title: `Hier moet nog iets worden ingevuld:${quoted(found)}.`,
    why: 'Zo komt het bij alle lezers.',
    fix: 'Schrijf wat hier hoort te staan, of haal het weg.',
  }),
  'content/mail-pasted': ({ found }) => ({
    title: `Hier staat de kop van een e-mail:${quoted(found)}.`,
    why: 'Lezers zien dan wie de e-mail schreef, en aan wie. Vaak is dat niet de bedoeling.',
    fix: 'Haal de afzender, de ontvangers, de datum en het onderwerp weg. Laat alleen het nieuws staan.',
  }),
  'content/mail-footer': ({ found, reason }) =>
    reason === 'signature'
      ? {
          title: `Onder${quoted(found)} staat de ondertekening van een e-mail.`,
          why: 'Die was voor één lezer bedoeld. Nu ziet iedereen de functie, het nummer of het adres.',
          fix: 'Haal de ondertekening weg. Mogen lezers contact opnemen? Schrijf dat dan in een zin.',
        }
      : {
          title: `Hier staat de standaardtekst onder een e-mail:${quoted(found)}.`,
          why: 'Die hoort bij de e-mail en niet bij het nieuws.',
          fix: 'Haal de hele alinea weg.',
        },
  'content/loose-emphasis': ({ found, marks }) => ({
    title: `Lezers zien de tekens ${marks} bij${quoted(found)}.`,
    why: 'Vette tekst begint met deze tekens en eindigt ermee. Een van de twee ontbreekt, of er staat een spatie tussen.',
    fix: `Zet ${marks} direct voor en direct achter de woorden. Of haal de tekens weg.`,
  }),
} satisfies Partial<ProblemTexts>
