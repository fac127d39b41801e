import type { ProblemTexts } from '../../problem-text.ts'

/** The way out: outbox, mail server, mail service. */
export const transport = {
  'transport/outbox': ({ folder }) => ({
    title: `Rondbrief cannot write in the folder ${folder}.`,
    why: 'The mails are put there.',
    fix: 'Check that you may write in that folder.',
  }),
  'transport/key-missing': ({ variable }) => ({
    title: `The secret ${variable} is missing.`,
    why: 'Without this secret the mail server does not let Rondbrief in.',
    fix: 'Ask your administrator to set it. Never write it in a file of the newsletter.',
  }),
  'transport/unreachable': ({ host }) => ({
    title: `The mail server ${host} cannot be reached.`,
    why: 'Until it can, nothing can be sent.',
    fix: 'Check the internet connection and the name of the mail server in rondbrief.yaml.',
  }),
  'transport/login-refused': ({ host }) => ({
    title: `The mail server ${host} refuses the login.`,
    why: 'The name, password or key is wrong, or the account may not send.',
    fix: 'Check the name in rondbrief.yaml. Ask your administrator whether the secret is right.',
  }),
  'transport/disk-space': ({ free, needed }) => ({
    title: `There is not enough room on the disk: ${free} MB free, ${needed} MB needed.`,
    why: 'On a full disk Rondbrief cannot keep track of who got the mail.',
    fix: 'Make room and try again.',
  }),
} satisfies Partial<ProblemTexts>
