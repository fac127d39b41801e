import { numberIn, quoted, type ProblemTexts } from '../../problem-text.ts'

const colours: Record<string, string> = {
  light: 'in lichte kleuren',
  dark: 'in donkere kleuren',
  inverted: 'met omgedraaide kleuren',
}
const documents: Record<string, string> = { mail: 'de mail', web: 'de webpagina' }
const situations: Record<string, string> = {
  plain: '',
  'images-off': ', zonder afbeeldingen,',
  'text-200': ', met letters van 200%,',
}
/** What a browser measures on the mail and the web page. */
export const inBrowser = {
  'mail/contrast': ({ found, document, mode, ratio, needed }) => ({
    title: `De tekst${quoted(found)} in ${documents[String(document)]} heeft ${colours[String(mode)]} een contrast van ${numberIn('nl', ratio)}. Goed is ${numberIn('nl', needed)}.`,
    why: 'Lezers die minder goed zien, kunnen dit niet lezen.',
    fix: 'Kies in het sjabloon een donkerdere of lichtere kleur.',
  }),
  'mail/overflow': ({ found, document, width, situation }) => ({
    title: `Op een scherm van ${width} pixels${situations[String(situation)]} is ${documents[String(document)]} te breed, door${quoted(found)}.`,
    why: 'Lezers moeten dan opzij schuiven om alles te lezen.',
    fix: 'Maak dit onderdeel in het sjabloon smaller, of laat het afbreken.',
  }),
  'mail/target-size': ({ found, document, width, height, limit }) => ({
    title: `De link${quoted(found)} in ${documents[String(document)]} is ${width} bij ${height} pixels. Goed is ${limit} pixels hoog.`,
    why: 'Met een duim is die moeilijk te raken.',
    fix: 'Geef de link in het sjabloon meer ruimte.',
  }),
  'mail/text-clipped': ({ found, document }) => ({
    title: `Met tekst van 200% valt een deel van${quoted(found)} in ${documents[String(document)]} weg.`,
    why: 'Lezers die grote letters nodig hebben, missen dan woorden.',
    fix: 'Geef dit onderdeel in het sjabloon geen vaste hoogte of breedte.',
  }),
  'mail/link-wordless': ({ found, document }) => ({
    title: `Een link in ${documents[String(document)]} heeft zonder afbeeldingen geen woorden:${quoted(found)}.`,
    why: 'Wie geen afbeeldingen ziet, weet niet dat er een link is of waar die heen gaat.',
    fix: 'Zet in het sjabloon woorden in de link, of geef de afbeelding erin een beschrijving.',
  }),
} satisfies Partial<ProblemTexts>
