import type { Config } from '../config.ts'
import type { Text } from '../text/text.ts'
import { brandOf } from './context.ts'
import { identityOf, look } from './look.ts'
import { protectAll } from './mail-view.ts'
import { restoreInText, protect } from './protect.ts'
import { toHtml } from './render-variant.ts'
import type { Templates } from './templates.ts'
import { paragraph, underlined } from './text-layout.ts'

/** What a mail to one person says. Nothing in it was typed by whoever asked for the mail. */
export type Notice = {
  subject: string
  preheader: string
  title: string
  paragraphs: string[]
  button: { text: string; url: string } | undefined
  after: string[]
  links: { text: string; url: string }[]
  /** Why somebody gets this. */
  reason: string
}

/** The notice as mail and as plain text, complete: nothing is left to fill per recipient. */
export async function renderNotice(
  notice: Notice,
  { config, text, templates }: { config: Config; text: Text; templates: Templates },
): Promise<{ html: string; text: string }> {
  const { organisation, language } = config
  const identities = new Map(config.partners.map((partner) => [partner.id, identityOf(partner)]))
  const view = protectAll({
    ...notice,
    lang: language,
    look,
    brand: brandOf(config, identities),
    partners: [],
    organisation: { ...organisation },
    words: { privacy: text.mail.footer.privacy },
  })
  const problems: Parameters<typeof toHtml>[2] = []
  const html = await toHtml(templates.notice(view), templates, problems)
  const blocking = problems.find(({ severity }) => severity === 'blocks')
  if (html === '' || blocking !== undefined) {
    throw new Error(`templates/mail/notice.mjml cannot be used: ${blocking?.code ?? 'empty'}`)
  }
  return { html, text: plainText(notice, config, text) }
}

function plainText(
  { title, paragraphs, button, after, links, reason }: Notice,
  { organisation }: Config,
  text: Text,
): string {
  const linked = (label: string, url: string) => `${paragraph(protect(label))}:\n${protect(url)}`
  const parts = [
    underlined(protect(title), '='),
    ...paragraphs.map((one) => paragraph(protect(one))),
    ...(button === undefined ? [] : [linked(button.text, button.url)]),
    ...after.map((one) => paragraph(protect(one))),
    ...links.map((link) => linked(link.text, link.url)),
    paragraph(protect(reason)),
    linked(text.mail.footer.privacy, organisation.privacyUrl),
    [organisation.name, ...organisation.address, organisation.contact].map(protect).join('\n'),
  ]
  return `${restoreInText(parts.join('\n\n'))}\n`
}
