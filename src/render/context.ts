import { itemName, type Contribution } from '../content/contribution.ts'
import type { Config } from '../config.ts'
import type { Issue, Variant } from '../issue/issue.ts'
import type { Text } from '../text/text.ts'
import { agendaView, type AgendaView } from './agenda-view.ts'
import { figureView, type FigureView } from './figure-view.ts'
import { identityOf, look, type Identity } from './look.ts'
import { safeUrl } from './safe-url.ts'

/**
 * What an issue and a variant say, before anything is dressed as HTML or text. Mail, plain text and
 * web page are all made from this, so that they cannot tell different things.
 */
export type Context = {
  config: Config
  text: Text
  issue: Issue
  variant: Variant
  brand: Identity
  /** The partners of this variant, in the order of the configuration. */
  partners: Identity[]
  contents: ContentsEntry[]
  items: ItemContext[]
  /** Undefined where a text has placed the agenda itself, or there is none. */
  agenda: AgendaView | undefined
  figures: FigureView[]
  action: Issue['action']
  links: PublicLinks
  feedbackUrl: string
  subscribeUrl: string
}
export type ContentsEntry = {
  anchor: string
  label: string
  title: string
  partner: string | undefined
}
export type ItemContext = {
  contribution: Contribution
  anchor: string
  partner: Identity
  isFirst: boolean
  /** Above the first of a run of items by one partner; the organisation's own is in the masthead. */
  fullName: string | undefined
  rubric: string | undefined
  title: string
  link: { text: string; url: string } | undefined
}
/** Pages that everyone may see. */
export type PublicLinks = { issue: string; calendar: string; archive: string }

export function contextOf(
  issue: Issue,
  variant: Variant,
  { config, text }: { config: Config; text: Text },
): Context {
  const identities = new Map(config.partners.map((partner) => [partner.id, identityOf(partner)]))
  const brand = brandOf(config, identities)
  const items = variant.items.map((contribution, at) =>
    itemContext(contribution, variant.items[at - 1], identities, brand),
  )
  const asked = containersIn(issue, variant)
  const hasAgenda = issue.events.length > 0 && !asked.has('agenda')
  const agenda = hasAgenda ? agendaView(issue.events, text) : undefined
  const figures = asked.has('figures')
    ? []
    : issue.figureData
        .filter(({ rows }) => rows.length > 0)
        .map((figure) => figureView(figure, text))
  const partners = [...identities.values()].filter(({ id }) =>
    items.some((item) => item.partner.id === id),
  )
  const { contact } = config.organisation
  const mailto = (subject: string) => `mailto:${contact}?subject=${encodeURIComponent(subject)}`
  return {
    config,
    text,
    issue,
    variant,
    brand,
    partners,
    contents: contentsOf(items, agenda, figures, text),
    items,
    agenda,
    figures,
    action: asked.has('action') ? undefined : actionOf(issue),
    links: publicLinks(config.publicUrl, issue.id),
    feedbackUrl: mailto(text.mail.feedback.subject(issue.title)),
    subscribeUrl: `${config.publicUrl}/subscribe`,
  }
}

/** The issue in the archive, with its calendar file beside it. */
export function publicLinks(publicUrl: string, issueId: string): PublicLinks {
  const archive = `${publicUrl}/archive`
  const issue = `${archive}/${encodeURIComponent(issueId)}`
  return { issue, calendar: `${issue}/agenda.ics`, archive }
}

function itemContext(
  contribution: Contribution,
  before: Contribution | undefined,
  identities: Map<string, Identity>,
  brand: Identity,
): ItemContext {
  const { rubric, title, link } = contribution
  const partner = identities.get(contribution.partner) ?? unknownPartner(contribution.partner)
  const isFirst = before?.partner !== contribution.partner
  const url = link === undefined ? undefined : safeUrl(link.url)
  return {
    contribution,
    anchor: anchorOf(itemName(contribution)),
    partner,
    isFirst,
    fullName: isFirst && partner.id !== brand.id ? partner.name : undefined,
    rubric,
    title,
    link: link === undefined || url === undefined ? undefined : { text: link.text, url },
  }
}

export const agendaAnchor = 'agenda'
export const figuresAnchor = 'cijfers'

function contentsOf(
  items: ItemContext[],
  agenda: AgendaView | undefined,
  figures: FigureView[],
  text: Text,
): ContentsEntry[] {
  const words = text.mail
  const entries: ContentsEntry[] = items.map(({ anchor, partner, contribution: { title } }) => ({
    anchor,
    label: words.contentsEntry(partner.short),
    title,
    partner: partner.id,
  }))
  const also = (anchor: string, heading: string, title: string) =>
    entries.push({ anchor, label: words.contentsEntry(heading), title, partner: undefined })
  if (figures.length > 0) {
    const titles = figures.map(({ title }) => title).join('; ')
    also(figuresAnchor, words.figures.heading, titles)
  }
  if (agenda !== undefined) {
    also(agendaAnchor, words.agenda.heading, words.agenda.contentsTitle(agenda.events.length))
  }
  // A list of one thing helps nobody.
  return entries.length < 2 ? [] : entries
}

function actionOf({ action }: Issue): Issue['action'] {
  if (action === undefined) return undefined
  const url = safeUrl(action.link.url)
  return url === undefined ? undefined : { ...action, link: { ...action.link, url } }
}

/** Blocks that a text places itself, so that they do not stand at the end as well. */
function containersIn(issue: Issue, variant: Variant): Set<string> {
  const bodies = [issue.intro, ...variant.items.map(({ body }) => body)]
  return new Set(
    bodies.flatMap(({ tokens }) =>
      tokens.filter(({ type }) => type === 'container_open').map(({ info }) => info),
    ),
  )
}

/** The organisation is a partner too, mostly; its colour is the colour of the mail. */
export function brandOf(config: Config, identities: Map<string, Identity>): Identity {
  const own = config.partners.find(({ short }) => short === config.organisation.short)
  const partner = own ?? config.partners[0]
  return (partner && identities.get(partner.id)) ?? unknownPartner(config.organisation.short)
}

function unknownPartner(id: string): Identity {
  const colour = look.light.link
  return identityOf({ id: anchorOf(id), name: id, short: id, colour, website: undefined })
}

/** Letters, digits and hyphens: safe as an anchor and as a class. */
function anchorOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
