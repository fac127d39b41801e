import { quoted, type ProblemTexts } from '../../problem-text.ts'

/** How a text reads. Advice, except for an abbreviation that nobody explains. */
export const language = {
  'content/relative-date': ({ found }) => ({
    title: `It says${quoted(found)}. When that is depends on when somebody reads it.`,
    why: 'A newsletter stays in the archive.',
    fix: 'Name the day, the month or the year.',
  }),
  'content/emoji-bullet': ({ found }) => ({
    title: `A line begins with${quoted(found)} instead of an ordinary bullet.`,
    why: 'A screen reader reads the character aloud and sees no list.',
    fix: 'Begin each line with a hyphen and a space. The layout follows by itself.',
  }),
  'typography/time': ({ found, suggestion }) => ({
    title: `The time${quoted(found)} is written otherwise than in the rest of the newsletter.`,
    why: 'One way of writing reads more calmly.',
    fix: `Write '${suggestion}'.`,
  }),
  'readability/sentence': ({ found, words, limit }) => ({
    title: `This sentence has ${words} words:${quoted(found)}.`,
    why: `Many readers have to read a sentence of more than ${limit} words twice.`,
    fix: 'Make two sentences of it.',
  }),
  'readability/sentence-run': ({ count, long }) => ({
    title: `In this text ${count} sentences have more than ${long} words.`,
    why: 'Many long sentences in a row are heavy to read.',
    fix: 'Cut the longest sentences in two.',
  }),
  'readability/abbreviation': ({ found, suggestion }) => ({
    title: `The abbreviation${quoted(found)} is not explained here.`,
    why: 'Many readers read only this item.',
    fix:
      suggestion === undefined
        ? 'The first time write the full name, with the abbreviation after it in brackets.'
        : `The first time write '${suggestion}'.`,
  }),
  'readability/paragraph': ({ found, lines, limit }) => ({
    title: `This paragraph is about ${lines} lines long:${quoted(found)}.`,
    why: `On a phone that fills the screen. Good is ${limit} lines or fewer.`,
    fix: 'Begin a new paragraph half-way.',
  }),
  'readability/subheading': ({ words, limit }) => ({
    title: `Here follow ${words} words without a subheading.`,
    why: `After some ${limit} words a reader looks for something to hold on to.`,
    fix: 'Put in a subheading, or make the text shorter.',
  }),
  'readability/jargon': ({ found, suggestion }) => ({
    title: `It can be said more simply than${quoted(found)}.`,
    why: 'Everybody understands an ordinary word at once.',
    fix: `Write for example '${suggestion}'.`,
  }),
  'spelling/unknown': ({ found, suggestion, near = suggestion }) => ({
    title: `The word${quoted(found)} is not in the word list.`,
    why: 'It may be a slip, or a name or a new word.',
    fix:
      near === undefined
        ? 'See whether it is spelt right.'
        : `Did you mean '${near}'? Otherwise leave it as it is.`,
  }),
} satisfies Partial<ProblemTexts>
