import { quoted, type ProblemTexts } from '../../problem-text.ts'

/** What is wrong with the message as it is handed to a mail server. */
export const builtMessage = {
  'mail/line-length': ({ count, limit }) => ({
    title: `The mail has a line of ${count} characters. It may hold ${limit}.`,
    why: 'A mail server breaks such a line or refuses the mail.',
    fix: 'Tell whoever maintains Rondbrief: the mail is not packed well.',
  }),
  'headers/one-click': ({ found }) => ({
    title: `The head of the mail lacks${quoted(found)}.`,
    why: 'Gmail and Yahoo demand that a reader can unsubscribe with one click.',
    fix: 'Check public_url and sender in rondbrief.yaml: the address must begin with https.',
  }),
  'headers/dkim': ({ found, reason, expected }) =>
    reason === 'domain'
      ? {
          title: `The mail is signed by${quoted(found)}, but the sender is of${quoted(expected)}.`,
          why: 'Mail servers put such a mail with the spam, or refuse it.',
          fix: `In rondbrief.yaml, under dkim, set the domain${quoted(expected)}, with a key of that domain.`,
        }
      : reason === 'false'
        ? {
            title: `The signature${quoted(found)} of the mail is not right.`,
            why: 'Mail servers then take the mail for a forgery.',
            fix: 'Tell whoever maintains Rondbrief: the mail is not signed well.',
          }
        : {
            title: `The signature of the mail does not cover everything:${quoted(found)} is missing.`,
            why: 'Without that signature, unsubscribing with one click does not count.',
            fix: 'Check dkim in rondbrief.yaml and the key in RONDBRIEF_DKIM_KEY.',
          },
  'headers/list-id': ({ found }) => ({
    title:
      found === undefined || found === ''
        ? 'The head of the mail does not say of which list it is.'
        : `The name of the list in the head of the mail is not right:${quoted(found)}.`,
    why: 'Readers cannot sort their mail by it, and mail servers trust the mail less.',
    fix: 'In rondbrief.yaml, under list.id, write a name with a dot, such as nieuwsbrief.organisatie.nl.',
  }),
  'headers/injection': ({ field, found }) => ({
    title: `In '${field}' there is a line end or another character that does not belong there${found === undefined || found === '' ? '' : `, near${quoted(found)}`}.`,
    why: 'With it someone could put other recipients or another sender in the mail.',
    fix: 'Type the text again, on one line.',
  }),
} satisfies Partial<ProblemTexts>
