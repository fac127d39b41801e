import type { LineEdit } from './source-lines.ts'

/** What a fix does, for the words on its button. */
export type Fix = {
  kind:
    | 'replace'
    | 'https'
    | 'heading'
    | 'list'
    | 'table'
    | 'quote'
    | 'rename'
    | 'visible'
    | 'utf-8'
    | 'add'
    | 'head'
    | 'below'
    | 'inside'
    | 'blank'
    | 'plain'
    | 'join'
    | 'group'
    | 'outdent'
    | 'fence'
    | 'close'
    | 'unquote'
    | 'space'
  /** What comes in its place, where that can be said in a word. */
  suggestion?: string
  /** None where saving the file again is all that is needed. */
  edits: LineEdit[]
  /** Where there is something left to type afterwards; both from 1, as in a problem. */
  caret?: { line: number; column: number }
}
