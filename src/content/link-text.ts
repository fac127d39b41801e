import type { Finding } from './link.ts'

/**
 * What is wrong with the words of a link. Readers with a screen reader hear links as a list, so the
 * words must say by themselves what is behind them, and nothing else than what is behind them.
 */
export function linkTextFindings(text: string, url: string, quote = text): Finding[] {
  const words = plain(text)
  const found = quote
  if (!/[\p{L}\p{N}]/u.test(words))
    return [{ code: 'content/link-text-empty', values: { found, target: url } }]
  const findings: Finding[] = []
  if (generic.has(words)) findings.push({ code: 'content/link-text-generic', values: { found } })
  const target = hostOf(url)
  if (target !== undefined && namesOtherHost(text, target)) {
    findings.push({ code: 'content/link-text-misleading', values: { found, target } })
  }
  if (promises.test(words) && isFrontPage(url) && !namesSite(words, target)) {
    findings.push({ code: 'link/front-page', values: { found: url, text: quote } })
  }
  return findings
}

/** Links that read the same and lead elsewhere, each with the first one that read so. */
export function ambiguousLinks<T extends { text: string; url: string }>(
  links: readonly T[],
): { link: T; first: T }[] {
  const firsts = new Map<string, T>()
  return links.flatMap((link) => {
    const words = plain(link.text)
    const first = firsts.get(words)
    if (first === undefined) firsts.set(words, link)
    return first === undefined || words === '' || first.url === link.url ? [] : [{ link, first }]
  })
}

/** Lower case, without quotes, arrows and punctuation around it. */
function plain(text: string): string {
  return text
    .slice(0, 500)
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}

function hostOf(url: string): string | undefined {
  if (/^mailto:/i.test(url)) return /@([^?]+)/.exec(url)?.[1]?.toLowerCase()
  return URL.parse(url)?.hostname || undefined
}

/** `veiligheidsalliantie.nl` behind `www.veiligheidsalliantie.nl`, or a page of it, is the same. */
function namesOtherHost(text: string, target: string): boolean {
  return text
    .slice(0, 500)
    .split(/[\s()<>[\]"'‘’“”,;!?]+/)
    .flatMap((word) => domainIn(word) ?? [])
    .some((named) => !within(named, target) && !within(target, named))
}

/** Words with a dot that people write as an address; other words with a dot are not. */
function domainIn(word: string): string | undefined {
  const address =
    /^(?:https?:\/\/)?(?:[^\s@/]{1,64}@)?((?:[\p{L}\p{N}-]{1,63}\.){1,6}(\p{L}{2,20}))(?:[/:#?]|\.?$)/iu.exec(
      word,
    )
  const [, host = '', ending = ''] = address ?? []
  // Lower case, so that a full stop without a space ("de regio.De VAR") is not taken for one.
  const meant = /^(https?:|www\.)/i.test(word) || endings.has(ending)
  // URL writes é and look-alikes from other alphabets in their xn-- form, as the target has them.
  return meant ? URL.parse(`https://${host}`)?.hostname : undefined
}

function within(host: string, other: string): boolean {
  const [inner, outer] = [host, other].map((name) => name.replace(/^www\./, ''))
  return inner === outer || inner?.endsWith(`.${outer}`) === true
}

function isFrontPage(url: string): boolean {
  const parsed = URL.parse(url)
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return false
  return parsed.pathname === '/' && parsed.search === '' && parsed.hash === ''
}

/** "Ga naar de website van het RIEC" and "Bekijk var.nl" promise no more than a front page gives. */
function namesSite(words: string, host: string | undefined): boolean {
  const rest = words.replace(/^\p{L}+ ((naar|op|to|at) )?/u, '')
  return sites.test(rest) || rest === host || `www.${rest}` === host
}

const sites =
  /^((de|onze|the|our) )?(website|site|homepage|startpagina|voorpagina)( (van|of) .{1,80})?$/

const promises =
  /^(lees|bekijk|meld|vraag|download|geef|schrijf|ga|open|vind|doe|kom|registreer|bestel|ontdek|reserveer|word|stel|vul|read|view|see|register|sign|download|apply|ask|find|get|join|order|go) /

const generic = new Set([
  'hier', 'klik', 'klik hier', 'klik hier voor meer informatie', 'klik hier voor meer info',
  'klik hier om verder te lezen', 'klik voor meer info', 'klik voor meer informatie', 'hier klikken',
  'klik op de link', 'via de link', 'via deze pagina', 'op deze pagina', 'via deze website', 'info',
  'voor meer info', 'voor meer informatie', 'hier vindt u meer informatie', 'lees hier', 'klik op deze link', 'deze link',
  'link', 'via deze link', 'lees meer', 'lees verder', 'lees hier meer', 'lees hier verder',
  'meer lezen', 'verder lezen', 'meer', 'meer info', 'meer informatie', 'meer weten', 'informatie',
  'bekijk', 'bekijk hier', 'ga verder', 'verder', 'download', 'downloaden', 'download hier',
  'website', 'deze website', 'pagina', 'deze pagina', 'artikel', 'lees het artikel', 'aanmelden',
  'meld u aan', 'meld je aan', 'inschrijven', 'hierheen', 'doorklikken', 'klik door', 'open',
  'here', 'click', 'click here', 'this link', 'read more', 'read on', 'more', 'more info',
  'more information', 'learn more', 'this page', 'page', 'continue', 'continue reading', 'details',
]) // prettier-ignore

const endings = new Set([
  'nl', 'com', 'org', 'net', 'eu', 'be', 'de', 'fr', 'uk', 'info', 'biz', 'gov', 'edu', 'io', 'app',
  'dev', 'online', 'shop', 'site', 'amsterdam', 'frl', 'nu', 'tv', 'me', 'co', 'us', 'ru', 'cn', 'xyz',
]) // prettier-ignore
