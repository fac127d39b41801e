import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Handlebars from 'handlebars'
import { problem, type Problem } from '../problem.ts'

/** The files of `templates/`, compiled for the issue pass. Open them again after a change. */
export type Templates = {
  /** An issue as MJML. */
  mail(view: object): string
  /** An issue as a web page. */
  web(view: object): string
  /** A mail to one person, such as a confirmation, as MJML. */
  notice(view: object): string
  /** One partial by itself, for a container in a text: `agenda-table` or `web/agenda`. */
  partial(name: string, view: object): string
  /** The sources, to find the place of what MJML finds wrong. */
  files: TemplateFile[]
}
export type TemplateFile = { file: string; source: string }

/** A template asks for something that the view does not have, at a place in a file. */
export class TemplateError extends Error {
  readonly problem: Problem
  constructor(found: Problem, cause: unknown) {
    super(`${found.file}: ${String(found.values['reason'])}`, { cause })
    this.name = 'TemplateError'
    this.problem = found
  }
}

/**
 * Reads and compiles `newsletter.mjml`, `web/issue.html`, `mail/notice.mjml` and every partial. All that is wrong comes
 * back at once; without problems that block there are templates.
 */
export async function openTemplates(root: string): Promise<Opened> {
  const files = await readTemplates(root)
  const sources = JSON.stringify([...files])
  if (latest?.sources !== sources) latest = { sources, opened: compileAll(files) }
  return latest.opened
}

type Opened = { templates: Templates | undefined; problems: Problem[] }

/** Compiling takes longer than checking an issue, and the templates seldom change between two. */
let latest: { sources: string; opened: Opened } | undefined

function compileAll(files: ReadonlyMap<string, string>): Opened {
  const problems: Problem[] = []
  const handlebars = Handlebars.create()
  for (const name of [mailName, webName]) {
    if (!files.has(name)) {
      problems.push(problem('template/missing', { file: fileOf(name) }, { file: fileOf(name) }))
    }
  }
  const compiled = new Map<string, Compiled>()
  for (const [name, source] of files) {
    const template = compile(handlebars, name, source, [...files.keys()], problems)
    if (template === undefined) continue
    compiled.set(name, template)
    const partial = partialName(name)
    if (partial !== undefined) handlebars.registerPartial(partial, template)
  }
  if (problems.length > 0) return { templates: undefined, problems }
  const run = (name: string, view: object) => {
    const template = compiled.get(name)
    if (template === undefined) throw new Error(`There is no template ${name}`)
    return template(view)
  }
  return {
    templates: {
      mail: (view) => run(mailName, view),
      web: (view) => run(webName, view),
      notice: (view) => run(noticeName, view),
      partial: (name, view) => run(partialFile(name), view),
      files: [...files].map(([name, source]) => ({ file: fileOf(name), source })),
    },
    problems,
  }
}

type Compiled = HandlebarsTemplateDelegate
const mailName = 'newsletter.mjml'
const webName = 'web/issue.html'
const noticeName = 'mail/notice.mjml'
const fileOf = (name: string) => `templates/${name}`

/** `partials/item.mjml` is `item`, `web/partials/item.html` is `web/item`. */
function partialName(name: string): string | undefined {
  const found = /^(web\/)?partials\/([a-z0-9-]+)\.(?:mjml|html)$/.exec(name)
  return found === null ? undefined : `${found[1] ?? ''}${found[2] ?? ''}`
}

function partialFile(name: string): string {
  return name.startsWith('web/') ? `web/partials/${name.slice(4)}.html` : `partials/${name}.mjml`
}

async function readTemplates(root: string): Promise<Map<string, string>> {
  const folder = join(root, 'templates')
  const names = [mailName, webName, noticeName]
  for (const [sub, extension] of [
    ['partials', '.mjml'],
    ['web/partials', '.html'],
  ] as const) {
    const found = await readdir(join(folder, sub)).catch(ifThere)
    names.push(
      ...(found ?? []).filter((name) => name.endsWith(extension)).map((name) => `${sub}/${name}`),
    )
  }
  const files = new Map<string, string>()
  for (const name of names.toSorted()) {
    const source = await readFile(join(folder, name), 'utf8').catch(ifThere)
    if (source !== undefined)
      files.set(name, source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n'))
  }
  return files
}

function ifThere(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined
  throw error
}

/** Compiled, with a failure at run time told by file and line; undefined when it cannot be. */
function compile(
  handlebars: typeof Handlebars,
  name: string,
  source: string,
  known: string[],
  problems: Problem[],
): Compiled | undefined {
  const file = fileOf(name)
  try {
    const tree = handlebars.parse(source)
    // Compiling waits for the first use; this tells now what is wrong.
    handlebars.precompile(tree, options)
    for (const { name: asked, line, column } of partialsIn(tree)) {
      if (known.includes(partialFile(asked))) continue
      const missing = fileOf(partialFile(asked))
      problems.push(problem('template/missing', { file: missing }, { file, line, column }))
      return undefined
    }
    const template = handlebars.compile(tree, options)
    const run: Compiled = (view, runtime) => {
      try {
        return template(view, runtime)
      } catch (error) {
        if (error instanceof TemplateError) throw error
        throw new TemplateError(invalid(file, error), error)
      }
    }
    return run
  } catch (error) {
    problems.push(invalid(file, error))
    return undefined
  }
}

const options = { strict: true, knownHelpersOnly: true } as const

/** Handlebars tells the line in a property, at the end of its message or in its first words. */
function invalid(file: string, error: unknown): Problem {
  const { message, lineNumber, column } = error as Error & { lineNumber?: number; column?: number }
  const atEnd = / - (\d+):(\d+)$/.exec(message)
  const inWords = /on line (\d+)/.exec(message)
  const line = lineNumber ?? Number(atEnd?.[1] ?? inWords?.[1] ?? 1)
  const at = column ?? (atEnd === null ? undefined : Number(atEnd[2]))
  // After its first line a parse error quotes the words at which it stopped.
  const [first = '', quoted] = message.split('\n')
  // Nor does it help anyone that a field was looked for in an object.
  const reason = (quoted === undefined ? first : `${first} ${quoted.trim()}`).replace(
    /(?: in \[object Object\])?(?: - \d+:\d+)?$/,
    '',
  )
  return problem(
    'template/handlebars-invalid',
    { reason, found: reason },
    { file, line, ...(at !== undefined && { column: at + 1 }) },
  )
}

function partialsIn(tree: hbs.AST.Program): { name: string; line: number; column: number }[] {
  const found: { name: string; line: number; column: number }[] = []
  class Finder extends Handlebars.Visitor {
    override PartialStatement(partial: hbs.AST.PartialStatement): void {
      const { start } = partial.loc
      const name = String((partial.name as hbs.AST.PathExpression).original)
      found.push({ name, line: start.line, column: start.column + 1 })
    }
  }
  new Finder().accept(tree)
  return found
}
