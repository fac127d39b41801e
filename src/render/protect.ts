/**
 * Keeps what authors wrote out of reach of the recipient pass. A brace in a title or text would
 * otherwise be run as an expression, and a backslash before one of ours would switch it off. The
 * three characters travel as private-use characters through both Handlebars passes and MJML, and
 * come back at the very end: in HTML as entities, in plain text as themselves.
 */
export function protect(text: string): string {
  return text.replaceAll(privateUse, '').replaceAll(/[{}\\]/g, (found) => stand[found] ?? '')
}

/** For HTML: after MJML, before the recipient pass. Entities are not read by Handlebars. */
export function restoreInHtml(html: string): string {
  return html.replaceAll(privateUse, (found) => entity[found] ?? '')
}

/** For plain text, which has no entities: after the recipient pass. */
export function restoreInText(text: string): string {
  return text.replaceAll(privateUse, (found) => plain[found] ?? '')
}

/** The text without the characters that `protect` uses, so that nobody can bring in their own. */
export function withoutPrivateUse(text: string): string {
  return text.replaceAll(privateUse, '')
}

const privateUse = /[\uE000-\uE003]/g
const stand: Record<string, string> = { '{': '\uE000', '}': '\uE001', '\\': '\uE002' }
const entity: Record<string, string> = { '\uE000': '&#123;', '\uE001': '&#125;', '\uE002': '&#92;' }
const plain: Record<string, string> = { '\uE000': '{', '\uE001': '}', '\uE002': '\\' }

/** A space inside an expression of ours in plain text, where no line may be broken. */
export const boundSpace = '\uE003'
