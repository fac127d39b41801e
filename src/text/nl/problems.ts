import type { ProblemTexts } from '../problem-text.ts'
import { audience } from './problems/audience.ts'
import { edition } from './problems/edition.ts'
import { facts } from './problems/facts.ts'
import { finishedMail } from './problems/finished-mail.ts'
import { language } from './problems/language.ts'
import { personalData } from './problems/personal-data.ts'
import { builtMessage } from './problems/built-message.ts'
import { inBrowser } from './problems/in-browser.ts'
import { links } from './problems/links.ts'
import { leftovers } from './problems/leftovers.ts'
import { linkAnswers } from './problems/link-answers.ts'
import { mailChecks } from './problems/mail-checks.ts'
import { planning } from './problems/planning.ts'
import { spam } from './problems/spam.ts'
import { transport } from './problems/transport.ts'
import { writing } from './problems/writing.ts'

/** The words of every problem, by code: what it is, why it matters, one thing to do. */
export const problems: ProblemTexts = {
  ...writing,
  ...edition,
  ...planning,
  ...audience,
  ...finishedMail,
  ...mailChecks,
  ...builtMessage,
  ...inBrowser,
  ...leftovers,
  ...links,
  ...linkAnswers,
  ...facts,
  ...personalData,
  ...language,
  ...spam,
  ...transport,
}
