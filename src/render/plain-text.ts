import type { Context, ItemContext } from './context.ts'
import { agendaView, type AgendaView, type EventView } from './agenda-view.ts'
import { figureView, type FigureView } from './figure-view.ts'
import { capitalise } from './format.ts'
import { markdownText, type TextHow } from './markdown-text.ts'
import { boundSpace, protect } from './protect.ts'
import { fieldInText } from './recipient-field.ts'
import { indented, paragraph, underlined } from './text-layout.ts'

/**
 * The plain-text part, from the same context as the HTML and in the same order. It starts with the
 * title, because mail programs show the first words. Links stand below the item they belong to.
 */
export function plainText(context: Context): string {
  const { issue, text } = context
  const words = text.mail
  const sections = [
    `${underlined(protect(issue.title), '=')}\n${paragraph(protect(context.config.organisation.name))}`,
    introText(context),
    context.contents.length === 0 ? '' : contentsText(context),
    ...context.items.map((item) => itemText(item, context)),
    context.figures.length === 0
      ? ''
      : joined([
          underlined(words.figures.heading, '='),
          ...context.figures.map((figure) => figureText(figure, context)),
        ]),
    context.agenda === undefined
      ? ''
      : joined([
          underlined(words.agenda.heading, '='),
          agendaText(context.agenda),
          paragraph(`${words.agenda.addToCalendar}:`) + `\n${context.links.calendar}`,
        ]),
    actionText(context),
    feedbackText(context),
    footerText(context),
  ]
  const body = sections.filter((section) => section !== '').join('\n\n\n')
  return `${body.replaceAll(boundSpace, ' ')}\n`
}

function introText(context: Context): string {
  const { issue } = context
  const links: string[] = []
  return joined([
    markdownText(issue.intro.tokens, how(context, links)),
    paragraph(protect(issue.signedBy.join('\n'))),
    linkList(links, context),
  ])
}

function contentsText({ contents, text }: Context): string {
  const lines = contents.map(({ label, title }) =>
    indented(paragraph(protect(`${label} ${title}`)), '- ', '  '),
  )
  return `${underlined(text.mail.contents, '=')}\n${lines.join('\n')}`
}

function itemText(item: ItemContext, context: Context): string {
  const { contribution } = item
  const links: string[] = []
  const body = markdownText(contribution.body.tokens, how(context, links))
  const { image } = contribution
  const button =
    item.link === undefined
      ? ''
      : paragraph(`${protect(item.link.text)} [${links.push(item.link.url)}]`)
  return joined([
    `${labelText(item)}\n${underlined(protect(item.title), '=')}`,
    image === undefined || image.alt === ''
      ? ''
      : paragraph(context.text.mail.text.image(protect(image.alt))),
    body,
    button,
    linkList(links, context),
  ])
}

/** "RIEC, Nieuws", with the full name of the partner above its first item. */
function labelText({ partner, rubric, fullName }: ItemContext): string {
  const label = rubric === undefined ? partner.short : `${partner.short}, ${capitalise(rubric)}`
  const lines = fullName === undefined ? [label] : [label, fullName]
  return lines.map((line) => paragraph(protect(line))).join('\n')
}

/** An address has no line breaks in it, so it is never wrapped. */
function linkList(links: readonly string[], { text }: Context): string {
  return links.map((url, at) => text.mail.text.link(at + 1, protect(url))).join('\n')
}

function agendaText({ events }: AgendaView): string {
  return events
    .map((event) => {
      const about = [event.title, event.change, withoutWeekday(event), event.url]
        .filter((line) => line !== undefined && line !== '')
        .map((line) => paragraph(protect(line ?? '')))
      return `${paragraph(event.fullDate)}\n${indented(about.join('\n'), '  ', '  ')}`
    })
    .join('\n\n')
}

/** The date above already says the weekday; what remains is the part of the day, time and place. */
function withoutWeekday({ when, date }: EventView): string | undefined {
  return when === capitalise(date.weekday) ? undefined : when
}

function figureText(figure: FigureView, { text }: Context): string {
  const words = text.mail.figures
  const rows = figure.total === undefined ? figure.rows : [...figure.rows, figure.total]
  const widest = Math.max(...rows.map(({ label }) => Array.from(label).length))
  const tallest = Math.max(...rows.map(({ value }) => Array.from(value).length))
  const lines = rows.map(({ label, value }) => {
    const dots = widest - Array.from(label).length + tallest - Array.from(value).length
    return protect(`${label} ${'.'.repeat(dots + 2)} ${value}`)
  })
  return joined([
    underlined(protect(figure.title), '-'),
    lines.join('\n'),
    ...[figure.totalInSource, figure.note && `${words.note}: ${figure.note}`, figure.source].map(
      (line) => (line === undefined ? '' : paragraph(protect(line))),
    ),
  ])
}

function actionText({ action }: Context): string {
  if (action === undefined) return ''
  return joined([
    underlined(protect(action.title), '='),
    paragraph(protect(action.text)),
    `${paragraph(protect(action.link.text))}:\n${protect(action.link.url)}`,
  ])
}

function feedbackText({ text, links, feedbackUrl, subscribeUrl }: Context): string {
  const { feedback, share } = text.mail
  return joined([
    underlined(feedback.heading, '='),
    `${paragraph(feedback.text)}\n${labelled(feedback.link, feedbackUrl)}`,
    `${paragraph(share.text)}\n${labelled(share.link, links.issue)}`,
    `${paragraph(share.subscribe)}\n${labelled(share.subscribeLink, subscribeUrl)}`,
  ])
}

function footerText({ config, text, links }: Context): string {
  const { footer, viewInBrowser } = text.mail
  const { organisation, list } = config
  return joined([
    underlined(footer.heading, '='),
    `${themesMovedText(footer.preferences)}${paragraph(protect(footer.reason(list.name, organisation.name)))}`,
    labelled(footer.unsubscribe, '{{unsubscribeUrl}}'),
    labelled(footer.preferences, '{{preferencesUrl}}'),
    labelled(viewInBrowser, '{{webUrl}}'),
    labelled(footer.archive, links.archive),
    labelled(footer.privacy, organisation.privacyUrl),
    labelled(footer.accessibility, organisation.accessibilityUrl),
    [organisation.name, ...organisation.address, organisation.contact].map(protect).join('\n'),
  ])
}

/** With the empty line below it, so that nothing is there for whoever is told nothing. */
function themesMovedText(preferences: string): string {
  const told = `{{themesMoved}}\n${labelled(preferences, '{{preferencesUrl}}')}\n\n`
  return `{{#if themesMoved}}${told}{{/if}}`
}

/** The address on a line of its own, where no mail program cuts it. */
function labelled(label: string, url: string): string {
  return `${label}:\n${url}`
}

function how(context: Context, links: string[]): TextHow {
  const { text, issue } = context
  return {
    links,
    image: (alt) => text.mail.text.image(alt),
    field: fieldInText,
    block: (name, argument) => {
      switch (name) {
        case 'agenda':
          return agendaText(agendaView(chosen(issue.events, argument), text))
        case 'figures':
          return chosen(issue.figureData, argument)
            .filter(({ rows }) => rows.length > 0)
            .map((figure) => figureText(figureView(figure, text), context))
            .join('\n\n')
        case 'action':
          return actionText(context)
      }
    },
  }
}

/** All of them, or those whose ids the container names. */
export function chosen<T extends { id: string }>(all: readonly T[], argument: string): T[] {
  const ids = argument.split(/[\s,]+/).filter((id) => id !== '')
  return ids.length === 0 ? [...all] : all.filter(({ id }) => ids.includes(id))
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n')
}
