import type { Problem, ProblemCode } from '../../src/problem.ts'

/**
 * What gets a code, and what lies close to it and does not. Each goes through the real check of its
 * stage: a file on disk, a mail made of a template, a page in a browser, a server on a port.
 */
export type Situation = {
  good: Look | Look[]
  bad: Look | Look[]
  /** A program that it cannot be looked at without. */
  needs?: 'chromium' | 'spamassassin'
}

/** Everything the check finds in it, whatever its code. */
export type Look = () => readonly Problem[] | Promise<readonly Problem[]>

export type Situations = { [Code in ProblemCode]?: Situation }
