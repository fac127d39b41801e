import type { Config } from '../config.ts'
import { openTransport } from '../dispatch/open-transport.ts'
import type { Text } from '../text/text.ts'
import { reasonOf } from './examine-computer.ts'
import type { Finding } from './finding.ts'

/** What sends: its key offline, and its login when `online`. */
export async function examineTransport(
  config: Config,
  text: Text,
  online: boolean,
): Promise<Finding> {
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
