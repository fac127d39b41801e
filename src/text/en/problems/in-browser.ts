import { numberIn, quoted, type ProblemTexts } from '../../problem-text.ts'

const colours: Record<string, string> = {
  light: 'in light colours',
  dark: 'in dark colours',
  inverted: 'with inverted colours',
}
const documents: Record<string, string> = { mail: 'the mail', web: 'the web page' }
const situations: Record<string, string> = {
  plain: '',
  'images-off': ', without pictures,',
  'text-200': ', with text at 200%,',
}
/** What a browser measures on the mail and the web page. */
export const inBrowser = {
  'mail/contrast': ({ found, document, mode, ratio, needed }) => ({
    title: `The text${quoted(found)} in ${documents[String(document)]} has a contrast of ${numberIn('en', ratio)} ${colours[String(mode)]}. Good is ${numberIn('en', needed)}.`,
    why: 'Readers with less sight cannot read this.',
    fix: 'Choose a darker or lighter colour in the template.',
  }),
  'mail/overflow': ({ found, document, width, situation }) => ({
    title: `On a screen of ${width} pixels${situations[String(situation)]} ${documents[String(document)]} is too wide, because of${quoted(found)}.`,
    why: 'Readers must then scroll sideways to read everything.',
    fix: 'Make this part narrower in the template, or let it break.',
  }),
  'mail/target-size': ({ found, document, width, height, limit }) => ({
    title: `The link${quoted(found)} in ${documents[String(document)]} is ${width} by ${height} pixels. Good is ${limit} pixels high.`,
    why: 'It is hard to hit with a thumb.',
    fix: 'Give the link more room in the template.',
  }),
  'mail/text-clipped': ({ found, document }) => ({
    title: `With text at 200% a part of${quoted(found)} in ${documents[String(document)]} is cut off.`,
    why: 'Readers who need large letters then miss words.',
    fix: 'Give this part no fixed height or width in the template.',
  }),
  'mail/link-wordless': ({ found, document }) => ({
    title: `A link in ${documents[String(document)]} has no words without pictures:${quoted(found)}.`,
    why: 'Who sees no pictures does not know that there is a link, or where it leads.',
    fix: 'Put words in the link in the template, or describe the picture in it.',
  }),
} satisfies Partial<ProblemTexts>
