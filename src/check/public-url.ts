import { CONFIG_FILE, type Config } from '../config.ts'
import { problem, type Problem } from '../problem.ts'

type UrlSettings = { config: Pick<Config, 'publicUrl' | 'transport'> }

/** Personal links are built on `public_url`, and escaping does not make a bad address good. */
export function checkPublicUrl({ config }: UrlSettings): Problem[] {
  if (isSafePublicUrl(config)) return []
  const values = { field: 'public_url', found: config.publicUrl }
  return [problem('personal/url-unsafe', values, { file: CONFIG_FILE })]
}

/** For a transport that sends real mail it is also one that readers can reach and trust. */
export function isSafePublicUrl({ publicUrl, transport }: UrlSettings['config']): boolean {
  if (/["'<>\\{}\s]/.test(publicUrl) || !URL.canParse(publicUrl)) return false
  const { protocol, hostname, username, search, hash } = new URL(publicUrl)
  if (username !== '' || search !== '' || hash !== '') return false
  if (transport === 'file') return protocol === 'https:' || protocol === 'http:'
  return protocol === 'https:' && hostname.includes('.') && !/^[\d.]+$|^\[/.test(hostname)
}
