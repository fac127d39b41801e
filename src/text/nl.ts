import { alarms } from './nl/alarms.ts'
import { commands } from './nl/commands.ts'
import { countdown } from './nl/countdown.ts'
import { dispatchPage } from './nl/dispatch-page.ts'
import { mail } from './nl/mail.ts'
import { notices } from './nl/notices.ts'
import { problems } from './nl/problems.ts'
import { publicPages } from './nl/public-pages.ts'
import { requested } from './nl/requested.ts'
import { screens } from './nl/screens.ts'

/** Dutch: the u-form, short sentences, no jargon, no exclamation marks. */
export const nl = {
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
