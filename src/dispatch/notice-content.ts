import type { Config } from '../config.ts'
import { publicLinks } from '../render/context.ts'
import type { Notice } from '../render/render-notice.ts'
import type { NoticeRow } from '../store/tables.ts'
import { noticeRef } from '../subscribers/reader.ts'
import { signToken } from '../subscribers/token.ts'
import type { Text } from '../text/text.ts'
import type { ArchivedIssue } from './archive.ts'

/** What each kind of notice says, with the links that are this person's own. */
export function noticeContent(
  { kind, subscriber_id, token }: Pick<NoticeRow, 'kind' | 'subscriber_id' | 'token'>,
  {
    config,
    text,
    secret,
    latest,
    now,
    organisation: worksAt,
  }: {
    config: Config
    text: Text
    secret: string
    latest: ArchivedIssue | undefined
    now: number
    /** Where this person works, as far as is known; for the question whether that is still so. */
    organisation: string | undefined
  },
): Notice {
  const words = text.notices
  const { publicUrl, list, organisation } = config
  const ref = noticeRef(subscriber_id, now)
  const preferences = `${publicUrl}/p/${signToken('preferences', ref, secret)}`
  const unsubscribe = `${publicUrl}/u/${signToken('unsubscribe', ref, secret)}`
  const toChoices = (button: string) => ({
    button: { text: button, url: preferences },
    links: [{ text: words.unsubscribe, url: unsubscribe }],
  })
  const once = (button: string, path: string) => {
    const url = `${publicUrl}/${path}/${token ?? ''}`
    return { button: { text: button, url }, links: [] }
  }
  const common = (of: { preheader: string; title: string; reason: string }) => ({
    preheader: of.preheader,
    title: of.title,
    reason: of.reason,
    after: [],
  })
  switch (kind) {
    case 'confirm': {
      const of = words.confirm
      const { after } = of
      const [subject, paragraphs] = [of.subject(list.name), of.text(list.name)]
      return { ...common(of), subject, paragraphs, ...once(of.button, 'confirm'), after }
    }
    case 'welcome': {
      const of = words.welcome
      const [subject, paragraphs] = [of.subject(list.name), of.text(list.name)]
      const { button, links } = toChoices(of.button)
      const reading =
        latest === undefined
          ? []
          : [
              {
                text: of.latest(latest.subject),
                url: `${publicLinks(publicUrl, latest.issueId).issue}/`,
              },
            ]
      return { ...common(of), subject, paragraphs, button, links: [...reading, ...links] }
    }
    case 'known': {
      const of = words.known
      const [subject, paragraphs] = [of.subject(list.name), of.text(list.name)]
      return { ...common(of), subject, paragraphs, ...toChoices(of.button) }
    }
    case 'preferences': {
      const of = words.preferencesLink
      const [subject, paragraphs] = [of.subject(list.name), of.text(list.name)]
      return { ...common(of), subject, paragraphs, ...toChoices(of.button) }
    }
    case 'address': {
      const of = words.address
      const { after } = of
      const [subject, paragraphs] = [of.subject(list.name), of.text(list.name)]
      return { ...common(of), subject, paragraphs, ...once(of.button, 'address'), after }
    }
    case 'address-changed': {
      const of = words.addressChanged
      const [subject, paragraphs] = [of.subject(list.name), of.text(list.name)]
      const after = of.after(organisation.contact)
      return { ...common(of), subject, paragraphs, button: undefined, links: [], after }
    }
    case 'role': {
      const of = words.role
      const { after } = of
      const [subject, paragraphs] = [of.subject(worksAt), of.text(list.name)]
      const url = `${publicUrl}/role/${signToken('role', ref, secret)}`
      const own = { text: words.preferences, url: preferences }
      const links = [own, { text: words.unsubscribe, url: unsubscribe }]
      return { ...common(of), subject, paragraphs, button: { text: of.button, url }, links, after }
    }
    case 'data': {
      const of = words.data
      const { after } = of
      const subject = of.subject(organisation.short)
      return { ...common(of), subject, paragraphs: of.text, ...once(of.button, 'data'), after }
    }
  }
}
