import { generateKeyPairSync } from 'node:crypto'
import process from 'node:process'
import { inspectIssue } from '../../src/check/inspect-issue.ts'
import type { Config } from '../../src/config.ts'
import { builtMessages } from '../../src/dispatch/check-message.ts'
import { signingKeys, type SigningKey } from '../../src/dispatch/dkim.ts'
import { messageFaults } from '../../src/dispatch/message-faults.ts'
import { projectConfig, text } from '../check/march.ts'
import { april, ISSUE, replaced, VAR } from './april.ts'
import type { Look, Situations } from './situation.ts'

/** Built and signed messages, as a mail server gets them. */
export const ofMessages = {
  'mail/line-length': {
    good: message(replaced('\r\n\r\n', `\r\n\r\n${'x'.repeat(998)}\r\n`)),
    bad: message(replaced('\r\n\r\n', `\r\n\r\n${'x'.repeat(999)}\r\n`)),
  },
  'headers/one-click': {
    good: message((built) => built),
    bad: [
      message(replaced(/List-Unsubscribe:.*\r\n(?: .*\r\n)*/, '')),
      message(replaced('List-Unsubscribe: <https:', 'List-Unsubscribe: <http:')),
      message(replaced('=One-Click', '=Yes')),
    ],
  },
  'headers/dkim': {
    // What a relay may do on the way, and what no reader sees.
    good: message(replaced('\r\nTo: ', '\r\nTo:   ')),
    bad: [
      message(replaced(/DKIM-Signature:.*\r\n(?: .*\r\n)*/, '')),
      message(replaced(/(?<=h=[^;]*)feedback-id:?/is, '')),
      message(replaced('d=example.org', 'd=evil.example')),
      message(replaced(/(?<= b=).{8}/, 'AAAAAAAA')),
    ],
  },
  'headers/list-id': {
    good: message((built) => built),
    bad: [
      message(replaced(/List-ID:.*\r\n/, '')),
      message(replaced(/List-ID:.*\r\n/, 'List-ID: <nieuwsbrief>\r\n')),
    ],
  },
  'headers/injection': {
    good: april({ [ISSUE]: replaced(/^subject: .*$/m, 'subject: "Bcc: iemand"') }),
    bad: [
      april({
        [ISSUE]: replaced(/^subject: .*$/m, String.raw`subject: "Nieuws\r\nBcc: x@example.org"`),
      }),
      message(replaced('To:', 'Bcc: x@example.org\r\nTo:')),
    ],
  },
  'spam/rule': { needs: 'spamassassin', good: asked(), bad: asked('GRATIS GELD VERDIENEN') },
  'spam/score': {
    needs: 'spamassassin',
    good: asked('GRATIS GELD VERDIENEN'),
    // Every spam filter takes this for spam: it is there to try one with.
    bad: asked('Nieuws', '`XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X`'),
  },
} satisfies Situations

/** By the SpamAssassin of this computer. */
function asked(subject = 'Nieuws over de haven', words = 'De haven.'): Look {
  const files = {
    [ISSUE]: replaced(/^subject: .*$/m, `subject: ${subject}`),
    [VAR]: replaced('Dit is', `${words}\n\nDit is`),
  }
  return april(files, { options: { spam: true }, env: { PATH: process.env['PATH'] } })
}

let built: ReturnType<typeof buildMarch> | undefined

/** The March issue, built and signed, with one thing changed on its way. */
function message(change: (message: string) => string): Look {
  return async () => {
    built ??= buildMarch()
    const { source, keys } = await built
    const needs = { https: true, signatures: 1, keys }
    return messageFaults(Buffer.from(change(source), 'latin1'), needs)
  }
}

async function buildMarch(): Promise<{ source: string; keys: SigningKey[] }> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const project = projectConfig()
  const config: Config = {
    ...project,
    transport: 'smtp',
    smtp: {
      host: 'localhost',
      port: 25,
      secure: false,
      dkim: { domain: 'example.org', selector: 'brief' },
    },
    secrets: { ...project.secrets, dkimKey: privateKey },
  }
  const inspection = await inspectIssue(config, text, '2023-03', { knownSegments: [] })
  const [first] = await builtMessages(config, inspection)
  if (first === undefined) throw new Error('There is no March message')
  return { source: first.toString('latin1'), keys: signingKeys(config) }
}
