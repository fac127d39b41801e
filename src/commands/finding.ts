import type { Config } from '../config.ts'
import type { Problem } from '../problem.ts'
import type { Text } from '../text/text.ts'

/** What one examination of `doctor` found. */
export type Finding = {
  subject: keyof Text['commands']['doctor']['subjects']
  state: keyof Text['commands']['doctor']['states']
  found: string
  fix?: string
  /** Set when the finding came from asking somebody else. */
  asked?: 'network'
}

/** What the examinations look at. */
export type Examined = {
  root: string
  env: NodeJS.ProcessEnv
  text: Text
  /** Epoch milliseconds. */
  now: number
  /** Undefined when the settings cannot be read; then `problems` say why. */
  config: Config | undefined
  problems: readonly Problem[]
}
