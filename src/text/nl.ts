import { commands } from './nl/commands.ts'
import { mail } from './nl/mail.ts'
import { problems } from './nl/problems.ts'
import { screens } from './nl/screens.ts'

/** Dutch: the u-form, short sentences, no jargon, no exclamation marks. */
export const nl = { problems, mail, screens, commands }
