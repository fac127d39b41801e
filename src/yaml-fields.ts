import { isMap, isScalar, isSeq, parseDocument, type ParsedNode, type YAMLMap } from 'yaml'
import { didYouMean } from './did-you-mean.ts'
import { fieldMeant } from './field-names.ts'
import { asWanted } from './written-value.ts'
import { parsedYaml } from './parsed-yaml.ts'
import { problem, type Place, type Problem, type ProblemCode } from './problem.ts'

/**
 * Reads a YAML mapping once, at the edge, into typed values. Whatever is missing, misspelt or of
 * the wrong kind becomes a problem at its own line and column, all at once; the reader goes on
 * with what is there. Call `close()` last: it reports the keys that nobody asked for.
 *
 * Dates and times stay strings, because automatic conversion would introduce a time zone.
 */
export type Fields = {
  /**
   * Where the value of `key` stands, or is to be typed when it is empty; the mapping itself when the
   * key is not there.
   */
  place(key?: string): Place
  has(key: string): boolean
  text(key: string, options?: { required?: boolean }): string | undefined
  number(key: string, options?: { required?: boolean }): number | undefined
  flag(key: string): boolean | undefined
  choice<T extends string>(key: string, allowed: readonly T[], required?: boolean): T | undefined
  /** A list of strings; one string counts as a list of one. */
  texts(key: string): { value: string; place: Place }[]
  map(key: string): Fields | undefined
  maps(key: string): Fields[]
  /** Reports that the value of `key` is not what it should be; `expected` is a key of `text.kinds`. */
  wrong(key: string, expected: ExpectedKind): void
  report(code: ProblemCode, values: Problem['values'], key?: string): void
  keys(): string[]
  close(): void
}

export type ExpectedKind =
  | 'text'
  | 'number'
  | 'flag'
  | 'days'
  | 'rate'
  | 'connections'
  | 'list'
  | 'map'
  | 'date'
  | 'moment'
  | 'time'
  | 'colour'
  | 'address'
  | 'url'
  | 'zone'
  | 'name'
  | 'dns-name'
  | 'code'
  | 'reason'
  | 'month-day'
  | 'interval'
  | { oneOf: readonly string[] }

/** The mapping around another. */
type Outer = { isIndented: (key: string, place: Place) => boolean }

export type YamlRead = { fields: Fields | undefined; problems: Problem[] }

