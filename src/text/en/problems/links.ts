import { quoted, type ProblemTexts } from '../../problem-text.ts'
import { shownExamples } from '../../shown-examples.ts'

const shown = shownExamples.en

/** The words and the addresses of links, as authors wrote them. */
export const links = {
  'content/link-text-empty': ({ found }) => ({
    title: `This link has no words${found === undefined || found === '' ? '' : `, only${quoted(found)}`}.`,
    why: 'A screen reader has nothing to read aloud.',
    fix: 'Write as link text what the reader finds there.',
  }),
  'content/link-text-generic': ({ found }) => ({
    title: `The link text${quoted(found)} does not say where the link goes.`,
    why: 'Whoever has only the links read aloud hears nothing but these words.',
    fix: `Write what the reader finds there, such as '${shown.linkText}'.`,
  }),
  'content/link-text-ambiguous': ({ found }) => ({
    title: `The link text${quoted(found)} occurs more than once, with different addresses.`,
    why: 'Readers cannot choose between two links with the same name.',
    fix: 'Give each link a text of its own.',
  }),
  'content/link-text-misleading': ({ found, target }) => ({
    title: `The link text names${quoted(found)}, but the link goes to${quoted(target) || ' another address'}.`,
    why: 'That looks like fraud. Mail programs warn about it.',
    fix: 'Write in the link text what the reader finds there, without a web address.',
  }),
  'link/target-empty': ({ found, text }) => ({
    title: `The link${quoted(text)} goes nowhere.${found === '' ? ' There is no address.' : ` Its address is${quoted(found)}.`}`,
    why: 'Whoever clicks it gets nowhere.',
    fix: 'Fill in the web address between the round brackets. Or make it plain text: without brackets.',
  }),
  'link/unfinished': ({ found, reason, kind }) => ({
    title:
      kind === 'picture'
        ? `The name of the image behind the description${quoted(found)} is not finished.`
        : reason === 'gap'
          ? `There is a space between${quoted(found)} and the address.`
          : reason === 'telephone'
            ? `There are spaces in the telephone number behind${quoted(found)}.`
            : reason === 'address'
              ? `The address behind${quoted(found)} is not finished.`
              : `There are square brackets around${quoted(found)}, but no address follows.`,
    why:
      kind === 'picture'
        ? 'Readers see the brackets, and no image.'
        : 'Readers see the brackets, and no link.',
    fix:
      kind === 'picture'
        ? 'Put the file name behind it between round brackets, without spaces. Or remove the description and its brackets.'
        : reason === 'gap'
          ? 'Remove the space: ( comes right behind ].'
          : reason === 'telephone'
            ? 'Remove the spaces behind tel:.'
            : reason === 'address'
              ? 'Write the address without spaces, and end it with a round bracket.'
              : 'Put the address behind it between round brackets, without a space. Or remove the square brackets.',
  }),
  'link/bare': ({ found, suggestion }) => ({
    title: `This address is not a link:${quoted(found)}.`,
    why: 'Readers cannot press it in the mail.',
    fix: `Write ${suggestion}. Better still are words that say what the reader finds there.`,
  }),
  'link/scheme-forbidden': ({ found, suggestion }) => ({
    title: `This link does not begin like a web address:${quoted(found)}.`,
    why: 'Only https, http, mailto and tel work safely in a mail.',
    fix:
      suggestion === undefined
        ? 'Use an address that begins with https://.'
        : `Do you mean '${suggestion}'? Then write it out in full.`,
  }),
  'link/host-forbidden': ({ found, reason, suggestion }) => ({
    title: `Readers cannot reach or trust this address:${quoted(found)}.`,
    why: unreachable[String(reason)] ?? 'It is not the public address of a website.',
    fix:
      suggestion === undefined
        ? (unfinished(String(found)) ?? 'Use the public address of the page.')
        : `Do you mean '${suggestion}'? Then write it out in full.`,
  }),
  'link/insecure': ({ found }) => ({
    title: `This link is not secure:${quoted(found)}.`,
    why: 'With http somebody on the way can read along or change the page.',
    fix: 'Try whether the address works with https:// and use that.',
  }),
  'link/shortener': ({ found }) => ({
    title: `This is a shortened link:${quoted(found)}.`,
    why: 'Readers do not see where it goes. Spam filters distrust such links.',
    fix: 'Use the full address of the page.',
  }),
  'link/front-page': ({ found }) => ({
    title: `This link goes to a front page:${quoted(found)}.`,
    why: 'Readers have to search further by themselves.',
    fix: 'Link to the page about this subject, if there is one.',
  }),
} satisfies Partial<ProblemTexts>

/** What is to follow `tel:` and `mailto:`. */
function unfinished(address: string): string | undefined {
  if (/^tel:/i.test(address))
    return 'Write the whole number behind tel:, in digits and without spaces.'
  return /^mailto:/i.test(address) ? 'Write the whole mail address behind mailto:.' : undefined
}

const unreachable: Record<string, string> = {
  'no-scheme': 'At the beginning https: is missing. In a mail that does not work.',
  credentials: 'There is a name or password in the address. It would reach every reader.',
  'ip-address': 'It is a number and not a name. Mail programs take that for fraud.',
  local: 'It is an address inside a private network. Readers cannot get there.',
  unreadable: 'It holds a character that does not fit in an address, or something is missing.',
}
