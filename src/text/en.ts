import { commands } from './en/commands.ts'
import { mail } from './en/mail.ts'
import { problems } from './en/problems.ts'
import { screens } from './en/screens.ts'
import type { Text } from './text.ts'

export const en: Text = { problems, mail, screens, commands }
