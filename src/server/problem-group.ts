import type { Problem, ProblemCode } from '../problem.ts'

/** What a problem is about, in the order of the screen (experience.md, section 10). */
export const problemGroups = [
  'accessibility',
  'links',
  'images',
  'language',
  'size',
  'mail',
  'spam',
  'data',
] as const
export type ProblemGroup = (typeof problemGroups)[number]

export function groupOf({ code }: Pick<Problem, 'code'>): ProblemGroup {
  return exceptions[code] ?? stems[code.slice(0, code.indexOf('/')) as Stem]
}

/** The order in which a list shows those of one level. */
export function byGroup(a: Problem, b: Problem): number {
  return problemGroups.indexOf(groupOf(a)) - problemGroups.indexOf(groupOf(b))
}

type Stem = ProblemCode extends `${infer Before}/${string}` ? Before : never

const stems: Record<Stem, ProblemGroup> = {
  agenda: 'data',
  areas: 'data',
  config: 'data',
  content: 'language',
  correction: 'data',
  fact: 'data',
  figure: 'data',
  frontmatter: 'data',
  headers: 'spam',
  image: 'images',
  issue: 'data',
  link: 'links',
  mail: 'mail',
  markdown: 'data',
  moment: 'data',
  network: 'data',
  personal: 'data',
  'personal-data': 'data',
  preheader: 'spam',
  readability: 'language',
  segment: 'data',
  series: 'data',
  spam: 'spam',
  spelling: 'language',
  subject: 'spam',
  table: 'accessibility',
  template: 'mail',
  text: 'mail',
  theme: 'data',
  transport: 'data',
  typography: 'language',
}

const exceptions: { [Code in ProblemCode]?: ProblemGroup } = {
  'content/heading-empty': 'accessibility',
  'content/heading-h1': 'accessibility',
  'content/heading-skipped': 'accessibility',
  'content/heading-marks': 'accessibility',
  'content/emoji-bullet': 'accessibility',
  'content/link-text-empty': 'links',
  'content/link-text-generic': 'links',
  'content/link-text-ambiguous': 'links',
  'content/link-text-misleading': 'links',
  'content/item-long': 'size',
  'content/issue-long': 'size',
  'fact/term': 'language',
  'image/alt-missing': 'accessibility',
  'image/alt-filename': 'accessibility',
  'image/chart-data': 'accessibility',
  'image/heavy': 'size',
  'image/total-heavy': 'size',
  'mail/contrast': 'accessibility',
  'mail/dir': 'accessibility',
  'mail/lang': 'accessibility',
  'mail/link-underline': 'accessibility',
  'mail/link-wordless': 'accessibility',
  'mail/overflow': 'accessibility',
  'mail/sender-details': 'spam',
  'mail/size-large': 'size',
  'mail/size-limit': 'size',
  'mail/style-size': 'size',
  'mail/table-role': 'accessibility',
  'mail/target-size': 'accessibility',
  'mail/text-clipped': 'accessibility',
  'mail/text-size': 'accessibility',
  'mail/title': 'accessibility',
  'mail/unsubscribe': 'spam',
  'markdown/too-large': 'size',
}
