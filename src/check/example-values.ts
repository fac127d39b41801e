import { CONFIG_FILE, type Config } from '../config.ts'
import { problem, type Problem } from '../problem.ts'
import type { CheckInput } from './check-input.ts'

/** RFC 2606: names that belong to nobody. Mail sent from them or linking to them reaches no one. */
const reserved =
  /(?:^|[@./])(?:example\.(?:com|net|org)|[a-z0-9-]+\.(?:example|invalid|test))(?=$|[/:?#])/i

/** Examples of the starting configuration block a transport that sends real mail. */
export function checkExampleValues({ config }: Pick<CheckInput, 'config'>): Problem[] {
  if (config.transport === 'file') return []
  return values(config)
    .filter(([, value]) => reserved.test(value) || /\bVoorbeeldst/.test(value))
    .map(([field, found]) =>
      problem(
        'config/example-values',
        { field, found, transport: config.transport },
        { file: CONFIG_FILE },
      ),
    )
}

function values({ organisation, sender, list, publicUrl }: Config): [string, string][] {
  return [
    ...organisation.address.map((line): [string, string] => ['organisation.address', line]),
    ['organisation.contact', organisation.contact],
    ['organisation.website', organisation.website],
    ['organisation.privacy_url', organisation.privacyUrl],
    ['organisation.accessibility_url', organisation.accessibilityUrl],
    ['sender.address', sender.address],
    ['sender.reply_to', sender.replyTo],
    ['list.id', list.id],
    ['public_url', publicUrl],
  ]
}
