import { spoiltFence } from '../../content/front-matter.ts'
import type { Fix } from './fix.ts'
import type { LineEdit, SourceLines } from './source-lines.ts'

type Lines = SourceLines['lines']

/** A file without front matter gets three lines of it, with room for the title. */
export function headFix(lines: Lines): Fix {
  const insert = `---\ntitle: \n---\n${lines[0]?.words.trim() === '' ? '' : '\n'}`
  const edits = [{ line: 1, from: 0, to: 0, insert }]
  return { kind: 'head', edits, caret: { line: 2, column: 'title: '.length + 1 } }
}

/** Three hyphens as the first line: in place of what became of them, or as a line of their own. */
export function openingFix(lines: Lines): Fix {
  const words = lines[0]?.words ?? ''
  const edit = spoiltFence.test(words)
    ? { line: 1, from: 0, to: words.length, insert: '---' }
    : { line: 1, from: 0, to: 0, insert: '---\n' }
  return { kind: 'fence', edits: [edit] }
}

/** `--- title: Nieuws ---` on one line, with one field: each on a line of its own. */
export function apartFix(lines: Lines): Fix | undefined {
  const words = lines[0]?.words ?? ''
  const [, field = '', close = ''] =
    /^---\s*([a-z_]{2,20}:\s(?:(?![a-z_]{2,20}:\s).)*?)\s*(---)?\s*$/.exec(words) ?? []
  if (field === '') return undefined
  const insert = ['---', field, ...(close === '' ? [] : ['---'])].join('\n')
  return { kind: 'group', edits: [{ line: 1, from: 0, to: words.length, insert }] }
}

/**
 * What stands above the front matter goes where it belongs: fields go inside it, text goes below it,
 * and empty lines go.
 */
export function aboveFix(lines: Lines): Fix {
  const open = lines.findIndex(({ words }) => words.trimEnd() === '---')
  const close = lines.findIndex(({ words }, at) => at > open && words.trimEnd() === '---')
  if (open < 1 || close === -1) return { kind: 'blank', edits: [] }
  const gone = lines.slice(0, open).map(({ words }, at): LineEdit => {
    return { line: at + 1, from: 0, to: words.length, insert: '', withEnd: true }
  })
  const above = lines.slice(0, open).map(({ words }) => words.trimEnd())
  const said = above.filter((words) => words !== '')
  if (said.length === 0) return { kind: 'blank', edits: gone }
  const areFields = said.every((words) => /^[\p{L}_-]+:(?:\s|$)/u.test(words))
  const at = areFields ? open : close
  const from = lines[at]?.words.length ?? 0
  const insert = areFields ? `\n${said.join('\n')}` : `\n\n${above.join('\n').trim()}`
  return {
    kind: areFields ? 'inside' : 'below',
    edits: [...gone, { line: at + 1, from, to: from, insert }],
  }
}
