/**
 * The address as it may stand behind a link, or undefined. Escaping does not stop `javascript:`, so
 * addresses are checked as data. An address inside the same document starts with `#`.
 */
export function safeUrl(url: string, schemes: readonly string[] = ofAuthors): string | undefined {
  if (/[\s\p{Cc}<>"]/u.test(url)) return undefined
  if (url.startsWith('#')) return schemes === ofAuthors && url.length > 1 ? url : undefined
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  return scheme !== undefined && schemes.includes(scheme) && URL.canParse(url) ? url : undefined
}

const ofAuthors: readonly string[] = ['https', 'http', 'mailto', 'tel']
/** What a personal value may hold. */
export const ofRecipients: readonly string[] = ['https', 'http', 'mailto']
