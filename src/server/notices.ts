import { randomBytes } from 'node:crypto'
import type { Added } from './picture-file.ts'

/** What came of a press on a button, told on the next page; some of it can be undone there. */
export type Notice =
  /** `toFill`: what was put in still waits for words. */
  | { kind: 'fixed' | 'accepted'; line: number; change: Change; toFill?: boolean }
  /** `at`: until when it was so, in words. */
  | { kind: 'restored'; at: string; change: Change }
  /** `wanted`: the missing picture that it was to be. */
  | { kind: 'picture'; added: Added; wanted?: string | undefined }
  /** `known`: it was in the agenda. `inIssue`: the issue names it. */
  | { kind: 'event'; title: string; id: string; known: boolean; inIssue: boolean }
  | { kind: 'undone' | 'byHand' | 'resaved'; file: string }
  /** After the last problem it begins again. */
  | { kind: 'last' }
  | { kind: 'gone' | 'moved' | 'reason' | 'reasonShort' | 'forgotten' }
  | {
      kind: 'failed'
      why: 'disk' | 'too-large' | 'read-only' | 'not-text' | 'not-found' | 'outside'
    }

/** `before` as the editor shows it; `version` is that of the file just after. */
export type Change = { file: string; before: string; version: string }

export type Notices = {
  /** The name under which the next page finds it. */
  add: (notice: Notice) => string
  get: (name: string | undefined) => Notice | undefined
  /** The same with the name that a page asks for it again. */
  shown: (name: string | undefined) => ShownNotice | undefined
}

export type ShownNotice = { name: string; notice: Notice }

/** Notices kept in memory, each with one file of at most 256 kB. */
const KEPT = 50

export function openNotices(): Notices {
  const kept = new Map<string, Notice>()
  return {
    add(notice) {
      const name = randomBytes(9).toString('base64url')
      kept.set(name, notice)
      for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest)
      return name
    },
    get: (name) => (name === undefined ? undefined : kept.get(name)),
    shown(name = '') {
      const notice = kept.get(name)
      return notice && { name, notice }
    },
  }
}

/** The file that it is about, where it tells of a change. */
export function changeOf(shown: ShownNotice | undefined): Change | undefined {
  return shown && 'change' in shown.notice ? shown.notice.change : undefined
}
