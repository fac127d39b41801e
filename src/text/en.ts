import { alarms } from './en/alarms.ts'
import { commands } from './en/commands.ts'
import { countdown } from './en/countdown.ts'
import { dispatchPage } from './en/dispatch-page.ts'
import { mail } from './en/mail.ts'
import { notices } from './en/notices.ts'
import { problems } from './en/problems.ts'
import { publicPages } from './en/public-pages.ts'
import { requested } from './en/requested.ts'
import { screens } from './en/screens.ts'
import type { Text } from './text.ts'

export const en: Text = {
  problems,
  mail,
  notices,
  screens,
  requested,
  publicPages,
  dispatchPage,
  countdown,
  alarms,
  commands,
}
