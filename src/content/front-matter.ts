import matter from 'gray-matter'
import { problem, type Problem } from '../problem.ts'
import { readYaml, type Fields, type YamlRead } from '../yaml-fields.ts'
import { dataEnd, fieldsBelow } from './field-lines.ts'
import { readSource } from './source-text.ts'

/**
 * Most characters the front matter may have. gray-matter looks for comments with a pattern that
 * takes time with the square of the number of empty lines: 16,000 take 0.2 s, 100,000 take 8 s.
 */
const LENGTH_LIMIT = 16_000

export type FrontMatter = {
  /** Undefined when there is no front matter that can be read. */
  fields: Fields | undefined
  /** Everything below the closing fence, with \n line ends. */
  body: string
  /** Line of the file on which `body` begins, from 1. */
  bodyLine: number
  /** Names of the fields that stand at the top of the text. Of `body` their lines are empty. */
  below: string[]
  /** Grows while `fields` is read. */
  problems: Problem[]
}

/**
 * A Markdown file -> its front matter and its text. gray-matter knows fences such as `---js` that
 * run what follows as a program, so there are two locks: any other fence than `---` is refused
 * before the library sees it, and its engines refuse everything that is not YAML.
 */
export function splitFrontMatter(bytes: Buffer, file: string): FrontMatter {
  const { text, problems } = readSource(bytes, file)
  if (text === undefined) return { fields: undefined, body: '', bodyLine: 1, below: [], problems }
  const fences = findFences(text, file)
  if (fences.kind === 'refused') {
    return {
      fields: undefined,
      body: fences.body,
      bodyLine: 1,
      below: [],
      problems: [...problems, fences.problem],
    }
  }
  // What is between the fences begins with the line end of the first, so line 1 is that fence.
  let read: YamlRead | undefined
  const yaml = (source: string) => {
    read = readYaml(source, file, 1)
    return {}
  }
  const { content } = matter(`---${fences.between}\n---${fences.after}`, {
    language: 'yaml',
    engines: { yaml, json: refuse, javascript: refuse, js: refuse, coffee: refuse },
  })
  // gray-matter calls no engine for front matter without any field.
  const { fields, problems: found } = read ?? readYaml(fences.between, file, 1)
  // This very list: reading the fields adds to it.
  found.unshift(...problems)
  const { bodyLine } = fences
  const late = fields === undefined ? lateFence(fences.between, file, found) : undefined
  if (late !== undefined) {
    return { fields, body: '', bodyLine, below: [], problems: [...problems, late] }
  }
  const { body, below, problem: misplaced } = withoutFields(content, file, bodyLine, fields?.keys())
  if (misplaced !== undefined) found.push(misplaced)
  return { fields, body, bodyLine, below, problems: found }
}

/** Fields at the top of the text are no text: nothing else is said about their words. */
function withoutFields(body: string, file: string, bodyLine: number, own: string[] = []) {
  const lines = body.split('\n')
  const found = fieldsBelow(lines)
  if (found === undefined) return { body, below: [] }
  const { from, to, names } = found
  const twice = names.find((name) => own.includes(name))
  const values = {
    found: names.join(', '),
    ...(twice !== undefined && { twice }),
    count: names.length,
    line: bodyLine + from,
    last: bodyLine + to - 1,
  }
  const place = { file, line: bodyLine + from, column: 1 }
  const isFence = lines[to]?.trimEnd() === '---'
  const rest = lines.map((line, at) => (at < from || at >= to + (isFence ? 1 : 0) ? line : ''))
  return {
    body: rest.join('\n'),
    below: names,
    problem: problem('frontmatter/fields-below', values, place),
  }
}

/** The text was read as data as well: the closing fence stands below it, or a rule was taken for it. */
function lateFence(between: string, file: string, found: Problem[]): Problem | undefined {
  const lines = between.split('\n')
  const line = dataEnd(lines, 1)
  const faults = found.filter(({ code }) => code === 'frontmatter/invalid')
  // That is a line of data too, though it does not look like one.
  if (faults.some(({ values }) => values['reason'] === 'quoted-name')) return undefined
  const isText = lines.slice(line).some((words) => words.trim() !== '')
  if (!isText || line === 1 || faults.some((fault) => (fault.line ?? 0) < line)) return undefined
  if (readYaml(lines.slice(0, line).join('\n'), file).fields === undefined) return undefined
  const values = { reason: 'late', line, at: lines.length + 1 }
  const column = (lines[line - 1] ?? '').length + 1
  return problem('frontmatter/invalid', values, { file, line, column })
}

