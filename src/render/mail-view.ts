import { agendaAnchor, figuresAnchor, type Context, type ItemContext } from './context.ts'
import { agendaView } from './agenda-view.ts'
import { figureView, type FigureView } from './figure-view.ts'
import { capitalise } from './format.ts'
import { escapeHtml } from './html.ts'
import { hyphenate } from './hyphenate.ts'
import { look, type Identity } from './look.ts'
import { dressForMail } from './mail-dress.ts'
import { labelPlace, markdownHtml, type HtmlHow } from './markdown-html.ts'
import type { Picture, Pictures } from './pictures.ts'
import { chosen } from './plain-text.ts'
import { protect } from './protect.ts'
import { fieldInHtml } from './recipient-field.ts'
import type { Templates } from './templates.ts'

/**
 * What `templates/newsletter.mjml` sees. Every string is out of reach of the recipient pass; names
 * that end in `Html` hold rendered Markdown and are the only ones for triple braces.
 */
export function mailView(
  context: Context,
  pictures: Pictures,
  templates: Templates,
  sourceMarkers: boolean,
): object {
  const { config, text, issue, brand, links } = context
  const words = text.mail
  const dressed = { context, pictures, templates, sourceMarkers }
  const { organisation, list } = config
  const plain = protectAll({
    lang: config.language,
    documentTitle: `${issue.title}, ${organisation.short}`,
    title: issue.title,
    preheader: issue.preheader,
    look,
    brand,
    partners: context.partners,
    organisation: { ...organisation },
    topLine: words.topLine(organisation.short, issue.title),
    signedBy: issue.signedBy,
    contents: context.contents.map(({ partner, ...entry }) => ({
      ...entry,
      labelClass: partner === undefined ? 'k' : `c-${partner}`,
      labelColour: context.partners.find(({ id }) => id === partner)?.ink ?? look.light.ink,
    })),
    figures: context.figures.map((figure) => figureForMail(figure, context, pictures)),
    figuresAnchor,
    agenda: context.agenda,
    agendaHeading: words.agenda.headingFor(context.agenda?.year),
    agendaAnchor,
    calendarLink: { url: links.calendar, text: words.agenda.addToCalendar, ...brandInk(brand) },
    action: actionForMail(context),
    feedbackUrl: context.feedbackUrl,
    subscribeUrl: context.subscribeUrl,
    issueUrl: links.issue,
    reason: words.footer.reason(list.name, organisation.name),
    footerLinks: [
      { url: links.archive, text: words.footer.archive },
      { url: organisation.privacyUrl, text: words.footer.privacy },
      { url: organisation.accessibilityUrl, text: words.footer.accessibility },
    ],
    words: wordsFor(context),
  })
  return {
    ...plain,
    introHtml: markdownHtml(issue.intro.tokens, howInMail(dressed, issue.file)),
    items: context.items.map((item) => itemForMail(item, dressed)),
  }
}

type Dressed = {
  context: Context
  pictures: Pictures
  templates: Templates
  sourceMarkers: boolean
}

function itemForMail(item: ItemContext, dressed: Dressed): object {
  const { context, pictures, sourceMarkers } = dressed
  const { contribution, partner, rubric } = item
  const { file, image, body } = contribution
  const found = image && pictures.ofAuthors.get(image.src)
  return {
    ...protectAll({
      look,
      anchor: item.anchor,
      partner,
      isFirst: item.isFirst,
      rubric: rubric === undefined ? undefined : capitalise(rubric),
      title: hyphenate(item.title, context.config.language),
      image: image && found && imageForMail(found, image.alt),
      // The description takes the place of a picture that is not there.
      missing: image && !found && image.alt !== '' ? image.alt : undefined,
      fullName: item.fullName,
      link: item.link && { ...item.link, colour: partner.ink, inkClass: `c-${partner.id}` },
    }),
    marker: sourceMarkers ? ` data-source="${escapeHtml(`${file}:1:1`)}"` : '',
    bodyHtml: markdownHtml(body.tokens, howInMail(dressed, file)),
  }
}

function howInMail(dressed: Dressed, file: string): HtmlHow {
  const { context, pictures, templates, sourceMarkers } = dressed
  const { config, text, issue, brand } = context
  const shared = { look, brand, words: wordsFor(context) }
  return {
    language: config.language,
    dress: dressForMail,
    markerFile: sourceMarkers ? file : undefined,
    field: fieldInHtml,
    image: (src, alt) => {
      const found = pictures.ofAuthors.get(src)
      return found === undefined
        ? escapeHtml(alt)
        : templates.partial('image', protectAll(imageForMail(found, alt)))
    },
    button: (url) =>
      templates.partial('button', protectAll({ url, text: labelPlace, ...brandInk(brand) })),
    block: (name, argument) => {
      switch (name) {
        case 'agenda': {
          const agenda = { ...agendaView(chosen(issue.events, argument), text), withYear: true }
          return templates.partial('agenda-table', protectAll({ ...shared, agenda }))
        }
        case 'figures':
          return chosen(issue.figureData, argument)
            .filter(({ rows }) => rows.length > 0)
            .map((figure) => figureView(figure, text))
            .map((figure) => figureForMail(figure, context, pictures))
            .map((figure) => templates.partial('figure', protectAll(figure)))
            .join('')
        case 'action': {
          const action = actionForMail({ ...context, action: issue.action })
          return action === undefined
            ? ''
            : templates.partial('action-box', protectAll({ ...shared, action }))
        }
      }
    },
  }
}

function figureForMail(figure: FigureView, context: Context, pictures: Pictures): object {
  const chart = pictures.charts.get(figure.id)
  const { note, source, totalInSource } = figure
  return {
    ...figure,
    title: hyphenate(figure.title, context.config.language),
    rows: figure.rows.map(({ label, value }) => ({
      label: hyphenate(label, context.config.language),
      value,
    })),
    look,
    brand: context.brand,
    caption: context.text.mail.figures.caption(figure.title),
    chart: chart && imageForMail(chart, figure.alt),
    notes: [totalInSource, note, source].filter((line) => line !== undefined),
  }
}

function imageForMail({ cid, shownWidth, shownHeight }: Picture, alt: string): object {
  return { cid, alt, width: shownWidth, height: shownHeight }
}

function actionForMail({ action }: Context): object | undefined {
  if (action === undefined) return undefined
  const { title, text, link } = action
  return { title, text, url: link.url, linkText: link.text }
}

const brandInk = ({ ink }: Identity) => ({ colour: ink, inkClass: 'bd' })

function wordsFor({ text }: Context): Record<string, string> {
  const { mail } = text
  return {
    viewInBrowser: mail.viewInBrowser,
    contents: mail.contents,
    figures: mail.figures.heading,
    agendaCaption: mail.agenda.caption,
    agendaDate: mail.agenda.date,
    agendaEvent: mail.agenda.event,
    feedback: mail.feedback.heading,
    feedbackText: mail.feedback.text,
    feedbackLink: mail.feedback.link,
    share: mail.share.text,
    shareLink: mail.share.link,
    subscribe: mail.share.subscribe,
    subscribeLink: mail.share.subscribeLink,
    about: mail.footer.heading,
    partners: mail.footer.partners,
    unsubscribe: mail.footer.unsubscribe,
    preferences: mail.footer.preferences,
  }
}

/** Every string in the value, out of reach of the recipient pass. */
export function protectAll<T>(value: T): T {
  if (typeof value === 'string') return protect(value) as T
  if (Array.isArray(value)) return value.map((part) => protectAll<unknown>(part)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, protectAll<unknown>(part)]),
  ) as T
}
