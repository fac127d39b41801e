import { numberIn, quoted, type ProblemTexts } from '../../problem-text.ts'

/** What SpamAssassin on this computer holds against a mail. */
export const spam = {
  'spam/score': ({ score, limit }) => ({
    title: `SpamAssassin gives the mail ${points(score)}. From ${points(limit)} it counts as spam.`,
    why: 'Mail servers with this program then put it among the spam.',
    fix: 'First change what most of the points are for. Each rule is listed by itself below.',
  }),
  'spam/rule': ({ found, score }) => ({
    title: `SpamAssassin gives ${points(score)} for the rule${quoted(found)}.`,
    why: meaning(String(found))?.[0] ?? 'This looks like what is often in spam.',
    fix:
      meaning(String(found))?.[1] ??
      'Look the rule up at SpamAssassin, or leave it when the sum stays low.',
  }),
} satisfies Partial<ProblemTexts>

function points(value: string | number | undefined): string {
  return `${numberIn('en', value)} ${value === 1 ? 'point' : 'points'}`
}

function meaning(rule: string): [string, string] | undefined {
  return meanings.find(([names]) => names.test(rule))?.[1]
}

/** The rules that a newsletter meets most, by their names. */
const meanings: [RegExp, [string, string]][] = [
  [/^SUBJ_ALL_CAPS/, ['The subject is all in capitals.', 'Write the subject in ordinary letters.']],
  [
    /^(?:SUBJ|SUBJECT)_/,
    [
      'The subject looks like that of an advertisement.',
      'Say in the subject what the reader finds, without urging.',
    ],
  ],
  [
    /FONT_LOW_CONTRAST|FONT_INVIS|HIDDEN/,
    ['There is text that can hardly be seen.', 'Give letters and background colours that differ.'],
  ],
  [
    /IMAGE_ONLY|IMAGE_RATIO/,
    ['The mail has many pictures and few words.', 'Write more in words, or remove a picture.'],
  ],
  [/^MIME_HTML_ONLY/, ['The mail has no plain text.', 'Tell whoever maintains Rondbrief.']],
  [
    /HTTP_TO_IP|NUMERIC_HTTP/,
    ['A link goes to a number instead of a name.', 'Use the web address with a name.'],
  ],
  [/SHORT(?:ENER|_URL)|URL_SHORT/, ['A link hides where it goes.', 'Use the whole web address.']],
  [
    /^(?:DRUGS|FUZZY)_/,
    [
      'There are words that spam about medicines has.',
      'Write it otherwise, or leave it when the item is about that.',
    ],
  ],
  [
    /MONEY|BILLION|MILLION|LOTT|FREE|PRICE|DEAR_/,
    [
      'The text looks like an offer of money or of something free.',
      'Say plainly what the offer is and whose.',
    ],
  ],
  [
    /^DKIM|^SPF|^DMARC/,
    [
      'The sender is not proved.',
      'See with npx rondbrief doctor --online what the administrator can arrange.',
    ],
  ],
]
