/**
 * A `Problem` is something an author, editor or maintainer should know about what was written:
 * a value, never an exception. Screen, command line and JSON show the same object; its words are
 * in `text/` under the same code.
 */
export type Problem = {
  code: ProblemCode
  severity: Severity
  owner: Owner
  /** What was found, quoted in the text. */
  values: ProblemValues
  /** Path relative to the project folder, with forward slashes. */
  file?: string
  /** From 1. CRLF is one line end and a byte order mark counts for nothing. */
  line?: number
  /** From 1, in UTF-16 units, as editors count. */
  column?: number
  end?: { line: number; column: number }
  /** Set when the file carries a reason why this is right as it stands; it then no longer blocks. */
  accepted?: { reason: string }
}

/** *Blocks* stops sending, *warns* needs a look, *tip* is advice. */
export type Severity = 'blocks' | 'warns' | 'tip'
/** Who can solve it, and therefore who sees it. */
export type Owner = 'author' | 'editor' | 'maintainer'
export type ProblemValues = Record<string, string | number>
export type ProblemCode = keyof typeof catalogue
export type Place = {
  file: string
  line?: number
  column?: number
  end?: { line: number; column: number }
}

const rule = (severity: Severity, owner: Owner) => ({ severity, owner })

/** Every code there is. Codes are permanent: never renamed, never reused for something else. */
export const catalogue = {
  'config/unreadable': rule('blocks', 'maintainer'),
  'config/example-values': rule('blocks', 'maintainer'),
  'config/secret-short': rule('blocks', 'maintainer'),
  'areas/unreadable': rule('warns', 'maintainer'),

  'frontmatter/invalid': rule('blocks', 'author'),
  'frontmatter/engine-forbidden': rule('blocks', 'author'),
  'frontmatter/missing': rule('blocks', 'author'),
  'frontmatter/text-above': rule('blocks', 'author'),
  'frontmatter/fields-below': rule('blocks', 'author'),
  'frontmatter/field-missing': rule('blocks', 'author'),
  'frontmatter/field-unknown': rule('warns', 'author'),
  'frontmatter/field-value': rule('blocks', 'author'),
  'frontmatter/rubric-unknown': rule('warns', 'author'),
  'frontmatter/theme-unknown': rule('warns', 'author'),

  'markdown/unreadable': rule('blocks', 'author'),
  'markdown/too-large': rule('blocks', 'author'),
  'markdown/empty': rule('blocks', 'author'),
  'markdown/character-invisible': rule('warns', 'author'),
  'markdown/raw-html': rule('warns', 'author'),
  'markdown/container-unknown': rule('blocks', 'author'),
  'markdown/container-unclosed': rule('blocks', 'author'),

  'table/header-missing': rule('blocks', 'author'),
  'table/label-missing': rule('warns', 'author'),
  'table/unmarked': rule('blocks', 'author'),
  'table/cell-count': rule('blocks', 'author'),

  'content/heading-empty': rule('blocks', 'author'),
  'content/heading-h1': rule('blocks', 'author'),
  'content/heading-skipped': rule('warns', 'author'),
  'content/heading-marks': rule('blocks', 'author'),
  'content/unfinished': rule('blocks', 'author'),
  'content/mail-pasted': rule('blocks', 'author'),
  'content/mail-footer': rule('warns', 'author'),
  'content/loose-emphasis': rule('warns', 'author'),
  'content/example-left': rule('blocks', 'author'),
  'content/link-text-empty': rule('blocks', 'author'),
  'content/link-text-generic': rule('warns', 'author'),
  'content/link-text-ambiguous': rule('warns', 'author'),
  'content/link-text-misleading': rule('blocks', 'author'),
  'content/section-empty': rule('warns', 'author'),
  'content/relative-date': rule('tip', 'author'),
  'content/emoji-bullet': rule('tip', 'author'),
  'content/item-long': rule('tip', 'author'),
  'content/issue-long': rule('tip', 'editor'),

  'link/target-empty': rule('blocks', 'author'),
  'link/unfinished': rule('warns', 'author'),
  'link/bare': rule('warns', 'author'),
  'link/scheme-forbidden': rule('blocks', 'author'),
  'link/host-forbidden': rule('blocks', 'author'),
  'link/insecure': rule('warns', 'author'),
  'link/shortener': rule('warns', 'author'),
  'link/front-page': rule('tip', 'author'),
  'link/dead': rule('warns', 'author'),
  'link/unsure': rule('tip', 'author'),

  'image/missing': rule('blocks', 'author'),
  'image/alt-missing': rule('blocks', 'author'),
  'image/alt-filename': rule('warns', 'author'),
  'image/format': rule('blocks', 'author'),
  'image/heavy': rule('warns', 'author'),
  'image/total-heavy': rule('warns', 'editor'),
  'image/unreadable': rule('blocks', 'author'),
  'image/webp': rule('blocks', 'author'),
  'image/small': rule('tip', 'author'),
  'image/chart-data': rule('blocks', 'maintainer'),

  'issue/not-found': rule('blocks', 'editor'),
  'issue/empty': rule('blocks', 'editor'),
  'issue/segments-missing': rule('blocks', 'editor'),
  'issue/variant-empty': rule('blocks', 'editor'),
  'issue/partner-missing': rule('warns', 'editor'),
  'issue/item-unknown': rule('warns', 'editor'),
  'issue/item-duplicate': rule('warns', 'editor'),
  'issue/copy-left-behind': rule('warns', 'editor'),
  'issue/file-unused': rule('warns', 'editor'),
  'issue/file-unreadable': rule('blocks', 'editor'),

  'correction/with-segments': rule('blocks', 'editor'),
  'correction/not-sent': rule('blocks', 'editor'),
  'correction/still-sending': rule('blocks', 'editor'),
  'correction/version-unknown': rule('blocks', 'editor'),

  'moment/holiday': rule('warns', 'editor'),
  'moment/weekend': rule('warns', 'editor'),
  'moment/friday-late': rule('warns', 'editor'),
  'moment/year-end': rule('warns', 'editor'),
  'series/rule-missing': rule('warns', 'editor'),
  'series/two-rules': rule('warns', 'editor'),
  'series/duplicate': rule('warns', 'editor'),
  'series/exception-unknown': rule('warns', 'editor'),
  'series/same-day': rule('warns', 'editor'),
  'series/steps': rule('warns', 'editor'),

  'subject/missing': rule('blocks', 'editor'),
  'subject/long': rule('warns', 'editor'),
  'subject/shouting': rule('warns', 'editor'),
  'preheader/missing': rule('warns', 'editor'),
  'preheader/length': rule('warns', 'editor'),
  'preheader/duplicate': rule('warns', 'editor'),

  'personal/field-unknown': rule('blocks', 'editor'),
  'personal/fallback-missing': rule('blocks', 'editor'),
  'personal/field-misplaced': rule('blocks', 'editor'),
  'personal/foreign-field': rule('blocks', 'author'),
  'personal/salutation-twice': rule('blocks', 'author'),
  'personal/url-unsafe': rule('blocks', 'maintainer'),

  'personal-data/citizen-number': rule('blocks', 'author'),
  'personal-data/bank-account': rule('blocks', 'author'),
  'personal-data/number-plate': rule('blocks', 'author'),
  'personal-data/telephone': rule('blocks', 'author'),
  'personal-data/address': rule('blocks', 'author'),
  'personal-data/named-offence': rule('blocks', 'author'),

  'segment/unknown': rule('blocks', 'editor'),
  'segment/invalid': rule('blocks', 'editor'),
  'segment/value-unknown': rule('blocks', 'editor'),
  'segment/value-retired': rule('blocks', 'editor'),
  'segment/duplicate': rule('blocks', 'editor'),
  'theme/duplicate': rule('blocks', 'maintainer'),
  'theme/successor-unknown': rule('blocks', 'maintainer'),
  'network/duplicate': rule('blocks', 'maintainer'),
  'network/successor-unknown': rule('blocks', 'maintainer'),

  'template/missing': rule('blocks', 'maintainer'),
  'template/handlebars-invalid': rule('blocks', 'maintainer'),
  'template/mjml-invalid': rule('blocks', 'maintainer'),
  'template/expression-lost': rule('blocks', 'maintainer'),
  'template/unfilled': rule('blocks', 'maintainer'),
  'template/minify-inactive': rule('warns', 'maintainer'),

  'mail/size-limit': rule('blocks', 'editor'),
  'mail/size-large': rule('warns', 'editor'),
  'mail/style-size': rule('blocks', 'maintainer'),
  'mail/lang': rule('blocks', 'maintainer'),
  'mail/dir': rule('blocks', 'maintainer'),
  'mail/title': rule('blocks', 'maintainer'),
  'mail/table-role': rule('blocks', 'maintainer'),
  'mail/anchor': rule('blocks', 'maintainer'),
  'mail/element-forbidden': rule('blocks', 'maintainer'),
  'mail/preview-marker': rule('blocks', 'maintainer'),
  'mail/unsubscribe': rule('blocks', 'maintainer'),
  'mail/sender-details': rule('blocks', 'maintainer'),
  'mail/web-version': rule('blocks', 'maintainer'),
  'mail/mso-balance': rule('blocks', 'maintainer'),
  'mail/vml': rule('blocks', 'maintainer'),
  'mail/css-support': rule('warns', 'maintainer'),
  'mail/remote-font': rule('blocks', 'maintainer'),
  'mail/tracking': rule('blocks', 'maintainer'),
  'mail/link-underline': rule('warns', 'maintainer'),
  'mail/text-size': rule('blocks', 'maintainer'),
  'mail/dark-meta': rule('warns', 'maintainer'),
  'mail/line-length': rule('blocks', 'maintainer'),
  'mail/contrast': rule('blocks', 'maintainer'),
  'mail/overflow': rule('blocks', 'maintainer'),
  'mail/target-size': rule('warns', 'maintainer'),
  'mail/text-clipped': rule('blocks', 'maintainer'),
  'mail/link-wordless': rule('blocks', 'maintainer'),
  'headers/one-click': rule('blocks', 'maintainer'),
  'headers/dkim': rule('blocks', 'maintainer'),
  'headers/list-id': rule('blocks', 'maintainer'),
  'headers/injection': rule('blocks', 'editor'),
  'spam/score': rule('warns', 'editor'),
  'spam/rule': rule('tip', 'editor'),
  'text/missing': rule('blocks', 'maintainer'),
  'text/differs': rule('blocks', 'maintainer'),

  'agenda/event-unknown': rule('blocks', 'author'),
  'agenda/event-duplicate': rule('blocks', 'author'),
  'agenda/time-order': rule('blocks', 'author'),
  'agenda/event-past': rule('warns', 'editor'),
  'agenda/ics-invalid': rule('blocks', 'maintainer'),
  'figure/unknown': rule('blocks', 'editor'),
  'figure/empty': rule('blocks', 'author'),

  'transport/outbox': rule('blocks', 'maintainer'),
  'transport/key-missing': rule('blocks', 'maintainer'),
  'transport/unreachable': rule('blocks', 'maintainer'),
  'transport/login-refused': rule('blocks', 'maintainer'),
  'transport/disk-space': rule('blocks', 'maintainer'),

  'fact/event-date': rule('blocks', 'author'),
  'fact/weekday': rule('warns', 'author'),
  'fact/date-impossible': rule('warns', 'author'),
  'fact/table-total': rule('warns', 'author'),
  'fact/municipality': rule('warns', 'author'),
  'fact/term': rule('warns', 'author'),
  'fact/tense-year': rule('warns', 'author'),
  'fact/number-format': rule('warns', 'author'),
  'fact/event-title': rule('warns', 'author'),
  'fact/role-vacant': rule('warns', 'author'),
  'typography/ij': rule('warns', 'author'),
  'typography/double-mark': rule('tip', 'author'),
  'typography/space-before': rule('tip', 'author'),
  'typography/time': rule('tip', 'author'),
  'readability/sentence': rule('tip', 'author'),
  'readability/sentence-run': rule('tip', 'author'),
  'readability/abbreviation': rule('warns', 'author'),
  'readability/paragraph': rule('tip', 'author'),
  'readability/subheading': rule('tip', 'author'),
  'readability/jargon': rule('tip', 'author'),
  'spelling/unknown': rule('tip', 'author'),
} as const satisfies Record<string, { severity: Severity; owner: Owner }>

/** One problem, with the severity and owner that its code has in the catalogue. */
export function problem(code: ProblemCode, values: ProblemValues = {}, place?: Place): Problem {
  return { code, ...catalogue[code], values, ...place }
}

/** True when sending must wait. A problem accepted with a reason no longer blocks. */
export function blocks(found: Problem): boolean {
  return found.severity === 'blocks' && found.accepted === undefined
}

const weight: Record<Severity, number> = { blocks: 0, warns: 1, tip: 2 }

/** Worst first, accepted ones last, then by place: the order in which people see them. */
export function byImportance(a: Problem, b: Problem): number {
  return (
    Number(a.accepted !== undefined) - Number(b.accepted !== undefined) ||
    weight[a.severity] - weight[b.severity] ||
    (a.file ?? '').localeCompare(b.file ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0)
  )
}