/** `firstLine` is the line of the file on which `source` begins, for front matter. */
export function readYaml(source: string, file: string, firstLine = 1): YamlRead {
  const problems: Problem[] = []
  const { document, lines } = parsedYaml(source, file)
  const placeAt = (from: number, to?: number): Place => {
    const start = lines.linePos(from)
    const end = to === undefined || to === from ? undefined : lines.linePos(to)
    return {
      file,
      line: start.line + firstLine - 1,
      column: start.col,
      ...(end && { end: { line: end.line + firstLine - 1, column: end.col } }),
    }
  }
  for (const error of document.errors) {
    const place = placeAt(error.pos[0])
    // What is wrong with a line is said once, however often the parser stumbles over it.
    if (problems.some(({ line }) => line === place.line)) continue
    const reason = lineFault(source, error.pos[0]) ?? reasonOf(error.code)
    problems.push(problem('frontmatter/invalid', { reason }, place))
  }
  // Of a key that is there twice the first counts; with anything else the rest means nothing.
  if (document.errors.some(({ code }) => code !== 'DUPLICATE_KEY'))
    return { fields: undefined, problems }
  if (document.contents === null) {
    return { fields: fieldsOf(emptyMap(), { file, line: firstLine, column: 1 }), problems }
  }
  if (!isMap(document.contents)) {
    const [from] = document.contents.range
    const reason = lineFault(source, from) ?? 'not-a-map'
    problems.push(problem('frontmatter/invalid', { reason }, placeAt(from)))
    return { fields: undefined, problems }
  }
  return { fields: fieldsOf(document.contents, placeOf(document.contents)), problems }

  function placeOf(node: ParsedNode | YAMLMap.Parsed): Place {
    return placeAt(node.range[0], node.range[1])
  }

  function fieldsOf(map: YAMLMap.Parsed, whole: Place, outer?: Outer): Fields {
    const asked = new Set<string>()
    const missing = new Map<string, Problem>()
    const pairs = new Map<string, (typeof map.items)[number]>()
    for (const pair of map.items) {
      if (!pairs.has(keyText(pair.key))) pairs.set(keyText(pair.key), pair)
    }

    function value(key: string, required = false): ParsedNode | undefined {
      asked.add(key)
      const node = pairs.get(key)?.value
      if (node && !(isScalar(node) && (node.value === null || node.value === ''))) return node
      if (required) {
        const found = problem(
          'frontmatter/field-missing',
          { field: key, ...whyEmpty(source, pairs.get(key)?.key) },
          fields.place(key),
        )
        missing.set(key, found)
        problems.push(found)
      }
      return undefined
    }
    /** What is missing is there under a name that nobody knows: one fault, said once, where it is. */
    function isMisnamed(key: string, name: string, place: Place): boolean {
      const found = missing.get(name)
      if (found === undefined || pairs.has(name)) return false
      missing.delete(name)
      problems[problems.indexOf(found)] = problem(found.code, { field: name, written: key }, place)
      return true
    }
    /** What stands in a field of this one because of the spaces before it, and belongs here. */
    function isIndented(key: string, into: string, place: Place): boolean {
      if (!asked.has(key) || pairs.has(key)) return false
      const found = missing.get(key)
      const values = { field: key, reason: 'indented', found: into }
      if (found === undefined) problems.push(problem('frontmatter/field-unknown', values, place))
      else problems[problems.indexOf(found)] = problem(found.code, values, place)
      missing.delete(key)
      return true
    }
    function scalar(key: string, required: boolean | undefined): unknown {
      const node = value(key, required)
      if (node === undefined) return undefined
      return isScalar(node) ? node.value : node
    }

    const fields: Fields = {
      place(key) {
        const pair = key === undefined ? undefined : pairs.get(key)
        if (pair === undefined) return whole
        const { value: node } = pair
        const isEmpty = !node || node.range[1] === node.range[0]
        if (isEmpty) return placeAt(afterColon(source, pair.key))
        // Between the quotation marks.
        if (isScalar(node) && node.value === '') return placeAt(node.range[0] + 1)
        if (isSeq(node) && node.items.length === 0) return placeAt(node.range[0] + 1)
        return placeOf(node)
      },
      has: (key) => pairs.has(key),
      text(key, options) {
        const found = scalar(key, options?.required)
        if (found === undefined) return undefined
        if (typeof found === 'string') return withoutForbidden(found).trim()
        // 2023 or true written without quotes is still what the author typed.
        if (typeof found === 'number' || typeof found === 'boolean') {
          return shown(pairs.get(key)?.value)
        }
        fields.wrong(key, 'text')
        return undefined
      },
      number(key, options) {
        const found = scalar(key, options?.required)
        if (found === undefined || typeof found === 'number') return found
        fields.wrong(key, 'number')
        return undefined
      },
      flag(key) {
        const found = scalar(key, false)
        if (found === undefined || typeof found === 'boolean') return found
        if (found === 'ja' || found === 'nee') return found === 'ja'
        fields.wrong(key, 'flag')
        return undefined
      },
      choice(key, allowed, required) {
        const found = fields.text(key, required ? { required } : {})
        if (found === undefined) return undefined
        const match = allowed.find((option) => option === found)
        if (match === undefined) fields.wrong(key, { oneOf: allowed })
        return match
      },
      texts(key) {
        const node = value(key)
        if (node === undefined) return []
        const nodes = isSeq(node) ? node.items : [node]
        const found = nodes.flatMap((item) =>
          isScalar(item) && item.value !== null
            ? [
                {
                  value: withoutForbidden(String(item.source ?? item.value)),
                  place: placeOf(item as ParsedNode),
                },
              ]
            : [],
        )
        if (found.length < nodes.length) fields.wrong(key, 'list')
        return found
      },
      map(key) {
        const node = value(key)
        if (node === undefined) return undefined
        if (isMap(node)) return child(node, key)
        fields.wrong(key, 'map')
        return undefined
      },
      maps(key) {
        const node = value(key)
        if (node === undefined) return []
        const nodes = isSeq(node) ? node.items : [node]
        const found = nodes.flatMap((item) =>
          isSeq(node) && isMap(item) ? [child(item, key)] : [],
        )
        if (found.length < nodes.length) fields.wrong(key, 'list')
        return found
      },
      wrong(key, expected) {
        const values: Problem['values'] = { field: key, found: shown(pairs.get(key)?.value) }
        if (typeof expected === 'string') {
          values['expected'] = expected
          const suggestion = asWanted(expected, String(values['found']))
          if (suggestion !== undefined) values['suggestion'] = suggestion
        } else {
          values['expected'] = 'one-of'
          values['options'] = expected.oneOf.join(', ')
          const suggestion = didYouMean(String(values['found']), expected.oneOf)
          if (suggestion !== undefined) values['suggestion'] = suggestion
        }
        problems.push(problem('frontmatter/field-value', values, fields.place(key)))
      },
      report: (code, values, key) => void problems.push(problem(code, values, fields.place(key))),
      keys: () => [...pairs.keys()],
      close() {
        for (const [key, pair] of pairs) {
          if (asked.has(key)) continue
          if (outer?.isIndented(key, placeOf(pair.key))) continue
          const suggestion = fieldMeant(key, [...asked])
          if (suggestion !== undefined && isMisnamed(key, suggestion, placeOf(pair.key))) continue
          problems.push(
            problem(
              'frontmatter/field-unknown',
              { field: key, ...(suggestion !== undefined && { suggestion }) },
              placeOf(pair.key),
            ),
          )
        }
        for (const close of open) close()
      },
    }
    const open: (() => void)[] = []
    function child(node: YAMLMap.Parsed, into: string): Fields {
      const inner = fieldsOf(node, placeOf(node), {
        isIndented: (key, place) => isIndented(key, into, place),
      })
      open.push(() => inner.close())
      return inner
    }
    return fields
  }
}

