import { agendaAnchor, figuresAnchor, type Context, type ItemContext } from './context.ts'
import { agendaView } from './agenda-view.ts'
import { chartSvg } from './chart.ts'
import { figureView, typesetFigure, type FigureView } from './figure-view.ts'
import { capitalise } from './format.ts'
import { escapeHtml } from './html.ts'
import { linkedData } from './linked-data.ts'
import { look } from './look.ts'
import { labelPlace, markdownHtml, type Element, type HtmlHow } from './markdown-html.ts'
import type { Picture, Pictures } from './pictures.ts'
import { chosen } from './plain-text.ts'
import { restoreInHtml } from './protect.ts'
import { fieldForEveryone } from './recipient-field.ts'
import type { Templates } from './templates.ts'

/**
 * The issue as a page that anyone may read: a complete document without personal links or values,
 * and without scripts. Pictures are in `images/` beside it, the calendar file is `agenda.ics`.
 */
export function webPage(context: Context, pictures: Pictures, templates: Templates): string {
  const { config, text, issue, brand, links } = context
  const { organisation } = config
  const words = text.mail
  const page = templates.web({
    lang: config.language,
    documentTitle: `${issue.title}, ${organisation.short}`,
    title: issue.title,
    preheader: issue.preheader,
    look,
    brand,
    partners: context.partners,
    organisation,
    signedBy: issue.signedBy,
    contents: context.contents.map(({ partner, ...entry }) => ({
      ...entry,
      labelClass: partner === undefined ? '' : `ink-${partner}`,
    })),
    introHtml: markdownHtml(issue.intro.tokens, howOnWeb(context, pictures, templates)),
    items: context.items.map((item) => itemOnWeb(item, context, pictures, templates)),
    figures: context.figures.map((figure) => figureOnWeb(figure, context)),
    figuresAnchor,
    agenda: context.agenda,
    agendaHeading: words.agenda.headingFor(context.agenda?.year),
    agendaAnchor,
    calendarLink: { url: 'agenda.ics', text: words.agenda.addToCalendar },
    action: actionOnWeb(context),
    subscribeUrl: context.subscribeUrl,
    issueUrl: links.issue,
    footerLinks: [
      { url: links.archive, text: words.web.archive },
      { url: organisation.website, text: words.footer.website },
      { url: organisation.privacyUrl, text: words.footer.privacy },
      { url: organisation.accessibilityUrl, text: words.footer.accessibility },
    ],
    words: wordsFor(context),
    linkedDataHtml: linkedData(context),
  })
  return restoreInHtml(page)
}

function itemOnWeb(
  item: ItemContext,
  context: Context,
  pictures: Pictures,
  templates: Templates,
): object {
  const { contribution, rubric } = item
  const { image, body } = contribution
  const found = image && pictures.ofAuthors.get(image.src)
  return {
    anchor: item.anchor,
    partner: item.partner,
    fullName: item.fullName,
    rubric: rubric === undefined ? undefined : capitalise(rubric),
    title: item.title,
    link: item.link,
    image: image && found && imageOnWeb(found, image.alt),
    missing: image && !found && image.alt !== '' ? image.alt : undefined,
    bodyHtml: markdownHtml(body.tokens, howOnWeb(context, pictures, templates)),
  }
}

function howOnWeb(context: Context, pictures: Pictures, templates: Templates): HtmlHow {
  const { config, text, issue } = context
  const shared = { look, words: wordsFor(context) }
  return {
    language: config.language,
    dress: (element) => dresses[element] ?? '',
    markerFile: undefined,
    field: (name, fallback) => fieldForEveryone(name, fallback, text.mail.salutation),
    image: (src, alt) => {
      const found = pictures.ofAuthors.get(src)
      return found === undefined
        ? escapeHtml(alt)
        : templates.partial('web/image', imageOnWeb(found, alt))
    },
    button: (url) => templates.partial('web/button', { url, text: labelPlace }),
    block: (name, argument) => {
      switch (name) {
        case 'agenda': {
          const agenda = { ...agendaView(chosen(issue.events, argument), text), withYear: true }
          return templates.partial('web/agenda-table', { ...shared, agenda })
        }
        case 'figures':
          return chosen(issue.figureData, argument)
            .filter(({ rows }) => rows.length > 0)
            .map((figure) => figureOnWeb(figureView(figure, text), context))
            .map((figure) => templates.partial('web/figure', figure))
            .join('')
        case 'action': {
          const action = actionOnWeb({ ...context, action: issue.action })
          return action === undefined
            ? ''
            : templates.partial('web/action-box', { ...shared, action })
        }
      }
    },
  }
}

const dresses: Partial<Record<Element, string>> = {
  thRight: ' class="number"',
  tdRight: ' class="number"',
  card: ' class="card"',
}

function figureOnWeb(figure: FigureView, { issue, text, brand }: Context): object {
  const data = issue.figureData.find(({ id }) => id === figure.id)
  const { totalInSource, note, source } = figure
  const drawing = data && chartSvg(typesetFigure(data), text, brand)
  return {
    ...figure,
    caption: text.mail.figures.caption(figure.title),
    chart: drawing && { ...drawing, contentHtml: drawing.content },
    notes: [totalInSource, note, source].filter((line) => line !== undefined),
  }
}

function imageOnWeb({ fileName, shownWidth, shownHeight }: Picture, alt: string): object {
  const src = `images/${encodeURIComponent(fileName)}`
  return { src, alt, width: shownWidth, height: shownHeight }
}

function actionOnWeb({ action }: Context): object | undefined {
  if (action === undefined) return undefined
  const { title, text, link } = action
  return { title, text, url: link.url, linkText: link.text }
}

function wordsFor({ text }: Context): Record<string, string> {
  const { mail } = text
  return {
    skip: mail.web.skip,
    contents: mail.contents,
    figures: mail.figures.heading,
    agendaCaption: mail.agenda.caption,
    agendaDate: mail.agenda.date,
    agendaEvent: mail.agenda.event,
    about: mail.footer.heading,
    partners: mail.footer.partners,
    subscribe: mail.web.subscribe,
    subscribeLink: mail.share.subscribeLink,
  }
}