type Fences =
  | { kind: 'found'; between: string; after: string; bodyLine: number }
  | { kind: 'refused'; problem: Problem; body: string }

/** Both fences are lines of exactly `---`; white space after it, which nobody sees, may stay. */
function findFences(text: string, file: string): Fences {
  const start = { file, line: 1, column: 1 }
  const refused = (why: Problem, body = ''): Fences => ({ kind: 'refused', problem: why, body })
  const first = lineAt(text, 0)
  if (!first.startsWith('---')) {
    const above = textAbove(text)
    // What stands above is neither data nor text until it is moved: nothing else is said about it.
    if (above !== undefined) return refused(problem('frontmatter/text-above', above, start))
    if (lacksOpening(text)) {
      return refused(problem('frontmatter/invalid', { reason: 'opening' }, start))
    }
    return refused(problem('frontmatter/missing', {}, start), text)
  }
  if (first !== '---') {
    return refused(problem('frontmatter/engine-forbidden', { found: first.slice(0, 40) }, start))
  }
  const from = lineEnd(text, 0)
  const closing = text.indexOf('\n---', from)
  if (closing === -1) return refused(unclosed(text, file))
  const line = text.slice(0, closing + 1).split('\n').length
  const last = lineAt(text, closing + 1)
  if (last !== '---') {
    const values = { reason: 'fence', found: last.slice(0, 40) }
    return refused(problem('frontmatter/invalid', values, { file, line, column: 1 }))
  }
  if (closing - from > LENGTH_LIMIT) {
    const values = { found: Math.ceil(closing / 1000), limit: LENGTH_LIMIT / 1000 }
    return refused(problem('markdown/too-large', values, start))
  }
  const between = text.slice(from, closing)
  return {
    kind: 'found',
    between,
    after: text.slice(lineEnd(text, closing + 1)),
    bodyLine: line + 1,
  }
}

/** Where the closing fence is to come: at the end of the last line of data. */
function unclosed(text: string, file: string): Problem {
  const lines = text.split('\n')
  const line = dataEnd(lines, 1)
  const next = lines[line] ?? ''
  const values = {
    reason: 'unclosed',
    line,
    ...(spoiltFence.test(next) && { found: next.trim(), at: line + 1 }),
  }
  return problem('frontmatter/invalid', values, {
    file,
    line,
    column: (lines[line - 1] ?? '').length + 1,
  })
}

/** Fields and a fence below them, and above them none, or one that a program or a hand made of it. */
function lacksOpening(text: string): boolean {
  const lines = text.split('\n').map((line) => line.trim())
  const end = lines.indexOf('---', 1)
  const first = spoiltFence.test(lines[0] ?? '') ? 1 : 0
  const fields = lines.slice(first, end).filter((line) => line !== '')
  return end > 0 && anyField.test(fields[0] ?? '') && fields.some((line) => titleField.test(line))
}

/** `--`, `- - -` and the dash that word processors make of hyphens. */
export const spoiltFence = /^\s*(?:-{1,2}|[–—]{1,3}-?|-{1,2}[–—]|-(?: -)+|---|-{4,})\s*$/
const anyField = /^[\p{L}_-]{2,30}\s*:/u
const titleField = /^(?:title|titel|subject|onderwerp)\s*:/i

/**
 * The first words above front matter that begins too late: '' where there are only empty lines, and
 * undefined where there is none. `line` is that of its fence.
 */
function textAbove(text: string): { found: string; line: number } | undefined {
  const lines = text.split('\n').map((line) => line.trimEnd())
  const from = lines.indexOf('---')
  const to = lines.indexOf('---', from + 1)
  // A rule in a text without any front matter looks the same, but has no title below it.
  const hasTitle = lines.slice(from + 1, to).some((line) => titleField.test(line))
  if (from === -1 || to === -1 || !hasTitle) return undefined
  const found = lines.slice(0, from).find((line) => line !== '') ?? ''
  return { found: found.trim().slice(0, 40), line: from + 1 }
}

function lineAt(text: string, start: number): string {
  return text.slice(start, lineEnd(text, start)).trimEnd()
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return end === -1 ? text.length : end
}

function refuse(): never {
  throw new Error('Front matter in any other language than YAML is refused before it gets here.')
}
