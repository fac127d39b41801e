import { quoted, type ProblemTexts } from '../../problem-text.ts'

/** What was left in a text that its author did not mean readers to see. */
export const leftovers = {
  'content/unfinished': ({ found }) => ({
    title: `Something is still to be filled in here:${quoted(found)}.`,
    why: 'It would reach all readers like this.',
    fix: 'Write what belongs here, or remove it.',
  }),
  'content/mail-pasted': ({ found }) => ({
    title: `The head of an e-mail stands here:${quoted(found)}.`,
    why: 'Readers would see who wrote the e-mail, and to whom. Often that is not meant.',
    fix: 'Remove the sender, the recipients, the date and the subject. Leave only the news.',
  }),
  'content/mail-footer': ({ found, reason }) =>
    reason === 'signature'
      ? {
          title: `Below${quoted(found)} stands the signature of an e-mail.`,
          why: 'It was meant for one reader. Now everybody sees the job, the number or the address.',
          fix: 'Remove the signature. If readers may get in touch, say so in a sentence.',
        }
      : {
          title: `The standard notice of an e-mail stands here:${quoted(found)}.`,
          why: 'It belongs to the e-mail and not to the news.',
          fix: 'Remove the whole paragraph.',
        },
  'content/loose-emphasis': ({ found, marks }) => ({
    title: `Readers see the characters ${marks} at${quoted(found)}.`,
    why: 'Bold text begins with them and ends with them. One of the two is missing, or a space stands between.',
    fix: `Put ${marks} right before and right behind the words. Or remove them.`,
  }),
} satisfies Partial<ProblemTexts>
