import type { Config } from '../config.ts'
import { openTransport } from '../dispatch/open-transport.ts'
import type { Transport } from '../dispatch/transport.ts'
import { clocksAgree } from '../schedule/steady-clock.ts'
import type { Text } from '../text/text.ts'
import { reasonOf } from './examine-computer.ts'
import type { Finding } from './finding.ts'

/** What sends: its key offline, and its login and its clock when `online`. */
export async function examineTransport(
  config: Config,
  text: Text,
  { online, now }: { online: boolean; now: () => number },
): Promise<Finding[]> {
  const found = await examineLogin(config, text, online)
  if (!online) return [found]
  const transport = openTransport(config)
  try {
    return [found, ...(await examineClock(transport, now, text))]
  } finally {
    await transport.close()
  }
}

/** This computer's clock beside that of what sends; nothing where that has none to ask. */
export async function examineClock(
  transport: Pick<Transport, 'name' | 'serverTime'>,
  now: () => number,
  text: Text,
): Promise<Finding[]> {
  const words = text.commands.doctor.clock
  const theirs = await transport.serverTime?.()
  if (theirs === undefined) return []
  const fastBy = now() - theirs
  const subject = { subject: 'clock', asked: 'network' } as const
  if (clocksAgree(fastBy, 0)) {
    return [{ ...subject, state: 'good', found: words.same(transport.name) }]
  }
  const minutes = Math.round(Math.abs(fastBy) / 60_000)
  const found = (fastBy > 0 ? words.fast : words.slow)(minutes, transport.name)
  return [{ ...subject, state: 'fault', found, fix: words.fix }]
}

async function examineLogin(config: Config, text: Text, online: boolean): Promise<Finding> {
  const words = text.commands.doctor.transport
  const { transport: name, secrets, smtp } = config
  if (name === 'file') return { subject: 'transport', state: 'good', found: words.file }
  const variable = name === 'smtp' ? 'RONDBRIEF_SMTP_PASSWORD' : 'RONDBRIEF_SENDGRID_KEY'
  const key = name === 'smtp' ? secrets.smtpPassword : secrets.sendgridKey
  const needed = name === 'sendgrid' || smtp?.user !== undefined
  if (needed && key === undefined) {
    const found = words.keyMissing(name, variable)
    return { subject: 'transport', state: 'fault', found, fix: words.keyFix(variable) }
  }
  if (!online) return { subject: 'transport', state: 'good', found: words.ready(name) }
  const failed = await verify(config, text)
  if (failed === undefined) {
    return { subject: 'transport', state: 'good', found: words.connected(name), asked: 'network' }
  }
  const found = words.failed(name, failed)
  return { subject: 'transport', state: 'fault', found, fix: words.failedFix, asked: 'network' }
}

async function verify(config: Config, text: Text): Promise<string | undefined> {
  const transport = openTransport(config)
  try {
    const [first] = await transport.verify()
    return first && text.problems[first.code](first.values).title
  } catch (error) {
    return reasonOf(error)
  } finally {
    await transport.close()
  }
}
