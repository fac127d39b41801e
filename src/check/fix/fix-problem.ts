import { readsWell } from '../../content/source-text.ts'
import type { Problem, ProblemCode } from '../../problem.ts'
import { fieldFix } from './add-field.ts'
import { bulletEdits } from './bullets.ts'
import type { Fix } from './fix.ts'
import { groupFix } from './group.ts'
import { belowFix, closingFix, lateFix } from './fences.ts'
import { aboveFix, apartFix, headFix, openingFix } from './head.ts'
import { headingEdits, looseMarksEdits } from './heading.ts'
import { invisibleEdits } from './invisible.ts'
import { numberEdits } from './number.ts'
import { nameEdits, quoteEdits, remarkEdits, spaceEdits } from './quote-value.ts'
import { outdentFix } from './outdent.ts'
import { bracketEdits, gapEdits, plainEdits, telephoneEdits } from './plain.ts'
import { renameEdits } from './rename-field.ts'
import { replaceAtPlace, replaceInText, secureAddress } from './replace.ts'
import { tableEdits } from './table.ts'
import { linesOf, withEdits, type LineEdit, type SourceLines } from './source-lines.ts'

/**
 * What the program can put right itself, and nobody needs to decide: undefined where there is no such
 * thing, or where the file no longer says what the problem quotes. `source` is the file as it lies on
 * disk, or as it was meant where that is not UTF-8.
 */
export function fixFor(source: string, found: Problem): Fix | undefined {
  if (found.code === 'markdown/unreadable') {
    return readsWell(source) ? { kind: 'utf-8', edits: [] } : undefined
  }
  const fixer = fixers[found.code]
  if (fixer === undefined || found.line === undefined) return undefined
  const fix = fixer(linesOf(source).lines, found)
  return fix === undefined || fix.edits.length === 0 ? undefined : fix
}

export function applyFix(source: string, fix: Fix): string {
  return withEdits(source, fix.edits)
}

type Fixer = (lines: SourceLines['lines'], found: Problem) => Fix | undefined

const suggested =
  (edits: (lines: SourceLines['lines'], found: Problem, suggestion: string) => LineEdit[]): Fixer =>
  (lines, found) => {
    const suggestion = found.values['suggestion']
    if (typeof suggestion !== 'string' || suggestion === '') return undefined
    return { kind: 'replace', suggestion, edits: edits(lines, found, suggestion) }
  }

const inText = suggested(replaceInText)
const atPlace = suggested(replaceAtPlace)

/**
 * Only codes whose cure is the same for everybody. What an author must decide (a description, the
 * words of a link, which of two dates is right) is not here, on purpose.
 */
const fixers: { [Code in ProblemCode]?: Fixer } = {
  'frontmatter/invalid': unreadable,
  'frontmatter/engine-forbidden': (lines) =>
    /^-+\s*$/.test(lines[0]?.words ?? '') ? openingFix(lines) : apartFix(lines),
  'frontmatter/missing': headFix,
  'frontmatter/text-above': aboveFix,
  'frontmatter/fields-below': belowFix,
  'frontmatter/field-missing': missingField,
  'frontmatter/field-unknown': suggestedName,
  'subject/missing': (lines, found) => fieldFix(lines, found, 'subject', headFields),
  'preheader/missing': (lines, found) => fieldFix(lines, found, 'preheader', headFields),
  'issue/segments-missing': (lines, found) => fieldFix(lines, found, 'segments', headFields),
  'frontmatter/field-value': (lines, found) =>
    found.values['expected'] === 'map' ? groupFix(lines, found) : atPlace(lines, found),
  'frontmatter/rubric-unknown': atPlace,
  'frontmatter/theme-unknown': atPlace,
  'segment/unknown': atPlace,
  'agenda/event-unknown': atPlace,
  'figure/unknown': atPlace,
  'issue/item-unknown': atPlace,
  'personal/field-unknown': atPlace,
  'personal/foreign-field': atPlace,
  'personal/salutation-twice': atPlace,
  'markdown/container-unknown': atPlace,
  'markdown/character-invisible': (lines, found) => ({
    kind: 'visible',
    edits: invisibleEdits(lines, found),
  }),
  'content/heading-marks': (lines, found) => ({
    kind: 'heading',
    suggestion: '#'.repeat(Number(found.values['level'])),
    edits: looseMarksEdits(lines, found),
  }),
  'content/heading-h1': (lines, found) => heading(lines, found, 2),
  'content/heading-skipped': (lines, found) =>
    heading(lines, found, Number(found.values['expected'])),
  'content/emoji-bullet': (lines, found) => ({ kind: 'list', edits: bulletEdits(lines, found) }),
  'table/unmarked': (lines, found) => ({ kind: 'table', edits: tableEdits(lines, found) }),
  'image/missing': atPlace,
  'link/target-empty': (lines, found) => ({ kind: 'plain', edits: plainEdits(lines, found) }),
  'link/unfinished': (lines, found) =>
    found.values['reason'] === 'gap'
      ? { kind: 'join', edits: gapEdits(lines, found) }
      : found.values['reason'] === 'telephone'
        ? { kind: 'join', edits: telephoneEdits(lines, found) }
        : { kind: 'plain', edits: bracketEdits(lines, found) },
  'link/bare': atPlace,
  'link/insecure': (lines, found) => ({ kind: 'https', edits: secureAddress(lines, found) }),
  'link/scheme-forbidden': atPlace,
  'link/host-forbidden': atPlace,
  'fact/municipality': (lines, found) =>
    found.values['reason'] === 'spelling' ? inText(lines, found) : undefined,
  'fact/term': inText,
  'fact/number-format': suggested(numberEdits),
  'typography/ij': inText,
  'typography/time': inText,
  'spelling/unknown': inText,
}

/** Those of an issue that another may come below. */
const headFields = '(?:title|subject|preheader)'

function unreadable(lines: SourceLines['lines'], found: Problem): Fix {
  const { reason } = found.values
  if (reason === 'opening') return openingFix(lines)
  if (reason === 'fence' || reason === 'unclosed') return closingFix(lines, found)
  if (reason === 'late') return lateFix(lines, found)
  if (reason === 'quoted-name') return { kind: 'unquote', edits: nameEdits(lines, found) }
  const edits = quoteEdits(lines, found)
  return edits.length > 0 ? { kind: 'quote', edits } : { kind: 'space', edits: spaceEdits(lines) }
}

function missingField(lines: SourceLines['lines'], found: Problem): Fix | undefined {
  const { field, reason } = found.values
  if (reason === 'indented') return outdentFix(lines, found)
  if (reason === 'remark') return { kind: 'quote', edits: remarkEdits(lines, found) }
  return fieldFix(lines, found, String(field))
}

function suggestedName(lines: SourceLines['lines'], found: Problem): Fix | undefined {
  const { field, suggestion, reason } = found.values
  if (reason === 'indented') return outdentFix(lines, found)
  if (typeof suggestion !== 'string') return undefined
  const edits = renameEdits(lines, found, String(field), suggestion)
  return { kind: 'rename', suggestion, edits }
}

function heading(lines: SourceLines['lines'], found: Problem, level: number): Fix {
  return {
    kind: 'heading',
    suggestion: '#'.repeat(level),
    edits: headingEdits(lines, found, level),
  }
}