/**
 * Characters that no text may hold, also not by an escape such as "\uE000": control characters,
 * direction overrides, line separators, and the private-use characters that stand in for author
 * braces until a copy is filled. Tab and line feed are text.
 */
export const forbiddenCharacters =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069\uE000-\uE003\uFEFF\uFFFE\uFFFF]/g

export function withoutForbidden(text: string): string {
  // Half a character, as "\uD800" gives, cannot be written as UTF-8 nor put in an address.
  return text.toWellFormed().replaceAll(forbiddenCharacters, ' ')
}

/** That nothing follows a key that is there, or only what begins with # and is no value. */
function whyEmpty(source: string, key: ParsedNode | undefined): { reason?: 'empty' | 'remark' } {
  if (key === undefined) return {}
  return { reason: source[afterColon(source, key)] === '#' ? 'remark' : 'empty' }
}

/** Where the value of a key is typed: after its colon and the space behind it. */
function afterColon(source: string, { range }: ParsedNode): number {
  const colon = /\s*:[ \t]?/y
  colon.lastIndex = range[1]
  return colon.test(source) ? colon.lastIndex : range[0]
}

function keyText(key: ParsedNode): string {
  return isScalar(key) ? String(key.value) : ''
}

function shown(node: ParsedNode | null | undefined): string {
  if (!node) return ''
  return isScalar(node) ? String(node.source ?? node.value) : isSeq(node) ? '[…]' : '{…}'
}

function emptyMap(): YAMLMap.Parsed {
  return parseDocument('{}').contents as unknown as YAMLMap.Parsed
}

/** A fault that the line of this offset shows by itself, whatever the parser made of it. */
function lineFault(source: string, offset: number): string | undefined {
  const start = source.lastIndexOf('\n', offset - 1) + 1
  const [line = ''] = source.slice(start, start + 400).split('\n', 1)
  if (/^[ \t]*[a-z_]{2,20}:[^\s:/]/.test(line)) return 'no-space'
  if (quotedName.test(line)) return 'quoted-name'
  const value = /^[ \t]*(?:- )?[\p{L}_-]{2,30}:[ \t]+(\S.*)$/u.exec(line)?.[1] ?? ''
  if (behindQuote.test(value)) return 'behind-quote'
  if (/^['"[{|>#&*!]/.test(value) || !/:(?:\s|$)/.test(value)) return undefined
  return /^[“”„‘’]/.test(value) ? 'curly-quotes' : 'colon'
}

/** `'Jaarplan' van de VAR`: the value ends at the second mark, and more follows. */
export const behindQuote = /^(?:'((?:[^']|'')*)'|"([^"\\\\]*)")(\s+[^\s#].*)$/

/** `'subject:' Jaarplan`, with the colon inside the quotation marks. */
export const quotedName =
  /^[ \t]*(?:'([a-z_]{2,20}):'|"([a-z_]{2,20}):"|[‘’“”„]([a-z_]{2,20}):[‘’“”])(?=\s|$)/

/** The yaml package's error codes, as the reasons our texts know. */
function reasonOf(code: string): string {
  switch (code) {
    case 'DUPLICATE_KEY':
      return 'duplicate-key'
    case 'TAB_AS_INDENT':
      return 'tab'
    case 'BAD_INDENT':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'colon-or-indent'
    case 'MISSING_CHAR':
      return 'quote-or-bracket'
    default:
      return 'other'
  }
}
