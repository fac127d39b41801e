import type { ProblemCode, ProblemValues } from '../problem.ts'

/** What is wrong, why it matters, and one thing to do about it. */
export type ProblemText = { title: string; why: string; fix: string }

/** A code without words does not compile. */
export type ProblemTexts = Record<ProblemCode, (values: ProblemValues) => ProblemText>
