import { problem, type Problem } from '../../problem.ts'
import type { CheckInput } from '../check-input.ts'
import { TEMPLATE, type FilledMail } from '../filled-mail.ts'

const place = { file: TEMPLATE }

/**
 * Whoever opens a mail that asks something of a server tells that server so: which reader, when and
 * where. Pictures travel inside the mail, so nothing has to be asked; fonts are those of the reader.
 */
export function checkOutsideRequests({ mails }: CheckInput): Problem[] {
  return mails.flatMap((mail) => {
    const styles = stylesOf(mail)
    const fonts = styles.flatMap((css) => css.match(remoteFont) ?? [])
    const pictures = [...attributes(mail), ...styles.flatMap(pictureAddresses)].filter(isOutside)
    return [
      ...fonts.map((found) => problem('mail/remote-font', { found: short(found) }, place)),
      ...pictures.map((found) => problem('mail/tracking', { found: short(found) }, place)),
    ]
  })
}

const remoteFont = /@import[^;]{0,300}|@font-face\s*\{[^}]{0,300}url\([^)]{0,300}/gi

/** Everything a mail program fetches by itself on opening. */
function attributes({ elements }: FilledMail): string[] {
  const named = ['src', 'background', 'poster'].flatMap((name) =>
    elements.map(({ attribs }) => attribs[name] ?? ''),
  )
  const sets = elements.flatMap(({ attribs }) => (attribs['srcset'] ?? '').split(/,\s+|\s+/))
  const linked = elements.map(({ name, attribs }) => (name === 'link' ? attribs['href'] : '') ?? '')
  return [...named, ...sets, ...linked]
}

function stylesOf({ document, elements }: FilledMail): string[] {
  return [
    ...document('style')
      .toArray()
      .map((style) => document(style).text()),
    // A template writes the same style on many cells.
    ...new Set(elements.map(({ attribs }) => attribs['style'] ?? '')),
  ]
}

function pictureAddresses(css: string): string[] {
  const others = css.replaceAll(remoteFont, '')
  return [...others.matchAll(/url\(\s*["']?([^"')]{1,2000})/gi)].map(([, url = '']) => url)
}

function isOutside(address: string): boolean {
  return /^\s*(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(address)
}

function short(found: string): string {
  return found.length > 80 ? `${found.slice(0, 79)}…` : found
}
