import type { Config } from '../config.ts'
import type { Area } from '../content/areas.ts'
import type { Issue } from '../issue/issue.ts'
import type { Rendered } from '../render/rendered.ts'
import type { FilledMail } from './filled-mail.ts'
import type { Passage } from './passages.ts'
import type { PictureFile } from './picture-files.ts'
import type { Speller } from './speller.ts'

/** What `checkIssue` is given. */
export type IssueToCheck = {
  issue: Issue
  /** One for each variant; empty while no mail can be made of the issue. */
  rendered: Rendered[]
  config: Config
  /** Ids of `subscribers/segments.yaml`. */
  knownSegments: readonly string[]
  /** Ids of `subscribers/themes.yaml`; empty where there is no such file. */
  knownThemes: readonly string[]
  areas: Area[]
  /** The files behind the pictures that authors use. */
  pictures: PictureFile[]
  /** Dutch spelling; without it spelling is not checked. */
  speller?: Speller | undefined
  /** A render for the screen: its source markers are left out of account. */
  preview?: boolean
}

/** What every check is given. A check is a pure function from this to its problems. */
export type CheckInput = IssueToCheck & {
  mails: FilledMail[]
  passages: Passage[]
}
