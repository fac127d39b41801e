import { load, type CheerioAPI } from 'cheerio'
import type { Config } from '../config.ts'
import { problem, type Problem } from '../problem.ts'
import { compileFill } from '../render/fill.ts'
import type { RecipientFields, Rendered } from '../render/rendered.ts'
import type { IssueToCheck } from './check-input.ts'
import { isSafePublicUrl } from './public-url.ts'
import type { DocumentNode } from './visible-text.ts'

/** One variant as its most demanding recipient would get it, parsed once for all checks. */
export type FilledMail = {
  rendered: Rendered
  fields: RecipientFields
  html: string
  text: string
  document: CheerioAPI
  /** Of the document, in its order: a selector walks through all of it each time. */
  elements: MailElement[]
}

export type MailElement = Extract<DocumentNode, { attribs: unknown }>

/**
 * What could not be rendered has its problem already and no mail to look at; what cannot be filled
 * gets one here.
 */
export function fillForChecks(given: IssueToCheck): { mails: FilledMail[]; problems: Problem[] } {
  const mails: FilledMail[] = []
  const problems: Problem[] = []
  // Filling refuses an unsafe address, which is reported as what it is.
  if (!isSafePublicUrl(given.config)) return { mails, problems }
  for (const rendered of given.rendered) {
    if (rendered.html === '') continue
    const fields = longestFields(given.config)
    try {
      const { html, text } = compileFill(rendered)(fields)
      const sent = given.preview === true ? html.replaceAll(/ data-source="[^"]*"/g, '') : html
      const document = load(sent)
      mails.push({ rendered, fields, html: sent, text, document, elements: elementsOf(document) })
    } catch (error) {
      const found = (error as Error).message.split('\n')[0] ?? ''
      problems.push(problem('template/unfilled', { found }, { file: TEMPLATE }))
    }
  }
  return { mails, problems }
}

export function elementsOf(document: CheerioAPI): MailElement[] {
  return document('*')
    .toArray()
    .filter((node): node is MailElement => 'attribs' in node)
}

/** Where the maintainer looks first for what is wrong with a finished mail. */
export const TEMPLATE = 'templates/newsletter.mjml'

/**
 * The longest values that a recipient may realistically have: a double-barrelled name of 60
 * letters with an accent and an ampersand, which grow in bytes and in HTML, four long themes that
 * moved, and tokens of 160 characters (v1, key id, payload and 43 characters of HMAC).
 */
export function longestFields(config: Pick<Config, 'publicUrl'>): RecipientFields {
  const name = 'Maximiliënne-Alexandra & Bartholomeus van den Boschë-Vredenburgh'
  const theme = 'Mensenhandel, uitbuiting & ondermijning in het buitengebied en de havens'
  const token = 'x'.repeat(160)
  return {
    salutation: `Beste ${name}`,
    name,
    themesMoved: `Uw onderwerpen ‘${theme}’, ‘${theme}’, ‘${theme}’ en ‘${theme}’ horen nu bij ‘${theme}’. Wij hebben dat voor u aangepast.`,
    unsubscribeUrl: `${config.publicUrl}/u/${token}`,
    preferencesUrl: `${config.publicUrl}/p/${token}`,
    webUrl: `${config.publicUrl}/archive/${'x'.repeat(20)}`,
  }
}
