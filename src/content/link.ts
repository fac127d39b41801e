import type { ProblemCode, ProblemValues } from '../problem.ts'
import type { Fields } from '../yaml-fields.ts'
import { linkTextFindings } from './link-text.ts'
import { typeset } from './typography.ts'

export type Link = { text: string; url: string }
/** Something wrong with one link; where it stands is known to whoever found the link. */
export type Finding = { code: ProblemCode; values: ProblemValues }

/**
 * The link under `key`, as `{ text, url }`. A link to an address that may not be used is reported
 * and left out, so that it is nowhere clickable, also not in a preview.
 */
export function readLink(parent: Fields | undefined, key = 'link'): Link | undefined {
  const fields = parent?.map(key)
  if (fields === undefined) return undefined
  const text = fields.text('text', { required: true })
  const url = fields.text('url', { required: true })
  const targets = url === undefined ? [] : targetFindings(url)
  for (const { code, values } of targets) fields.report(code, { ...values, where: 'field' }, 'url')
  if (text === undefined || url === undefined || targets.some(isRefusal)) return undefined
  for (const { code, values } of linkTextFindings(text, url)) {
    // Words are mended in the text, an address in the address.
    const key = code === 'link/front-page' ? 'url' : 'text'
    fields.report(code, { ...values, where: 'field' }, key)
  }
  return { text: typeset(text), url }
}

/** True for a target that goes nowhere or may not be used at all. */
export function isRefusal({ code }: Finding): boolean {
  return (
    code === 'link/target-empty' ||
    code === 'link/scheme-forbidden' ||
    code === 'link/host-forbidden'
  )
}

/**
 * What is wrong with an address: `https:`, `mailto:`, `tel:` and anchors within the issue are good,
 * `http:` passes with a warning. `written` is the address as the author wrote it, to be quoted.
 */
export function targetFindings(url: string, written = url): Finding[] {
  const found = written
  const address = url.trim()
  const refuse = (reason: string, suggestion?: string): Finding[] => [
    { code: 'link/host-forbidden', values: { found, reason, ...given({ suggestion }) } },
  ]
  if (address === '' || address === '#') return [{ code: 'link/target-empty', values: { found } }]
  if (address.startsWith('#')) return []
  // Browsers take //host, and also \\host, as an address on whatever server the reader is on.
  if (/^[\\/]{2}/.test(address))
    return refuse('no-scheme', `https:${address.replaceAll('\\', '/')}`)
  const scheme = /^([a-z][a-z0-9+.-]{0,30}):/i.exec(address)?.[1]?.toLowerCase() ?? ''
  const rest = address.slice(scheme.length + 1)
  switch (scheme) {
    case 'https':
    case 'http':
      return webFindings(address, found, refuse)
    case 'mailto':
      if (rest === '') return [{ code: 'link/target-empty', values: { found } }]
      return /^[^\s@?]{1,200}@[^\s@?]{1,200}\.[^\s@?.]{2,60}(\?|$)/.test(rest)
        ? []
        : refuse('unreadable')
    case 'tel':
      if (rest === '') return [{ code: 'link/target-empty', values: { found } }]
      return /^\+?[\d().\s%-]{3,40}$/.test(rest) ? [] : refuse('unreadable')
    default: {
      const suggestion = schemeSuggestion(address)
      return [
        { code: 'link/scheme-forbidden', values: { found, scheme, ...given({ suggestion }) } },
      ]
    }
  }
}

function webFindings(
  address: string,
  found: string,
  refuse: (reason: string) => Finding[],
): Finding[] {
  // `https:/x` and `https:\\x` are repaired by some programs and not by others.
  const url = /^https?:\/\/[^\s\\]+$/i.test(address) ? URL.parse(address) : null
  if (url === null) return refuse('unreadable')
  if (url.username !== '' || url.password !== '') return refuse('credentials')
  const host = url.hostname.replace(/\.$/, '')
  // URL has already turned 0x7f.1 and 2130706433 into 127.0.0.1.
  if (/^[\d.]+$/.test(host) || host.startsWith('[')) return refuse('ip-address')
  if (!host.includes('.') || localNames.test(host)) return refuse('local')
  const warnings: Finding[] = []
  if (url.protocol === 'http:') {
    const suggestion = address.replace(/^http:/i, 'https:')
    warnings.push({ code: 'link/insecure', values: { found, suggestion } })
  }
  if (shorteners.has(host.replace(/^www\./, ''))) {
    warnings.push({ code: 'link/shortener', values: { found, host } })
  }
  return warnings
}

/** `www.var.nl/agenda` and `info@var.nl` lack only their beginning. */
function schemeSuggestion(address: string): string | undefined {
  if (/^[^\s@/:]{1,64}@[^\s@/:]{1,190}\.[a-z]{2,20}$/i.test(address)) return `mailto:${address}`
  if (/^([a-z0-9-]{1,63}\.){1,5}[a-z]{2,20}(\/[^\s]*)?$/i.test(address)) return `https://${address}`
  return undefined
}

function given(values: { suggestion: string | undefined }): ProblemValues {
  return values.suggestion === undefined ? {} : { suggestion: values.suggestion }
}

const localNames = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|localdomain|home\.arpa)$/

/** Services that hide where a link goes. */
const shorteners = new Set(
  `bit.ly bl.ink buff.ly cutt.ly dub.sh fb.me goo.gl is.gd j.mp kutt.it lnkd.in ow.ly qr.ae
  rb.gy rebrand.ly s.id short.io shorturl.at smarturl.it snip.ly t.co t.ly tiny.cc tiny.one
  tinyurl.com trib.al urlz.fr v.gd wp.me`.split(/\s+/),
)
