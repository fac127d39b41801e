import { escapeHtml } from './html.ts'
import { boundSpace, protect, restoreInText } from './protect.ts'

/**
 * `[[name|lezer]]` of an author as an expression of the recipient pass. Only fields that a text may
 * use; anything else stays visible as it was written, and its check says why.
 */
export function fieldInHtml(name: string, fallback: string | undefined): string {
  return isField(name)
    ? expression(name, fallback && escapeHtml(fallback), ' ')
    : escapeHtml(written(name, fallback))
}

/** The same for plain text, where no line may be broken inside an expression. */
export function fieldInText(name: string, fallback: string | undefined): string {
  return isField(name)
    ? expression(name, fallback && protect(fallback).replaceAll(' ', boundSpace), boundSpace)
    : protect(written(name, fallback))
}

/** For the web page, which has no personal values. */
export function fieldForEveryone(
  name: string,
  fallback: string | undefined,
  salutation: string,
): string {
  if (!isField(name)) return escapeHtml(written(name, fallback))
  return escapeHtml(fallback ?? (name === 'salutation' ? salutation : ''))
}

/** Plain text with expressions, as the author wrote its fields, for somebody who reads what changed. */
export function asWritten(text: string): string {
  return restoreInText(
    text
      .replaceAll(boundSpace, ' ')
      .replaceAll(/\{\{#if themesMoved\}\}[^]*?\{\{\/if\}\}/g, '')
      .replaceAll(/\{\{#if (\w+)\}\}\{\{\1\}\}\{\{else\}\}([^]*?)\{\{\/if\}\}/g, '[[$1|$2]]')
      .replaceAll(/\{\{(\w+)\}\}/g, '[[$1]]'),
  )
}

const isField = (name: string) => name === 'salutation' || name === 'name'

function expression(name: string, fallback: string | undefined, space: string): string {
  if (!fallback) return `{{${name}}}`
  return `{{#if${space}${name}}}{{${name}}}{{else}}${fallback}{{/if}}`
}

function written(name: string, fallback: string | undefined): string {
  return `[[${name}${fallback === undefined ? '' : `|${fallback}`}]]`
}
