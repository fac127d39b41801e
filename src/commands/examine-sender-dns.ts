import { createPublicKey } from 'node:crypto'
import type { Config } from '../config.ts'
import { isAligned } from '../dispatch/dkim.ts'
import type { Text } from '../text/text.ts'
import type { Finding } from './finding.ts'

/** The TXT records of a name, each in its pieces; rejects as `dns.resolveTxt` does. */
export type ResolveTxt = (name: string) => Promise<string[][]>

type Words = Text['commands']['doctor']['senderDns']
type Verdict = Pick<Finding, 'state' | 'found'> & { fix?: string }

/**
 * What the domain of the sender says about who may send for it: SPF (RFC 7208), DKIM (RFC 6376) and
 * DMARC (RFC 7489). Without them Gmail, Yahoo and Outlook refuse a newsletter or call it spam.
 * Nothing is asked where nothing is sent.
 */
export async function examineSenderDns(
  config: Config,
  text: Text,
  resolveTxt: ResolveTxt,
): Promise<Finding[]> {
  if (config.transport === 'file') return []
  const words = text.commands.doctor.senderDns
  const { address } = config.sender
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const records: Ask = (name, mark) => recordsOf(resolveTxt, name, mark)
  const verdicts = await Promise.all([
    spf(domain, config, records, words),
    dkim(config, domain, records, words),
    dmarc(domain, records, words),
  ])
  const subjects = ['spf', 'dkim', 'dmarc'] as const
  return verdicts.map((verdict, at) => ({
    subject: subjects[at] ?? 'spf',
    ...verdict,
    asked: 'network',
  }))
}

/** The records that start as they should; 'unknown' when nobody answered. */
type Records = string[] | 'unknown'
type Ask = (name: string, mark: RegExp) => Promise<Records>

async function recordsOf(resolveTxt: ResolveTxt, name: string, mark: RegExp): Promise<Records> {
  try {
    const found = await resolveTxt(name)
    return found.map((pieces) => pieces.join('')).filter((record) => mark.test(record))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    return code === 'ENOTFOUND' || code === 'ENODATA' ? [] : 'unknown'
  }
}

async function spf(
  domain: string,
  { transport }: Config,
  records: Ask,
  words: Words,
): Promise<Verdict> {
  const found = await records(domain, /^v=spf1(?:\s|$)/i)
  if (found === 'unknown') return unknown(domain, words)
  const [record] = found
  if (record === undefined) {
    // SendGrid uses a return address of its own, whose SPF it keeps itself.
    const state = transport === 'smtp' ? 'fault' : 'attention'
    return { state, found: words.none('SPF', domain), fix: words.spfFix(domain) }
  }
  if (found.length > 1) {
    return { state: 'fault', found: words.several('SPF', domain), fix: words.severalFix }
  }
  return /(?:^|\s)\+?all\b/i.test(record)
    ? { state: 'fault', found: words.spfOpen(domain), fix: words.spfOpenFix }
    : { state: 'good', found: words.present('SPF', domain) }
}

async function dkim(config: Config, domain: string, records: Ask, words: Words): Promise<Verdict> {
  const signing = signaturesOf(config, domain)
  if (signing === undefined)
    return { state: 'attention', found: words.dkimElsewhere, fix: words.dkimElsewhereFix }
  const verdicts = await Promise.all(signing.map((own) => dkimRecord(own, domain, records, words)))
  const wrong = verdicts.find(({ state }) => state === 'fault')
  return (
    wrong ?? verdicts.find(({ state }) => state !== 'good') ?? verdicts[0] ?? unknown(domain, words)
  )
}

type Signing = { domain: string; selector: string; privateKey: string | undefined }

/** Undefined where somebody else signs, if anybody. */
function signaturesOf({ transport, smtp, secrets }: Config, domain: string): Signing[] | undefined {
  if (transport !== 'smtp') return [{ domain, selector: 's1', privateKey: undefined }]
  if (smtp?.dkim === undefined) return undefined
  const { secondSelector, ...first } = smtp.dkim
  const all = [{ ...first, privateKey: secrets.dkimKey }]
  if (secondSelector === undefined) return all
  const second = { selector: secondSelector, privateKey: secrets.dkimSecondKey }
  return [...all, { domain: first.domain, ...second }]
}

async function dkimRecord(
  own: Signing,
  domain: string,
  records: Ask,
  words: Words,
): Promise<Verdict> {
  if (!isAligned(own.domain.toLowerCase(), domain)) {
    return { state: 'fault', found: words.notAligned(own.domain, domain), fix: words.notAlignedFix }
  }
  const name = `${own.selector}._domainkey.${own.domain}`
  const found = await records(name, /(?:^|;)\s*p=/i)
  if (found === 'unknown') return unknown(name, words)
  const key = /(?:^|;)\s*p=([^;]*)/i.exec(found[0] ?? '')?.[1]?.replaceAll(/\s/g, '') ?? ''
  if (key === '')
    return { state: 'fault', found: words.none('DKIM', name), fix: words.dkimFix(name) }
  const expected = publicKeyOf(own.privateKey)
  return expected !== undefined && key !== expected
    ? { state: 'fault', found: words.otherKey(name), fix: words.dkimFix(name) }
    : { state: 'good', found: words.present('DKIM', name) }
}

/** As the record has it; undefined where there is no key, or none that can be read. */
function publicKeyOf(privateKey: string | undefined): string | undefined {
  if (privateKey === undefined) return undefined
  try {
    const key = createPublicKey(privateKey)
    // RFC 8463: an Ed25519 record holds the 32 octets of the key alone.
    return key.asymmetricKeyType === 'ed25519'
      ? key.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')
      : key.export({ type: 'spki', format: 'der' }).toString('base64')
  } catch {
    return undefined
  }
}

/** The domain itself, or the nearest one above it that has a policy. */
async function dmarc(domain: string, records: Ask, words: Words): Promise<Verdict> {
  const labels = domain.split('.')
  for (let at = 0; at <= labels.length - 2; at += 1) {
    const name = `_dmarc.${labels.slice(at).join('.')}`
    const found = await records(name, /^v=DMARC1\s*(?:;|$)/i)
    if (found === 'unknown') return unknown(name, words)
    if (found.length > 1) {
      return { state: 'fault', found: words.several('DMARC', name), fix: words.severalFix }
    }
    const [record] = found
    if (record === undefined) continue
    const policy = /;\s*p=\s*(none|quarantine|reject)\b/i.exec(record)?.[1]?.toLowerCase()
    return policy === undefined
      ? { state: 'fault', found: words.noPolicy(name), fix: words.dmarcFix(name) }
      : { state: 'good', found: words.policy(name, policy) }
  }
  const name = `_dmarc.${domain}`
  return { state: 'fault', found: words.none('DMARC', name), fix: words.dmarcFix(name) }
}

function unknown(name: string, words: Words): Verdict {
  return { state: 'attention', found: words.noAnswer(name), fix: words.noAnswerFix }
}
