import { quoted, type ProblemTexts } from '../../problem-text.ts'

const unsure: Record<string, string> = {
  refused: 'the site refuses programs',
  'no-answer': 'the site does not answer',
  'server-error': 'the site is out of order',
  certificate: 'the security of the site is not right',
  private: 'the address lies in a private network',
  redirects: 'the site refers onward too often',
  time: 'time was up',
}

/** What the pages that are linked to answer. */
export const linkAnswers = {
  'link/dead': ({ found, reason }) => ({
    title: `This link does not work (${reason === 'no-host' ? 'the site does not exist' : 'page not found'}):${quoted(found)}.`,
    why: 'A reader ends up on an page that is not there.',
    fix: 'Look for the new address, or ask whoever wrote the text.',
  }),
  'link/unsure': ({ found, reason }) => ({
    title: `We could not check this link (${unsure[String(reason)]}):${quoted(found)}.`,
    why: 'Perhaps the link works, perhaps not.',
    fix: 'Open the link yourself. Does it work? Then there is nothing to do.',
  }),
} satisfies Partial<ProblemTexts>
